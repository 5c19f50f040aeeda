"""A figure that the build cannot draw: plotly does when it comes near the view; on paper it is its table."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import plotly.graph_objects as go
from playwright.sync_api import Browser

from courseware.book.assets import PACKAGE, page_assets
from courseware.book.figure_output import render_figure
from courseware.book.page_files import PLOTLY
from courseware.figures import describe
from tests.conftest import ROOT

PAGE = """<!doctype html><html lang="en" data-theme="light"><head><meta charset="utf-8"><title>Shares</title>
<link rel="stylesheet" href="courseware.css"></head><body><p style="height: 3000px">Far above</p>{figure}
<script src="figures.js" data-plotly="{library}"></script></body></html>"""


def test_what_has_no_drawing_is_drawn_when_it_comes_near(tmp_path: Path, browser: Browser):
    pie = go.Figure(go.Pie(labels=["Hills", "Plains"], values=[3, 1]), {"title": {"text": "Three in four"}})
    spec = json.loads(describe(pie, alt="A pie in two parts.", source="Table 1").to_json())
    figure = render_figure(spec, "shares.csv")
    assert "cw-drawing" not in figure and "<button" not in figure
    (tmp_path / "courseware.css").write_text(page_assets()["courseware.css"], encoding="utf-8")
    shutil.copy(PACKAGE / "page/figures.js", tmp_path)
    page_file = tmp_path / "page.html"
    page_file.write_text(PAGE.format(figure=figure, library=(ROOT / PLOTLY).as_uri()), encoding="utf-8")

    context = browser.new_context(viewport={"width": 800, "height": 600}, offline=True)
    page = context.new_page()
    page.goto(page_file.as_uri())
    box = page.locator(".cw-plot")
    assert box.get_attribute("data-drawn") is None
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not box.is_visible() and page.locator("table").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    height = box.bounding_box()["height"]
    box.scroll_into_view_if_needed()
    page.locator(".cw-plot[data-drawn] .main-svg .slice").first.wait_for()
    assert box.bounding_box()["height"] == height
    context.close()
