"""`python -m benchmarks.grading`: both programs grade the same answers in turn; CPU times and ratios."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path
from statistics import median

from benchmarks.commands import BUILD, ROOT, say
from benchmarks.grading import large, nbgrader_course, own
from benchmarks.grading.answers import draw_class
from benchmarks.machine import machine
from benchmarks.text_table import text_table
from courseware.bank import Bank, load_bank

FOLDER = BUILD / "grading"
ROUNDS = 3
SAME = 10  # submissions that both grade
MANY = 2000  # submissions of ours: fewer would measure the clock
RECORDS, PAGES, NOTEBOOKS, NBGRADER = NAMES = (
    "records",
    "records, with feedback pages",
    "notebooks",
    "nbgrader autograde",
)


def prepare(bank: Bank) -> dict[tuple[str, int], Path]:
    """Write the submissions of every class and return where they are, by program and class size."""
    everybody = draw_class(bank.items, MANY)
    places = {}
    for size in (1, SAME, MANY):
        answers = dict(list(everybody.items())[:size])
        places[RECORDS, size] = places[PAGES, size] = FOLDER / f"records-{size}"
        own.write_records(places[RECORDS, size], bank, answers)
        places[NOTEBOOKS, size] = FOLDER / f"notebooks-{size}"
        own.write_notebooks(places[NOTEBOOKS, size], bank, answers)
        if size <= SAME:
            places[NBGRADER, size] = FOLDER / f"nbgrader-{size}"
            nbgrader_course.create(places[NBGRADER, size], bank, answers)
    return places


def results(place: Path) -> Path:
    """Where the results of a folder of submissions go."""
    return FOLDER / "results" / place.name


def grade(name: str, place: Path, bank: Bank) -> float:
    """CPU seconds of one run; nothing is left from an earlier one."""
    out = results(place)
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(exist_ok=True)
    if name == NBGRADER:
        shutil.copytree(place, out)
        return nbgrader_course.autograde(out, bank)
    return own.grade(place, out, pages=name == PAGES)


def check(bank: Bank, places: dict[tuple[str, int], Path]) -> float:
    """Compare the points item by item; the class's mean. Different points would mean different work."""
    if [item.fingerprint for item in load_bank(ROOT).items] != [item.fingerprint for item in bank.items]:
        raise SystemExit("The question bank changed during the run; run it again.")
    theirs = nbgrader_course.points(results(places[NBGRADER, SAME]), bank)
    ours = [own.points(results(places[name, MANY]), bank.items) for name in (RECORDS, NOTEBOOKS)]
    if ours[0] != ours[1]:
        raise SystemExit("Records and notebooks with the same answers got different points.")
    for student, points in theirs.items():
        if points != ours[0][student]:
            raise SystemExit(f"{student} got different points: nbgrader {points}, ours {ours[0][student]}.")
    return sum(sum(points.values()) for points in theirs.values()) / len(theirs) / 100


def main() -> None:
    """Prepare, grade in turn, compare the points, print."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    say("Installing nbgrader in an environment of its own (the first time about a minute)")
    nbgrader_course.install()
    say(f"Writing {MANY:,} submissions as records and as notebooks, {SAME} for nbgrader")
    bank = load_bank(ROOT)
    places = prepare(bank)
    seconds: dict[tuple[str, int], list[float]] = defaultdict(list)
    for number in range(1, ROUNDS + 1):
        say(f"Round {number} of {ROUNDS}")
        for (name, size), place in places.items():
            seconds[name, size].append(grade(name, place, bank))
        mean = check(bank, places)
    print(report({key: median(values) for key, values in seconds.items()}, mean))
    print()
    large.main()


def report(cpu: dict[tuple[str, int], float], mean: float) -> str:
    """The measurements as Markdown.

    Args:
        cpu: CPU seconds by program and class size.
        mean: points of the class, mean, as both programs gave them.
    """
    figures = {}
    for name in NAMES:
        size = MANY if (name, MANY) in cpu else SAME
        further = (cpu[name, size] - cpu[name, 1]) / (size - 1)
        figures[name] = (cpu[name, 1], cpu[name, SAME] / SAME, further)
    labels = ("one submission alone", f"a submission, class of {SAME}", "each further submission")
    header = ("CPU milliseconds a submission", *labels)
    rows = [(name, *map(milliseconds, figures[name])) for name in NAMES]
    for name in NAMES[:-1]:
        ratios = (theirs / ours for theirs, ours in zip(figures[NBGRADER], figures[name], strict=True))
        rows.append((f"{NBGRADER} / {name}", *(f"{ratio:,.0f}" for ratio in ratios)))
    about = (
        f"The same points item by item for {SAME} students, mean {mean:.2f}; "
        f"medians of {ROUNDS} runs in turn; {machine('nbgrader 0.9.6')}"
    )
    return f"{about}\n\n{text_table(header, rows)}"


def milliseconds(seconds: float) -> str:
    """Seconds as milliseconds, with decimals only below ten."""
    value = 1000 * seconds
    return f"{value:,.0f}" if value >= 10 else f"{value:.2f}"


if __name__ == "__main__":
    main()
