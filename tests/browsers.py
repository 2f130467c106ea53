"""The browsers that tests drive: where they are, and how a machine gets them.

`python -m tests.browsers` installs what is missing. Chromium is needed: the system's own is taken if there is
one, else Playwright's, else the distribution's package. WebKit stands in for the half of phones that are
iPhones: Debian's WebKitGTK driver on a virtual screen; where it is not to be had, its tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.packages import install_packages, root_prefix, say

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHROMIUM_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
WEBKIT_PACKAGES = ("webkit2gtk-driver", "xvfb", "xauth")
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)
# A browser that no person sits at: without the two windows under its address bar that are drawn for every context, and
# without a spare process for the page after this one (together a third of what a page costs). The names before them
# are Playwright's own, which a second list would take back.
NOT_NEEDED = (
    "AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,"
    "HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,"
    "OptimizationHints,PaintHolding,PreconnectToSearch,ThirdPartyStoragePartitioning,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess"
)
SWITCHES = ["--no-sandbox", "--disable-background-networking", f"--disable-features={NOT_NEEDED}"]
NO_CHROMIUM = (
    "The browser tests need Chromium, and none could be found or installed. "
    "Install Chromium or Chrome, or give the path of one in ATTUNE_CHROMIUM."
)


class NoChromium(RuntimeError):
    """This machine has no Chromium that starts."""


@cache
def chromium() -> str:
    """The path of a Chromium that starts and shows a page.

    Raises:
        NoChromium: there is none.
    """
    for path in _candidates():
        if _starts(path):
            return path
    raise NoChromium(NO_CHROMIUM)


def missing_webkit() -> str | None:
    """Why tests in WebKit cannot run here, or None where they can."""
    missing = [name for name in ("WebKitWebDriver", "xvfb-run", "xauth") if not shutil.which(name)]
    if missing:
        return f"no {' and no '.join(missing)}: Debian's packages {', '.join(WEBKIT_PACKAGES)} have them"
    return None


def install() -> None:
    """Bring what is missing onto this machine, and say in a line each what there is.

    Raises:
        NoChromium: none could be had in any of the three ways.
    """
    print(f"Chromium: {_installed_chromium()}")
    if missing_webkit():
        install_packages(*WEBKIT_PACKAGES)
    reason = missing_webkit()
    print(f"WebKit: {f'its tests will be skipped ({reason})' if reason else shutil.which('WebKitWebDriver')}")


def _candidates() -> Iterator[str]:
    given = os.environ.get("ATTUNE_CHROMIUM")
    if given:
        yield given
        return
    yield from filter(None, map(shutil.which, CHROMIUM_NAMES))
    yield from (place for place in CHROMIUM_PLACES if Path(place).exists())
    own = _playwrights()
    if own.exists():
        yield str(own)


def _playwrights() -> Path:
    """Where Playwright keeps its own Chromium; asked in a process apart, for tests may be inside Playwright already."""
    return Path(subprocess.run([sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True).stdout.strip())


def _starts(path: str) -> bool:
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        command += ["--no-first-run", f"--user-data-dir={profile}", "--dump-dom", "data:text/html,<p>it starts"]
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            return False
    return "it starts" in done.stdout


def _installed_chromium() -> str:
    if os.environ.get("ATTUNE_CHROMIUM"):
        return chromium()
    for attempt in (_install_playwrights, _install_distributions, _install_libraries):
        try:
            return chromium()
        except NoChromium:
            attempt()
    return chromium()


def _install_playwrights() -> None:
    say("Downloading Playwright's Chromium ...")
    try:
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
    except subprocess.TimeoutExpired:
        say("It did not arrive within ten minutes.")
        return
    if done.returncode:
        say("It could not be downloaded.")


def _install_distributions() -> None:
    if not install_packages("chromium"):
        install_packages("chromium-browser")


def _install_libraries() -> None:
    """What Playwright's Chromium needs from the system, where that alone kept it from starting."""
    if _playwrights().exists() and root_prefix() is not None:
        subprocess.run([sys.executable, "-m", "playwright", "install-deps", "chromium"], stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    try:
        install()
    except NoChromium as error:
        sys.exit(str(error))
