"""Everything people can write, on every screen at once: no script runs, no request leaves, no layout breaks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from components import account_cookie
from components.live import past
from components.live.closing import closing_of
from components.phone.identity import COOKIE
from components.reports.assembly import report_of
from components.reports.page import page as report_page
from components.takeaway.digest import digest
from components.takeaway.page import paper
from components.takeaway.told import told
from db import activities, communities, meetings
from db.engine import Store
from tests.browser.people import LAPTOP, PROJECTOR, see
from tests.hostile import PAYLOADS
from tests.hostile_room import AGENDA, DEVICE, Room, fill
from tests.imports.files import csv_file
from tests.reports.reported import order
from tests.rooms import Made, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow
PHONE = {"width": 390, "height": 844}
HEARD = "window.heard = []; for (const n of ['alert', 'confirm', 'prompt', 'print']) window[n] = () => heard.push(n);"
MADE = """() => {
  const within = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
    [one, ...(one.shadowRoot ? within(one.shadowRoot) : [])]);
  const isMade = (one) =>
    [...one.attributes].some(({ name, value }) => name.startsWith("on") && value.includes("alert"))
    || /evil|javascript:|vbscript:/i.test(one.getAttribute("href") ?? one.getAttribute("xlink:href") ?? "")
    || /^x$|evil/.test(one.getAttribute("src") ?? "")
    || (one.localName === "script" && one.textContent.includes("alert(1)"))
    || one.matches(".katex, .MathJax, math, [srcdoc]");
  return within(document).filter(isMade).map((one) => one.outerHTML.slice(0, 200));
}"""
WIDE = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1 ? []
  : [...document.querySelectorAll("*")].filter((one) => one.scrollWidth > one.clientWidth + 1)
    .map((one) => `${one.localName}.${one.className} ${one.textContent.slice(0, 40)}`).slice(-5)"""
LIVE = {
    "wall": ("/display?key=KEY", PROJECTOR), "own wall": ("/display?code=CODE", PHONE), "phone": ("/j/CODE", PHONE),
    "streamlit phone": ("/?code=CODE", PHONE), "control": ("/control?meeting=ID", LAPTOP),
    "agenda": ("/agenda?meeting=ID", LAPTOP), "meetings": ("/meetings", LAPTOP), "community": ("/community", LAPTOP),
    "themes": ("/themes?meeting=ID", LAPTOP), "closing": ("/closing?meeting=ID", LAPTOP),
    "results": ("/results?meeting=ID", LAPTOP), "print": ("/print?meeting=ID", LAPTOP),
    "paper": ("/paper?meeting=ID", LAPTOP),
}  # fmt: skip
HELD = {
    "wall": ("/display?key=KEY", PROJECTOR), "phone": ("/j/CODE", PHONE), "takeaway": ("/j/CODE/takeaway", PHONE),
    "results": ("/results?meeting=ID", LAPTOP), "themes": ("/themes?meeting=ID", LAPTOP),
    "closing": ("/closing?meeting=ID", LAPTOP), "history": ("/history", LAPTOP), "reports": ("/reports", LAPTOP),
}  # fmt: skip


@pytest.fixture(scope="module")
def room(server: Server) -> Room:
    return server.save(fill)


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def context(browser: Browser, server: Server, room: Room, asked: list[str]) -> Iterator[BrowserContext]:
    """A browser that is signed in as the facilitator, and took part with a phone."""
    context = browser.new_context(viewport=LAPTOP, locale="en-US")  # type: ignore[arg-type]
    context.add_init_script(HEARD)
    context.on("request", lambda request: asked.append(request.url))
    context.add_cookies([
        {"name": account_cookie.NAME, "value": server.cookie_of(room.live.account_id), "url": server.url},
        {"name": COOKIE, "value": DEVICE, "url": server.url},
    ])  # fmt: skip
    yield context
    context.close()


@pytest.mark.parametrize("phase", ["live", "held"])
def test_what_people_write_is_only_ever_text(
    server: Server, room: Room, context: BrowserContext, asked: list[str], phase: str
) -> None:
    """All screens are opened beside each other, and looked at once all have drawn what they were told."""
    screens, made = (LIVE, room.live) if phase == "live" else (HELD, room.held)
    pages = {}
    for name, (path, size) in screens.items():
        address = path.replace("KEY", made.display_key).replace("CODE", made.code).replace("ID", made.id)
        pages[name] = open_page(context, server.url + address, size)
    for page in pages.values():
        expect(page.get_by_text("evil.invalid").first).to_be_visible(timeout=60_000)
    assert_inert(pages)
    own = (server.url, server.url.replace("http", "ws", 1), "data:", "blob:", "about:")
    assert [url for url in asked if not url.startswith(own)] == []


def test_a_question_is_only_ever_text_while_people_answer_it(
    server: Server, room: Room, context: BrowserContext, asked: list[str]
) -> None:
    """A phone, the same as a Streamlit page, and the wall, through one activity of every kind that has a ballot."""
    places = {"phone": f"/j/{room.live.code}", "lane": f"/?code={room.live.code}",
              "wall": f"/display?key={room.live.display_key}"}  # fmt: skip
    pages = {name: open_page(context, server.url + path, PHONE) for name, path in places.items()}
    for kind in AGENDA:
        server.save(partial(open_activity, made=room.live, kind=kind))
        words = server.read(partial(first_words, made=room.live, kind=kind))
        for name in ("phone", "lane"):
            expect(pages[name].get_by_text(words).first, name).to_be_visible(timeout=30_000)
        assert_inert(pages, wait=500)
    assert [url for url in asked if "evil" in url] == []


def first_words(db: Store, made: Made, kind: str) -> str:
    """The first text of an activity's ballot."""
    activity = activities.by_id(db, made.activity_ids[kind])
    assert activity
    found = re.search(r'"en": ("(?:[^"\\]|\\.)*")', activity.config)
    assert found
    return str(json.loads(found[1]))


def test_the_same_in_what_people_take_along(
    server: Server, room: Room, context: BrowserContext, asked: list[str], tmp_path: Path
) -> None:
    pages = {}
    for name, html in server.read(lambda db: written(db, room)).items():
        file = tmp_path / f"{name}.html"
        file.write_text(html, encoding="utf-8")
        pages[name] = open_page(context, file.as_uri(), PHONE)
        expect(pages[name].get_by_text("evil.invalid").first).to_be_attached()
    assert_inert(pages)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_a_file_somebody_brings_is_only_ever_text(server: Server, context: BrowserContext, asked: list[str]) -> None:
    page = open_page(context, f"{server.url}/imports", LAPTOP)
    rows = [PAYLOADS[:12], *(PAYLOADS[number : number + 12] for number in range(12, 252, 12))]
    name = "<img src=x onerror=alert(1)> [a](http://evil.invalid).csv"
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": csv_file(rows)})
    expect(page.get_by_text("evil.invalid").first).to_be_visible(timeout=60_000)
    assert_inert({"import": page})
    assert [url for url in asked if "evil" in url] == []


def written(db: Store, room: Room) -> dict[str, str]:
    """The reports, the digest and the takeaway on paper, each as a page."""
    meeting = meetings.by_id(db, room.held.id)
    community = communities.by_id(db, room.held.community_id)
    assert meeting
    assert community
    agenda = past.agenda_of(db, meeting)
    words = [told(meeting, community, agenda, closing_of(db, meeting), language) for language in ("en", "es")]
    audiences = ("organizers", "families", "agency", "funder")
    reports = {audience: report_page(report_of(db, order(room.held, audience))) for audience in audiences}
    return {**reports, "digest": digest(words, "html"), "paper": paper(words)}


def open_page(context: BrowserContext, address: str, size: dict[str, int]) -> Page:
    page = context.new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(address, wait_until="commit")
    return page


def assert_inert(pages: Mapping[str, Page], wait: int = 1500) -> None:
    """No script has run on any of these pages, nothing was made of a text, and none is wider than its window.

    What a page keeps folded is opened first: phones show a few words by chance and fold the rest.
    """
    for page in pages.values():
        page.evaluate("for (const one of document.querySelectorAll('.last details')) one.open = true")
    next(iter(pages.values())).wait_for_timeout(wait)  # for what would run a moment later
    for name, page in pages.items():
        assert page.evaluate("heard") == [], name
        assert page.evaluate(MADE) == [], name
        see(page, lambda page=page: page.evaluate(WIDE), [])  # type: ignore[misc]
