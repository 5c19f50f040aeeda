"""The teacher's page in a browser: a file on disk, the network off."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from courseware.bank import Bank
from courseware.gradebook import grade_class
from tests.browser.conftest import axe
from tests.page.conftest import RIGHT
from tests.page.grading.conftest import CODE, choose
from tests.page.grading.hand_ins import write_class

EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>"
MIXED = RIGHT | {"rivers-01": "low", "rivers-02": ["bridge", "wall"], "rivers-03": "1,234", "rivers-06": EVIL}


def record(bank: Bank, who: str, answers: dict = RIGHT, name: str = "", **changes) -> dict:
    return {
        "format": "courseware-record/1",
        "unit": bank.unit.id,
        "edition": bank.unit.edition,
        "student": {"id": who, "name": name},
        "saved": "2026-11-21T20:50:00Z",
        "answers": answers,
        **changes,
    }


def upload(name: str, content: dict | bytes) -> dict:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return {"name": name, "mimeType": "application/json", "buffer": data}


def roster(*students: tuple[str, str]) -> bytes:
    return "\n".join(["id,name", *(",".join(student) for student in students)]).encode()


def drop(page: Page, *paths: Path) -> None:
    """Drop files and folders, as from a file manager."""
    before = page.locator(".cw-grading-said").inner_text()
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 60, "y": 200, "data": data})
    page.wait_for_function(
        "(before) => document.querySelector('.cw-grading-said').innerText !== before", arg=before
    )


def table(page: Page, name: str) -> list[list[str]]:
    return page.get_by_role("region", name=name, exact=True).evaluate(
        """(box) => [...box.querySelectorAll('tbody tr')]
          .map((row) => [...row.cells].map((cell) => cell.textContent))"""
    )


def download(page: Page, name: str) -> list[dict[str, str]]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Download {name}").click()
    assert waiting.value.suggested_filename == name
    text = Path(waiting.value.path()).read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_a_class_is_dropped_looked_at_by_keyboard_and_downloaded(grading, bank, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_class(Path("hand-ins"), bank, seed=7, count=40)
    page = grading()
    drop(page, tmp_path / "roster.csv")
    drop(page, tmp_path / "hand-ins")
    opener = page.get_by_role("region", name="Students", exact=True).get_by_role("button").first
    opener.focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=2)
    assert heading.inner_text().startswith("Feedback for ")
    assert heading.evaluate("(node) => node === document.activeElement")
    page.keyboard.press("Tab")  # forward from the heading; the buttons stand before it
    page.get_by_role("button", name="Back to the class").focus()
    page.keyboard.press("Enter")
    assert opener.evaluate("(node) => node === document.activeElement")

    grade_class(bank, [Path("hand-ins")], Path("roster.csv"), Path("results"))
    for name in ("gradebook.csv", "hand-ins.csv"):
        text = Path("results", name).read_bytes().decode("utf-8-sig")
        expected = list(csv.DictReader(io.StringIO(text, newline="")))
        assert download(page, name) == [
            row | ({"feedback": ""} if "feedback" in row else {}) for row in expected
        ]


def test_one_student_with_feedback(grading, bank):
    page = grading()
    first = {"rivers-01": {"value": "sea", "fingerprint": bank.item("rivers-01").fingerprint}}
    choose(page, [upload("a.json", record(bank, "s-1", MIXED, "Ada", first=first))])
    assert table(page, "Students") == [
        ["s-1", "Ada", "graded", "3.00", "3.00", "6", "", "a.json", "2026-11-21 20:50:00 UTC"]
    ]
    page.get_by_role("button", name="s-1").click()
    text = page.locator(".cw-grading-student").inner_text()
    for said in (
        "Feedback for Ada",
        "3 of 7.5 points",
        "6 of 6 questions answered.",
        "Answer: Lowland",
        "Not correct: 0 of 1 point",
        "First try: 0 of 1 point",
        "It ends there: the mouth is in Lowland.",
        "The ferry – Lowland",
        "This can be read in two ways.",
        f"Answer: {EVIL}",
        "Read again: Rivers and bridges",
    ):
        assert said in text, said
    assert page.locator(".cw-grading-student ol > li").all_inner_texts() == [
        "The spring",
        "The mill",
        "The bridge",
        "The mouth",
    ]
    assert axe(page) == []


def test_nothing_in_a_file_ever_runs(grading, bank):
    page = grading(before="addEventListener('error', (e) => { document.title = 'ran'; }, true)")
    files = [
        upload(
            f"{EVIL.replace('/', '')}.json",
            record(bank, EVIL, dict.fromkeys(RIGHT, EVIL) | {EVIL: EVIL}, EVIL),
        ),
        upload("b.json", record(bank, "s-2", unit=EVIL)),
        upload("c.json", record(bank, "s-3", format=EVIL)),
    ]
    choose(page, files)
    page.get_by_text("All files").click()
    page.get_by_text("Points of every question").click()
    page.get_by_role("button", name=EVIL).click()
    assert page.get_by_role("heading", name=f"Feedback for {EVIL}").count() == 1
    assert page.locator(".cw-grading :is(img, script)").count() == 0
    assert page.title() != "ran"


def test_a_forged_key_and_a_key_with_markup(grading, sealed_bank, sites):
    key = json.loads((sites / "key.json").read_text(encoding="utf-8"))
    key["items"][0]["variants"][0]["prompt"] = f"<p onclick='alert(3)'>Which <em>land</em>?{EVIL}</p>"
    page = grading("sealed")
    said, line = page.locator(".cw-grading-said"), page.locator(".cw-grading-key")
    choose(page, [upload("s-1.json", record(sealed_bank, "s-1")), upload("s-2.json", key)])
    assert "s-2.json says that it is a key." in said.inner_text()
    assert "There is no key yet" in line.inner_text()
    choose(page, [upload("damaged.json", {"format": "courseware-key/1", "items": []})])
    assert "damaged.json is a damaged key file" in said.inner_text()
    choose(page, [upload("mine.json", key)], "key")
    assert line.inner_text() == 'The key is here, from mine.json: edition "sealed-1".'
    page.get_by_role("button", name="s-1").click()
    prompt = page.locator(".cw-grading-question > p").first
    assert prompt.inner_html() == "Which <em>land</em>?alert(2)"


def test_without_a_key_the_page_says_what_it_has_and_asks(grading, bank, sealed_bank, sites):
    page = grading("sealed")
    assert (
        page.locator(".cw-grading-key").inner_text()
        == "There is no key yet: type the unlock code or choose the key file."
    )
    choose(
        page,
        [
            upload("a.json", record(sealed_bank, "s-1")),
            upload("b.json", b"junk"),
            upload("c.json", record(bank, "s-2")),
        ],
    )
    assert (
        "Here so far: 2 records, 0 notebooks, 1 other file." in page.locator(".cw-grading-said").inner_text()
    )
    assert not page.locator(".cw-grading-class").is_visible()
    choose(page, sites / "key.json", "key")
    reason = "The file cannot be read: it is not JSON (line 1, column 1: expecting value)."
    other = 'The answers belong to the edition "practice-1", not to "sealed-1".'
    assert [row[:3] for row in table(page, "Students")] == [
        ["s-1", "", "graded"],
        ["s-2", "", "wrong edition"],
    ]
    assert table(page, "Files that do not count") == [
        ["b.json", reason, "", "unreadable", "not counted"],
        ["c.json", other, "s-2", "wrong edition", "not counted"],
    ]


def test_a_key_of_another_edition_is_taken_and_said(grading, sealed_bank, sites):
    page = grading()
    choose(page, [upload("a.json", record(sealed_bank, "s-1"))])
    assert table(page, "Students")[0][2] == "wrong edition"
    choose(page, sites / "key.json")
    assert page.locator(".cw-grading-key").inner_text() == (
        'The key, from key.json, is that of the edition "sealed-1". '
        'This page belongs to "practice-1", but grades by the key.'
    )
    assert table(page, "Students")[0][2] == "graded"
    page.get_by_role("button", name="Start again").click()
    page.get_by_text("Everything that was taken in is forgotten.").wait_for()
    assert (
        page.locator(".cw-grading-key").inner_text()
        == 'The key is here, from this book: edition "practice-1".'
    )
    assert not page.locator(".cw-grading-class").is_visible()


def test_the_unlock_code_gives_the_key(grading, sealed_bank):
    page = grading("sealed")
    choose(page, [upload("a.json", record(sealed_bank, "s-1"))])
    page.get_by_label("Unlock code").fill("nonsense")
    page.keyboard.press("Enter")
    page.get_by_text("This code does not open the answers.").wait_for()
    assert not page.locator(".cw-grading-class").is_visible()
    page.get_by_label("Unlock code").fill(CODE.lower().replace("-", " "))
    page.keyboard.press("Enter")
    page.get_by_text('The key is here, from the unlock code: edition "sealed-1".').wait_for()
    assert table(page, "Students")[0][2] == "graded"
    page.reload()
    page.get_by_text('The key is here, from the unlock code: edition "sealed-1".').wait_for()
    page.get_by_role("button", name="Lock again").click()
    page.get_by_text("The code is forgotten on this device.").wait_for()
    assert page.evaluate("courseware.storage.names()") == [], "no more than how often it was changed"
    left = page.evaluate("Object.values(localStorage)")
    assert all(re.fullmatch(r"\d+( \d+)?", text) for text in left), "counts and times, nothing of the code"


def test_drops_add_up_and_the_same_file_counts_once(grading, bank, tmp_path):
    page = grading()
    said = page.locator(".cw-grading-said")
    for name, who in (("a", "s-1"), ("b", "s-2")):
        (tmp_path / f"{name}.json").write_text(json.dumps(record(bank, who)), encoding="utf-8")
    choose(page, [tmp_path / "a.json"])
    choose(page, [tmp_path / "a.json", tmp_path / "b.json"])
    assert "1 file taken in." in said.inner_text() and "1 file was here already." in said.inner_text()
    choose(page, [upload("a.json", record(bank, "s-3"))])
    assert [row[7] for row in table(page, "Students")] == ["a.json", "b.json", "a.json (2)"]
    choose(page, [upload("class.csv", roster(("S-1", "Ada"), ("s-9", "Zoe")))])
    assert [row[:3] for row in table(page, "Students")] == [
        ["S-1", "Ada", "graded"],
        ["s-9", "Zoe", "missing"],
        ["s-2", "", "graded"],
        ["s-3", "", "graded"],
    ]
    choose(page, [upload("bad.csv", b"id,name\ns-1,Ada\ns-1,Ben\n")])
    assert 'bad.csv, line 3: the id "s-1" stands on line 2 already' in said.inner_text()
    choose(page, [upload("c.json", b"[]"), upload("forged.csv", roster(("s-3", "Me")))])
    assert "forged.csv looks like a roster. It was not used as one" in said.inner_text()
    assert len(table(page, "Students")) == 4


CLOCK = """
  addEventListener("change", () => { window.end = 0; window.start = performance.now(); }, true);
  new MutationObserver(() => {
    if (window.end || !document.querySelector(".cw-grading-class tbody tr")) return;
    requestAnimationFrame(() => setTimeout(() => { window.end = performance.now(); }));
  }).observe(document, { childList: true, subtree: true });"""


def test_five_hundred_records_in_two_seconds(grading, bank, tmp_path):
    paths = [tmp_path / f"{number}.json" for number in range(500)]
    for number, path in enumerate(paths):
        path.write_text(json.dumps(record(bank, f"s-{number:03}", MIXED)), encoding="utf-8")
    took = []
    for _ in range(3):  # the best of three: other work on the machine is no fault of the page
        page = grading(before=CLOCK)
        page.locator('[data-pick="files"]').set_input_files(paths)
        page.wait_for_function("window.end", timeout=60_000)
        took.append(page.evaluate("window.end - window.start"))
        assert len(table(page, "Students")) == 500
        if took[-1] < 2_000:
            break
    print(f"500 records, from the choice of the files to the drawn table: {min(took):.0f} ms")
    assert min(took) < 2_000


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(grading, bank, theme):
    page = grading(theme=theme, width=320)
    assert axe(page) == []
    choose(
        page,
        [
            upload("a.json", record(bank, "s-1", MIXED, "Ada")),
            upload("b.json", b"junk"),
            upload("c.csv", roster(("s-2", "Ben"))),
        ],
    )
    page.get_by_text("All files").click()
    page.get_by_text("Points of every question").click()
    assert axe(page) == []
    for view in ("class", "student"):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, view
        small = page.evaluate(
            """() => [...document.querySelectorAll('.cw-grading :is(button, input, summary)')]
              .filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 24)
              .map((node) => node.outerHTML)"""
        )
        assert small == []
        if view == "class":
            page.get_by_role("button", name="s-1").click()
    assert axe(page) == []
