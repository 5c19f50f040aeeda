"""Widgets on invented tables, and a page that shows widgets without a kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from courseware.book.assets import page_assets
from courseware.book.widget_output import render_widget, script_name, widget_scripts
from courseware.widgets import AdvantageLab, CoursewareWidget, GrowthCalculator, SeriesExplorer
from tests.widgets.sample import exports_table, flows_table, trade_table

PAGE = """<!doctype html>
<html lang="en" data-theme="{theme}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Widgets</title>
<link rel="stylesheet" href="page.css">{tags}</head>
<body style="margin:0 .5rem;font:16px sans-serif;{colours}"><main><h1>Widgets</h1>{body}</main></body>
</html>
"""


@pytest.fixture
def explorer() -> SeriesExplorer:
    return SeriesExplorer(
        trade_table(),
        series="member",
        unit="USD million",
        title="Trade of the union",
        source="Invented",
        total="Union",
    )


@pytest.fixture
def calculator() -> GrowthCalculator:
    return GrowthCalculator(
        {"corrected": flows_table(), "printed": flows_table(shift=30.0)},
        series="partner",
        flows=["export", "import"],
        boundary=2015,
        together="Both",
        unit="USD million",
        title="Before and after the treaty",
        source="Invented",
    )


@pytest.fixture
def lab() -> AdvantageLab:
    return AdvantageLab(
        exports_table(), total="All goods", unit="USD million", title="Who exports what", source="Invented"
    )


@pytest.fixture
def write_page(tmp_path: Path) -> Callable[..., str]:
    """Writes a page with some widgets and all it needs into a folder; gives its file address."""

    def write(*widgets: CoursewareWidget, theme: str = "light", scripts: dict[str, str] | None = None) -> str:
        scripts = widget_scripts() if scripts is None else scripts
        for name, text in {
            **scripts,
            "host.js": page_assets()["widget-host.js"],
            "page.css": page_assets()["courseware.css"],
        }.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        names = [script_name(widget.kind) for widget in widgets]
        tags = "".join(f'<script defer src="{name}"></script>' for name in ("host.js", *dict.fromkeys(names)))
        body = "".join(render_widget(widget.get_state()) for widget in widgets)
        colours = "background:#14181e;color:#ced6dd" if theme == "dark" else "background:#fff;color:#222832"
        page = tmp_path / "page.html"
        page.write_text(PAGE.format(theme=theme, tags=tags, colours=colours, body=body), encoding="utf-8")
        return page.as_uri()

    return write


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must neither fetch anything but its own files nor log an error."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    page, faults = context.new_page(), []
    page.on("request", lambda r: None if r.url.startswith(("file:", "blob:")) else faults.append(r.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []
