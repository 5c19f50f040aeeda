import json
import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pandas as pd

from courseware.book.mime import CoursewareMimePlugin
from courseware.book.widget_output import (
    STATE_MIME,
    find_state,
    render_widget,
    script_name,
    widget_scripts,
)
from courseware.widgets import KINDS, SeriesExplorer
from courseware.widgets.saved_view import SAVED
from courseware.widgets.source import module_source


class Elements(HTMLParser):
    """Start tags and the text of the first script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.script, self.table = [], "", []
        self._open = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data):
        if self._open == "script":
            self.script += data
        if self._open in ("caption", "th", "td") and data.strip():
            self.table.append(data)


def state_of(**changes) -> dict:
    table = pd.DataFrame(
        {"year": [2019, 2020] * 2, "series": ["A", "A", "B", "B"], "value": [1.5, 2.5, -3.0, 4.0]}
    )
    return {**SeriesExplorer(table, title="Tea", source="Invented").get_state(), **changes}


def test_state_is_inline_and_complete():
    state = state_of()
    page = Elements(render_widget(state))
    inline = json.loads(page.script)
    assert {
        name: inline[name] for name in ("kind", "title", "data", "measure", "chosen", "x_from", "x_to")
    } == {name: state[name] for name in ("kind", "title", "data", "measure", "chosen", "x_from", "x_to")}


def test_what_only_jupyterlab_needs_stays_out():
    html = render_widget(state_of(_esm="STALE SOURCE", _css="STALE STYLE"))
    assert "STALE" not in html
    assert not [
        name for name in json.loads(Elements(html).script) if name.startswith("_") or name == "layout"
    ]


def test_numbers_are_a_real_table():
    page = Elements(render_widget(state_of()))
    assert page.table == ["Tea", "Year", "A", "B", "2019", "1.5", "−3.0", "2020", "2.5", "4.0"]
    assert [tag for tag, _ in page.tags].count("caption") == 1
    assert [attrs["scope"] for tag, attrs in page.tags if tag == "th"] == ["col"] * 3 + ["row"] * 2
    assert ("noscript", {}) in page.tags


def test_no_text_can_become_markup():
    attack = "</script><img src=x onerror=alert(1)><!--"
    state = state_of(title=attack, source=attack)
    state["fallback"] = {"caption": attack, "columns": [attack], "rows": [[attack]]}
    html = render_widget(state)
    assert "<img" not in html and "<!--" not in html
    assert html.count("</script>") == 1
    assert json.loads(Elements(html).script)["title"] == attack


def test_html_is_one_block_for_markdown():
    html = render_widget(state_of())
    assert not re.search(r"\n\s*\n|\n +", html)


def test_scripts_carry_the_modules_of_the_package():
    scripts = widget_scripts()
    assert set(scripts) == {script_name(kind) for kind in KINDS}
    for kind in KINDS:
        text = scripts[script_name(kind)]
        source = json.loads(text[text.index("] = ") + 4 :].rstrip().rstrip(";"))
        assert source == module_source(kind)
        assert "</" not in text


def test_a_state_is_found_by_its_view():
    saved = {
        STATE_MIME: {
            "version_major": 2,
            "state": {
                "abc": {"model_name": "AnyModel", "state": state_of()},
                "def": {"model_name": "IntSliderModel", "state": {"value": 3}},
            },
        }
    }
    assert find_state(saved, {"model_id": "abc"})["title"] == "Tea"
    assert find_state(saved, {"model_id": "def"}) is None
    assert find_state(saved, {"model_id": "xyz"}) is None
    assert find_state(None, {"model_id": "abc"}) is None
    assert find_state({}, {}) is None


def test_the_order_of_keys_makes_no_other_page():
    """A run's output and the same output out of the notebook cache, which sorts keys, give one page."""
    state = state_of()
    again = json.loads(json.dumps(state, sort_keys=True))
    assert render_widget(again) == render_widget(state)


def test_what_stands_in_for_a_view_in_a_notebook_is_left_out_of_a_page():
    (node,) = CoursewareMimePlugin.handle_mime(None, SimpleNamespace(mime_type=SAVED), False)
    assert node.astext() == ""  # no node at all, and the output's HTML would be taken
