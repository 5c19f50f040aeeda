"""The data package of a unit: `data/datapackage.json` (Frictionless Data Package, profile v1)."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from courseware.errors import CoursewareError

PACKAGE = Path("data") / "datapackage.json"


def read_package(root: Path) -> dict:
    """The descriptor as a dict, with a list of resources that each have a name, a path and a schema.

    Args:
        root: the folder that holds `data/`.

    Raises:
        CoursewareError: no such file, no JSON, or a resource without name, path or schema.
    """
    path = root / PACKAGE
    try:
        package = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise CoursewareError(path, "", "there is no such file", "add a data package there") from None
    except (ValueError, RecursionError) as error:  # not only JSONDecodeError: an integer of 5,000 digits
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise CoursewareError(path, place, "this is not valid JSON", "mend the JSON") from None
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list) or not resources:
        raise CoursewareError(path, "", "it lists no resources", 'give it a non-empty list "resources"')
    names: set[str] = set()
    for number, resource in enumerate(resources, start=1):
        _check_resource(path, number, resource)
        if resource["name"] in names:
            problem = f'the name "{resource["name"]}" stands twice'
            raise CoursewareError(path, f"resource {number}", problem, "give every table its own name")
        names.add(resource["name"])
    return package


def _check_resource(path: Path, number: int, resource: object) -> None:
    place = f"resource {number}"
    if not isinstance(resource, dict):
        raise CoursewareError(path, place, "it is not an object", "write it as {...}")
    for key in ("name", "path"):
        if not isinstance(resource.get(key), str) or not resource[key]:
            raise CoursewareError(path, place, f'it has no "{key}"', f'give it a "{key}"')
        if not resource[key].isprintable():
            raise CoursewareError(path, place, f'its "{key}" holds a control character', "remove it")
    fields = resource.get("schema", {}).get("fields") if isinstance(resource.get("schema"), dict) else None
    if not isinstance(fields, list) or not all(map(_is_field, fields)):
        place, problem = f'resource "{resource["name"]}"', "it has no list of fields with a name and a type"
        mend = 'describe its columns under "schema": {"fields": [...]}'
        raise CoursewareError(path, place, problem, mend)


def _is_field(field: object) -> bool:
    if not isinstance(field, dict) or not isinstance(field.get("type", "string"), str):
        return False
    return isinstance(field.get("name"), str) and field["name"] != ""


def refresh(root: Path) -> list[str]:
    """Recompute size (`bytes`) and `hash` (sha256) of every resource; rewrite the descriptor if any differ.

    Args:
        root: the folder that holds `data/`.

    Returns:
        The names of the resources whose size or hash was out of date, in the package's order; empty when
        nothing had to change (then the file is not touched).

    Raises:
        CoursewareError: the descriptor is faulty or a resource's file is missing; nothing is written then.
    """
    package, path = read_package(root), root / PACKAGE
    changed = []
    for resource in package["resources"]:
        size, digest = fingerprint(root, resource)
        if (resource.get("bytes"), resource.get("hash")) != (size, digest):
            resource["bytes"], resource["hash"] = size, digest
            changed.append(resource["name"])
    if changed:
        draft = path.with_suffix(".json.new")
        draft.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        os.replace(draft, path)  # whole or not at all
    return changed


def is_described(root: Path, resource: dict) -> bool:
    """Whether a resource's file is the one whose `hash` the package holds; True where it holds none.

    Git and editors on Windows write other line ends, which change no cell.
    """
    wanted = resource.get("hash")
    if not isinstance(wanted, str) or not wanted.startswith("sha256:"):
        return True
    content = ((root / PACKAGE).parent / resource["path"]).read_bytes()
    return wanted in (_hash(content), _hash(content.replace(b"\r\n", b"\n")))


def _hash(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


def fingerprint(root: Path, resource: dict) -> tuple[int, str]:
    """Size in bytes and "sha256:<hex>" of a resource's file as it is on disk."""
    path = (root / PACKAGE).parent / resource["path"]
    try:
        content = path.read_bytes()
    except OSError:
        place, problem = f'resource "{resource["name"]}"', f'there is no file "{resource["path"]}"'
        raise CoursewareError(root / PACKAGE, place, problem, "correct its path or add the file") from None
    return len(content), _hash(content)
