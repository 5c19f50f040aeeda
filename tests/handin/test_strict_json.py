"""JSON from people we do not know."""

from __future__ import annotations

import time

import pytest

from courseware.handin.strict_json import MAX_VALUES, NotJson, read_json


def test_reads_what_json_can_say():
    text = '{"a": [1, -2.5, true, false, null, "б", {"x": {}}], "b": "\\u00e9\\ud83d\\ude00"}'
    expected = {"a": [1, -2.5, True, False, None, "б", {"x": {}}], "b": "é😀"}
    assert read_json(text) == expected
    assert read_json(text.encode()) == expected
    assert read_json(b"\xef\xbb\xbf" + text.encode()) == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is not JSON (line 1, column 1: expecting value)"),
        (b'{"a": 1,\n "b" 2}', "it is not JSON (line 2, column 6: expecting ':' delimiter)"),
        (b'{"a": NaN}', "NaN is not a number in JSON"),
        (b'{"a": -Infinity}', "-Infinity is not a number in JSON"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', 'the name "c" stands twice in one object'),
        ('{"a": "b"}'.encode("utf-16"), "it was saved as UTF-16, not as UTF-8"),
        ('{"a": "ж"}'.encode("cp1251"), "it is not text in UTF-8 (byte 8)"),
        (b"%PDF-1.7\n\x00\x01", "it is not JSON (line 1, column 1: expecting value)"),
        (b"\x80\x04\x95\x0b\x00\x00\x00", "it is not text in UTF-8 (byte 1)"),
        (b'{"a": 1} {"a": 2}', "it is not JSON (line 1, column 10: extra data)"),
    ],
)
def test_says_what_is_wrong(data, reason):
    with pytest.raises(NotJson) as caught:
        read_json(data)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    "data", [b"[" * 200_000, b"[" * 200_000 + b"]" * 200_000, b'{"a":' * 200_000 + b"1" + b"}" * 200_000]
)
def test_nesting_is_refused_at_once(data):
    start = time.process_time()
    with pytest.raises(NotJson, match="it is nested too deep"):
        read_json(data)
    assert time.process_time() - start < 2


def test_a_hundred_levels_are_read_and_one_more_is_not():
    for first, last in (("[", "]"), ('{"a":[', "]}")):
        levels = 100 // len(last)
        assert read_json(first * levels + last * levels)
        with pytest.raises(NotJson, match="it is nested too deep"):
            read_json("[" + first * levels + last * levels + "]")


def test_more_values_than_memory_should_hold_are_refused_before_they_are_made():
    start = time.process_time()
    with pytest.raises(NotJson, match="more than 2,000,000 values"):
        read_json(b"[" + b"{}," * MAX_VALUES + b"{}]")
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "number", ["1e999", "-1e999", "9" * 1_000_000, "0." + "1" * 1_000_000, "1e" + "9" * 1000]
)
def test_absurd_numbers_stay_the_text_they_were(number):
    start = time.process_time()
    assert read_json(f'{{"a": {number}, "b": 2}}') == {"a": number, "b": 2}
    assert time.process_time() - start < 2


def test_half_an_emoji_costs_one_character():
    assert read_json(r'{"a": "cut \ud83d", "\udc00": "\ud83d\ude00 \\ud83d", "n": 1.5}') == {
        "a": "cut ?",
        "?": "😀 \\ud83d",
        "n": 1.5,
    }
