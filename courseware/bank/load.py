"""Read a unit's bank: `exercises/unit.yml` and every file of `exercises/items/`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from courseware.bank.compile import assemble, compile_variant, unmet_when_right, unused_wrong
from courseware.bank.compiled import Bank, CompiledItem, Unit, UnitModule, Variant
from courseware.bank.faults import Fault, first_fault, quoted
from courseware.bank.faults import Path as Place
from courseware.bank.files import ITEMS, UNIT
from courseware.bank.marked_yaml import Marked, read_yaml
from courseware.bank.models import AnyItem, Item, UnitFile
from courseware.bank.pages import Labels, page_labels
from courseware.bank.sections import sections
from courseware.bank.selection import Tables
from courseware.bank.validate import check_answers, check_item, check_links, check_points, check_unit
from courseware.bank.variants import Parameters, drawn, parameter_sets, said
from courseware.datapackage import read_package
from courseware.errors import CoursewareError
from courseware.tables import Values, load_table
from courseware.versions import check_engine

_ITEM: TypeAdapter[Any] = TypeAdapter(Item)


def load_bank(root: Path, sealed: bool = False) -> Bank:
    """The bank of the unit in the folder `root`, with every expression evaluated and everything checked.

    Args:
        sealed: give the sealed edition's bank instead of the practice edition's.

    Raises:
        CoursewareError: anything wrong in the unit file, an items file or the data an item uses; the unit has
            no sealed edition, or came with another engine.
    """
    check_engine(root)
    unit_file = root / UNIT
    if not unit_file.exists():
        mend = "give the command in the unit's folder, or name that folder by --root"
        raise CoursewareError(unit_file, "", "there is no such file", mend)
    marked = read_yaml(unit_file)
    unit = _unit(unit_file, marked)
    if sealed and unit.sealed_edition is None:
        mend = "add a line such as `sealed_edition: sealed-2026`"
        raise CoursewareError(unit_file, "", "the unit has no sealed edition", mend)
    labels_of, tables = page_labels(root), tables_of(root)
    check_unit(unit_file, unit, marked.line, labels_of)
    items: list[CompiledItem] = []
    first_seen: dict[str, str] = {}
    for file in _items_files(root / ITEMS):
        items += _items(file, labels_of, unit, tables, first_seen)
    check_points(unit_file, unit, marked.line, items)
    place = {module.id: number for number, module in enumerate(unit.modules)}
    items.sort(key=lambda item: place[item.module])
    section = sections(root, unit.modules)
    items = [replace(item, section=section(item.passage)) for item in items]
    return Bank(_compiled_unit(unit, sealed), tuple(items))


def _items_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        mend = "make it and put the items files into it"
        raise CoursewareError(folder, "", "there is no such folder", mend)
    for file in sorted(folder.iterdir()):
        if file.suffix in (".yaml", ".YML", ".YAML"):
            mend = f"rename it to {file.stem}.yml"
            raise CoursewareError(file, "", "items are read from .yml files only", mend)
    return sorted(folder.glob("*.yml"))


def _unit(file: Path, marked: Marked) -> UnitFile:
    try:
        return UnitFile.model_validate(marked.value)
    except ValidationError as error:
        fault = first_fault(error, marked.value, UnitFile.model_json_schema)
        raise CoursewareError(file, f"line {marked.line(fault.path)}", fault.problem, fault.mend) from None


def _items(
    file: Path, labels_of: Labels, unit: UnitFile, tables: Tables, first_seen: dict[str, str]
) -> list[CompiledItem]:
    marked = read_yaml(file)
    if not isinstance(marked.value, list):
        raise CoursewareError(file, "line 1", "this is not a list of items", "begin each item with `- id:`")
    compiled = []
    for number, entry in enumerate(marked.value):
        line = f"line {marked.line((number,))}"
        try:
            compiled.append(_item(entry, labels_of, unit, tables))
            item_id = compiled[-1].id
            if item_id in first_seen:
                raise Fault(f"this id stands in {first_seen[item_id]} too", "change one of the two", ("id",))
            first_seen[item_id] = f"{file.name}, {line}"
        except Fault as fault:
            raise _located(file, marked, (number, *fault.path), entry, fault) from None
    return compiled


def _item(entry: Any, labels_of: Labels, unit: UnitFile, tables: Tables) -> CompiledItem:
    models: list[AnyItem] = []
    variants: list[Variant] = []
    for parameters in parameter_sets(entry):
        try:
            models.append(_model(drawn(entry, parameters)))
            if not variants:
                check_links(models[0], labels_of, unit, tables)
            variants.append(_variant(models[-1], tables, parameters))
        except Fault as fault:
            if not parameters:
                raise
            problem = f"{fault.problem} (in the variant {said(parameters)})"
            raise Fault(problem, fault.mend, fault.path) from None
    if models[0].type == "numeric":
        numeric = [model for model in models if model.type == "numeric"]
        unused = unused_wrong(numeric, variants, tables)
        if unused is not None:
            problem = "this wrong number has a value of its own in none of the variants"
            raise Fault(problem, "correct it or remove it", ("wrong", unused, "value"))
    if models[0].type == "choice":
        unmet = unmet_when_right(models[0], variants)
        if unmet is not None:
            problem = "this option is right in all variants or in none, so it needs one feedback, not two"
            raise Fault(problem, "write `feedback` alone", ("options", unmet, "when_right"))
    return assemble(models[0], variants)


def _variant(model: Any, tables: Tables, parameters: Parameters) -> Variant:
    check_item(model)
    variant = compile_variant(model, tables, parameters)
    check_answers(model, variant.scoring)
    return variant


def _model(entry: Any) -> Any:
    try:
        return _ITEM.validate_python(entry)
    except ValidationError as error:
        raise first_fault(error, entry, _ITEM.json_schema) from None


def _located(file: Path, marked: Marked, place: Place, entry: Any, fault: Fault) -> CoursewareError:
    name = entry.get("id") if isinstance(entry, dict) else None
    item = f", item {name}" if isinstance(name, str) and name.isprintable() and len(name) <= 60 else ""
    return CoursewareError(file, f"line {marked.line(place)}{item}", fault.problem, fault.mend)


def tables_of(root: Path) -> Tables:
    """Tables by name, each read once; the function raises Fault for one that is not there."""

    @cache
    def names() -> list[str]:
        return [resource["name"] for resource in read_package(root)["resources"]]

    @cache
    def table(name: str, values: Values) -> pd.DataFrame:
        if name not in names():
            raise Fault(f"there is no table `{name}`", f"use {quoted(names())}")
        return load_table(root, name, values)

    return table


def _compiled_unit(unit: UnitFile, sealed: bool) -> Unit:
    modules = tuple(UnitModule(m.id, m.title, int(m.points * 100), m.page) for m in unit.modules)
    edition = (unit.sealed_edition if sealed else None) or unit.edition
    return Unit(unit.id, unit.number, unit.title, edition, int(unit.total * 100), modules, sealed)
