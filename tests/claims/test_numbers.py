"""Numbers in prose: which are found, and when a claim bears one out."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from courseware.claims.numbers import bears_out, find_numbers, years_of, years_of_claim


@dataclass
class Claim:
    section: str = ""
    printed: str = ""
    recomputed: float | None = None
    unit: str = "percent"
    period: str = ""
    statement: str = ""
    computation: str = ""
    reason: str = ""


def texts(text: str) -> list[str]:
    return [number.text for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It sold 61.95% of it.", ["61.95"]),
        ("From 5 671.9 to 11\u202f889.8 million", ["5 671.9", "11\u202f889.8"]),
        ("55,053.9 in all, 1,234 of them", ["55,053.9", "1,234"]),
        ("−10.9% and +4%; (3.8)", ["10.9", "4", "3.8"]),
        ("2011–2015, and 2021–22", ["2011", "2015", "2021", "22"]),
        ("from the 39th to the 28th place", ["39", "28"]),
        ("a 1.5-fold rise, $23.6 billion", ["1.5", "23.6"]),
        ("on 1 January 2015.", ["1", "2015"]),
        ("in 2020 394.5 were sold", ["2020", "394.5"]),
        ("$23m, 5bn and 40km", ["23", "5", "40"]),
        ("3/4 of 2021/22", ["3", "4", "2021", "22"]),
    ],
)
def test_amounts_and_dates_are_found(text, found):
    assert texts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Table 5",
        "Tables 3, 4 and 5",
        "Figures 3–16",
        "section 4.3.2",
        "Sections 2.1 to 2.4",
        "HS 72–83",
        "Article 92",
        "annexes 27 and 28",
        "hypothesis 2",
        "Strategy-2025",
        "Vision 2030",
        "module 3",
        "Lab 3: Trade",
        "Question 7",
        "8 of the unit's 29 points",
        "0.5 points",
        "about 15 minutes",
        "5G and G20, v2",
        "G/SCM/N/343/KAZ",
        "· 100",
        "multiply by 100",
        "100% of it",
        "100 · (a ÷ b)",
        "no digits",
        "above 1",
        "1. First question",
        "https://example.org/2031/17 and so on",
    ],
)
def test_names_of_places_counts_of_the_course_and_codes_are_not(text):
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Table 3 and 23% of it", ["23"]),
        ("Table 3, 23.5 million", ["23.5"]),
        ("100 people", ["100"]),
        ("over 1,000 firms, above 1 750", ["1,000", "1 750"]),
        ("0.9 percentage points", ["0.9"]),
        ("HS 72–83 and 1 750%", ["1 750"]),
        ("for its part 40% of it, a unit 2.5 million", ["40", "2.5"]),
        ("above 1%, over 1 billion", ["1", "1"]),
        ("rose by 100, by 100% and by 100 million", ["100", "100", "100"]),
        ("within 48 hours", ["48"]),
    ],
)
def test_an_amount_beside_a_place_is_still_found(text, found):
    assert texts(text) == found


def test_years_of_a_text_include_those_inside_a_range():
    assert years_of("2016–2019, 2021-22 and 1996") == {2016, 2017, 2018, 2019, 2021, 2022, 1996}
    assert years_of("2014-05-29") == {2014}
    assert years_of("12 345") == set()


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("61.95", Claim(printed="63.7", recomputed=61.954)),
        ("62", Claim(printed="63.7", recomputed=61.954)),
        ("63.7", Claim(printed="63.7", recomputed=61.954)),
        ("10.9", Claim(printed="-10.9")),
        ("10.7", Claim(printed="−10.7")),
        ("55.1", Claim(printed="55053.9", unit="USD million")),
        ("55 054", Claim(printed="55.0539", unit="USD billion")),
        ("2018", Claim(printed="5", period="2016–2019")),
        ("29", Claim(printed="29 May 2014")),
        ("24", Claim(printed="2014-05-24")),
        ("3.5", Claim(printed="over 3.5 billion")),
        ("7.9", Claim(reason="They are 7.9% of it.")),
        ("63.7%", Claim(printed="63.7")),
        ("1.5%", Claim(printed="1.5 %", unit="USD million")),
        ("2.3 billion", Claim(printed="29 257.8", recomputed=2318.4, unit="USD million")),
        ("900 million", Claim(printed="0.9 billion", unit="USD")),
        ("188.38", Claim(printed="36", statement="The rate moved from 188.38 to 349.12.")),
    ],
)
def test_borne_out(text, claim):
    assert bears_out(claim, next(find_numbers(text)))


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("61.96", Claim(printed="63.7", recomputed=61.95)),
        ("63.6", Claim(printed="63.7")),
        ("63.70", Claim(printed="63.6")),
        ("2020", Claim(printed="5", period="2016–2019")),
        ("0.06", Claim(printed="61.95", unit="percent")),
        ("61950", Claim(printed="61.95", unit="percent")),
        ("5", Claim(printed="Table 5")),
        ("2", Claim(printed="7.5", unit="USD million", period="2015")),
        ("3", Claim(printed="2 900", unit="USD million")),
        ("0", Claim(printed="0.3")),
        ("55.1 million", Claim(printed="55.1", unit="USD billion")),
        ("55 million", Claim(printed="55.1 billion", unit="USD")),
        ("55.1 million", Claim(printed="55.1")),
        ("55.1%", Claim(printed="55.1", unit="USD billion")),
        ("29 million", Claim(printed="29 January 1996", unit="")),
    ],
)
def test_not_borne_out(text, claim):
    assert not bears_out(claim, next(find_numbers(text)))


def test_a_name_inside_a_link_is_the_claims_own():
    [table] = find_numbers("Table 5", named=True)
    assert bears_out(Claim(section="Table 5"), table) and bears_out(Claim(statement="Tables 4 and 5."), table)
    assert not bears_out(Claim(section="Table 4"), table)


def test_the_years_of_a_claim_are_not_those_of_its_check():
    claim = Claim(printed="5", period="2016–2018", statement="In 2020.", reason="2014", computation="2013")
    assert years_of_claim(claim) == {2016, 2017, 2018, 2020}
