"""Every fault of a bank is refused with one sentence: file, line, item, what is wrong, what to do."""

import shutil
from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.errors import CoursewareError

# what is wrong: (a text of the sound unit, the text in its place, the sentence)
REFUSED = {
    "a misspelt key": (
        "  feedback: {correct: All., partial: Some., other: None.}\n",
        "  feedbak: {correct: All., partial: Some., other: None.}\n",
        "exercises/items/wool.yml, line 22, item wool-02: `feedbak` is not known here; remove "
        "it, or write `feedback` if that is meant.",
    ),
    "a key of another type": (
        "  feedback: {correct: All., partial: Some., other: None.}\n",
        "  feedback: {correct: All., partial: Some., other: None.}\n  tolerance: {absolute: 1}\n",
        "exercises/items/wool.yml, line 23, item wool-02: `tolerance` is not known here; remove it.",
    ),
    "a shown number without decimals": (
        "high: {function: value, table: wool, where: {year: 2002, country: Highland}, decimals: 1}",
        "high: {function: growth, table: wool, where: {country: Highland}, at: {year: 2002}}",
        "exercises/items/wool.yml, line 31, item wool-03: a text shows this number, which is not "
        "whole; add `decimals`.",
    ),
    "a tie for the first place": (
        "table: wool, where: {year: 2002, country: [Lowland, Highland]}, by",
        "table: wool, where: {year: 2000, country: [Lowland, Highland]}, by",
        "exercises/items/wool.yml, line 10, item wool-01: `Lowland` and `Highland` tie, so the "
        "order is open; leave one of them out.",
    ),
    "a selection of text": (
        "function: value, table: wool, where: {year: 2002, country: Highland}, decimals: 1}",
        "function: difference, of: {function: value, table: wool, column: country, where: {year: "
        "2002, country: Highland}}, minus: {function: value, table: wool, where: {year: 2002, "
        "country: Highland}}}",
        "exercises/items/wool.yml, line 31, item wool-03: `value` gives a label where a number "
        "is needed; use another function.",
    ),
    "a ratio to nothing": (
        "function: value, table: wool, where: {year: 2002, country: Highland}, decimals: 1}",
        "function: ratio, of: {function: value, table: wool, where: {year: 2002, country: "
        "Highland}}, to: {function: difference, of: {function: value, table: wool, where: {year: "
        "2000, country: Highland}}, minus: {function: value, table: wool, where: {year: 2000, "
        "country: Lowland}}}}",
        "exercises/items/wool.yml, line 31, item wool-03: the ratio divides by 0; choose another divisor.",
    ),
    "a missing key": (
        "  key: [low, high, mid]\n",
        "",
        "exercises/items/wool.yml, line 41, item wool-04: `key` is missing; add it.",
    ),
    "a missing level": (
        "  level: remember\n",
        "",
        "exercises/items/wool.yml, line 12, item wool-02: `level` is missing; add it.",
    ),
    "a level that is none": (
        "level: remember",
        "level: recall",
        'exercises/items/wool.yml, line 16, item wool-02: `level` is "recall"; use `remember`, '
        "`understand`, `apply`, `analyse`, `evaluate` or `create`.",
    ),
    "a type that is none": (
        "type: match",
        "type: pairs",
        "exercises/items/wool.yml, line 56, item wool-05: there is no type `pairs`; use "
        "`choice`, `multiple`, `numeric`, `order`, `match` or `text`.",
    ),
    "no type": (
        "  type: match\n",
        "",
        "exercises/items/wool.yml, line 54, item wool-05: `type` is missing; add it.",
    ),
    "a list instead of text": (
        "prompt: Which town?",
        "prompt: [Which town?]",
        "exercises/items/wool.yml, line 75, item wool-06: `prompt` is a list, not text; write "
        "text, in quotes if need be.",
    ),
    "text that YAML takes for a truth value": (
        "id: mid, text: Midland",
        "id: mid, text: No",
        "exercises/items/wool.yml, line 50, item wool-04: `options.text` is true or false, not "
        "text; write text, in quotes if need be.",
    ),
    "a number in quotes": (
        "points: 1\n  level: apply",
        'points: "1"\n  level: apply',
        "exercises/items/wool.yml, line 27, item wool-03: `points` is not a number; write digits "
        "with a decimal point, without quotes.",
    ),
    "points of three decimals": (
        "points: 1\n  level: apply",
        "points: 0.125\n  level: apply",
        "exercises/items/wool.yml, line 27, item wool-03: `points` has more than two decimals; "
        "give points in whole hundredths, such as 0.25.",
    ),
    "no points": (
        "points: 1\n  level: apply",
        "points: 0\n  level: apply",
        "exercises/items/wool.yml, line 27, item wool-03: `points` is not above 0; give it points.",
    ),
    "points without end": (
        "points: 1\n  level: apply",
        "points: .inf\n  level: apply",
        "exercises/items/wool.yml, line 27, item wool-03: `points` is not a finite number; write a number.",
    ),
    "an empty prompt": (
        "prompt: Which town?",
        'prompt: " "',
        "exercises/items/wool.yml, line 75, item wool-06: `prompt` is empty; write its text.",
    ),
    "an id with capitals": (
        "id: wool-06",
        "id: Wool-06",
        'exercises/items/wool.yml, line 70, item Wool-06: `id` is "Wool-06"; use small letters, '
        "digits and hyphens, and begin with a letter (pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)+$).",
    ),
    "an entry that is no item": (
        "- id: wool-06\n",
        "- 7\n- id: wool-06\n",
        "exercises/items/wool.yml, line 70: the entry is 7; write it as keys with values.",
    ),
    "one option": (
        "    - {id: high, text: Highland, value: Highland, feedback: No.}\n",
        "",
        "exercises/items/wool.yml, line 7, item wool-01: `options` has fewer than 2 entries; add some.",
    ),
    "a missing feedback of an option": (
        ", weight: -0.5, feedback: No.",
        ", weight: -0.5",
        "exercises/items/wool.yml, line 20, item wool-02: `options.feedback` is missing; add it.",
    ),
    "a missing feedback of a pair": (
        "text: Silk, feedback: Think of moths.",
        "text: Silk",
        "exercises/items/wool.yml, line 62, item wool-05: `left.feedback` is missing; add it.",
    ),
    "a missing feedback of a tier": (
        "credit: 0.5, feedback: Near.",
        "credit: 0.5",
        "exercises/items/wool.yml, line 36, item wool-03: `tiers.feedback` is missing; add it.",
    ),
    "a missing feedback of a wrong number": (
        "value: 40, feedback: That is Highland's.",
        "value: 40",
        "exercises/items/wool.yml, line 38, item wool-03: `wrong.feedback` is missing; add it.",
    ),
    "a missing feedback of a wrong text": (
        "accept: [Lower Town], feedback: That is the other one.",
        "accept: [Lower Town]",
        "exercises/items/wool.yml, line 78, item wool-06: `wrong.feedback` is missing; add it.",
    ),
    "a missing feedback for all else": (
        '", other: Divide.',
        '"',
        "exercises/items/wool.yml, line 39, item wool-03: `feedback.other` is missing; add it.",
    ),
    "a missing feedback for a part": (
        "{correct: All., partial: Some., other: None.}",
        "{correct: All., other: None.}",
        "exercises/items/wool.yml, line 22, item wool-02: `feedback.partial` is missing; add it.",
    ),
    "a missing feedback altogether": (
        "  feedback: {correct: All., partial: Some., other: None.}\n",
        "",
        "exercises/items/wool.yml, line 12, item wool-02: `feedback` is missing; add it.",
    ),
    "an id used twice": (
        "id: wool-06",
        "id: wool-02",
        "exercises/items/wool.yml, line 70, item wool-02: this id stands in wool.yml, line 12 "
        "too; change one of the two.",
    ),
    "an option twice": (
        "id: c, text: Third",
        "id: a, text: Third",
        'exercises/items/wool.yml, line 21, item wool-02: `options` has the id "a" twice; change '
        "or remove one of the two.",
    ),
    "two options with one text": (
        "id: c, text: Third",
        "id: c, text: First",
        'exercises/items/wool.yml, line 21, item wool-02: `options` has the text "First" twice; '
        "change or remove one of the two.",
    ),
    "a pair twice": (
        "id: silk, text: Silk",
        "id: wool, text: Silk",
        'exercises/items/wool.yml, line 62, item wool-05: `left` has the id "wool" twice; change '
        "or remove one of the two.",
    ),
    "a key that is no option": (
        "key: {function: top, table: wool, where: {year: 2002, country: [Lowland, Highland]}, by: country}",
        "key: mid",
        "exercises/items/wool.yml, line 10, item wool-01: the key `mid` is no option; use `low` or `high`.",
    ),
    "a key whose result is no option's value": (
        "value: Lowland, feedback",
        "value: lowland, feedback",
        "exercises/items/wool.yml, line 10, item wool-01: the key's expression gives Lowland, "
        "and no option has that `value`; give exactly one option this value.",
    ),
    "a key whose result is two options' value": (
        "value: Highland, feedback",
        "value: Lowland, feedback",
        "exercises/items/wool.yml, line 10, item wool-01: the key's expression gives Lowland, "
        "and `low` and `high` have that `value`; give exactly one option this value.",
    ),
    "weights that do not add up": (
        "weight: 0.25",
        "weight: 0.2",
        "exercises/items/wool.yml, line 18, item wool-02: the weights above 0 add up to 0.95, "
        "the item is worth 1; make them add up to 1.",
    ),
    "a weight of 0": (
        "weight: -0.5",
        "weight: 0",
        "exercises/items/wool.yml, line 20, item wool-02: `options.weight` is 0; give a right "
        "option points and take points off for a wrong one.",
    ),
    "an order that leaves one out": (
        "key: [low, high, mid]",
        "key: [low, high]",
        "exercises/items/wool.yml, line 51, item wool-04: the key does not name every entry "
        "once; put `low`, `high` and `mid` in order.",
    ),
    "an order that repeats one": (
        "key: [low, high, mid]",
        "key: [low, high, high]",
        "exercises/items/wool.yml, line 51, item wool-04: the key does not name every entry "
        "once; put `low`, `high` and `mid` in order.",
    ),
    "an order by numbers": (
        "key: [low, high, mid]",
        "key: {function: share, table: wool, part: {year: 2002, country: Lowland}, whole: {year: "
        "2002, country: All}}",
        "exercises/items/wool.yml, line 51, item wool-04: the key's expression gives no list of "
        "labels; use `ranking`.",
    ),
    "a pair without a match": (
        "key: {wool: sheep, silk: moth}",
        "key: {wool: sheep}",
        "exercises/items/wool.yml, line 62, item wool-05: the key has no match for `silk`; add "
        "`silk` to the key.",
    ),
    "a match that is not on the right": (
        "silk: moth}",
        "silk: worm}",
        "exercises/items/wool.yml, line 67, item wool-05: the key matches `silk` with `worm`, "
        "which is not on the right; use `sheep`, `moth` or `cow`.",
    ),
    "a match for nothing": (
        "silk: moth}",
        "silk: moth, fur: cow}",
        "exercises/items/wool.yml, line 67, item wool-05: the key names `fur`, which is not on "
        "the left; use `wool` or `silk`.",
    ),
    "two tolerances": (
        "tolerance: {absolute: 0.1}",
        "tolerance: {absolute: 0.1, relative: 0.1}",
        "exercises/items/wool.yml, line 34, item wool-03: a tolerance is neither absolute nor "
        "relative, or both; give `absolute` or `relative`, one of the two.",
    ),
    "no tolerance": (
        "tolerance: {absolute: 0.1}",
        "tolerance: {}",
        "exercises/items/wool.yml, line 34, item wool-03: a tolerance is neither absolute nor "
        "relative, or both; give `absolute` or `relative`, one of the two.",
    ),
    "a negative tolerance": (
        "tolerance: {absolute: 0.1}",
        "tolerance: {absolute: -0.1}",
        "exercises/items/wool.yml, line 34, item wool-03: `tolerance.absolute` is below 0; write "
        "how far off an answer may be, as a number from 0 upwards.",
    ),
    "a tier no wider than the tolerance": (
        "{absolute: 1}",
        "{absolute: 0.1}",
        "exercises/items/wool.yml, line 36, item wool-03: the tolerance of a tier is not wider "
        "than what comes before it; widen it or remove the tier.",
    ),
    "a tier worth all points": (
        "credit: 0.5",
        "credit: 1",
        "exercises/items/wool.yml, line 36, item wool-03: a tier earns 1 points, not fewer than "
        "the 1 of what comes before it; give it fewer points.",
    ),
    "a wrong number within the tolerance": (
        "value: 40,",
        "value: 60.05,",
        'exercises/items/wool.yml, line 38, item wool-03: the wrong answer "60.05" gets '
        "`correct` and 1 of 1 points, so its feedback is never shown; correct it, narrow a "
        "tolerance or remove it.",
    ),
    "a wrong number within a tier": (
        "value: 40,",
        "value: 59.5,",
        'exercises/items/wool.yml, line 38, item wool-03: the wrong answer "59.5" gets `tier:0` '
        "and 0.5 of 1 points, so its feedback is never shown; correct it, narrow a tolerance or "
        "remove it.",
    ),
    "a wrong number that is a label": (
        "value: 40,",
        "value: {function: top, table: wool, where: {year: 2000, country: [Lowland]}, by: country},",
        "exercises/items/wool.yml, line 38, item wool-03: `top` gives a label where a number is "
        "needed; use another function.",
    ),
    "a unit that reads as digits": (
        'unit: "%"',
        'unit: "1000 t"',
        'exercises/items/wool.yml, line 33, item wool-03: the key with its unit, "60 1000 t", '
        "gets `invalid:number` and 0 of 1 points; correct it so that it earns all points.",
    ),
    "an accepted text beyond all length": (
        "accept: [Upper Town, Uppertown]",
        "accept: [Town Town Town Town Town Town Town Town Town Town Town Town Town Town Town "
        "Town Town Town Town Town Town Town Town Town Town Town Town Town Town Town Town Town "
        "Town Town Town Town Town Town Town Town Town Town Town Town Town Town Town Town Town "
        "Town ]",
        'exercises/items/wool.yml, line 76, item wool-06: the accepted text, "town town town '
        'town town town town town…", gets `invalid:long` and 0 of 1 points; correct it so that '
        "it earns all points.",
    ),
    "an accepted text of nothing visible": (
        "accept: [Upper Town, Uppertown]",
        'accept: [Upper Town, "\\u200b"]',
        'exercises/items/wool.yml, line 76, item wool-06: the accepted text, "", gets `blank` '
        "and 0 of 1 points; correct it so that it earns all points.",
    ),
    "a wrong text that is accepted": (
        "accept: [Lower Town]",
        "accept: [Lower Town, UPPER  TOWN]",
        'exercises/items/wool.yml, line 78, item wool-06: the wrong answer "upper town" gets '
        "`correct` and 1 of 1 points, so its feedback is never shown; correct it, narrow a "
        "tolerance or remove it.",
    ),
    "a placeholder without a value": (
        "if Highland sold {high} tonnes",
        "if Highland sold {low} tonnes",
        "exercises/items/wool.yml, line 29, item wool-03: the text names {low}, which is not "
        "among the item's values; add it to `values` or use `high`.",
    ),
    "an unknown function": (
        "{function: value, table",
        "{function: valeu, table",
        "exercises/items/wool.yml, line 31, item wool-03: there is no function `valeu`; use "
        "`value`, `total`, `count`, `share`, `growth`, `mean`, `mean_growth`, `cagr`, `change`, "
        "`before_after`, `balassa`, `top`, `ranking`, `sum`, `difference`, `product`, `ratio`, `compound`, "
        "`days` or `signs`.",
    ),
    "an unknown argument": (
        "country: Highland}, decimals: 1}",
        "country: Highland}, decimal: 1}",
        "exercises/items/wool.yml, line 31, item wool-03: `values.high.decimal` is not known "
        "here; remove it, or write `decimals` if that is meant.",
    ),
    "a missing argument": (
        ", whole: {year: 2002, country: All}",
        "",
        "exercises/items/wool.yml, line 32, item wool-03: `key.whole` is missing; add it.",
    ),
    "an argument of another function": (
        "country: Highland}, decimals: 1}",
        "country: Highland}, decimals: 1, from: 2000}",
        "exercises/items/wool.yml, line 31, item wool-03: `values.high.from` is not known here; remove it.",
    ),
    "an unknown table": (
        "function: value, table: wool",
        "function: value, table: silk",
        "exercises/items/wool.yml, line 31, item wool-03: there is no table `silk`; use `wool` or `claims`.",
    ),
    "an unknown column": (
        "where: {year: 2002, country: Highland}",
        "where: {year: 2002, land: Highland}",
        "exercises/items/wool.yml, line 31, item wool-03: the table `wool` has no column `land`; "
        "use `year`, `country`, `printed`, `corrected` or `value`.",
    ),
    "a selection of no row": (
        "where: {year: 2002, country: Highland}",
        "where: {year: 1990, country: Highland}",
        "exercises/items/wool.yml, line 31, item wool-03: no row of the table `wool` has year "
        "1990 and country Highland; correct the selection.",
    ),
    "a selection of several rows": (
        "where: {year: 2002, country: Highland}",
        "where: {country: Highland}",
        "exercises/items/wool.yml, line 31, item wool-03: 3 rows of the table `wool` have "
        "country Highland, where one is expected; name more columns until one row is left.",
    ),
    "years outside the table": (
        "function: value, table: wool, where: {year: 2002, country: Highland}",
        "function: mean, table: wool, where: {country: Highland}, from: 2000, to: 2005",
        "exercises/items/wool.yml, line 31, item wool-03: the table `wool` has no year 2005 with "
        "country Highland; stay within 2000 to 2002.",
    ),
    "an unknown module": (
        "  module: trade\n  type: text",
        "  module: trades\n  type: text",
        "exercises/items/wool.yml, line 71, item wool-06: there is no module `trades`; use "
        "`trade` or `later`.",
    ),
    "a passage without label": (
        "passage: chapters/numbers#cells",
        "passage: chapters/numbers",
        'exercises/items/wool.yml, line 53, item wool-04: the passage "chapters/numbers" is not '
        "a page and a label; write page, `#` and label, such as chapters/a-page#a-label.",
    ),
    "a passage on no page": (
        "passage: chapters/numbers#cells",
        "passage: chapters/none#cells",
        "exercises/items/wool.yml, line 53, item wool-04: the passage leads to chapters/none, "
        "and there is no chapters/none.md or chapters/none.ipynb; correct the page, without a "
        "suffix.",
    ),
    "a passage that its page does not hold": (
        "passage: chapters/numbers#cells",
        "passage: chapters/numbers#cell",
        "exercises/items/wool.yml, line 53, item wool-04: the passage leads to "
        "chapters/numbers#cell, and that page has no such label; put (cell)= on a line above the "
        "passage, or use `cells`.",
    ),
    "a claim nobody listed": (
        "  passage: chapters/numbers#cells",
        "  source: [w1, w2]\n  passage: chapters/numbers#cells",
        "exercises/items/wool.yml, line 53, item wool-04: the table `claims` has no claim `w2`; "
        "use an id from that table.",
    ),
    "a repeated key": (
        "  prompt: Which town?\n",
        "  prompt: Which town?\n  level: create\n",
        "exercises/items/wool.yml, line 76: the key `level` stands here and in line 74; remove "
        "one of the two.",
    ),
    "a key that is not text": (
        "  prompt: Which town?\n",
        "  prompt: Which town?\n  1: x\n",
        'exercises/items/wool.yml, line 76: the key "1" is not text; put it in quotes.',
    ),
    "broken YAML": (
        "prompt: Which town?",
        "prompt: Which: town?",
        "exercises/items/wool.yml, line 75: this is not YAML (mapping values are not allowed in "
        "this context); mend the indentation, a colon or a quote there.",
    ),
    "an alias": (
        "accept: [Upper Town, Uppertown]",
        "accept: &a [Upper Town, *a]",
        "exercises/items/wool.yml, line 76: `*a` stands for another part; write it out.",
    ),
    "a date": (
        "prompt: Which town?",
        "prompt: 2020-13-45",
        'exercises/items/wool.yml, line 75: "2020-13-45" looks like a number or a date and is '
        "none; correct it or put it in quotes.",
    ),
    "a date for a key": (
        "prompt: Which town?",
        "2020-13-45: Which town?",
        'exercises/items/wool.yml, line 75: "2020-13-45" looks like a number or a date and is '
        "none; correct it or put it in quotes.",
    ),
    "a tag that does not fit": (
        "prompt: Which town?",
        "prompt: !!bool maybe",
        'exercises/items/wool.yml, line 75: "maybe" looks like a number or a date and is '
        "none; correct it or put it in quotes.",
    ),
    "an empty number": (
        "prompt: Which town?",
        'prompt: !!int ""',
        'exercises/items/wool.yml, line 75: "" looks like a number or a date and is '
        "none; correct it or put it in quotes.",
    ),
    "a time that is none": (
        "prompt: Which town?",
        "prompt: !!timestamp noon",
        'exercises/items/wool.yml, line 75: "noon" looks like a number or a date and is '
        "none; correct it or put it in quotes.",
    ),
    "nesting without end": (
        "prompt: Which town?",
        "prompt: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "exercises/items/wool.yml, line 75: this is nested too deeply; close the brackets that are open.",
    ),
    "two documents": (
        "- id: wool-06",
        "---\n- id: wool-06",
        "exercises/items/wool.yml, line 70: this is not YAML (but found another document); mend "
        "the indentation, a colon or a quote there.",
    ),
    "a control character": (
        "prompt: Which town?",
        "prompt: Which town?",
        "exercises/items/wool.yml: this is not YAML (control characters are not allowed); remove "
        "control characters.",
    ),
    "points off the total": (
        "total: 9",
        "total: 10",
        "exercises/unit.yml, line 5: the points of the modules add up to 9, and `total` is 10; "
        "correct one of them.",
    ),
    "points off the module's": (
        "points: 6, page",
        "points: 5, page",
        "exercises/unit.yml, line 5: the points of the modules add up to 8, and `total` is 9; "
        "correct one of them.",
    ),
    "a module with items and no page": (
        ", page: chapters/trade",
        "",
        "exercises/unit.yml, line 7: the 6 items of module `trade` are worth 6 points, and it "
        "has no page yet; give it a `page`.",
    ),
    "a page that is not there": (
        "page: chapters/trade",
        "page: chapters/trad",
        "exercises/unit.yml, line 7: the module `trade` has the page chapters/trad, and there is "
        "no such page; add it as .md or .ipynb, or leave `page` out.",
    ),
    "a module twice": (
        "id: later",
        "id: trade",
        "exercises/unit.yml, line 8: the module `trade` is listed twice; change or remove one.",
    ),
    "a misspelt key of the unit": (
        "edition: practice-1",
        "editions: practice-1",
        "exercises/unit.yml, line 4: `editions` is not known here; remove it, or write `edition` "
        "if that is meant.",
    ),
    "a number for the unit's number": (
        'number: "1"',
        "number: 1.2",
        "exercises/unit.yml, line 2: `number` is 1.2, not text; write text, in quotes if need be.",
    ),
}


def sentence():
    with pytest.raises(CoursewareError) as caught:
        load_bank(Path())
    return str(caught.value)


@pytest.mark.parametrize(("old", "new", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_fault_is_refused_in_one_sentence(folder, old, new, expected):
    folder.change(old, new, expected.partition(":")[0].partition(",")[0])
    assert sentence() == expected


def test_an_id_used_in_two_files_is_refused(folder):
    folder.write("exercises/items/z.yml", "\n" + (folder.root / "exercises/items/wool.yml").read_text())
    assert sentence() == (
        "exercises/items/z.yml, line 2, item wool-01: this id stands in wool.yml, line 1 too; "
        "change one of the two."
    )


def test_items_worth_less_than_their_module_are_refused(folder):
    folder.change("points: 1\n  level: create", "points: 0.25\n  level: create")
    assert sentence() == (
        "exercises/unit.yml, line 7: the 6 items of module `trade` are worth 5.25 points, and its scheme "
        "gives 6; change the items' points or the module's."
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "line 1: this is not a list of items; begin each item with `- id:`."),
        (b"id: wool-01\n", "line 1: this is not a list of items; begin each item with `- id:`."),
        (b"- prompt: caf\xe9\n", "this is not UTF-8 text; save the file as UTF-8."),
    ],
)
def test_a_file_that_is_no_list_of_items_is_refused(folder, content, expected):
    (folder.root / "exercises/items/z.yml").write_bytes(content)
    place = ", " if expected.startswith("line") else ": "
    assert sentence() == f"exercises/items/z.yml{place}{expected}"


def test_a_folder_without_a_unit_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert sentence() == (
        "exercises/unit.yml: there is no such file; "
        "give the command in the unit's folder, or name that folder by --root."
    )


def test_a_unit_without_a_folder_of_items_is_refused(folder):
    shutil.rmtree(folder.root / "exercises/items")
    assert sentence() == "exercises/items: there is no such folder; make it and put the items files into it."


def test_an_items_file_with_another_ending_is_not_passed_over(folder):
    folder.write("exercises/items/z.yaml", "[]\n")
    assert sentence() == (
        "exercises/items/z.yaml: items are read from .yml files only; rename it to z.yml."
    )
