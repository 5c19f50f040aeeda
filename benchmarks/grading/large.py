"""`python -m benchmarks.grading.large`: 100,000 records on this machine; time and memory of all processes."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.commands import BUILD, ROOT, say
from benchmarks.grading import own
from benchmarks.machine import machine
from benchmarks.text_table import text_table
from benchmarks.usage import Usage, usage
from courseware.bank import Bank, load_bank
from courseware.handin.record import Student, dump_record, make_record
from courseware.sample_class.answers import make_answers

FOLDER = BUILD / "large"
COUNT = 100_000
A_FOLDER = 1_000  # records
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def write(folder: Path, bank: Bank, count: int) -> None:
    """The records of a made-up class, and the roster beside the folder."""
    roster = ["id,name,group\n"]
    for number, sheet in enumerate(make_answers(bank, count)):
        student = Student(sheet.student.id, sheet.student.name)
        saved = FIRST + timedelta(seconds=number)
        names = bank.unit.id, bank.unit.edition
        record = make_record(*names, student, sheet.answers, sheet.fingerprints, saved, sheet.first)
        place = folder / f"{number // A_FOLDER:03}"
        if number % A_FOLDER == 0:
            place.mkdir(parents=True)
        (place / f"{student.id}.json").write_bytes(dump_record(record))
        roster.append(f"{student.id},{student.name},group {number % 50 + 1}\n")
    own.roster_file(folder).write_text("".join(roster), encoding="utf-8")


def main() -> None:
    """Write, grade, grade again, print."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    hand_ins, out = FOLDER / "records", FOLDER / "results"
    say(f"Writing {COUNT:,} records (some minutes)")
    write(hand_ins, load_bank(ROOT), COUNT)
    say("Grading them, without feedback pages; again; with feedback pages")
    runs = [
        ("gradebook, report, files to import", usage(own.command(hand_ins, out, "--no-pages"), ROOT)),
        ("the same again, nothing changed", usage(own.command(hand_ins, out, "--no-pages"), ROOT)),
    ]
    shutil.rmtree(out)
    runs.append(("feedback pages too, from scratch", usage(own.command(hand_ins, out), ROOT)))
    print(report(runs))
    shutil.rmtree(FOLDER)  # it takes gigabytes


def report(runs: list[tuple[str, Usage]]) -> str:
    """The measurements as Markdown."""
    rows = [
        (name, f"{wall:,.0f}", f"{cpu:,.0f}", f"{1000 * cpu / COUNT:.2f}", f"{memory:,.0f}")
        for name, (wall, cpu, memory) in runs
    ]
    header = (f"{COUNT:,} records", "seconds", "CPU seconds", "CPU ms a record", "peak MB")
    return f"All processes together; {machine()}\n\n{text_table(header, rows)}"


if __name__ == "__main__":
    main()
