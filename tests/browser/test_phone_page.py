"""The phone's page: light, at home in its own network, usable by everybody, and never counting anybody twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from components.live import control
from components.text import t
from components.ui.address import network_address
from db import answers
from tests.browser.line import Line, line
from tests.browser.people import Phone, Wall, plan_meeting, see
from tests.phone.lane import new_phone
from tests.rooms import Made, open_activity
from tests.servers import Server, serve

pytestmark = pytest.mark.slow

CORE_KINDS = ("icebreaker", "spectrum", "ranking", "reflection")
MOST_ON_THE_WIRE = 25 * 1024
NARROW = {"width": 320, "height": 640}

NewPhone = Callable[..., Phone]


@pytest.fixture
def made(server: Server) -> Made:
    return server.save(plan_meeting)


@pytest.fixture
def new(browser: Browser, server: Server, made: Made) -> Iterator[NewPhone]:
    """Makes phones on the meeting's page; the keywords are those of a browser's context."""
    opened: list[BrowserContext] = []

    def make(address: str = "", language: str = "en", **options: Any) -> Phone:
        opened.append(new_phone(browser, **{"locale": {"en": "en-US", "es": "es-MX"}[language], **options}))
        return Phone(opened[-1], address or f"{server.url}/j/{made.code}", language)

    yield make
    for context in opened:
        context.close()


def begin(server: Server, made: Made, kind: str) -> str:
    """Open answers to an activity; returns the round's id."""
    return server.save(lambda db: open_activity(db, made, kind))


def stored(server: Server, round_id: str) -> list[Any]:
    """Every value saved in a round, in the order they came."""
    return [json.loads(each.value) for each in server.read(lambda db: answers.all_of_round(db, round_id))]


def fill_in(phone: Phone, kind: str) -> None:
    """Choose an answer to an activity of a kind."""
    doing: dict[str, Callable[[], object]] = {
        "icebreaker": lambda: phone.write("curious"),
        "spectrum": lambda: phone.place("expertise", 70),
        "ranking": lambda: phone.order(("housing", "childcare")),
        "reflection": lambda: phone.rate("useful", 4),
    }
    doing[kind]()


def test_a_phone_fetches_under_25_kb_and_nothing_from_elsewhere(server: Server, made: Made, browser: Browser) -> None:
    context = new_phone(browser)
    page, traffic = context.new_page(), Traffic(context)
    traffic.listen(page)
    phone = Phone(context, f"{server.url}/j/{made.code}", page=page)
    for kind in CORE_KINDS:
        round_id = begin(server, made, kind)
        phone.at("ask")
        fill_in(phone, kind)
        phone.send()
        assert len(stored(server, round_id)) == 1
    names = {urlsplit(url).path.rpartition("/")[2] for url in traffic.fetched}
    assert names >= {f"{kind}-en.js" for kind in CORE_KINDS}
    assert traffic.origins == {urlsplit(server.url).netloc}
    assert sum(traffic.fetched.values()) < MOST_ON_THE_WIRE, (sum(traffic.fetched.values()), traffic.fetched)
    context.close()


class Traffic:
    """What a page fetches: bytes on the wire by address, answers' headers and compressed bodies together."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._addresses: dict[str, str] = {}
        self.fetched: dict[str, int] = {}
        self.origins: set[str] = set()

    def listen(self, page: Page) -> None:
        protocol = self._context.new_cdp_session(page)
        protocol.on("Network.requestWillBeSent", self._ask)
        protocol.on("Network.loadingFinished", self._finish)
        protocol.on("Network.webSocketCreated", lambda event: self._meet(event["url"]))
        protocol.send("Network.enable")

    def _ask(self, event: Any) -> None:
        self._addresses[event["requestId"]] = event["request"]["url"]
        self._meet(event["request"]["url"])

    def _meet(self, url: str) -> None:
        if urlsplit(url).scheme != "data":
            self.origins.add(urlsplit(url).netloc)

    def _finish(self, event: Any) -> None:
        url = self._addresses[event["requestId"]]
        if urlsplit(url).scheme != "data":
            self.fetched[url] = self.fetched.get(url, 0) + int(event["encodedDataLength"])


def test_a_phone_joins_through_the_rooms_network(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    address = network_address()
    if address is None:
        pytest.skip("this machine is on no network, so no phone could reach it by another address than loopback")
    with serve(tmp_path_factory.mktemp("room"), address="0.0.0.0") as server:
        made = server.save(plan_meeting)
        round_id = begin(server, made, "spectrum")
        phone = Phone(new_phone(browser), f"http://{address}:{server.port}/j/{made.code}")
        assert phone.page.evaluate("[isSecureContext, typeof crypto.randomUUID]") == [False, "undefined"]
        phone.at("ask")
        placed = phone.place("expertise", 30)
        phone.send()
        assert stored(server, round_id) == [{"lines": {"expertise": placed}}]
        phone.page.reload()
        phone.is_saved()
        phone.context.close()


def test_a_spectrum_can_be_answered_with_the_keyboard_alone(server: Server, made: Made, new: NewPhone) -> None:
    round_id = begin(server, made, "spectrum")
    phone = new(has_touch=False, is_mobile=False)
    phone.at("ask")
    press = phone.page.keyboard.press
    tab_to(phone.page, "[role=slider]")
    press("End")
    press("PageDown")
    press("ArrowLeft")
    assert phone.placed("expertise") == 95
    tab_to(phone.page, "button.first")
    press("Enter")
    phone.is_saved()
    assert stored(server, round_id) == [{"lines": {"expertise": 95}}]


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus, and can be seen to have it."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            break
    assert page.evaluate("selector => document.activeElement.matches(selector)", selector)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_a_spanish_phone_speaks_spanish(server: Server, made: Made, new: NewPhone) -> None:
    begin(server, made, "spectrum")
    phone = new(language="es")
    phone.at("ask")
    expect(phone.page.locator(".poles span")).to_have_text(["Autoridad", "Experiencia vivida"])
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("¿Quién sabe?")
    for key in ("pass", "send"):
        expect(phone.page.get_by_role("button", name=t("es", f"phone.{key}"), exact=True)).to_be_visible()
    assert phone.page.evaluate("document.documentElement.lang") == "es"
    phone.page.get_by_role("button", name="English").tap()
    expect(phone.page.locator(".poles span")).to_have_text(["Authority", "Lived experience"])


def test_dark_phones_are_dark_and_still_ones_stay_still(server: Server, made: Made, new: NewPhone) -> None:
    begin(server, made, "ranking")
    move = "() => { document.querySelector('#up-%s').click(); return document.getAnimations().length; }"
    lively, still = new(), new(color_scheme="dark", reduced_motion="reduce")
    for phone in (lively, still):
        phone.at("ask")
        phone.order(("housing", "childcare"))
    assert lively.page.evaluate(move % "childcare") > 0
    assert still.page.evaluate(move % "childcare") == 0
    assert brightness(still.page) < 60 < 200 < brightness(lively.page)


def brightness(page: Page) -> float:
    """The page's ground, from 0 for black to 255 for white."""
    colour = page.evaluate(
        "[...document.querySelectorAll('html, body, .attune-phone')].map((e) => getComputedStyle(e).backgroundColor)"
        ".filter((c) => c !== 'rgba(0, 0, 0, 0)').pop()"
    )
    return sum(map(int, colour[4:-1].split(","))) / 3


def test_two_tabs_of_a_phone_count_once(server: Server, made: Made, new: NewPhone, browser: Browser) -> None:
    round_id = begin(server, made, "spectrum")
    first = new()
    second = Phone(first.context, first.page.url)
    for tab in (first, second):
        tab.at("ask")
    wall = Wall(browser, server.url, made.display_key)
    placed = [first.place("expertise", 20)]
    first.send()
    second.page.reload()
    second.is_saved()
    second.tap("change_answer")
    placed.append(second.place("expertise", 80))
    second.send()
    see(wall.page, wall.ring, (1, 1))
    assert stored(server, round_id) == [{"lines": {"expertise": place}} for place in placed]
    server.save(lambda db: control.reveal(db, made.id))
    see(wall.page, lambda: (wall.numbers() or {}).get("lines", {}).get("expertise", {}).get("dots"), placed[1:])
    wall.page.context.close()


def test_an_answer_whose_reply_was_lost_is_stored_once(server: Server, made: Made, new: NewPhone) -> None:
    round_id = begin(server, made, "spectrum")
    with line(server.port) as wire:
        phone = new(f"{wire.url}/j/{made.code}")
        phone.at("ask")
        placed = phone.place("expertise", 40)
        wire.lose_replies()
        phone.tap("send")
        see(phone.page, lambda: stored(server, round_id), [{"lines": {"expertise": placed}}])
        expect(phone.page.locator(".stamp.saved")).to_have_count(0)
        reload_once_mended(phone, wire)
        phone.is_saved()
        assert phone.page.evaluate("Object.values({...localStorage}).join()").count('"unsent":{}') == 1
    assert stored(server, round_id) == [{"lines": {"expertise": placed}}]


def reload_once_mended(phone: Phone, wire: Line) -> None:
    wire.mend()
    phone.page.reload()


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_is_wider_than_the_narrowest_phone(server: Server, new: NewPhone, made: Made, language: str) -> None:
    phone = new(language=language, viewport=NARROW)
    phone.at("lobby")
    is_narrow(phone.page)
    for kind in CORE_KINDS:
        begin(server, made, kind)
        phone.at("ask")
        fill_in(phone, kind)
        is_narrow(phone.page)
        phone.send()
        is_narrow(phone.page)
        server.save(lambda db: control.reveal(db, made.id))
        phone.at("revealed")
        is_narrow(phone.page)
    server.save(lambda db: control.end(db, made.id))
    phone.at("ended")
    is_narrow(phone.page)
    phone.page.goto(f"{server.url}/j/ZZZZZZ")
    is_narrow(phone.page)


def is_narrow(page: Page) -> None:
    """Nothing scrolls sideways, and nothing to read or touch reaches beyond the edge."""
    wide = """() => [...document.querySelectorAll("body *:not(.unseen)")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width && box.height && (box.right > innerWidth + 1 || box.left < -1);
    }).map((element) => `${element.tagName}.${element.className}`)"""
    see(page, lambda: page.evaluate(wide), [])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
