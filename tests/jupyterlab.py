"""JupyterLab and Notebook 7 on one server that writes nothing outside a temporary folder, and their pages."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).parents[1]
OPTIONS = (
    "--no-browser",
    "--allow-root",
    "--port=0",
    "--ServerApp.token=",
    "--ServerApp.password=",
    "--LabApp.expose_app_in_browser=True",
    "--JupyterNotebookApp.expose_app_in_browser=True",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
)
# Where each opens a notebook; in JupyterLab with a workspace of its own, which knows no other notebooks.
PLACES = {"lab": "lab/workspaces/{workspace}/tree/{name}.ipynb", "notebook": "notebooks/{name}.ipynb"}
_KERNEL = "globalThis.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status"


@contextlib.contextmanager
def jupyterlab(folder: Path, tmp_path: Path) -> Iterator[str]:
    """Serves `folder`; gives the address. Settings and logs go into `tmp_path`."""
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
            stop(process)


def stop(process: subprocess.Popen) -> None:
    """End a server; now and then one waits for ever for a kernel that has gone."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _address(process: subprocess.Popen, tmp_path: Path) -> str:
    runtime, deadline = tmp_path / "jupyter_runtime_dir", time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            with contextlib.suppress(ValueError):  # it is being written
                return json.loads(file.read_text())["url"]
        time.sleep(0.1)
    pytest.fail("JupyterLab did not start:\n" + (tmp_path / "server.log").read_text()[-3000:])


@contextlib.contextmanager
def notebooks(browser: Browser, server: str, front: str = "lab") -> Iterator[Callable[[str], Page]]:
    """Gives a function that opens a notebook by name, in JupyterLab or in Notebook, and runs all its cells.

    Any request that leaves the machine fails the test.
    """
    with pages(browser, server, front) as open_page:

        def open_notebook(name: str) -> Page:
            page = open_page(name)
            wait_for_kernel(page)
            command(page, "notebook:run-all-cells")
            return page

        yield open_notebook


@contextlib.contextmanager
def pages(browser: Browser, server: str, front: str, **options: Any) -> Iterator[Callable[[str], Page]]:
    """Gives a function that opens a notebook by name; `options` are those of the browser's context.

    Any request that leaves the machine fails the test.
    """
    context = browser.new_context(**{"viewport": {"width": 1200, "height": 1400}, **options})
    foreign = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((server, "blob:", "data:")):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    def open_page(name: str) -> Page:
        page = context.new_page()
        place = PLACES[front].format(workspace=name.replace("/", "-"), name=name)
        page.goto(server + place, wait_until="domcontentloaded")
        page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=120_000)
        return page

    context.route("**/*", guard)
    yield open_page
    context.close()
    assert foreign == []


def wait_for_kernel(page: Page) -> None:
    """Wait until the kernel of the notebook in front has nothing to do."""
    page.wait_for_function(f"{_KERNEL} === 'idle'", timeout=120_000)


def command(page: Page, name: str) -> None:
    """Give JupyterLab a command, and do not wait for it."""
    page.evaluate("(name) => { jupyterapp.commands.execute(name); }", name)
