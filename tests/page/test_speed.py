"""How fast a page answers; see `SPEED` in tests/parallel.py for when this runs."""

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
