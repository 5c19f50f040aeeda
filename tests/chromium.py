"""Finds a Chromium and starts it headless, so that browser tests run wherever any Chromium is installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# The browser's own background traffic would drown the requests a test counts.
ARGUMENTS = ("--disable-background-networking", "--no-first-run", "--no-default-browser-check")
# For each window the browser would draw two pages of suggestions that nobody sees, a quarter of the time.
# It heeds the last such list alone, so Playwright's own stands here again, as far as tests need it.
SWITCHED_OFF = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay",
    "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)  # fmt: skip


def find_chromium(playwright: Playwright) -> str:
    """Path of the browser to use: `$CHROMIUM`, then a browser on PATH, then Playwright's own download.

    Raises:
        RuntimeError: there is none, or `$CHROMIUM` names a file that does not exist.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise RuntimeError(f"CHROMIUM is set to {named}, which does not exist; correct or unset it.")
        return named
    found = next(filter(None, map(shutil.which, NAMES)), None) or playwright.chromium.executable_path
    if not Path(found).is_file():
        raise RuntimeError("No Chromium found; install one, or run `python -m playwright install chromium`.")
    return found


@contextmanager
def launch(
    arguments: Sequence[str] = (), program: Callable[[str], Path | str] = str
) -> Iterator[Browser]:
    """A headless browser for the length of the `with` block.

    Args:
        arguments: more of them for the browser.
        program: gives what to start in place of the browser's path.

    Playwright allows one synchronous session a thread: share the browser in a session-wide fixture.
    """
    features = f"--disable-features={','.join(SWITCHED_OFF)}"
    sandbox = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(find_chromium(playwright)),
            args=[*ARGUMENTS, features, *sandbox, *arguments],
        )
        try:
            yield browser
        finally:
            browser.close()


def rested(page: Page) -> Page:
    """The page, once it has drawn what follows from the last use: that comes a frame after the use."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))")
    return page
