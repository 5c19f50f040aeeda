"""The command ``courseware``.

Whatever goes wrong with what a user gives is told in one sentence on standard error, with exit code 2.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from courseware.errors import CoursewareError
from courseware.progress import ProgressBar

_GRADE = (
    "Grade records and notebooks, recognised by their content; nothing in them is executed. Writes "
    "gradebook.csv, hand-ins.csv, report.html, canvas.csv and moodle.csv (grades to import there) and "
    "feedback/ into the results folder, in the place of earlier results."
)
_SEAL = (
    "Build the book without keys and feedback, for a test: _build/sealed/html to publish, and beside it the "
    "unlock code, the keys for the teacher's page and the questions as notebooks."
)

_PAPER = (
    "Set the unit for print: questions.pdf for students, and answers.pdf for the teacher with keys, partial "
    "credit, feedback and a marking grid a copy. With --copies, copy k has variant number k."
)

_SAMPLE = (
    "Make up a class to try everything with: a roster, what 30 students handed in, with the usual mishaps, "
    "and a teacher's decisions. Nobody in it is real."
)

_STUDENTS = (
    "Write what students get into a folder: notebooks without solutions, questions, data and the engine. The "
    "branch that the launch buttons open holds the same."
)

_EXPORT = (
    "Write the unit as a source assignment for nbgrader or Otter, with our scorer in its test cells. These "
    "programs run what students hand in, which courseware grade never does."
)

_BUNDLE = (
    "Zip what a student needs without a network: the built book, all notebooks, data, the engine, and a page "
    "to start from. Build the book first; `make bundle` does both."
)

# Each command imports what it needs when it runs: pandas alone takes longer than grading a class.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0, 1 if --strict refuses, 2 for bad input, 130 if interrupted.

    Args:
        arguments: those of the command line by default.
    """
    for stream in (sys.stdout, sys.stderr):
        # a title or a file name that the terminal's encoding lacks is spelt out
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except CoursewareError as error:
        return _fail(str(error))
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "courseware":
            raise
        return _fail(f"the package {error.name} is not installed here; give the command where `make` set up.")
    except OSError as error:
        where = f"{os.fspath(error.filename)!s}: " if error.filename is not None else ""
        return _fail(f"{where}{error.strerror or error}; mend this and run the command again.")
    except KeyboardInterrupt:
        print("courseware: stopped; earlier results are as they were.", file=sys.stderr)
        return 130


def _fail(sentence: str) -> int:
    # a file's name may hold what steers a terminal
    shown = "".join(char if char.isprintable() else " " for char in sentence)
    print(f"courseware: {' '.join(shown.split())}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="courseware", description="Auto-graded case-study units.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    grade = commands.add_parser("grade", help="grade what students handed in", description=_GRADE)
    what = "files, folders, zips, and Parquet tables with the columns file and content"
    grade.add_argument("submissions", nargs="+", type=Path, metavar="SUBMISSIONS", help=what)
    grade.add_argument("--roster", required=True, type=Path, help="CSV: id and name, or Moodle's or Canvas's")
    grade.add_argument("--out", required=True, type=Path, help="the results folder")
    edition: Any = {"choices": ("practice", "sealed"), "default": "practice"}
    grade.add_argument("--edition", **edition, help="whose records they are (default: practice)")
    grade.add_argument("--due", metavar="TIME", help='late after this: "2026-11-30 23:59 Asia/Almaty"')
    grade.add_argument("--group-work", action="store_true", help="a member's hand-in counts for the group")
    grade.add_argument("--strict", action="store_true", help="exit with 1 unless every student is graded")
    lines = "CSV: student, {}, points, reason"
    grade.add_argument("--overrides", type=Path, metavar="FILE", help=f"your points; {lines.format('item')}")
    marks = f"your marks by the rubric; {lines.format('criterion')}"
    grade.add_argument("--discussion", type=Path, metavar="FILE", help=marks)
    reveal = "give right answers on the feedback pages even to questions that were not answered"
    grade.add_argument("--reveal", action="store_true", help=reveal)
    pages = "write no feedback pages, for a course whose students get theirs elsewhere"
    grade.add_argument("--no-pages", dest="pages", action="store_false", help=pages)
    cluster = "address of a running Dask scheduler, for a course that outgrows this machine"
    grade.add_argument("--scheduler", default="", metavar="ADDRESS", help=cluster)
    grade.set_defaults(run=_grade)

    sample = commands.add_parser(
        "sample-class", help="make up a class to try grading with", description=_SAMPLE
    )
    sample.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet")
    sample.add_argument("--edition", **edition, help="whose answers (default: practice)")
    sample.set_defaults(run=_sample_class)

    check = commands.add_parser("check", help="check the question bank and the labs, and count points")
    check.set_defaults(run=_check)
    claims = commands.add_parser("claims", help="check that every number of the text has a claim behind it")
    claims.set_defaults(run=_claims)
    seal = commands.add_parser("seal", help="build the sealed edition of the book", description=_SEAL)
    seal.add_argument("--code", default="", help="the unlock code (default: the last build's, or a new one)")
    seal.set_defaults(run=_seal)
    schema = commands.add_parser("schema", help="write the JSON Schemas that editors use for items, checks")
    schema.set_defaults(run=_schema)
    data = commands.add_parser("data", help="bring sizes and hashes in data/datapackage.json up to date")
    data.set_defaults(run=_data)
    paper = commands.add_parser("paper", help="set questions and answers for print", description=_PAPER)
    paper.add_argument("--out", type=Path, default=Path("_build", "paper"), help="the folder of the PDFs")
    paper.add_argument("--copies", type=int, metavar="N", help="as many copies, each with its own variants")
    paper.add_argument("--edition", **edition, help="whose variants (default: practice)")
    paper.set_defaults(run=_paper)
    export = commands.add_parser("export", help="write the unit for nbgrader or Otter", description=_EXPORT)
    export.add_argument("grader", choices=("nbgrader", "otter"), help="the program it is for")
    export.add_argument("folder", type=Path, metavar="DIR", help="a new or an empty folder")
    export.add_argument("--edition", **edition, help="whose name it has (default: practice)")
    export.set_defaults(run=_export)
    bundle = commands.add_parser("bundle", help="zip the built book and the notebooks", description=_BUNDLE)
    bundle.add_argument("--edition", **edition, help="whose pages and questions (default: practice)")
    wheels = "with every package, for computers that have never been online"
    bundle.add_argument("--wheels", action="store_true", help=wheels)
    bundle.set_defaults(run=_bundle)
    students = commands.add_parser("students", help="write what students get", description=_STUDENTS)
    students.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet")
    students.set_defaults(run=_students)
    every = (students, bundle, export, grade, sample, check, claims, seal, schema, data, paper)
    for command in every:
        command.add_argument("--root", type=Path, default=Path(), help="the unit's folder (default: this)")
    return parser


def _grade(options: argparse.Namespace) -> int:
    from courseware.bank import load_bank
    from courseware.bank.rubric import load_rubric
    from courseware.gradebook import Options, grade_class
    from courseware.gradebook.due import parse_due

    choices = Options(
        due=parse_due(options.due) if options.due else None,
        group_work=options.group_work,
        overrides=options.overrides,
        discussion=options.discussion,
        rubric=load_rubric(options.root) if options.discussion else None,
        reveal=options.reveal,
        pages=options.pages,
        scheduler=options.scheduler,
    )
    bank = load_bank(options.root, sealed=options.edition == "sealed")
    out = Path(os.path.abspath(options.out))
    summary = grade_class(bank, options.submissions, options.roster, out, ProgressBar(), choices)
    same = f", {summary.unchanged:,} of them as they were when last graded" if summary.unchanged else ""
    print(f"{bank.unit.title}, edition {bank.unit.edition}: {_count(summary.files, 'file')} found{same}")
    print(_table([("status", "students"), *((name, f"{n:,}") for name, n in summary.students.items())]))
    if summary.nobody:
        print(f"{_count(summary.nobody, 'file')} without a student: see hand-ins.csv")
    names = ("gradebook.csv", "gradebook.parquet", "hand-ins.csv", "canvas.csv", "moodle.csv", "report.html")
    files = [name for name in names if (out / name).exists()]
    files += [f"feedback{os.sep}"] if (out / "feedback").exists() else []
    print(f"Results: {options.out}{os.sep}: {', '.join(files)}")
    if not summary.students["graded"]:
        _warn_of_nothing(summary.students, options.edition)
    return _strict(summary.students) if options.strict else 0


def _warn_of_nothing(students: Mapping[str, int], edition: str) -> None:
    """Say that no student was graded, and why that may be."""
    advice = "check that these are the folders and files that were handed in"
    if students["wrong edition"]:
        other = "practice" if edition == "sealed" else "sealed"
        advice = f"if the answers belong to the other edition, run the command again with --edition {other}"
    print(f"courseware: no student was graded; {advice}.", file=sys.stderr)


def _strict(students: Mapping[str, int]) -> int:
    """1, and a sentence, unless every student is graded."""
    others = {status: number for status, number in students.items() if status != "graded" and number}
    if not others:
        return 0
    numbers = ", ".join(f"{number:,} {status}" for status, number in others.items())
    total = _count(sum(students.values()), "student")
    print(f"courseware: {sum(others.values()):,} of {total} not graded: {numbers}.", file=sys.stderr)
    return 1


def _sample_class(options: argparse.Namespace) -> int:
    from courseware.bank import load_bank
    from courseware.bank.files import RUBRIC
    from courseware.bank.rubric import load_rubric
    from courseware.sample_class.write import STUDENTS, grading_command, write_sample_class

    bank = load_bank(options.root, sealed=options.edition == "sealed")
    rubric = load_rubric(options.root) if (options.root / RUBRIC).is_file() else None
    command = grading_command(bank, rubric, options.folder, options.root)
    write_sample_class(bank, rubric, options.folder, command)
    print(f"{bank.unit.title}, edition {bank.unit.edition}: {STUDENTS} students in {options.folder}{os.sep}")
    print(f"Grade them by:\n{command}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from courseware.bank import load_bank
    from courseware.labs.load import load_checks
    from courseware.labs.notebooks import check_labs
    from courseware.paper.exhibits import load_appendix
    from courseware.repository import read_repository

    read_repository(options.root)
    bank = load_bank(options.root)
    load_appendix(options.root, bank)
    checks = load_checks(options.root)
    labs = check_labs(options.root, checks, {item.id for item in bank.items})
    rows = [("module", "items", "points", "of", "variants", "types")]
    for module in bank.unit.modules:
        items = [item for item in bank.items if item.module == module.id]
        variants = " ".join(str(len(item.variants)) for item in items)
        types = ", ".join(sorted({item.type for item in items}))
        earned = sum(item.points for item in items) / 100
        rows.append((module.id, str(len(items)), f"{earned:g}", f"{module.points / 100:g}", variants, types))
    possible = sum(item.points for item in bank.items) / 100
    rows.append(("all", str(len(bank.items)), f"{possible:g}", f"{bank.unit.total / 100:g}", "", ""))
    print(f"{bank.unit.title}, edition {bank.unit.edition}: the bank is valid")
    print(_table(rows))
    if labs:
        print(f"{_count(labs, 'lab')} with {_count(len(checks), 'check')}: valid")
    return 0


def _seal(options: argparse.Namespace) -> int:
    from courseware.bank import load_bank
    from courseware.sealing.build import CODE_FILE, FOLDER, KEY_FILE, NOTEBOOKS, SITE, build_sealed

    bank = load_bank(options.root, sealed=True)
    code = _unlock_code(options.code, options.root)
    first = build_sealed(options.root.resolve(), bank, code, lambda line: print(line, flush=True))
    folder = options.root / FOLDER
    print(f"{bank.unit.title}, edition {bank.unit.edition}")
    print(f"To publish: {folder / SITE}{os.sep} and nothing beside it")
    print(f"For students in JupyterLab: {folder / NOTEBOOKS}{os.sep}")
    print(f"For the teacher's page, or use the code there: {folder / KEY_FILE}")
    print(f"Unlock code: {code}")
    print(f"It is kept in {folder / CODE_FILE}; note it down elsewhere too, as cleaning up removes it.")
    print(f"Open {first.as_uri()}")
    return 0


def _unlock_code(given: str, root: Path) -> str:
    """The code given, or that of an earlier build, or what is typed at a terminal, or a new one."""
    from courseware.sealing.build import earlier_code
    from courseware.sealing.code import SHORTEST, check_code, new_code

    if given.strip():
        check_code(given)
        return given.strip()
    if earlier := earlier_code(root):
        print("The unlock code of the last build is used again.")
        return earlier
    while sys.stdin.isatty():
        try:
            typed = input(f"Unlock code ({SHORTEST} or more letters and digits; Enter makes one): ").strip()
            if not typed:
                break
            check_code(typed)
            return typed
        except EOFError:
            break
        except CoursewareError as error:
            print(error)
    return new_code()


def _claims(options: argparse.Namespace) -> int:
    from courseware.claims.check import check_book, contents
    from courseware.claims.register import load_claims

    pages, claims = len(contents(options.root)), len(load_claims(options.root))
    if not claims:
        print("This unit has no register of claims, data/claims.csv: no number of its text was looked at")
        return 0
    faults = check_book(options.root)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        numbers = _count(len(faults), "number")
        return _fail(f"{numbers} of the text without a claim; link each, [like this](#c-id), or correct it.")
    print(f"{_count(pages, 'page')} and all items agree with the register of {_count(claims, 'claim')}")
    return 0


def _schema(options: argparse.Namespace) -> int:
    from courseware.bank.files import UNIT
    from courseware.bank.schema import write_schema
    from courseware.labs.schema import write_checks_schema

    if not (options.root / UNIT).is_file():  # a misspelt folder must not come into being
        mend = "name the unit's folder by --root"
        raise CoursewareError(options.root / UNIT, "", "there is no such file", mend)
    print(write_schema(options.root))
    print(write_checks_schema(options.root))
    return 0


def _data(options: argparse.Namespace) -> int:
    from courseware.datapackage import refresh

    changed = refresh(options.root)
    print(f"brought up to date: {', '.join(changed)}" if changed else "everything was up to date")
    return 0


def _paper(options: argparse.Namespace) -> int:
    from courseware.paper import write_paper

    sealed = options.edition == "sealed"
    written = write_paper(options.root, options.out, options.copies, sealed, ProgressBar())
    print(f"Questions: {written.questions}")
    print(f"Answers:   {written.answers}")
    return 0


def _export(options: argparse.Namespace) -> int:
    from courseware.bank import load_bank
    from courseware.export.cells import assignment
    from courseware.export.nbgrader import nbgrader_course
    from courseware.export.new_folder import write_new_folder
    from courseware.export.otter import otter_master

    bank = load_bank(options.root, sealed=options.edition == "sealed")
    name, points = assignment(bank), sum(item.points for item in bank.items) / 100
    program, files, command, release = {
        "nbgrader": ("nbgrader", nbgrader_course, f"nbgrader generate_assignment {name}", f"release/{name}"),
        "otter": ("Otter", otter_master, f"otter assign {name}.ipynb dist", "dist/student"),
    }[options.grader]
    write_new_folder(options.folder, files(bank))
    questions = _count(len(bank.items), "question")
    print(f"{bank.unit.title}, edition {bank.unit.edition}: {questions}, {points:g} points")
    print(f"Written for {program}: {options.folder}{os.sep}, which holds the keys. Go on in it: {command}")
    print(f"That makes {Path(release)}{os.sep}: hand out this and nothing else.")
    if any(len(item.variants) > 1 for item in bank.items):
        print(f"Everybody gets the first variant of each question: {program} knows no variants by student.")
    print(f"{program} runs what students hand in, with the rights of whoever grades.")
    return 0


def _bundle(options: argparse.Namespace) -> int:
    from courseware.bank import load_bank
    from courseware.bundle.built_book import built_book
    from courseware.bundle.requirements import LOCK
    from courseware.bundle.wheels import all_wheels
    from courseware.bundle.write import FOLDER, write_bundle

    def wheels(engine: Path) -> list[Path]:
        folder = options.root / FOLDER.parent / "wheels"
        return all_wheels(options.root / LOCK, engine, folder, lambda line: print(line, flush=True))

    sealed = options.edition == "sealed"
    book = built_book(options.root, load_bank(options.root, sealed=sealed).unit)
    written = write_bundle(
        options.root, sealed, book, options.root / FOLDER, wheels if options.wheels else None
    )
    print(f"{written.path}: {written.size / 1e6:.1f} MB, {_count(written.files, 'file')}")
    print("Give it to students as it is: unpacked, it has a page START-HERE.html.")
    return 0


def _students(options: argparse.Namespace) -> int:
    from courseware.bundle import students_tree

    if os.path.lexists(options.folder):
        mend = "name a new folder, or delete this one"
        raise CoursewareError(options.folder, "", "it exists already", mend)
    students_tree(options.root, options.folder)
    print(f"What students get: {options.folder}{os.sep}")
    return 0


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as text in columns, numbers aligned right; the first row is the header."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    right = [all(re.fullmatch(r"[0-9.,]+", cell) for cell in column[1:]) for column in columns]
    return "\n".join(
        "  "
        + "  ".join(
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(cells, widths, right, strict=True)
        ).rstrip()
        for cells in rows
    )
