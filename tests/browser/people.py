"""People at their screens as a test drives them: a facilitator, the wall, phones. All wait for what they look for."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from components import account_cookie
from components.text import t
from db.engine import Store
from tests.phone.lane import PATIENCE, new_phone
from tests.rooms import Made, make_account, make_meeting

USERNAME, PASSWORD = "rosa", "seven-grey-otters-sing"
LAPTOP = {"width": 1440, "height": 900}
PROJECTOR = {"width": 1920, "height": 1080}
R = TypeVar("R")


def see(page: Page, read: Callable[[], R], wanted: R) -> None:
    """Wait until what is read is what is wanted; fails with both when it does not come."""
    deadline = time.monotonic() + PATIENCE
    found = read()
    while found != wanted and time.monotonic() < deadline:
        page.wait_for_timeout(50)
        found = read()
    assert found == wanted


def plan_meeting(db: Store, **wishes: Any) -> Made:
    """A meeting of somebody who can sign in, and is the same for every meeting of a server."""
    return make_meeting(db, account=make_account(db, USERNAME, "Rosa Díaz", PASSWORD), **wishes)


class Facilitator:
    """A person at the control, who came by the first page and signed in as everybody does."""

    def __init__(self, browser: Browser, url: str, **options: Any) -> None:
        context = browser.new_context(**{"viewport": LAPTOP, "locale": "en-US", **options})
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.goto(url)
        self.page.get_by_role("link", name=t("en", "join.for_facilitators")).click()
        self.page.get_by_role("textbox", name=t("en", "account.username")).fill(USERNAME)
        self.page.get_by_role("textbox", name=t("en", "account.password")).fill(PASSWORD)
        self.button("account.sign_in").click()
        expect(self.page.locator(".attune-mark")).to_be_visible()
        see(self.page, lambda: account_cookie.NAME in [each.get("name") for each in context.cookies()], True)

    def take_control(self, link: str) -> None:
        """From the list of meetings to the control, by the card's own link (the name of a text)."""
        self.page.get_by_role("link", name=t("en", link), exact=True).click()
        expect(self.page.locator(".desk-numbers")).to_be_visible()

    def button(self, key: str, **words: object) -> Locator:
        """The button that says a catalog's text."""
        return self.page.get_by_role("button", name=t("en", key, **words), exact=True)

    def does(self, *names: str, **words: object) -> None:
        """Press the control's buttons, one after the other, each once it is there."""
        for name in names:
            self.button(f"control.do_{name}", **words).last.click()

    def sees(self, stands: str) -> None:
        """Wait until the control says where the activity stands."""
        expect(self.page.locator(".desk-stands")).to_have_text(t("en", f"control.stands_{stands}"))

    def sees_answered(self, n: int) -> None:
        words = t("en", "control.answered", n=n)
        expect(self.page.locator(".desk-numbers span").filter(has_text=words)).to_be_visible()


class Wall:
    """The display, opened by its secret link where nobody is signed in."""

    def __init__(self, browser: Browser, url: str, key: str, viewport: dict[str, int] = PROJECTOR) -> None:
        self.page = browser.new_context(viewport=viewport, locale="en-US").new_page()  # type: ignore[arg-type]
        self._url = url
        self.turn_to(key)

    def turn_to(self, key: str) -> None:
        """Open the display of another meeting in the same tab, which has the scripts of a page already."""
        self.page.goto(f"{self._url}/display?key={key}")

    def numbers(self) -> Any:
        """What the figure on the wall says it shows, None without a figure."""
        told = self.page.evaluate("document.querySelector('[data-attune-figure]')?.dataset.attuneFigure")
        return json.loads(told) if told else None

    def shows(self, numbers: Any) -> None:
        see(self.page, self.numbers, numbers)

    def says(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()

    def never_says(self, *texts: str) -> None:
        """Must come after something that shows the wall has caught up."""
        words = self.page.inner_text("body")
        assert [text for text in texts if text in words] == []

    def ring(self) -> tuple[int, int]:
        """How many have answered, of how many; (0, 0) without a ring."""
        told = self.page.evaluate("({...document.querySelector('.wall-ring')?.dataset})")
        return int(told.get("answered", 0)), int(told.get("of", 0))


class Phone:
    """One phone with its page of the meeting; `language` is what it speaks."""

    def __init__(self, context: BrowserContext, address: str, language: str = "en", page: Page | None = None) -> None:
        self.context = context
        self.language = language
        self.page = page or context.new_page()
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.goto(address)

    def words(self, key: str, **values: object) -> str:
        return t(self.language, f"phone.{key}", **values)

    def at(self, *screens: str) -> None:
        """Wait until the phone is on one of these screens."""
        wanted = ", ".join(f"[data-screen={screen}]" for screen in screens)
        expect(self.page.locator(wanted)).to_be_visible()

    def tap(self, key: str, **values: object) -> None:
        self.page.get_by_role("button", name=self.words(key, **values), exact=True).tap()

    def send(self) -> None:
        """Send what is chosen and wait until the phone says that it is saved."""
        self.tap("send")
        self.is_saved()

    def is_saved(self) -> None:
        expect(self.page.locator(".stamp.saved .word")).to_have_text(self.words("saved"))

    def is_waiting(self) -> None:
        expect(self.page.locator(".stamp.waiting .word")).to_have_text(self.words("waiting"))

    # --- The kinds

    def write(self, text: str) -> None:
        self.page.locator("#said").fill(text)

    def place(self, line: str, at: int) -> int:
        """Tap a line of a spectrum about there; returns where the dot came to lie."""
        rail = self.page.locator(".rail", has=self.page.locator(f"#dot-{line}"))
        rail.scroll_into_view_if_needed()
        box = rail.bounding_box()
        assert box
        self.page.touchscreen.tap(box["x"] + box["width"] * at / 100, box["y"] + box["height"] / 2)
        placed = self.placed(line)
        assert abs(placed - at) <= 1
        return placed

    def placed(self, line: str) -> int:
        return int(self.page.locator(f"#dot-{line}").get_attribute("aria-valuenow") or -1)

    def order(self, items: Sequence[str]) -> None:
        """Tap the items in the order they are to have."""
        for place, item in enumerate(items, start=1):
            self.row(item).locator(".text").tap()
            expect(self.row(item).locator("b")).to_have_text(str(place))

    def row(self, item: str) -> Locator:
        return self.page.locator(f".rank[data-id={item}]")

    def press_up(self, item: str, *, place: int) -> None:
        """What who cannot drag does: the row's own button."""
        self.page.locator(f"#up-{item}").tap()
        expect(self.row(item).locator("b")).to_have_text(str(place))

    def drag_to_the_top(self, item: str) -> None:
        """Take a row by its grip with a finger, carry it to the first place, rest and let go.

        Without the rest it would be a flick, and Chromium swallows the tap that comes next.
        """
        first = self.page.locator(".card + .fill ol > li").first.bounding_box()
        grip = self.row(item).locator(".grip").bounding_box()
        assert first
        assert grip
        x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
        finger = self.context.new_cdp_session(self.page)
        finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for part in (*range(1, 11), 10, 10, 10):
            at = {"x": x, "y": y + (first["y"] - 10 - y) * part / 10}
            finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
            self.page.wait_for_timeout(50 if part == 10 else 5)
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(self.row(item).locator("b")).to_have_text("1")

    def rate(self, question: str, rating: int) -> None:
        self.page.locator(f"#rate-{question}-{rating}").check()

    def reflect(self, question: str, text: str, *, aloud: bool) -> None:
        self.page.locator(f"#q-{question}-").fill(text)
        self.page.locator(f"#share-{question}-{'true' if aloud else 'false'}").check()


@contextmanager
def phones(browser: Browser, address: str, languages: Sequence[str]) -> Iterator[list[Phone]]:
    """As many phones as languages, all on the meeting's page."""
    contexts = [new_phone(browser, locale={"en": "en-US", "es": "es-MX"}[language]) for language in languages]
    yield [Phone(context, address, language) for context, language in zip(contexts, languages, strict=True)]
    for context in contexts:
        context.close()
