"""How fast a page answers; see `SPEED` in tests/parallel.py for when this runs."""

import re

from tests.conftest import ROOT
from tests.page.conftest import RIGHT, kept


def test_feedback_comes_within_50_ms_on_a_slow_machine(visit, bank):
    page = visit(stored=kept(bank, RIGHT))
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    # From the click to the frame that shows the result. The least of five: what other processes take from the
    # machine is not the page's.
    times = page.evaluate("""async () => {
      const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null); // comes after the frame
      }));
      const once = async (form) => {
        form.querySelector(".cw-item-result").replaceChildren();
        await painted();
        let start;
        form.addEventListener("click", () => { start = performance.now(); }, { capture: true, once: true });
        form.querySelector("[type=submit]").click();
        if (!form.querySelector(".cw-verdict")) throw new Error("no feedback");
        await painted();
        return performance.now() - start;
      };
      const forms = [...document.querySelectorAll("form[data-item]")];
      const times = forms.map(() => Infinity);
      for (let round = 0; round < 5; round += 1) {
        for (const [n, form] of forms.entries()) {
          form.scrollIntoView();
          times[n] = Math.min(times[n], await once(form));
        }
      }
      return times;
    }""")
    assert len(times) == len(RIGHT) and max(times) < 50, times


SHEETS = [*(ROOT / "courseware/page").glob("*.css"), *(ROOT / "courseware/widgets").glob("*.css")]


def test_no_rule_gives_a_whole_question_a_value_with_its_state():
    # Every option would inherit it, and be styled anew at each answer.
    found = []
    for sheet in SHEETS:
        for selectors, content in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet.read_text(encoding="utf-8")):
            last = [selector.split()[-1] for selector in selectors.split(",") if selector.split()]
            if "--" in content and any("[data-state" in compound for compound in last):
                found.append(f"{sheet.name}: {selectors.strip()}")
    assert found == []


def test_no_rule_asks_at_the_top_of_a_page_what_the_page_holds():
    # The browser would ask again at every change anywhere in the page. Paper has no changes.
    asks = re.compile(r"(?:^|[\s,{}])(?:html|body|main|article|:root|\.bd-[\w-]+)(?:\[[^]]*\])?:has\(")
    found = []
    for sheet in SHEETS:
        text = sheet.read_text(encoding="utf-8")
        on_screen = re.sub(r"^@media print \{.*?^\}", "", text, flags=re.DOTALL | re.MULTILINE)
        found += [f"{sheet.name}: {line}" for line in on_screen.splitlines() if asks.search(line)]
    assert found == []
