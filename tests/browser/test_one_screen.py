"""*One screen*: the mirrored laptop keeps the wall, the phone gets the control, and notes are never projected."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from components.text import t
from db import meetings
from tests.browser.people import PROJECTOR, Facilitator, plan_meeting, see
from tests.phone.lane import PATIENCE
from tests.rooms import Made, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

NOTES = "Ask Rosa about the budget"
SPILLS = Path(__file__).with_name("spills.js").read_text(encoding="utf-8")
SIZES = (PROJECTOR, {"width": 1280, "height": 720})


class Laptop:
    """The one laptop of the room: all it ever shows is kept, from the moment it is to be the wall."""

    def __init__(self, host: Facilitator) -> None:
        self.page = host.page

    def watch(self) -> None:
        """From now on remember whether the notes are anywhere in the page, fields too."""
        self.page.evaluate(
            """(notes) => {
              window.seen = [];
              const look = () => {
                const fields = [...document.querySelectorAll("textarea, input")].map((field) => field.value).join(" ");
                if (`${document.body.innerText} ${fields}`.includes(notes)) window.seen.push(location.href);
              };
              const all = { childList: true, subtree: true, characterData: true };
              new MutationObserver(look).observe(document.body, all);
            }""",
            NOTES,
        )

    def never_showed_notes(self) -> None:
        assert self.page.evaluate("window.seen") == []
        assert NOTES not in self.page.content()

    def at(self, state: str) -> None:
        expect(self.page.locator(f"[data-hand={state}]")).to_be_visible()

    def number(self) -> str:
        return self.page.locator(".hand .number").inner_text()


def begin(server: Server, browser: Browser, where: str) -> tuple[Made, Facilitator, Laptop]:
    made = server.save(plan_meeting)
    server.save(lambda db: meetings.change(db, made.id, notes=NOTES))
    host = Facilitator(browser, server.url)
    host.page.goto(f"{server.url}/{where}?meeting={made.id}")
    host.button("one_screen.do").click()
    laptop = Laptop(host)
    laptop.at("waiting")
    laptop.watch()
    return made, host, laptop


def fits(page: Page) -> None:
    for size in SIZES:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        see(page, lambda: page.evaluate(SPILLS), [])


def scan(browser: Browser, laptop: Laptop) -> Page:
    """A phone of somebody who is not signed in opens the address in the laptop's code."""
    parts = urlsplit(scan_address(laptop))
    assert parts.path == "/one-screen"
    page = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-US").new_page()
    page.set_default_timeout(PATIENCE * 1000)
    here = urlsplit(laptop.page.url)
    page.goto(f"{here.scheme}://{here.netloc}{parts.path}?{parts.query}")
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=t("en", f"one_screen.{name}"), exact=True).click()


@pytest.mark.parametrize("where", ["control", "agenda"])
def test_the_control_moves_to_the_phone_and_the_laptop_keeps_the_wall(
    server: Server, browser: Browser, where: str
) -> None:
    made, host, laptop = begin(server, browser, where)
    fits(laptop.page)
    phone = scan(browser, laptop)
    laptop.at("claimed")
    expect(phone.locator(".hand-number")).to_have_text(laptop.number())
    fits(laptop.page)
    expect(phone.get_by_text(t("en", "one_screen.phone_wait"))).to_be_visible()
    press(laptop.page, "yes")
    laptop.at("agreed")
    press(phone, "phone_take")
    expect(phone.locator(".desk-numbers")).to_be_visible()
    expect(phone.locator("textarea").first).to_have_value(NOTES)
    expect(laptop.page.locator(".wall-lobby")).to_be_visible()
    server.save(lambda db: open_activity(db, made, "spectrum"))
    expect(laptop.page.locator(".wall-ask h1")).to_have_text("Who has the expertise?")
    laptop.never_showed_notes()
    cannot_leave_without_signing_in(laptop, server, made)
    phone.context.close()
    host.page.context.close()


def cannot_leave_without_signing_in(laptop: Laptop, server: Server, made: Made) -> None:
    """Neither the back button nor another address leads to what is private, in this tab or in a new one."""
    asked = laptop.page.get_by_text(t("en", "account.please_sign_in"))
    laptop.page.go_back()
    expect(asked.or_(laptop.page.locator(".wall-ask"))).to_be_visible()
    assert NOTES not in laptop.page.content()
    for page in (laptop.page, laptop.page.context.new_page()):
        page.goto(f"{server.url}/control?meeting={made.id}")
        expect(page.get_by_text(t("en", "account.please_sign_in"))).to_be_visible()
        assert NOTES not in page.content()


def test_somebody_in_the_room_who_scans_first_gets_nothing(server: Server, browser: Browser) -> None:
    made, host, laptop = begin(server, browser, "control")
    stranger = scan(browser, laptop)
    laptop.at("claimed")
    expect(stranger.locator(".hand-number")).to_be_visible()
    press(laptop.page, "no")
    laptop.at("waiting")
    expect(stranger.get_by_text(t("en", "one_screen.phone_over"))).to_be_visible()
    stranger.goto(f"{server.url}/control?meeting={made.id}")
    expect(stranger.get_by_text(t("en", "account.please_sign_in"))).to_be_visible()
    mine = scan(browser, laptop)
    laptop.at("claimed")
    press(laptop.page, "yes")
    press(mine, "phone_take")
    expect(mine.locator(".desk-numbers")).to_be_visible()
    laptop.never_showed_notes()
    for page in (stranger, mine, host.page):
        page.context.close()


def test_before_a_phone_has_it_the_laptop_goes_back_to_the_control(server: Server, browser: Browser) -> None:
    _, host, laptop = begin(server, browser, "control")
    address = scan_address(laptop)
    press(laptop.page, "back")
    expect(host.page.locator(".desk-numbers")).to_be_visible()
    late = browser.new_context(locale="en-US").new_page()
    late.goto(f"{server.url}/one-screen?{urlsplit(address).query}")
    expect(late.get_by_text(t("en", "one_screen.phone_over"))).to_be_visible()
    late.context.close()
    host.page.context.close()


def scan_address(laptop: Laptop) -> str:
    return laptop.page.locator(".hand img").get_attribute("alt") or ""
