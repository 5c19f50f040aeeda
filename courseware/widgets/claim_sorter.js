// Claims that the reader judges first, before the book's verdict is shown. Nothing here is marked.

function render({ model, el }) {
  const { claims, verdicts } = model.get("data");
  const parts = frame(model, el, "All claims with the book’s verdicts");
  parts.controls.remove();
  const cards = claims.map(card);
  const again = h("button", {
    type: "button",
    onclick: () => { put(model, { guesses: {}, shown: [] }); cards[0].start(); },
  }, "Start again");
  // Above the count, which says what all of them come to.
  parts.answer.before(h("ul", { class: "cww-claims" }, cards.map(({ node }) => h("li", {}, node))));
  parts.answer.after(h("div", { class: "cww-buttons" }, again));
  parts.chart.hidden = true;

  function card({ id, statement, owner, printed, verdict, reason }, i) {
    const guess = choices({
      type: "radio", legend: `${i + 1}. ${statement}`, options: verdicts.map((value) => ({ value, label: capital(value) })),
      pick: (value) => put(model, { guesses: { ...model.get("guesses"), [id]: value } }),
    });
    const aside = h("p", { class: "cww-note" }, [owner, printed ? `printed: ${printed}` : ""].filter(Boolean).join(" · "));
    guess.node.querySelector("legend").after(aside);
    const inputs = [...guess.node.querySelectorAll("input")];
    const problem = h("p", { class: "cww-problem", role: "alert" });
    const button = h("button", { type: "button", class: "cww-main", onclick: reveal }, "Show the book’s verdict");
    const result = h("div", { class: "cww-result", role: "group", "aria-label": "The book’s verdict", tabindex: "-1" });

    function reveal() {
      if (!Object.hasOwn(model.get("guesses"), id)) {
        problem.textContent = "Pick a verdict of your own first.";
        inputs[0].focus();
        return;
      }
      put(model, { shown: [...model.get("shown"), id] });
      show();
      result.focus(); // the button is gone
    }

    function show() {
      const given = model.get("guesses");
      const own = Object.hasOwn(given, id) ? given[id] : undefined;
      const seen = model.get("shown").includes(id);
      guess.show(own);
      inputs.forEach((input) => { input.disabled = seen; });
      if (own !== undefined) problem.textContent = "";
      button.hidden = seen;
      result.hidden = !seen;
      result.replaceChildren(...(seen ? [
        h("p", {}, h("strong", {}, `The book’s verdict: ${verdict}.`),
          own === undefined ? "" : own === verdict ? " You agree." : ` You said: ${own}.`),
        h("p", {}, reason)] : []));
    }

    return {
      show,
      start: () => { problem.textContent = ""; show(); inputs[0].focus(); },
      node: h("div", { class: "cww-claim" }, guess.node, button, problem, result),
    };
  }

  function update() {
    const [guesses, shown] = [model.get("guesses"), model.get("shown")];
    cards.forEach((one) => one.show());
    const judged = claims.filter(({ id }) => Object.hasOwn(guesses, id));
    const both = judged.filter(({ id }) => shown.includes(id));
    const same = both.filter(({ id, verdict }) => guesses[id] === verdict);
    again.disabled = !judged.length && !shown.length;
    parts.answer.replaceChildren(h("p", {}, `You have judged ${judged.length} of ${claims.length} claims`
      + (both.length ? ` and compared ${both.length} with the book. On ${same.length} of these you agree.` : ".")),
    h("p", { class: "cww-note" }, "This is not marked."));
  }

  parts.numbers.classList.add("cww-words");
  parts.numbers.replaceChildren(table({
    caption: model.get("title"), columns: ["Claim", "Made by", "As printed", "The book’s verdict", "Reason"],
    rows: claims.map((one) => [one.statement, one.owner || "–", one.printed || "–", one.verdict, one.reason]),
  }));
  return watch(model, ["guesses", "shown"], parts.chart, update);
}

export default widget(render);
