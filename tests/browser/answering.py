"""Answer sheets made from the bank, and a student who fills them in by keyboard alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from playwright.sync_api import Page

from courseware.bank import CompiledItem

MOST_TABS = 1500  # more than any page has stops


def right(item: CompiledItem) -> Any:
    """The response that earns full points."""
    scoring = item.scoring
    match item.type:
        case "choice" | "order" | "match":
            return scoring["key"]
        case "multiple":
            return [option for option, weight in scoring["weights"].items() if weight > 0]
        case "numeric":
            return str(round(Decimal(scoring["key"]), 2)).replace(".", ",")
        case "text":
            return scoring["accept"][-1]


def mixed(item: CompiledItem) -> Any:
    """A response that is partly right where the type allows it, and wrong where it does not."""
    scoring = item.scoring
    match item.type:
        case "choice":
            return next(option for option in scoring["options"] if option != scoring["key"])
        case "multiple":
            return right(item)[:1]
        case "numeric":
            return scoring["wrong"][0]["value"] if scoring["wrong"] else "0"
        case "order":
            return [scoring["key"][1], scoring["key"][0], *scoring["key"][2:]]
        case "match":
            first = next(iter(scoring["key"]))
            wrong = next(choice for choice in scoring["right"] if choice != scoring["key"][first])
            return {**scoring["key"], first: wrong}
        case "text":
            return "nowhere"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(MOST_TABS):
        if page.evaluate("(s) => document.activeElement?.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {selector}")


def fill_in(page: Page, item: CompiledItem, response: Any, check: bool = True) -> None:
    """Give `response` to the item's form and check it if asked, from wherever the focus is."""
    form, keys = f"#item-{item.id}", page.keyboard
    match item.type:
        case "choice":
            tab_to(page, f"{form} input[type=radio]")
            keys.press("Space")
            for _ in item.scoring["options"]:
                if page.evaluate("document.activeElement.value") == response:
                    break
                keys.press("ArrowDown")
        case "multiple":
            for option in item.scoring["weights"]:
                if option in response:
                    tab_to(page, f"{form} input[value='{option}']")
                    keys.press("Space")
        case "order":
            order = f"[...document.querySelectorAll('{form} [data-option]')].map((e) => e.dataset.option)"
            for target, option in enumerate(response):
                while page.evaluate(order).index(option) > target:
                    tab_to(page, f"{form} [data-option='{option}'] [data-move='-1']")
                    keys.press("Enter")
        case "match":
            for left, choice in response.items():
                tab_to(page, f"{form} [data-left='{left}']")
                while page.evaluate("document.activeElement.value") != choice:
                    keys.press("ArrowDown")
        case _:
            tab_to(page, f"{form} input[type=text]")
            keys.type(response)
    if check:
        tab_to(page, f"{form} button[type=submit]")
        keys.press("Enter")
