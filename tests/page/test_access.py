"""What assistive technology, a phone and the browser's weight limit see."""

import pytest

from tests.browser.conftest import axe
from tests.page.conftest import RIGHT, check, kept, question

MIXED = RIGHT | {
    "rivers-01": "low",
    "rivers-02": ["bridge", "wall"],
    "rivers-03": "1,234",
    "rivers-05": {"ferry": "none"},
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("answers", [{}, MIXED, RIGHT], ids=["blank", "mixed", "right"])
def test_axe_finds_nothing(visit, bank, theme, answers):
    page = visit(theme, stored=kept(bank, answers))
    page.get_by_text("Points by module").first.click()
    assert axe(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_dialog(visit, bank, theme):
    page = visit(theme, stored=kept(bank, RIGHT))
    page.get_by_role("button", name="Clear all answers").click()
    assert axe(page) == []


@pytest.mark.parametrize("item_id, roles", [
    ("rivers-01", ["radio:Lowland", "radio:Highland, where it rises between two hills", "radio:The sea"]),
    ("rivers-02", ["checkbox:The bridge", "checkbox:The ferry", "checkbox:The mill road"]),
    ("rivers-03", ["textbox:Your answer, in %"]),
    ("rivers-04", ["button:Move up: The mill", "button:Move down: The mill"]),
    ("rivers-05", ["combobox:The ferry", "combobox:The waterfall", "combobox:The port, with its two piers"]),
    ("rivers-06", ["textbox:Your answer"]),
])
def test_every_control_has_a_role_and_a_name(visit, bank, item_id, roles):
    page = visit()
    form = question(page, item_id)
    number = list(RIGHT).index(item_id) + 1
    group = form.get_by_role("group", name=f"Question {number}")
    assert group.count() == 1
    prompt = bank.item(item_id).view["prompt"].split("*")[0].strip()
    cdp = page.context.new_cdp_session(page)
    expression = f"document.querySelector('#item-{item_id}')"
    root = cdp.send("Runtime.evaluate", {"expression": expression})["result"]["objectId"]
    tree = cdp.send("Accessibility.queryAXTree", {"objectId": root})
    nodes = [node for node in tree["nodes"] if not node["ignored"]]
    seen = {f"{n['role']['value']}:{n.get('name', {}).get('value', '')}": n for n in nodes}
    for role in [*roles, f"button:Check question {number}", f"button:Clear question {number}"]:
        assert role in seen, sorted(seen)
    described = next(n for n in nodes if n["role"]["value"] == "group")["description"]["value"]
    assert described.startswith(prompt)


def test_the_result_is_a_live_region_and_the_option_names_its_feedback(visit):
    page = visit()
    form = question(page, "rivers-01")
    page.wait_for_timeout(600)  # what is restored at the start is not announced: the region is off at first
    form.get_by_label("Lowland").check()
    check(form)
    assert form.get_by_role("status").get_attribute("aria-live") is None
    assert "Not correct" in form.get_by_role("status").inner_text()
    described = form.get_by_label("Lowland").evaluate(
        "(input) => document.getElementById(input.getAttribute('aria-describedby')).textContent")
    assert described == "It ends there: the mouth is in Lowland."


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_scrolls_sideways_and_targets_are_large_enough(visit, bank, width):
    page = visit(stored=kept(bank, MIXED), width=width)
    page.get_by_text("Points by module").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    targets = "button, select, input[type=text], .cw-option label, summary, .cw-panel-links a"
    small = page.evaluate("""(targets) => [...document.querySelectorAll(targets)]
      .filter((node) => node.checkVisibility())
      .map((node) => [node.getBoundingClientRect(), node.outerHTML.slice(0, 90)])
      .filter(([box]) => box.width < 24 || box.height < 24).map(([, html]) => html)""", targets)
    assert small == []


def test_the_focus_can_be_seen_on_every_control(visit):
    page = visit()
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        tag, style = page.evaluate("""() => { const node = document.activeElement;
            const { outlineStyle, outlineWidth } = getComputedStyle(node);
            return [node.tagName, `${outlineStyle} ${outlineWidth}`]; }""")
        if tag == "BODY":
            break
        seen.add(tag)
        assert style == "solid 3px", tag
    assert seen >= {"A", "BUTTON", "INPUT", "SELECT", "SUMMARY"}


def test_forced_colours_leave_every_mark_and_its_word(visit, bank):
    page = visit(stored=kept(bank, MIXED), forced_colors="active")
    page.locator(".cw-verdict").first.wait_for()
    seen = page.evaluate("""() => {
      const style = (node) => getComputedStyle(node);
      const ground = style(document.body).backgroundColor;
      const all = (selector) => [...document.querySelectorAll(selector)];
      const shown = (selector) => all(selector).filter((node) => node.checkVisibility());
      const bar = document.querySelector(".cw-bar");
      const frames = shown(".cw-item-result:has(.cw-verdict), .cw-beside, .cw-bar, .cw-option label");
      return {
        signs: shown(".cw-verdict svg, .cw-beside svg").map((sign) => style(sign).stroke !== ground),
        words: shown(".cw-verdict").map((line) => line.querySelector("strong").textContent),
        frames: frames.map((box) => style(box).borderTopStyle),
        filled: style(bar.firstElementChild).backgroundColor !== style(bar).backgroundColor,
      };
    }""")
    assert len(seen["signs"]) > 4 and all(seen["signs"])
    assert {"Correct", "Partly correct", "Not correct", "Not scored"} >= set(seen["words"]) >= {"Not correct"}
    assert set(seen["frames"]) == {"solid"} and seen["filled"]
