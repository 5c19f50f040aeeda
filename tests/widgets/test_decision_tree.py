"""DecisionTree: the way through the steps in Python, and the same in a page without a kernel."""

import itertools
import json

import pandas as pd
import pytest
from playwright.sync_api import expect
from traitlets import TraitError

from courseware.widgets import DecisionTree
from tests.chromium import rested
from tests.widgets.reader import check_accessible, focus, mount_all, trait
from tests.widgets.sample import STEP_COLUMNS, cases_table, steps_table


@pytest.fixture
def tree() -> DecisionTree:
    return DecisionTree(steps_table(), cases_table(), title="Is it allowed?", source="Invented")


def test_the_outcome_follows_the_path(tree):
    by_hand = {
        ("no",): "Allowed",
        ("yes", "yes"): "Forbidden",
        ("yes", "no", "yes"): "Open to complaint",
        ("yes", "no", "no"): "Allowed",
    }
    for length in range(4):
        for path in itertools.product(("yes", "no"), repeat=length):
            if any(path[:n] in by_hand for n in range(length)):
                with pytest.raises(TraitError, match="the outcome is found after"):
                    tree.path = list(path)
            else:
                tree.path = list(path)
                assert tree.outcome == by_hand.get(path)
    tree.path = ["yes"]
    assert (tree.step, tree.outcome) == ("export", None)


def test_outcomes_are_remembered_case_by_case(tree):
    assert tree.case == "Ship bonus"
    tree.path = ["yes"]
    assert tree.found == {}
    tree.path = ["yes", "yes"]
    tree.case = "Cheap loan"
    assert tree.path == []
    tree.path = ["no"]
    assert tree.found == {"Ship bonus": "forbidden", "Cheap loan": "free"}
    assert tree.classified.to_numpy().tolist() == [["Ship bonus", "Forbidden"], ["Cheap loan", "Allowed"]]


def test_without_cases_nothing_is_remembered():
    tree = DecisionTree(steps_table())
    tree.path = ["no"]
    assert (tree.outcome, tree.found, tree.case) == ("Allowed", {}, "")
    assert tree.classified.empty


def test_ids_may_be_numbers():
    rows = [(1, "Is it?", "question", 2, 3, None), (2, "Yes", "outcome", None, None, None)]
    rows += [(3, "No", "outcome", None, None, None)]
    tree = DecisionTree(pd.DataFrame(rows, columns=STEP_COLUMNS))
    tree.path = ["no"]
    assert tree.outcome == "No"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("path", ["perhaps"], "path holds 'perhaps'; an answer is 'yes' or 'no'"),
        ("case", "Atlantis", "case must be one of 'Ship bonus', 'Open school', 'Cheap loan'"),
        ("found", {"Atlantis": "free"}, "found holds the case 'Atlantis'"),
        ("found", {"Ship bonus": "harm"}, "found holds 'harm' for 'Ship bonus', which is no outcome"),
    ],
)
def test_a_wrong_value_is_refused(tree, name, value, message):
    with pytest.raises(TraitError, match=message):
        setattr(tree, name, value)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            ("harm", "?", "question", "nowhere", "free", None),
            "'harm': yes leads to 'nowhere', which is no step",
        ),
        (("harm", "?", "question", "action", None, None), "'harm': no leads to '', which is no step"),
        (("harm", "?", "question", "action", "paid", None), "'paid' leads back to itself"),
        (("harm", "?", "question", "free", "free", None), "no answer leads to step 'action'"),
        (("harm", "?", "riddle", "action", "free", None), "not 'riddle'"),
        (("free", "!", "outcome", "paid", None, None), "'free' is an outcome, so nothing follows"),
        ((None, "!", "outcome", None, None, None), "'' is empty or stands twice"),
    ],
)
def test_steps_that_are_no_tree_are_refused(changed, message):
    with pytest.raises(ValueError, match=message):
        DecisionTree(steps_table(changed))


def test_a_step_or_a_case_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="'free' is empty or stands twice"):
        DecisionTree(pd.concat([steps_table(), steps_table().tail(1)]))
    with pytest.raises(ValueError, match="every case needs a name of its own"):
        DecisionTree(steps_table(), pd.concat([cases_table(), cases_table()]))


def test_state_and_fallback_are_plain(tree):
    json.dumps(tree.get_state(), allow_nan=False)
    assert tree.fallback["rows"][0] == [
        "1",
        "Does the state pay one firm?",
        "step\u00a02",
        "step\u00a06",
        "A waived tax is a payment.",
    ]
    assert tree.fallback["rows"][5] == ["6", "Allowed", "–", "–", "–"]


def test_by_keyboard(page, write_page, tree):
    mount_all(page, write_page(tree), 1)
    status = page.get_by_role("status")
    expect(status).to_contain_text("Question 1Does the state pay one firm?A waived tax is a payment.")
    expect(page.get_by_role("button", name="Back")).to_be_disabled()
    focus(page, "button", "Yes")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Question 2Is it tied to exports?")
    expect(page.locator(".cww-path li")).to_have_text(["Does the state pay one firm? Yes"])
    page.keyboard.press("Enter")  # the focus is still on Yes
    expect(status).to_contain_text("OutcomeForbiddenNo proof of harm is asked for.")
    assert trait(page, "path") == ["yes", "yes"]
    assert trait(page, "found") == {"Ship bonus": "forbidden"}
    expect(page.get_by_role("button", name="Next case")).to_be_focused()
    page.keyboard.press("Enter")
    assert (trait(page, "case"), trait(page, "path")) == ("Open school", [])
    expect(page.locator(".cww-story")).to_have_text("The state pays for a school.")
    expect(page.get_by_role("button", name="Yes")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # No
    page.keyboard.press("Enter")  # Next case
    assert trait(page, "case") == "Cheap loan"
    page.keyboard.press("Enter")
    focus(page, "button", "Back")
    page.keyboard.press("Enter")
    assert trait(page, "path") == []
    expect(page.get_by_role("button", name="Yes")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Every case has an outcome now.")
    expect(page.get_by_role("button", name="Next case")).to_be_hidden()
    expect(page.get_by_role("button", name="Start again")).to_be_focused()
    assert rested(page).locator(".cww-chart tbody tr").all_inner_texts() == [
        "Ship bonus\tForbidden",
        "Open school\tAllowed",
        "Cheap loan\tAllowed",
    ]


def test_the_page_finds_what_python_finds(page, write_page, tree):
    mount_all(page, write_page(tree), 1)
    for path in (["no"], ["yes", "yes"], ["yes", "no", "yes"], ["yes", "no", "no"]):
        for answer in path:
            page.get_by_role("button", name=answer.capitalize(), exact=True).click()
        tree.path = path
        expect(page.locator(".cww-step")).to_have_text(tree.outcome)
        assert trait(page, "found") == tree.found
        page.get_by_role("button", name="Start again").click()


def test_the_next_case_is_one_without_an_outcome(page, write_page, tree):
    mount_all(page, write_page(tree), 1)
    page.get_by_role("combobox", name="Case").select_option("Cheap loan")
    page.get_by_role("button", name="No").click()
    page.get_by_role("button", name="Next case").click()
    assert trait(page, "case") == "Ship bonus"


def test_without_cases_there_is_no_choice_of_them(page, write_page):
    tree = DecisionTree(steps_table(), title="Is it allowed?")
    mount_all(page, write_page(tree), 1)
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.get_by_role("button", name="No").click()
    expect(page.get_by_role("status")).to_have_text("OutcomeAllowed")
    assert trait(page, "found") == {}


def test_the_table_of_steps_stands_in_the_page_once(page, write_page, tree):
    mount_all(page, write_page(tree), 1)
    expect(page.get_by_text("All steps").locator("visible=true")).to_have_count(1)
    page.get_by_text("All steps").locator("visible=true").click()
    rows = page.locator("tbody:visible tr").all_inner_texts()
    assert rows == ["\t".join(row) for row in tree.fallback["rows"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_accessibility(page, write_page, tree, theme, width):
    tree.path = ["yes", "no", "no"]
    page.set_viewport_size({"width": width, "height": 900})
    mount_all(page, write_page(tree, theme=theme), 1)
    assert check_accessible(page, width) >= 5
