"""Everything people can write, on every screen at once: no script runs, no request leaves, no layout breaks."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from components import account_cookie
from components.live import control
from components.live.cast import Cast, Delivery, Refused, cast
from components.phone.identity import COOKIE
from components.settings import settings
from db import accounts
from db.engine import Store
from tests.browser.people import LAPTOP, PROJECTOR
from tests.hostile import LONG, PAYLOADS, UNSEEN
from tests.rooms import CARDS, EXIT, Made, make_meeting
from tests.servers import Server

pytestmark = pytest.mark.slow
EVERY = (*PAYLOADS, *UNSEEN, *LONG)
DEVICE = "a-phone-that-took-part-in-it"
PHONE = {"width": 390, "height": 844}
HEARD = "window.heard = []; for (const n of ['alert', 'confirm', 'prompt', 'print']) window[n] = () => heard.push(n);"
MADE = """() => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const isMade = (one) =>
    [...one.attributes].some(({ name, value }) => name.startsWith("on") && value.includes("alert"))
    || /evil|javascript:|vbscript:/i.test(one.getAttribute("href") ?? one.getAttribute("xlink:href") ?? "")
    || /^x$|evil/.test(one.getAttribute("src") ?? "")
    || (one.localName === "script" && one.textContent.includes("alert(1)"))
    || one.matches(".katex, .MathJax, math, [srcdoc]");
  return all(document).filter(isMade).map((one) => one.outerHTML.slice(0, 200));
}"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def fill(db: Store) -> Made:
    """A meeting in which everybody wrote what is hostile, in everything that can be written."""
    made = make_meeting(db, configs={"icebreaker": CARDS, "reflection": EXIT}, texts_at_once=True)
    for kind, value in (("icebreaker", lambda text: {"text": text[:140]}), ("reflection", reflected)):
        control.show(db, made.id, made.activity_ids[kind])
        round_id = control.open_round(db, made.id)
        for number, text in enumerate(EVERY):
            device = DEVICE if not number else f"phone {number}"
            with suppress(Refused):  # what nobody could see is refused
                cast(db, Delivery(made.id, device, Cast(str(uuid.uuid4()), round_id, value(text))))
        control.reveal(db, made.id)
    overwrite(db, made)
    return made


def reflected(text: str) -> dict[str, Any]:
    return {"useful": 4, "try": text[:280], "share": ["try"]}


def overwrite(db: Store, made: Made) -> None:
    """The same in what facilitators write: names, titles, notes."""
    text = " ".join(PAYLOADS[:40])
    told = json.dumps({"en": text[:300], "es": text[:300]})
    db.execute("UPDATE communities SET name = :t", t=told)
    db.execute("UPDATE meetings SET title = :t, notes = :n, facilitated_by = :f", t=told, n=text, f=text[:80])
    db.execute("UPDATE activities SET title = :t, notes = :n", t=told, n=text)
    db.execute("UPDATE accounts SET name = :n", n=text[:80])


@pytest.fixture(scope="module")
def made(server: Server) -> Made:
    return server.save(fill)


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def context(browser: Browser, server: Server, made: Made, asked: list[str]) -> Iterator[BrowserContext]:
    """A browser that is signed in as the facilitator, and took part with a phone."""
    context = browser.new_context(viewport=LAPTOP, locale="en-US")  # type: ignore[arg-type]
    context.add_init_script(HEARD)
    context.on("request", lambda request: asked.append(request.url))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTUNE_DATABASE", server.database)
        settings.cache_clear()
        account = server.read(lambda db: accounts.by_id(db, made.account_id))
        assert account
        sealed = account_cookie.seal(account_cookie.claims_of(account))
    settings.cache_clear()
    context.add_cookies([
        {"name": account_cookie.NAME, "value": sealed, "url": server.url},
        {"name": COOKIE, "value": DEVICE, "url": server.url},
    ])  # fmt: skip
    yield context
    context.close()


def assert_inert(page: Page, server: Server, asked: list[str]) -> None:
    page.wait_for_timeout(1500)  # for what would run a moment later
    assert page.evaluate("heard") == []
    assert page.evaluate(MADE) == []
    assert page.evaluate(WIDE) <= 1
    own = (server.url, server.url.replace("http", "ws", 1), "data:", "blob:", "about:")
    assert [url for url in asked if not url.startswith(own)] == []


def open_page(context: BrowserContext, address: str, size: dict[str, int]) -> Page:
    page = context.new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(address)
    expect(page.get_by_text("evil.invalid").first).to_be_visible(timeout=60_000)
    return page


PAGES = {
    "wall": ("/display?key=KEY", PROJECTOR), "own wall": ("/display?code=CODE", PHONE), "phone": ("/j/CODE", PHONE),
    "streamlit phone": ("/?code=CODE", PHONE), "control": ("/control?meeting=ID", LAPTOP),
    "agenda": ("/agenda?meeting=ID", LAPTOP), "meetings": ("/meetings", LAPTOP), "themes": ("/themes?meeting=ID", LAPTOP),
    "closing": ("/closing?meeting=ID", LAPTOP), "results": ("/results?meeting=ID", LAPTOP),
    "community": ("/community", LAPTOP), "print": ("/print?meeting=ID", LAPTOP),
}  # fmt: skip


def address_of(made: Made, path: str) -> str:
    return path.replace("KEY", made.display_key).replace("CODE", made.code).replace("ID", made.id)


@pytest.mark.parametrize("name", PAGES)
def test_what_people_write_is_only_ever_text(
    server: Server, made: Made, context: BrowserContext, asked: list[str], name: str
) -> None:
    path, size = PAGES[name]
    page = open_page(context, server.url + address_of(made, path), size)
    assert_inert(page, server, asked)


def test_after_the_end_it_is_text_as_well(
    server: Server, made: Made, context: BrowserContext, asked: list[str]
) -> None:
    server.save(partial(control.end, meeting_id=made.id))
    try:
        for path, size in (("/display?key=KEY", PROJECTOR), ("/j/CODE", PHONE), ("/j/CODE/takeaway", PHONE),
                           ("/results?meeting=ID", LAPTOP), ("/history", LAPTOP), ("/reports", LAPTOP)):  # fmt: skip
            page = open_page(context, server.url + address_of(made, path), size)
            assert_inert(page, server, asked)
            page.close()
    finally:
        server.save(partial(control.go_on, meeting_id=made.id))
