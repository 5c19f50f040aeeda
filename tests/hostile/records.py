"""Records that are hostile, broken, or answer what cannot be answered."""

from __future__ import annotations

import gzip
import json
import pickle

from tests.gradebook.conftest import RIGHT
from tests.hostile.case import (
    FULL,
    TRIP,
    Case,
    answer,
    graded,
    nobody,
    recoded,
    record,
    refused,
    text_with,
    unreadable,
)

DEEP = 200_000
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
FORMULA = '=HYPERLINK("http://example.org","Click")'
NOT_READ = "The file cannot be read: "
NEITHER = "The file is neither a record of answers nor a notebook."


class _Runs:
    """Unpickled, it would run a command."""

    def __reduce__(self):
        return (exec, (f"open('{TRIP}', 'w')",))


NUMBERS = [
    graded("million-digits", "a number of 900,000 digits", "6.00", answer("rivers-03", "9" * 900_000)),
    graded("tiny-digits", "0.000…1 with 900,000 digits", "6.00", answer("rivers-03", f"0.{'0' * 900_000}1")),
    graded("1e999", "a number beyond every double", "6.00", answer("rivers-03", "1e999")),
    graded("huge-exponent", "1e9999999999, typed", "6.00", answer("rivers-03", '"1e9999999999"')),
    graded("minus-zero", "minus nothing", "6.00", answer("rivers-03", "-0.0")),
    graded("true-number", "true where a number belongs", "6.00", answer("rivers-03", "true")),
    graded("sum-typed", "a sum to be computed by the reader", "6.00", answer("rivers-03", '"=125/2"')),
    graded("both-typed", "two numbers, one of them right", "6.00", answer("rivers-03", '"62,5 or 37,5"')),
    graded(
        "code-typed",
        "code as a number",
        "6.00",
        answer("rivers-03", f"\"__import__('os').system('{TRIP}')\""),
    ),
    unreadable("nan", "NaN", NOT_READ + "NaN is not a number", answer("rivers-03", "NaN")),
    unreadable("minus-infinity", "-Infinity", NOT_READ + "-Infinity", answer("rivers-03", "-Infinity")),
    unreadable("hex-number", "a number in base 16", NOT_READ + "it is not JSON", answer("rivers-03", "0x3E")),
]

ANSWERS = [
    graded(
        "a-score",
        "a score instead of an answer",
        "6.50",
        answer("rivers-01", '{"score": 100, "state": "graded"}'),
    ),
    graded("every-option", "all options of a choice", "6.50", answer("rivers-01", '["low", "high", "sea"]')),
    graded(
        "every-box",
        "all boxes ticked: wrong ones take points away",
        "6.75",
        answer("rivers-02", '["bridge", "ferry", "wall", "road"]'),
    ),
    graded("box-twice", "one right box twice", "6.50", answer("rivers-02", '["bridge", "bridge"]')),
    graded(
        "boxes-million", "one box 150,000 times", "6.50", answer("rivers-02", json.dumps(["ferry"] * 90_000))
    ),
    graded(
        "order-doubled",
        "an order with a place named twice",
        "5.50",
        answer("rivers-04", '["spring", "mill", "bridge", "mouth", "mouth"]'),
    ),
    graded(
        "pairs-extra",
        "all pairs right and one too many",
        "6.50",
        answer("rivers-05", json.dumps({**RIGHT["rivers-05"], "sea": "low"})),
    ),
    graded(
        "prototype", "a pair named __proto__", "6.50", answer("rivers-05", '{"__proto__": {"ferry": "low"}}')
    ),
    graded(
        "all-words", "every word that might be right", "6.50", answer("rivers-06", '"Ruda Rudda the Ruda"')
    ),
    graded(
        "long-text", "a text of 900,000 letters", "6.50", answer("rivers-06", json.dumps("Ruda" * 225_000))
    ),
    graded(
        "marks-on-marks",
        "400,000 accents on one letter, slow to put in order",
        "6.50",
        answer("rivers-06", json.dumps("a" + "\u0301\u0316" * 200_000, ensure_ascii=False)),
    ),
    graded(
        "ligature-bomb",
        "a sign that folding makes 18 of, 300,000 times",
        "6.50",
        answer("rivers-06", json.dumps("\ufdfa" * 300_000, ensure_ascii=False)),
    ),
    graded(
        "deep-answer", "an answer of 90 lists in each other", "6.50", answer("rivers-06", "[" * 90 + "]" * 90)
    ),
    graded("half-emoji", "half an emoji", "6.50", answer("rivers-06", '"\\ud83d"')),
    graded("nul-answer", "NULs", "6.50", answer("rivers-06", '"\\u0000\\u0000"')),
    graded("key-asked", "the question's key asked for", "6.50", answer("rivers-01", '"$key"')),
    graded(
        "html-answers",
        "HTML in every answer",
        "0.00",
        lambda s, who: s.record(
            who, {**dict.fromkeys(RIGHT, SCRIPT), "rivers-06": SCRIPT, "rivers-01": "low"}
        ),
    ),
    graded(
        "unknown-items",
        "answers to 20,000 questions that do not exist",
        FULL,
        lambda s, who: s.record(who, {**RIGHT, **{f"q{n}": "x" for n in range(20_000)}}),
    ),
    graded(
        "giant-item",
        "an answer to a question with a name of 900,000 accents",
        FULL,
        lambda s, who: s.record(who, {**RIGHT, "a" + "\u0301\u0316" * 75_000: "x"}),
    ),
    graded(
        "scores-beside",
        "scores beside the answers",
        "6.50",
        lambda s, who: {
            **s.record(who, {**RIGHT, "rivers-01": "low"}),
            "score": 2900,
            "total": "7.50",
            "graded": {"rivers-01": 100},
        },
    ),
    graded(
        "strange-marks",
        "a fingerprint that no variant has",
        "6.00",
        record(fingerprints={"rivers-03": "0" * 12}),
    ),
    graded(
        "marks-nowhere",
        "fingerprints of items that do not exist",
        FULL,
        record(fingerprints={f"q{n}": "0" for n in range(9000)}),
    ),
    graded(
        "first-tries",
        "first tries better than what counts",
        "6.50",
        lambda s, who: s.record(who, {**RIGHT, "rivers-01": "low"}, first={"rivers-01": {"value": "high"}}),
    ),
    refused(
        "no-answers",
        "an empty record",
        "blank",
        "The hand-in holds no answers.",
        lambda s, who: s.record(who, {}),
    ),
    Case(
        "only-blanks",
        "blanks for answers",
        "valid",
        "blank",
        "",
        "",
        lambda s, who: s.record(who, dict.fromkeys(RIGHT, " \t\u200b")),
    ),
    Case(
        "no-option",
        "nothing but options that do not exist",
        "valid",
        "invalid",
        "",
        "",
        lambda s, who: s.record(who, {"rivers-01": "hgih"}),
    ),
]

STRUCTURE = [
    unreadable(
        "twice-answers",
        "answers twice",
        NOT_READ + 'the name "answers" stands twice',
        text_with('"answers"', '"answers": {}, "answers"'),
    ),
    unreadable(
        "twice-item",
        "an item twice",
        NOT_READ + 'the name "rivers-01" stands twice',
        text_with('"rivers-01"', '"rivers-01": "low", "rivers-01"'),
    ),
    unreadable(
        "deep-lists",
        "200,000 lists in each other",
        NOT_READ + "it is nested too deep",
        answer("rivers-01", "[" * DEEP + "]" * DEEP),
    ),
    unreadable(
        "deep-open",
        "200,000 lists, none closed",
        NOT_READ + "it is nested too deep",
        lambda s, who: "[" * DEEP,
    ),
    unreadable(
        "deep-objects",
        "200,000 objects in each other",
        NOT_READ + "it is nested too deep",
        lambda s, who: '{"a":' * DEEP + "1" + "}" * DEEP,
    ),
    unreadable(
        "many-values",
        "two million values",
        NOT_READ + "it holds more than 2,000,000 values",
        lambda s, who: "[" + "0," * 2_000_001 + "0]",
    ),
    unreadable(
        "long-record",
        "a record over a megabyte",
        "The file is too large: 1,",
        lambda s, who: s.record(who, {"rivers-06": "x" * 1_000_000}),
    ),
    unreadable(
        "cut-off",
        "half a record",
        NOT_READ + "it is not JSON",
        lambda s, who: json.dumps(s.record(who))[:150],
    ),
    unreadable(
        "two-records",
        "two records in one file",
        NOT_READ + "it is not JSON",
        lambda s, who: json.dumps(s.record(who)) * 2,
    ),
    unreadable(
        "comma-left",
        "a comma too many",
        NOT_READ + "it is not JSON",
        text_with('"the Ruda"}', '"the Ruda",}'),
    ),
    unreadable("commented", "a comment in it", NOT_READ + "it is not JSON", text_with("{", "{// mine\n")),
    unreadable(
        "single-quotes",
        "as Python prints it",
        NOT_READ + "it is not JSON",
        lambda s, who: repr(s.record(who)),
    ),
    unreadable(
        "curly-quotes",
        "opened and saved by a word processor",
        NOT_READ + "it is not JSON",
        lambda s, who: json.dumps(s.record(who)).replace('"', "“"),
    ),
    unreadable("a-list", "a record in a list", NEITHER, lambda s, who: json.dumps([s.record(who)])),
    unreadable(
        "other-json",
        "a record that does not say what it is",
        NEITHER,
        lambda s, who: {k: v for k, v in s.record(who).items() if k != "format"},
    ),
    unreadable("a-word", "one word", NEITHER, lambda s, who: '"done"'),
    unreadable("nothing", "an empty file", NOT_READ + "it is not JSON", lambda s, who: b""),
    unreadable(
        "line-ends-only", "line ends alone", NOT_READ + "it is not JSON", lambda s, who: b"\r\n" * 5000
    ),
    refused(
        "format-2",
        "a format from the future",
        "invalid",
        '"format" is "courseware-record/2"',
        record(format="courseware-record/2"),
    ),
    refused(
        "format-list",
        "a format that is a list",
        "invalid",
        '"format" is not a text',
        record(format=["courseware-record/1"]),
    ),
    refused(
        "answers-list",
        "answers as a list",
        "invalid",
        '"answers" must be an object',
        record(answers=[["rivers-01", "high"]]),
    ),
    refused(
        "first-odd",
        "first tries of another shape",
        "invalid",
        '"first" must be an object',
        record(first={"rivers-01": "high"}),
    ),
    refused(
        "marks-odd",
        "fingerprints that are numbers",
        "invalid",
        '"fingerprints" must be an object',
        record(fingerprints={"rivers-01": 1}),
    ),
    refused(
        "saved-number", "a time in seconds", "invalid", '"saved" must be a time', record(saved=1795294200)
    ),
    refused(
        "saved-never",
        "the 99th day",
        "invalid",
        '"saved" must be a time',
        record(saved="2026-99-99T00:00:00Z"),
    ),
    refused(
        "saved-before-time",
        "a time before the first year",
        "invalid",
        '"saved" must be a time',
        record(saved="0001-01-01T00:00:00+14:00"),
    ),
    graded(
        "saved-last-day",
        "saved in the year 9999",
        FULL,
        record(saved="9999-12-31T23:59:59Z"),
        reason="saved in the future",
    ),
    refused(
        "wrong-unit",
        "another unit's record",
        "wrong unit",
        'The answers belong to the unit "../../etc"',
        record(unit="../../etc"),
    ),
    refused(
        "wrong-edition",
        "another edition's record",
        "wrong edition",
        "The answers belong to the edition",
        record(edition="sealed-1"),
    ),
    refused(
        "html-unit", "HTML as the unit", "wrong unit", "The answers belong to the unit", record(unit=SCRIPT)
    ),
]

PEOPLE = [
    nobody("id-none", "no id", "invalid", "The hand-in names no student.", lambda s, who: s.record("")),
    nobody(
        "id-blanks",
        "an id of blanks",
        "invalid",
        "The hand-in names no student.",
        lambda s, who: s.record(" \u00a0\u2028"),
    ),
    nobody("id-number", "a number as the id", "invalid", '"student" must hold', record(student={"id": 17})),
    nobody(
        "id-long",
        "an id of 10,000 letters",
        "invalid",
        '"student" must hold',
        lambda s, who: s.record("s" * 10_000),
    ),
    nobody(
        "id-list", "a list of students", "invalid", '"student" must hold', record(student=[{"id": "id-list"}])
    ),
    nobody("id-path", "an id that is a path", "valid", "", lambda s, who: s.record("../../../evil")),
    nobody(
        "id-absolute", "an id that is an absolute path", "valid", "", lambda s, who: s.record("/tmp/evil")
    ),
    nobody("id-device", "an id that Windows keeps for itself", "valid", "", lambda s, who: s.record("CON")),
    nobody("id-formula", "a formula as the id", "valid", "", lambda s, who: s.record(FORMULA)),
    nobody("id-html", "HTML as the id", "valid", "", lambda s, who: s.record(SCRIPT)),
    nobody(
        "id-look-alike",
        "an id in letters that look alike",
        "valid",
        "",
        lambda s, who: s.record("id-lооk-alike"),
    ),
    graded("id-nul", "an id with a NUL in it", FULL, lambda s, who: s.record(f"\0{who}\0")),
    graded(
        "id-turned",
        "an id with a sign that turns the text around",
        FULL,
        lambda s, who: s.record(f"\u202e{who}"),
    ),
    graded("id-capitals", "an id in capital letters", FULL, lambda s, who: s.record(who.upper())),
    graded("name-formula", "a formula as the name", FULL, lambda s, who: s.record(who, name=FORMULA)),
    graded("name-html", "HTML as the name", FULL, lambda s, who: s.record(who, name=SCRIPT)),
    graded(
        "name-lines",
        "a name of several lines, with a cell of its own",
        FULL,
        lambda s, who: s.record(who, name='x"\r\n=1+1,\t@SUM(A1)'),
    ),
    graded(
        "name-escape",
        "a name that would clear a terminal",
        FULL,
        lambda s, who: s.record(who, name="\x1b[2J\x1b]0;owned\x07"),
    ),
    graded(
        "name-marks",
        "a name of 199 accents",
        FULL,
        lambda s, who: s.record(who, name="a" + "\u0301\u0316" * 99),
    ),
]

ENCODINGS = [
    graded("bom", "UTF-8 with a mark", FULL, recoded(lambda text: text.encode("utf-8-sig"))),
    graded(
        "windows-lines",
        "Windows line ends",
        FULL,
        lambda s, who: json.dumps(s.record(who), indent=1).replace("\n", "\r\n"),
    ),
    graded(
        "mac-lines",
        "old Mac line ends",
        FULL,
        lambda s, who: json.dumps(s.record(who), indent=1).replace("\n", "\r"),
    ),
    graded(
        "escaped",
        "every letter as \\u and four digits",
        FULL,
        lambda s, who: json.dumps(s.record(who)).replace("rivers", "\\u0072ivers"),
    ),
    unreadable(
        "two-marks",
        "two marks",
        NOT_READ + "it is not JSON",
        recoded(lambda text: b"\xef\xbb\xbf" + text.encode("utf-8-sig")),
    ),
    unreadable(
        "utf-16",
        "UTF-16, as Windows' Notepad saves it",
        NOT_READ + "it was saved as UTF-16",
        recoded(lambda text: text.encode("utf-16")),
    ),
    unreadable(
        "utf-16-big",
        "UTF-16 with the big end first, unmarked",
        NOT_READ,
        recoded(lambda text: text.encode("utf-16-be")),
    ),
    unreadable("utf-32", "UTF-32", NOT_READ, recoded(lambda text: text.encode("utf-32"))),
    unreadable(
        "windows-1251",
        "Cyrillic of Windows",
        NOT_READ + "it is not text in UTF-8",
        recoded(lambda text: text.encode("cp1251")),
    ),
    unreadable(
        "koi8",
        "Cyrillic of KOI8",
        NOT_READ + "it is not text in UTF-8",
        recoded(lambda text: text.encode("koi8-r")),
    ),
    unreadable(
        "ebcdic",
        "a mainframe's letters",
        NOT_READ,
        recoded(lambda text: text.replace("Аня", "").encode("cp500")),
    ),
    unreadable(
        "overlong",
        "a quotation mark in two bytes",
        NOT_READ + "it is not text in UTF-8",
        recoded(lambda text: text.encode().replace(b'"', b"\xc0\xa2", 1)),
    ),
    unreadable(
        "surrogates",
        "half characters as bytes",
        NOT_READ + "it is not text in UTF-8",
        recoded(lambda text: text.replace("Аня", "\ud83d").encode("utf-8", "surrogatepass")),
    ),
    unreadable(
        "end-of-file",
        "the end-of-file mark of DOS",
        NOT_READ + "it is not JSON",
        recoded(lambda text: text.encode() + b"\x1a"),
    ),
    unreadable(
        "hard-blanks",
        "indented by non-breaking spaces",
        NOT_READ + "it is not JSON",
        lambda s, who: json.dumps(s.record(who), indent=1).replace("\n ", "\n\u00a0"),
    ),
    unreadable(
        "padded",
        "padded by NULs",
        NOT_READ + "it is not JSON",
        recoded(lambda text: text.encode() + b"\0" * 500),
    ),
]

OTHER_FILES = [
    unreadable("zeros", "nothing but NULs", NOT_READ + "it is not JSON", lambda s, who: b"\0" * 10_000),
    unreadable(
        "picture",
        "a screenshot",
        NOT_READ + "it is not text in UTF-8",
        lambda s, who: b"\x89PNG\r\n\x1a\n\0\0",
        ".png",
    ),
    unreadable("pdf", "a PDF", NOT_READ, lambda s, who: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ".pdf"),
    unreadable(
        "web-page",
        "the page itself, saved",
        NOT_READ + "it is not JSON",
        lambda s, who: f"<html><script>{TRIP}</script>",
        ".html",
    ),
    unreadable(
        "pickle", "a pickle that runs a command", NOT_READ, lambda s, who: pickle.dumps(_Runs()), ".pkl"
    ),
    unreadable(
        "python", "a program", NOT_READ + "it is not JSON", lambda s, who: f"open('{TRIP}', 'w')", ".py"
    ),
    unreadable(
        "yaml",
        "YAML that runs a command",
        NOT_READ + "it is not JSON",
        lambda s, who: f'!!python/object/apply:os.system ["touch {TRIP}"]',
        ".yml",
    ),
    unreadable(
        "gzipped",
        "a record, packed",
        NOT_READ,
        lambda s, who: gzip.compress(json.dumps(s.record(who)).encode()),
        ".json.gz",
    ),
    unreadable(
        "program", "a program for the machine", NOT_READ, lambda s, who: b"\x7fELF" + b"\0" * 500, ".exe"
    ),
    unreadable(
        "shell",
        "a shell script",
        NOT_READ + "it is not JSON",
        lambda s, who: f"#!/bin/sh\ntouch {TRIP}\n",
        ".sh",
    ),
]

CASES: list[Case] = [*NUMBERS, *ANSWERS, *STRUCTURE, *PEOPLE, *ENCODINGS, *OTHER_FILES]
