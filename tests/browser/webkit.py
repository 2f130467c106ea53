"""A phone in WebKit, as iPhones have it: WebKitGTK on a virtual screen, driven by selenium."""

from __future__ import annotations

import os
import subprocess
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from components.text import t
from tests.browsers import missing_webkit
from tests.phone.lane import PATIENCE

_PLACES = ("usr/lib/*/webkit2gtk-4*/MiniBrowser", "usr/libexec/webkit2gtk-4*/MiniBrowser")
# In a container there is neither a sandbox within the sandbox nor a graphics card.
_BARE = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}


def why_not() -> str | None:
    """Why tests in WebKit cannot run here, or None where they can."""
    return missing_webkit() or (None if _minibrowsers() else "no MiniBrowser beside WebKitWebDriver")


def _minibrowsers() -> list[str]:
    return sorted(str(path) for place in _PLACES for path in Path("/").glob(place))


@contextmanager
def open_webkit() -> Iterator[webdriver.WebKitGTK]:
    """WebKit on a virtual screen of its own."""
    with _screen() as display:
        options = Options()
        options.binary_location = _minibrowsers()[-1]
        options.add_argument("--automation")
        environment = os.environ | _BARE | {"DISPLAY": display}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # selenium's driver for WebKitGTK warns of selenium
            driver = webdriver.WebKitGTK(options=options, service=Service(env=environment))
        try:
            yield driver
        finally:
            driver.quit()


@contextmanager
def _screen() -> Iterator[str]:
    """A virtual screen on the first free display; gives its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as screen:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        try:
            assert number, "Xvfb found no free display"
            yield f":{number}"
        finally:
            screen.terminate()


class WebKitPhone:
    """The phone's page in WebKit, with the same verbs as `Phone`."""

    def __init__(self, driver: webdriver.WebKitGTK, address: str) -> None:
        self.driver = driver
        driver.get(address)

    def wait(self, found: Callable[[], Any]) -> Any:
        """Wait until something is found, and give it back."""
        waiting = WebDriverWait(self.driver, PATIENCE, 0.05, [StaleElementReferenceException, WebDriverException])
        return waiting.until(lambda _: found())

    def all(self, selector: str) -> list[WebElement]:
        return list(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def one(self, selector: str) -> WebElement:
        """The one element that can be seen."""
        found: WebElement = self.wait(lambda: next((each for each in self.all(selector) if each.is_displayed()), None))
        return found

    def at(self, screen: str) -> None:
        self.wait(lambda: self.all(f"[data-screen={screen}]"))

    def tap(self, key: str) -> None:
        words = t("en", f"phone.{key}")
        self.wait(lambda: [each for each in self.all("button") if each.text == words and each.is_enabled()])[0].click()

    def send(self) -> None:
        self.tap("send")
        self.is_saved()

    def is_saved(self) -> None:
        assert self.one(".stamp.saved .word").text == t("en", "phone.saved")

    # --- The kinds

    def write(self, text: str) -> None:
        self.one("#said").send_keys(text)

    def place(self, line: str, at: int) -> int:
        """Touch a line of a spectrum about there; returns where the dot came to lie."""
        rail = self.one(".rail")
        aside = round(rail.rect["width"] * (at - 50) / 100)
        ActionChains(self.driver).move_to_element_with_offset(rail, aside, 0).click().perform()
        placed = int(self.one(f"#dot-{line}").get_attribute("aria-valuenow") or -1)
        assert abs(placed - at) <= 1
        return placed

    def order(self, items: Sequence[str]) -> None:
        for place, item in enumerate(items, start=1):
            self.one(f".rank[data-id={item}] .text").click()
            self.is_at(item, place)

    def drag_to_the_top(self, item: str) -> None:
        grip = self.one(f".rank[data-id={item}] .grip")
        way = self.one("ol > li").rect["y"] - 10 - grip.rect["y"] - grip.rect["height"] / 2
        finger = ActionChains(self.driver, duration=20).click_and_hold(grip)
        for _ in range(10):
            finger.move_by_offset(0, round(way / 10))
        finger.release().perform()
        self.is_at(item, 1)

    def is_at(self, item: str, place: int) -> None:
        """Wait until an item has a place in the order."""
        self.wait(lambda: self.one(f".rank[data-id={item}] b").text == str(place))

    def rate(self, question: str, rating: int) -> None:
        self.one(f"label:has(#rate-{question}-{rating})").click()

    def reflect(self, question: str, text: str) -> None:
        self.one(f"#q-{question}-").send_keys(text)
