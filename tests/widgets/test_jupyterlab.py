"""A widget in JupyterLab with a kernel and no network: changed by keyboard, read back by a later cell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, expect

ROOT = Path(__file__).parents[2]
OPTIONS = (
    "--no-browser",
    "--allow-root",
    "--port=0",
    "--ServerApp.token=",
    "--ServerApp.password=",
    "--LabApp.expose_app_in_browser=True",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
)
CELLS = (
    "from courseware.widgets import AdvantageLab\n"
    "from tests.widgets.sample import exports_table\n"
    "seen = []\n"
    "lab = AdvantageLab(exports_table(), total='All goods', unit='USD million', title='Who exports what')\n"
    "lab.observe(lambda change: seen.append(change['new']), 'group')\n"
    "lab",
    "lab.exclude_self = True",
    "print(lab.group, lab.what_if, seen, f'{lab.index:.6f}')",
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Address of a JupyterLab that serves one notebook and writes nothing outside a temporary folder."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = new_notebook(cells=[new_code_cell(source) for source in CELLS], metadata=kernel)
    nbformat.write(notebook, folder / "lab.ipynb")
    home = {
        name: str(tmp_path / name.lower())
        for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    environment = {**os.environ, **home, "PYTHONPATH": str(ROOT)}
    with (tmp_path / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *OPTIONS, f"--ServerApp.root_dir={folder}"],
            stdout=log,
            stderr=log,
            env=environment,
            cwd=tmp_path,
        )
        try:
            yield _address(process, tmp_path)
        finally:
            process.terminate()
            process.wait(20)


def _address(process: subprocess.Popen, tmp_path: Path) -> str:
    runtime, deadline = tmp_path / "jupyter_runtime_dir", time.monotonic() + 40
    while time.monotonic() < deadline and process.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            return json.loads(file.read_text())["url"]
        time.sleep(0.1)
    pytest.fail("JupyterLab did not start:\n" + (tmp_path / "server.log").read_text()[-3000:])


def test_a_kernel_reads_what_the_reader_chose(browser: Browser, server: str):
    context = browser.new_context(viewport={"width": 1200, "height": 1400})
    foreign = []

    def guard(route) -> None:
        if route.request.url.startswith((server, "blob:", "data:")):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    page = context.new_page()
    page.goto(f"{server}lab/tree/lab.ipynb", wait_until="domcontentloaded")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=40_000)
    kernel = "globalThis.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status"
    page.wait_for_function(f"{kernel} === 'idle'", timeout=40_000)
    page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells'); }")  # not awaited

    status = page.locator(".cww").get_by_role("status")
    expect(status).to_contain_text("Highland exports 40.5 USD million of Grain", timeout=30_000)
    output = page.locator(".jp-Cell").nth(2).locator(".jp-OutputArea-output")
    expect(output).to_contain_text("Grain 40.5 []")
    # The second cell's assignment is in the view.
    expect(page.get_by_label("The others only")).to_be_checked()

    field = page.get_by_role("combobox", name="Group of goods")
    field.focus()
    page.keyboard.press("ArrowDown")
    expect(status).to_contain_text("61.2 USD million of Metal")
    slider = page.get_by_role("slider", name="What-if export, slider")
    slider.focus()
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")  # without its mark, JupyterLab would take this key
    expect(status).to_contain_text("With ")
    chosen = float(page.get_by_label("Export (USD million)").input_value())
    assert chosen > 0
    shown = float(page.locator(".cww-tile-strong data").get_attribute("value"))

    page.locator(".jp-Cell").nth(2).locator(".jp-InputArea-prompt").click()
    page.keyboard.press("Control+Enter")
    expect(output).to_contain_text(f"Metal {chosen} ['Metal'] {shown:.6f}")
    assert foreign == []
    context.close()
