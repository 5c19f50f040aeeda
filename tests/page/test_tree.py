"""What a screen reader is given: role, name and state of everything in a question, and feedback announced."""

import pytest
from playwright.sync_api import Page

from courseware.sealing.documents import key_document
from tests.page.conftest import RIGHT, question
from tests.page.test_questions import answer_by_keyboard

CONTROLS = {"radio", "checkbox", "textbox", "button", "combobox", "DisclosureTriangle"}
STATES = {"checked": "checked", "disabled": "disabled", "expanded": "open"}  # the browser's word: ours
NUMBERS = {item_id: number for number, item_id in enumerate(RIGHT, 1)}
NUMBER_HELP = "A number. A decimal point and a decimal comma are both fine."
WORD_HELP = "A word or a short phrase. Capitals and extra spaces make no difference."
ORDER_HELP = "Put the lines in order: move one with its arrow buttons, or drag it by its handle."
# Item → name of the group, end of its description, controls as "role name [states] (description)".
PLACES = ["The mouth", "The spring", "The mill", "The bridge"]
MOVES = [f"button Move {way}: {place}{state}" for place in PLACES for way, state in (
    ("up", " [disabled]" if place == "The mouth" else ""),
    ("down", " [disabled]" if place == "The bridge" else ""))]
BLANK = {
    "rivers-01": ("1 point", "RUDA <1>.", [
        "radio Lowland", "radio Highland, where it rises between two hills", "radio The sea"]),
    "rivers-02": ("1 point", "A wrong choice takes points off, never below 0.", [
        "checkbox The bridge", "checkbox The ferry", "checkbox The wall", "checkbox The mill road"]),
    "rivers-03": ("1.5 points", "where it runs for 50 km?", [
        "DisclosureTriangle Hint", f"textbox Your answer, in % ({NUMBER_HELP})"]),
    "rivers-04": ("2 points", ORDER_HELP, MOVES),
    "rivers-05": ("1 point", "Choose what goes with each line.", [
        "combobox The ferry = Choose…", "combobox The waterfall = Choose…",
        "combobox The port, with its two piers = Choose…"]),
    "rivers-06": ("1 point", "What is the name of the river?", [f"textbox Your answer ({WORD_HELP})"]),
}
ANSWERED = {
    "rivers-01": ["radio Lowland", "radio Highland, where it rises between two hills [checked] "
                  "(Yes, it rises in Highland.)", "radio The sea"],
    "rivers-02": ["checkbox The bridge [checked] (Yes, since long ago.)",
                  "checkbox The ferry [checked] (Yes, twice a day.)", "checkbox The wall",
                  "checkbox The mill road"],
    "rivers-03": ["DisclosureTriangle Hint", f"textbox Your answer, in % = 62,5 % ({NUMBER_HELP})"],
    "rivers-05": ["combobox The ferry = Lowland", "combobox The waterfall = Highland",
                  "combobox The port, with its two piers = Lowland"],
    "rivers-06": [f"textbox Your answer =   the RUDA  ({WORD_HELP})"],
}
SAID = {
    "rivers-01": "Correct 1 of 1 point Highland, where it rises between two hills: "
                 "Yes, it rises in Highland.",
    "rivers-02": "Correct 1 of 1 point Both ways across. The bridge: Yes, since long ago. "
                 "The ferry: Yes, twice a day.",
    "rivers-03": "Correct 1.5 of 1.5 points Yes: 50 of 80.",
    "rivers-04": "Correct 2 of 2 points That is how the water runs.",
    "rivers-05": "Correct 1 of 1 point All three.",
    "rivers-06": "Correct 1 of 1 point The Ruda it is.",
}


class Tree:
    """The accessibility tree below an item's form, as the browser hands it to assistive technology."""

    def __init__(self, page: Page, item_id: str) -> None:
        cdp = page.context.new_cdp_session(page)
        expression = f"document.querySelector('#item-{item_id}')"
        root = cdp.send("Runtime.evaluate", {"expression": expression})["result"]["objectId"]
        nodes = cdp.send("Accessibility.queryAXTree", {"objectId": root})["nodes"]
        self.nodes = [node for node in nodes if not node["ignored"]]
        self.by_id = {node["nodeId"]: node for node in nodes}

    def of(self, *roles: str) -> list[dict]:
        return [node for node in self.nodes if node["role"]["value"] in roles]

    def words(self, node: dict) -> str:
        """All text below a node, as it would be read."""
        if node["role"]["value"] == "StaticText":
            return node["name"]["value"]
        return " ".join(self.words(self.by_id[child]) for child in node["childIds"] if child in self.by_id)

    def controls(self) -> list[str]:
        return [said(node) for node in self.of(*CONTROLS)]


def value(node: dict, field: str) -> str:
    return node.get(field, {}).get("value", "")


def said(node: dict) -> str:
    """ "role name = value [states] (description)", without what is empty."""
    states = {entry["name"]: entry["value"].get("value") for entry in node["properties"]}
    told = ", ".join(word for name, word in STATES.items() if states.get(name) in (True, "true"))
    parts = (value(node, "value"), " = {}"), (told, " [{}]"), (value(node, "description"), " ({})")
    more = "".join(form.format(text) for text, form in parts if text)
    return f"{value(node, 'role')} {value(node, 'name')}{more}"


def buttons(item_id: str) -> list[str]:
    number = NUMBERS[item_id]
    other = [f"button Try another variant of question {number}"] if item_id == "rivers-03" else []
    return [f"button Check question {number}", *other, f"button Clear question {number}"]


def live(tree: Tree) -> dict:
    """The place of the result: the last of the form's live regions, polite, read as a whole."""
    region = tree.of("status")[-1]
    properties = {entry["name"]: entry["value"].get("value") for entry in region["properties"]}
    assert properties["live"] == "polite" and properties["atomic"] is True
    return region


@pytest.mark.parametrize("item_id", RIGHT)
def test_a_question_is_a_named_group_of_named_controls(visit, item_id):
    page = visit()
    page.wait_for_timeout(600)  # what is restored at the start is not announced: the region is off at first
    tree, (points, described, controls) = Tree(page, item_id), BLANK[item_id]
    group = tree.of("group")[0]
    assert value(group, "name").replace(" ,", ",") == f"Question {NUMBERS[item_id]}, {points}"
    assert value(group, "description").endswith(described)
    assert tree.controls() == [*controls, *buttons(item_id)]
    assert tree.words(live(tree)) == ""


@pytest.mark.parametrize("item_id", RIGHT)
def test_state_and_feedback_are_told_after_a_check(visit, item_id):
    page = visit()
    page.wait_for_timeout(600)
    region = live(Tree(page, item_id))["backendDOMNodeId"]
    answer_by_keyboard(page, item_id)
    tree = Tree(page, item_id)
    assert live(tree)["backendDOMNodeId"] == region, "the region was there before its words came"
    assert " ".join(tree.words(live(tree)).split()) == SAID[item_id]
    if item_id == "rivers-04":
        moves = [(text.split(": ")[1].split(" [")[0], "[disabled]" in text) for text in tree.controls()[:8]]
        order = ["The spring", "The mill", "The bridge", "The mouth"]
        assert moves == [(place, n in (0, 7)) for n, place in enumerate(p for p in order for _ in "ud")]
    else:
        assert tree.controls() == [*ANSWERED[item_id], *buttons(item_id)]


def test_a_wrong_match_describes_its_field(visit):
    page = visit()
    question(page, "rivers-05").get_by_label("The waterfall").select_option("none")
    question(page, "rivers-05").get_by_role("button", name="Check").click()
    assert Tree(page, "rivers-05").controls()[:3] == [
        "combobox The ferry = Choose… (You left this one open.)",
        "combobox The waterfall = Neither of the two (It needs a slope.)",
        "combobox The port, with its two piers = Choose… (You left this one open.)"]


def test_a_hint_tells_whether_it_is_open(visit):
    page = visit()
    question(page, "rivers-03").locator("summary").click()
    assert Tree(page, "rivers-03").controls()[0] == "DisclosureTriangle Hint [open]"


def test_another_variant_is_told_and_describes_the_group(visit):
    page = visit()
    page.wait_for_timeout(600)
    question(page, "rivers-03").get_by_role("button", name="Try another").click()
    tree = Tree(page, "rivers-03")
    assert tree.words(live(tree)) == "Another variant of question 3."
    assert value(tree.of("group")[0], "description").endswith("where it runs for 20 km?")


@pytest.mark.parametrize("item_id", RIGHT)
def test_a_sealed_question_tells_that_its_answer_is_kept_and_later_that_it_is_closed(
        visit, sealed_bank, item_id):
    page = visit("sealed/light")
    page.wait_for_timeout(600)
    if item_id == "rivers-03":
        waiting = Tree(page, item_id)
        assert value(waiting.of("group")[0], "description").startswith("This question differs")
        assert waiting.controls() == [f"textbox Your answer, in % [disabled] ({NUMBER_HELP})"]
        page.get_by_label("Your student id").fill("s-017")
        page.keyboard.press("Enter")
    answer_by_keyboard(page, item_id, submit=False)
    tree = Tree(page, item_id)
    assert tree.words(live(tree)) == "Answer kept."
    shown = tree.controls()
    assert shown[-1] == f"button Clear question {NUMBERS[item_id]}"
    assert len(shown) == len(BLANK[item_id][2]) + (0 if item_id == "rivers-03" else 1)
    page.evaluate("(key) => courseware.unlocked(key)", key_document(sealed_bank))
    page.wait_for_timeout(600)
    closed = Tree(page, item_id)
    assert all("disabled" in control for control in closed.controls())
    assert closed.words(live(closed)).endswith("so this one cannot be changed any more.")
