"""ArgumentBuilder: the outline in Python, and the same in a page without a kernel, where it is kept."""

import json
import random

import pandas as pd
import pytest
from playwright.sync_api import expect
from traitlets import TraitError

from courseware.widgets import ArgumentBuilder
from tests.chromium import rested
from tests.old_storage import kept as storage
from tests.old_storage import show_old
from tests.widgets.reader import check_accessible, focus, mount_all, trait

EVIDENCE = pd.DataFrame(
    [
        ("e1", "Trade doubled in ten years.", "The study", "reproduces"),
        ("e2", "Every tenth firm is foreign.", "The study", "misprinted"),
        ("e3", "Experts leave the country.", "An article", "cannot be checked"),
        ("e4", "Two of three loans come from abroad.", "An article", "reproduces"),
    ],
    columns=["id", "text", "source", "verdict"],
)
SIDES = ["Build at home", "Buy abroad"]
KEY = "courseware:widget:argument-builder:loans"
OFF = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'Security'); }})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


@pytest.fixture
def builder() -> ArgumentBuilder:
    return ArgumentBuilder(
        EVIDENCE,
        sides=SIDES,
        question="Build or buy?",
        title="Build your argument",
        credit="Invented",
        name="loans",
    )


def chosen(piece: str, side: int = 0, stance: str = "for", weight: int = 2, note: str = "") -> dict:
    return {"id": piece, "side": SIDES[side], "stance": stance, "weight": weight, "note": note}


def test_the_outline(builder):
    builder.statement = "Build  first,\nthen buy."
    builder.choices = [
        chosen("e3", stance="against", note=" No one is\tleft. "),
        chosen("e4", 1, weight=1),
        chosen("e1", 1, weight=3),
    ]
    assert builder.outline == (
        "# Build or buy?\n\n"
        "**Thesis statement:** Build first, then buy.\n\n"
        "## Build at home\n\n"
        "### For\n\n"
        "No evidence chosen.\n\n"
        "### Against\n\n"
        "1. Experts leave the country. (weight 2 of 3; An article; verdict: cannot be checked)\n"
        "   - In my words: No one is left.\n\n"
        "## Buy abroad\n\n"
        "### For\n\n"
        "1. Two of three loans come from abroad. (weight 1 of 3; An article; verdict: reproduces)\n"
        "2. Trade doubled in ten years. (weight 3 of 3; The study; verdict: reproduces)\n\n"
        "### Against\n\n"
        "No evidence chosen.\n\n"
        "## Balance\n\n"
        "- Build at home: none for, 1 piece against (1 of weight 2)\n"
        "- Buy abroad: 2 pieces for (1 of weight 3, 1 of weight 1), none against\n"
        "- Pieces left out: 1 of 4\n\n"
        "## What the evidence cannot show\n\n"
        "- Experts leave the country. (An article): cannot be checked\n"
    )


def test_what_the_outline_says_of_its_limits(builder):
    assert builder.outline.endswith("No evidence is chosen yet.\n")
    builder.choices = [chosen("e1")]
    assert builder.outline.endswith("Every piece used has the verdict “reproduces”.\n")
    strict = ArgumentBuilder(EVIDENCE, sides=SIDES, sound="proved")
    strict.choices = [chosen("e1")]
    assert strict.outline.endswith("- Trade doubled in ten years. (The study): reproduces\n")


def test_selection_and_what_may_be_left_out(builder):
    seen = []
    builder.observe(lambda change: seen.append(change["new"]), "choices")
    builder.choices = [{"id": "e2", "side": "Buy abroad", "stance": "for"}]
    assert seen == [[chosen("e2", 1)]]
    assert builder.selection.to_dict("records") == [
        {
            **chosen("e2", 1),
            "text": "Every tenth firm is foreign.",
            "owner": "The study",
            "verdict": "misprinted",
        }
    ]


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ([chosen("e9")], "id must be one of 'e1', 'e2', 'e3', 'e4', not 'e9'"),
        ([{"id": "e1", "stance": "for"}], "side must be one of 'Build at home', 'Buy abroad', not None"),
        ([chosen("e1", stance="beside")], "stance must be one of 'for', 'against'"),
        ([chosen("e1", weight=4)], "weight must be one of 1, 2, 3, not 4"),
        ([chosen("e1", weight=True)], "weight must be one of 1, 2, 3, not True"),
        ([chosen("e1", note=None)], "it has id, side, stance, weight and note"),
        ([{**chosen("e1"), "score": 1}], "it has id, side, stance, weight and note"),
        ([chosen("e1"), chosen("e1", 1)], "holds the piece 'e1' twice"),
    ],
)
def test_a_wrong_choice_is_refused(builder, choices, message):
    with pytest.raises(TraitError, match=message):
        builder.choices = choices


def test_tables_and_strategies_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="no column 'owner'"):
        ArgumentBuilder(EVIDENCE, sides=SIDES, owner="owner")
    with pytest.raises(ValueError, match="an id of its own"):
        ArgumentBuilder(pd.concat([EVIDENCE, EVIDENCE]), sides=SIDES)
    with pytest.raises(ValueError, match="'e1' has no verdict"):
        ArgumentBuilder(EVIDENCE.assign(verdict=["", "b", "c", "d"]), sides=SIDES)
    for sides in (["one"], ["one", "one"], list("abcde"), ["one", ""], "ab"):
        with pytest.raises(ValueError, match="2 to 4 different strategies"):
            ArgumentBuilder(EVIDENCE, sides=sides)
    with pytest.raises(ValueError, match="not 'My argument'"):
        ArgumentBuilder(EVIDENCE, sides=SIDES, name="My argument")


def test_state_and_fallback_are_plain(builder):
    json.dumps(builder.get_state(), allow_nan=False)
    assert builder.fallback["rows"][1] == ["Every tenth firm is foreign.", "The study", "misprinted"]


def test_the_page_writes_the_outline_that_python_writes(page, write_page, builder):
    mount_all(page, write_page(builder), 1)
    words = [
        "a",
        "  ",
        "\n",
        "\t",
        "\u00a0",
        "\u2028",
        "\u3000",
        "\ufeff",
        "é",
        "😀",
        "*b*",
        "# c",
        "&lt;",
        "\\",
    ]
    luck = random.Random(4)
    seen = set()
    for _ in range(60):
        builder.statement, *notes = ("".join(luck.choices(words, k=luck.randrange(6))) for _ in range(5))
        builder.choices = [
            chosen(piece, luck.randrange(2), luck.choice(["for", "against"]), luck.randrange(1, 4), note)
            for piece, note in zip(
                luck.sample(EVIDENCE["id"].tolist(), luck.randrange(5)), notes, strict=False
            )
        ]
        shown = page.evaluate(
            """async ([choices, statement]) => {
                const model = [...courseware.widgets.values()][0];
                model.set("choices", choices);
                model.set("statement", statement);
                await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
                return document.querySelector("textarea[readonly]").value;
            }""",
            [builder.choices, builder.statement],
        )
        assert shown == builder.outline
        seen.add(shown)
    assert len(seen) > 50


def test_by_keyboard(page, write_page, builder):
    mount_all(page, write_page(builder), 1)
    status = page.locator(".cww-answer")
    expect(status).to_contain_text("You use 0 of 4 pieces.")
    focus(page, "textbox", "Your answer in one or two sentences")
    page.keyboard.type("Build first.")
    assert trait(page, "statement") == "Build first."
    for _ in range(2):  # two pieces for the first strategy
        page.keyboard.press("Tab")
        page.keyboard.type("For: Build")
        page.keyboard.press("Tab")  # the weight
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
        page.keyboard.type("Why not?")
    first, second = chosen("e1", weight=3, note="Why not?"), chosen("e2", weight=3, note="Why not?")
    assert trait(page, "choices") == [first, second]
    expect(status).to_contain_text("You use 2 of 4 pieces.Build at home: 2 pieces for (2 of weight 3)")
    down = page.get_by_role("button", name="Move down: Trade doubled in ten years.")
    focus(page, "button", "Move down: Trade doubled in ten years.")
    page.keyboard.press("Enter")
    assert trait(page, "choices") == [second, first]
    expect(down).to_be_focused()
    expect(down).to_have_attribute("aria-disabled", "true")
    said = page.get_by_role("status").filter(has_text="Trade doubled")
    expect(said).to_have_text("Trade doubled in ten years. Now 2 of 2.")
    page.keyboard.press("Enter")
    expect(said).to_have_text("Trade doubled in ten years. Stays 2 of 2.")
    focus(page, "button", "Clear all")
    page.keyboard.press("Enter")
    assert (trait(page, "choices"), trait(page, "statement")) == ([], "")
    expect(page.get_by_role("button", name="Bring it back")).to_be_focused()
    page.keyboard.press("Enter")
    assert (trait(page, "choices"), trait(page, "statement")) == ([second, first], "Build first.")
    builder.choices, builder.statement = trait(page, "choices"), trait(page, "statement")
    assert rested(page).locator("textarea[readonly]").input_value() == builder.outline


def test_a_piece_comes_back_as_it_was(page, write_page, builder):
    mount_all(page, write_page(builder), 1)
    piece = page.get_by_role("group", name="1. Trade doubled in ten years.")
    use = piece.get_by_role("combobox")
    use.select_option("For: Build at home")
    piece.get_by_label("3 strong").check()
    piece.get_by_role("textbox").fill("Much.")
    use.select_option("Leave out")
    assert trait(page, "choices") == []
    expect(piece.get_by_role("textbox")).to_be_hidden()
    use.select_option("Against: Buy abroad")
    assert trait(page, "choices") == [chosen("e1", 1, "against", 3, "Much.")]
    expect(piece.get_by_role("textbox")).to_have_value("Much.")
    expect(page.locator(".cww-order:visible > li")).to_have_count(1)


def test_what_fails_a_check_is_told_by_word_and_look(page, write_page, builder):
    mount_all(page, write_page(builder), 1)
    warnings = rested(page).locator(".cww-tag-warn:visible")
    assert warnings.all_inner_texts() == ["misprinted", "cannot be checked"]


@pytest.mark.parametrize("clipboard", ["allowed", "missing"])
def test_copy_and_download(page, write_page, builder, clipboard):
    if clipboard == "allowed":
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    mount_all(page, write_page(builder), 1)
    page.get_by_label("Your answer in one or two sentences").fill("Büy.")
    builder.statement = "Büy."
    page.get_by_role("button", name="Copy").click()
    if clipboard == "allowed":
        expect(page.get_by_text("The outline is copied.")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == builder.outline
    else:
        expect(page.get_by_text("copy it with Ctrl+C")).to_be_visible()
        assert page.evaluate("getSelection().toString()") == builder.outline
    with page.expect_download() as info:
        page.get_by_role("button", name="Download").click()
    assert info.value.suggested_filename == "loans-outline.md"
    assert info.value.path().read_text(encoding="utf-8") == builder.outline


def test_it_is_there_again_after_a_reload(page, write_page, builder):
    address = write_page(builder)
    mount_all(page, address, 1)
    page.get_by_label("Your answer in one or two sentences").fill("Buy.")
    page.get_by_role("combobox").nth(2).select_option("Against: Build at home")
    page.get_by_role("group", name="3. Experts leave the country.").get_by_role("textbox").fill("Alas")
    mount_all(page, address, 1)
    expect(page.get_by_label("Your answer in one or two sentences")).to_have_value("Buy.")
    assert trait(page, "choices") == [chosen("e3", 0, "against", note="Alas")]
    expect(page.locator(".cww-order:visible > li")).to_contain_text("Alas")
    other = page.context.new_page()  # the same page in another tab
    mount_all(other, address, 1)
    other.get_by_label("Your answer in one or two sentences").fill("Build.")
    expect(page.get_by_label("Your answer in one or two sentences")).to_have_value("Build.")


@pytest.mark.parametrize(
    ("kept", "statement", "pieces"),
    [
        ("no JSON", "", []),
        ("[1]", "", []),
        ("null", "", []),
        ('{"choices": null, "statement": 3}', "", []),
        ('{"choices": {"a": 1}, "statement": "Yes."}', "Yes.", []),
        (
            json.dumps(
                {
                    "choices": [
                        None,
                        3,
                        chosen("e9"),
                        {**chosen("e1"), "side": "Wait"},
                        {**chosen("e2"), "weight": 9, "note": {}},
                        chosen("e2", 1),
                        chosen("e4"),
                    ]
                }
            ),
            "",
            ["e2", "e4"],
        ),
    ],
)
def test_what_was_kept_of_an_earlier_table_or_is_damaged(page, write_page, builder, kept, statement, pieces):
    address = write_page(builder)
    page.goto(address)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, kept])
    mount_all(page, address, 1)
    assert trait(page, "statement") == statement
    builder.choices = trait(page, "choices")  # all of it is valid
    assert [one["id"] for one in builder.choices] == pieces


def test_a_page_that_is_shown_an_old_storage_has_the_latest(page, write_page, builder):
    address = write_page(builder)
    mount_all(page, address, 1)
    answer = page.get_by_label("Your answer in one or two sentences")
    answer.fill("Buy.")
    old = storage(page)
    answer.fill("Build.")
    for texts in (old, {}):
        show_old(page, texts)
        mount_all(page, address, 1)
        expect(answer).to_have_value("Build.")


@pytest.mark.parametrize(("script", "message"), [(OFF, "does not keep"), (FULL, "storage is full")])
def test_storage_that_is_off_or_full_is_said(page, write_page, builder, script, message):
    page.add_init_script(script)
    mount_all(page, write_page(builder), 1)
    page.get_by_role("combobox").first.select_option("For: Buy abroad")
    expect(page.get_by_role("alert")).to_contain_text(message)
    assert trait(page, "choices") == [chosen("e1", 1)]


def test_other_widgets_keep_nothing(page, write_page, lab):
    mount_all(page, write_page(lab), 1)
    page.get_by_label("The others only").check()
    assert page.evaluate("localStorage.length") == 0


def test_what_is_saved_in_the_notebook_is_shown(page, write_page, builder):
    builder.choices, builder.statement = [chosen("e2", 1, "against", 1, "Few")], "Build."
    mount_all(page, write_page(builder), 1)
    expect(page.locator(".cww-answer")).to_contain_text(
        "Buy abroad: none for, 1 piece against (1 of weight 1)."
    )
    expect(page.locator("textarea[readonly]")).to_have_value(builder.outline)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_accessibility(page, write_page, builder, theme, width):
    builder.choices = [chosen("e1", note="word" * 40), chosen("e3"), chosen("e2", 1, "against")]
    page.set_viewport_size({"width": width, "height": 900})
    mount_all(page, write_page(builder, theme=theme), 1)
    page.get_by_role("button", name="Copy").click()
    assert check_accessible(page, width) >= 20
