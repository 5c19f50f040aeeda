"""What a reader does with a widget in a page, and what must hold for every widget there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
READ = "([id, name]) => courseware.widgets.get(id).get(name)"
MOUNTED = '.cw-widget[data-mounted=""]'


def mount_all(page: Page, address: str, count: int) -> None:
    """Opens a page and waits until all its widgets are drawn."""
    page.goto(address)
    for element in page.locator(".cw-widget").all():
        element.scroll_into_view_if_needed()
    expect(page.locator(MOUNTED)).to_have_count(count)


def trait(page: Page, name: str) -> Any:
    """A trait of the first widget in the page."""
    return page.evaluate(READ, [page.locator(".cw-widget").first.get_attribute("id"), name])


def focus(page: Page, role: str, name: str) -> None:
    """Reaches a control by Tab alone."""
    target = page.get_by_role(role, name=name, exact=True).first
    for _ in range(40):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {role} {name!r}")


def check_accessible(page: Page, width: int) -> int:
    """Nothing wider than the view, nothing that axe objects to, no target that is too small; gives the number
    of controls looked at."""
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate(
        "tags => axe.run({runOnly: tags, preload: false}).then((r) => r.violations)", TAGS
    )
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in violations] == []
    targets = page.locator(".cw-widget :is(label, select, button, summary, input:not(label input))")
    too_low = "all.filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 24)"
    small = targets.evaluate_all(f"all => {too_low}.map((e) => e.outerHTML)")
    assert small == []
    return targets.count()
