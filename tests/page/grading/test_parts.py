"""The parts of the teacher's page that have a twin in Python, held against it one by one."""

from __future__ import annotations

import json
import random
import struct
import sys
import unicodedata
from datetime import UTC

import pytest

from courseware.book.assets import PACKAGE
from courseware.book.grading_script import PURE
from courseware.errors import CoursewareError
from courseware.feedback import CHANGED, OTHER_VARIANT, answer_lines, feedback
from courseware.gradebook.grade import grade_record
from courseware.gradebook.roster import load_roster
from courseware.gradebook.sheet import safe_cell
from courseware.handin.record import parse_time, record_from
from courseware.handin.strict_json import NotJson, read_json
from courseware.plain_text import plain_line
from courseware.scoring import MESSAGES
from courseware.sealing.documents import key_document
from tests.node import Node
from tests.page.conftest import RIGHT

SCRIPTS = [PACKAGE / "page/scorer.js", *(PACKAGE / "page/grading" / name for name in PURE)]


@pytest.fixture(scope="module")
def node():
    with Node(SCRIPTS) as running:
        yield running


def mutated(draw: random.Random, text: str, letters: str) -> str:
    """The text with up to three characters taken out, put in or changed, or cut off."""
    for _ in range(draw.choice([0, 1, 1, 2, 3])):
        place = draw.randrange(len(text) + 1)
        changes = [text[:place] + text[place + 1 :], text[:place] + draw.choice(letters) + text[place:]]
        changes += [text[:place] + draw.choice(letters) + text[place + 1 :]]
        text = draw.choice(changes) if draw.random() < 0.95 else text[:place]
    return text


# --- times

TIMES = """
2026-11-21T20:50:00Z 2026-11-21 20261121 2026-W47-6 2026W476 2026-W47 2026W47 20261121T205000 2026-W47-20:50
2026-11-21_20:50:00.123456+05:30 2026-W53-7T10 2020-W53-1 2026-11-21T20 2026-11-21T20:50 2026W4761234 TZ
2026-11-21T20:50:00,5-03:00:10.5 0001-01-01T00:00:00+01:00 9999-12-31T23:59:59-01:00 9999-W52-7 9999-W53-1
0001-W01-1 2026-11-21é20:50 2026-11-21😀20:50 2024-02-29 2023-02-29 2026-11-21T24:00 2026-11-21T
2026-11-21T20:50:00+24:00 2026-11-21T20:50:00+23:59:59.999999 2026W4762050 2026W47T20 2026-11-21T20:50:00z
""".split()  # noqa: SIM905 - one a line would fill the screen


def test_times(node):
    draw = random.Random(1)
    given = TIMES + [
        mutated(draw, draw.choice(TIMES), "0123456789-+:WTZ.,é \0\U0001f600") for _ in range(30_000)
    ]

    def told(text):
        time = parse_time(text)
        return time and time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")

    expected = [told(text) for text in given]
    assert sum(time is not None for time in expected) > 3_000
    assert node.map("(text) => courseware.grading.time.parse(text)", given) == expected


# --- JSON

JSON = [
    '{"a": 1, "b": [true, false, null, -1.5e3, "x\\n\\u00e9\\ud83d\\ude00"], "c": {"d": "", "a": {}}}',
    '[1e999, -0, 1E5, 12345678901234567890123, "\\ud800", {"\\ud800": 1, "\\udfff": 2}]',
    '{"a": 1, "a": 2}',
    "[NaN]",
    "[-Infinity]",
    '"é\U0001f600"',
    "  [ ] ",
    "{ }",
    '{"a" :\n [ 1 , 2 ] } x',
    '["\\ud83d\\ud83d\\ude00", "\\ud83d\\u0041"]',
    "[" * 100 + "]" * 100,
    "[" * 101 + "]" * 101,
    '{"a":' * 101 + "1" + "}" * 101,
    "[" * 100_000,
    "1" * 401,
    "-" + "1" * 399,
    "1." + "0" * 500,
    "1" * 350,
]
LETTERS = '0123456789-+.eE"\\/bfnrtu{}[]: \n\té\U0001f600tfnNI\x01dD8aA'
READ = """(hex) => {
  const bits = (number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(number + 0);
    return bytes.toString("hex");
  };
  const told = (value) => value instanceof Map
    ? { object: [...value].map(([name, part]) => [name, told(part)]) }
    : Array.isArray(value) ? value.map(told)
    : typeof value === "number" ? { number: Number.isFinite(value) ? bits(value) : "large" } : value;
  const { read, NotJson } = courseware.grading.json;
  try {
    return told(read(new Uint8Array(Buffer.from(hex, "hex"))));
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    return { refused: error.message };
  }
}"""


def told(value):
    if isinstance(value, dict):
        return {"object": [[name, told(part)] for name, part in value.items()]}
    if isinstance(value, list):
        return [told(part) for part in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return {"number": struct.pack(">d", float(value) + 0.0).hex() if abs(value) < 1e308 else "large"}


def as_python(data: bytes):
    try:
        return told(read_json(data))
    except NotJson as error:
        return {"refused": str(error)}


def test_json(node):
    draw = random.Random(2)
    given = [text.encode() for text in JSON]
    given += [mutated(draw, draw.choice(JSON), LETTERS).encode() for _ in range(10_000)]
    bad = [b"\x80", b"\xc0", b"\xc3", b"\xe0\xa0", b"\xed\xa0\x80", b"\xf4\x90", b"\xff", b"\xef\xbb\xbf"]
    for data in given[:3_000]:
        place = draw.randrange(len(data) + 1)
        given.append(data[:place] + draw.choice(bad) + data[place:])
    given += [b"", b" ", b"\xef\xbb\xbf", b"\xff\xfe[1]", b"," * 2_000_001]
    if sys.version_info >= (3, 13):  # it has words of its own for a comma too many, which the page does not
        given = [data for data in given if "trailing comma" not in str(as_python(data))]
    replies = node.map(READ, [data.hex() for data in given])
    assert replies == [as_python(data) for data in given]
    assert sum("refused" in reply for reply in replies if isinstance(reply, dict)) > 5_000


# --- text

ODD = "\u0130\u0131\u00df\u1e9e\u03c2\u13a0\uab70\u1f80\ufb01\u200d\u202e\u00ad\u0000\u0085\U0001f600\u0345"


def test_text(node):
    known = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")
    ]
    folded = node.map("(text) => courseware.grading.text.caseFold(text)", known)
    assert folded == [character.casefold() for character in known]
    lines = node.map("(text) => courseware.grading.text.plainLine(text)", known)
    assert lines == [plain_line(character) for character in known]
    draw = random.Random(3)
    alphabet = ODD + "aZ=+-@＝;,|\"' \t\r\n\ud83d"
    texts = ["".join(draw.choices(alphabet, k=draw.randrange(12))) for _ in range(20_000)] + ["x" * 40_000]
    cells = node.map("(text) => courseware.grading.sheet.safeCell(text)", texts)
    assert cells == [safe_cell(text) for text in texts]


# --- the roster

ROSTERS = [
    b"id,name\n1,Ada\n2,Ben\n",
    b"\xef\xbb\xbfName;ID;group;group 2\r\nAda;1;x\r\n\r\n ;2",
    b"id\tname\r1\tAda\r",
    b"",
    b"id,name\n",
    b"id,who\n1,2",
    b"id,name,name\n1,2,3",
    b"id,name,ID\n1,2,3",
    b'id,name\n1,"A, B"\n2,"say ""x"""\n',
    b'id,name\n1,"A\nB"\n',
    b'id,name\n1,"A"b\n',
    b'id,name\n1,"A\n2,B\n',
    b"id,name\n1,A,B\n",
    b"id,name\n,Ada\n",
    b"id,name\n1,A\n1,B\n",
    b"id,name\n" + b"x" * 201 + b",A\n",
    b"id,name\n1\n",
    b"\xffid,name\n",
    b"id,name,,\n1,A,,\n",
    b"\n\n id , name \n\xc2\xa01\xe2\x80\x8b,A\n",
    b'id,name\n1,a"b\n',
    b"id,name\n1," + b"y" * 140_000,
    b'"id","name"\n"",""\n"1",""\n',
    b"id,name\n1,\x85\n",
    b"\nid,name\n1,A\n",
]
READ_ROSTER = """([name, hex]) => {
  const { read, RosterFault } = courseware.grading.roster;
  try {
    const { rows, others } = read(name, new Uint8Array(Buffer.from(hex, "hex")));
    return [rows.map((row) => [row.id, row.name, row.others]), others];
  } catch (error) {
    if (!(error instanceof RosterFault)) throw error;
    return error.message;
  }
}"""


def test_rosters(node, tmp_path):
    draw = random.Random(4)
    given = [*ROSTERS]
    for _ in range(1_500):
        data = draw.choice(ROSTERS[:18]).decode("utf-8", "replace")[:400]
        given.append(mutated(draw, data, 'id,name;\t"\r\n 1Aé').encode())
    file, expected = tmp_path / "r.csv", []
    for data in given:
        file.write_bytes(data)
        try:
            roster = load_roster(file)
            expected.append([[[row.id, row.name, [*row.others]] for row in roster.rows], [*roster.others]])
        except CoursewareError as error:
            expected.append(str(error))
    assert node.map(READ_ROSTER, [[str(file), data.hex()] for data in given]) == expected
    assert sum(isinstance(reply, list) for reply in expected) > 300


# --- what is said of an answer

TELL = """({ key, document, messages }) => {
  courseware.messages = messages;
  const { handIn, key: keys, grade, tell } = courseware.grading;
  const prepared = keys.prepare(key);
  const { record } = handIn.recognise(new TextEncoder().encode(document));
  const row = { handIn: { record }, graded: grade.gradeRecord(record, prepared), first: null };
  const escape = (text) => text.replace(/[&<>"']/g, (sign) =>
    ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" })[sign]);
  const text = ({ html, text }) => html ?? escape(text);
  return tell.questions(row, prepared).map(({ verdict, points, texts, answer }) =>
    [verdict, points, texts.length, answer.map((line) => line.map(text).join(""))]);
}"""
ANSWERS = [
    RIGHT,
    {},
    RIGHT | {"rivers-03": "1,234", "rivers-06": "<b> & 'x' \"y\""},
    {item: ["high", "<i>", 7, None, {"a": [True, "é"]}] for item in RIGHT},
    {item: {"ferry": "low", "x": 5} for item in RIGHT},
    {"rivers-01": "x" * 301, "rivers-02": ["bridge"] * 60, "rivers-05": {str(n): "low" for n in range(70)}},
]


def test_words(node, bank):
    key = json.loads(json.dumps(key_document(bank)))
    for answers in ANSWERS:
        document = {
            "format": "courseware-record/1",
            "unit": "two-lands",
            "edition": "practice-1",
            "student": {"id": "s"},
            "saved": "2026-11-21T20:50:00Z",
            "answers": answers,
        }
        record = record_from(document)
        expected = []
        for item, result in zip(bank.items, grade_record(record, bank).results, strict=True):
            said = feedback(item.singles[result.variant], result.state, result.score, result.feedback)
            lines = [] if result.state == "blank" else answer_lines(item, answers[item.id])
            expected.append([said.verdict, said.points, len(said.texts), [str(line) for line in lines]])
        [reply] = node.map(TELL, [{"key": key, "document": json.dumps(document), "messages": MESSAGES}])
        assert reply == expected


def test_the_two_sentences_are_the_same():
    text = (PACKAGE / "page/grading/tell.js").read_text(encoding="utf-8")
    assert CHANGED in text
    assert OTHER_VARIANT in text.replace('"\n    + "', "")
