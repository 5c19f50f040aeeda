"""Uses every widget and every question of a page, and notes how long each took until the next paint."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Browser, ElementHandle, Page

from benchmarks.page.measure import HEIGHT, PATIENCE, WIDTH

# The browser's own "interaction to next paint": from the event to the frame that shows its effect.
NOTE = """globalThis.interactions = []; new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries()) if (interactionId) interactions.push(duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });"""
FRAMES = """new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"""
CONTROLS = "select, input:not([type=hidden]):not([type=file]), button, summary"
MOST = 12  # controls of one widget or question


class Slowest(NamedTuple):
    """The longest interaction of a kind, ms, and where."""

    ms: float
    where: str


def use(control: ElementHandle) -> bool:
    """Do what a reader does with a control; False where it cannot be used now."""
    if not control.is_visible() or not control.is_enabled():
        return False
    kind = control.evaluate("(node) => node.type ?? node.localName")
    if kind in ("select-one", "range"):
        control.press("ArrowDown")
    elif kind in ("text", "number", "textarea", "search"):
        control.press("1")
    elif kind == "date":
        control.press("ArrowUp")
    else:
        control.click()
    return True


def slowest(browser: Browser, url: str, selector: str, slowdown: float) -> Slowest:
    """Use all controls of the parts of a page and return the longest time to the next paint.

    Args:
        selector: of the parts, widgets or questions.
        slowdown: of the processor.
    """
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.add_init_script(NOTE)
    page.goto(url, wait_until="networkidle")
    session = context.new_cdp_session(page)
    worst = Slowest(0, "")
    for part in page.query_selector_all(selector):
        part.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        page.evaluate(FRAMES)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        worst = max(worst, _slowest_of(page, part))
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    context.close()
    return worst


def _slowest_of(page: Page, part: ElementHandle) -> Slowest:
    name, worst = part.get_attribute("id"), Slowest(0, "")
    for control in part.query_selector_all(CONTROLS)[:MOST]:
        page.evaluate("interactions.length = 0")
        if not control.evaluate("(node) => node.isConnected") or not use(control):
            continue
        page.evaluate(FRAMES)
        said = control.evaluate("(node) => node.name || node.className || node.localName")
        took = max(page.evaluate("interactions"), default=0)
        worst = max(worst, Slowest(took, f"{name} {said}".strip()))
    return worst
