"""Uses every widget and question of a page, and notes how long it took to the next and to the last paint."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, ElementHandle, Page

from benchmarks.page.measure import HEIGHT, PATIENCE, WIDTH

# The browser's own "interaction to next paint": from the event to the frame that shows its effect.
NOTE = """globalThis.interactions = []; new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries()) if (interactionId) interactions.push(duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });"""
# From the event to the end of the last frame that changed something in the part; the screen may add a few ms.
FOLLOW = """(part) => {
  const start = (event) => { globalThis.began = event.timeStamp; };
  const change = () => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { globalThis.last = performance.now() - globalThis.began; };
    port2.postMessage(null); // comes after the frame
  });
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  ["pointerdown", "keydown"].forEach((type) => addEventListener(type, start, true));
  new MutationObserver(change).observe(part, all);
}"""
# Until nothing is drawn any more and the observer has been told.
REST = """new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))"""
CONTROLS = "select, input:not([type=hidden]):not([type=file]), button, summary"
MOST = 12  # controls of one widget or question
ROUNDS = 5  # page loads; of each control's times the median counts
KEYS = {"select-one": "ArrowDown", "range": "ArrowDown", "date": "ArrowUp"} | dict.fromkeys(
    ("text", "number", "textarea", "search"), "1"
)


class Use(NamedTuple):
    """The time from using a control to the next paint and to the last that it causes, ms."""

    ms: float
    all_ms: float
    where: str


def uses(browser: Browser, url: str, selector: str, slowdown: float) -> list[Use]:
    """Use all controls of the parts of a page, in each of `ROUNDS` loads of it.

    Args:
        selector: of the parts, widgets or questions.
        slowdown: of the processor.
    """
    found: dict[str, list[Use]] = {}
    for _ in range(ROUNDS):
        for use in _round(browser, url, selector, slowdown):
            found.setdefault(use.where, []).append(use)
    return [
        Use(median(use.ms for use in same), median(use.all_ms for use in same), where)
        for where, same in found.items()
    ]


def _round(browser: Browser, url: str, selector: str, slowdown: float) -> Iterator[Use]:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.add_init_script(NOTE)
    page.goto(url, wait_until="networkidle")
    session = context.new_cdp_session(page)
    for part in page.query_selector_all(selector):
        part.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        page.evaluate(REST)
        part.evaluate(FOLLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        for number, control in enumerate(part.query_selector_all(CONTROLS)[:MOST], 1):
            if _use(page, control):
                page.evaluate(REST)
                next_paint, last = page.evaluate("[Math.max(0, ...interactions), last]")
                yield Use(next_paint, max(next_paint, last), f"{part.get_attribute('id')}, control {number}")
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    context.close()


def _use(page: Page, control: ElementHandle) -> bool:
    """Do what a reader does with a control; False where it cannot be used now.

    Mouse and keyboard are used without Playwright's own checks: their scripts would run within the time.
    """
    if not control.is_visible() or not control.is_enabled():
        return False
    key = KEYS.get(control.evaluate("(node) => node.type ?? node.localName"))
    control.scroll_into_view_if_needed()
    if key:
        control.focus()
    elif box := control.bounding_box():
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.evaluate(REST)
    page.evaluate("interactions.length = last = 0")
    if key:
        page.keyboard.press(key)
    else:
        page.mouse.down()
        page.mouse.up()
    return True
