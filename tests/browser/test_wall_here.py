"""*Show the wall here*: the wall on a phone or a remote person's laptop, readable and with a way back."""

from __future__ import annotations

from random import Random

import pytest
from playwright.sync_api import Browser, Page, expect

from components.activities.registry import ACTIVITIES
from components.live import control
from components.text import t
from db.engine import Store
from tests.browser.people import Facilitator, Phone, plan_meeting, see
from tests.phone.lane import new_phone
from tests.rooms import CONFIGS, Made, answer, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

LAPTOP, PHONE = {"width": 640, "height": 720}, {"width": 390, "height": 844}
SMALLEST = 14
TOO_SMALL = """(least) => {
  const seen = [...document.querySelectorAll(".wall *, .wall-back *, .attune-figure text")];
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return seen.filter((element) => own(element) && element.getClientRects().length)
    .filter((element) => parseFloat(getComputedStyle(element).fontSize) < least).map((element) => element.textContent);
}"""
CUT_OFF = """() => {
  const pieces = [...document.querySelectorAll(".wall p, .wall h1, .wall h2, .wall span, .attune-figure text")];
  return pieces.filter((piece) => piece.getClientRects().length).filter((piece) => {
    const box = piece.getBoundingClientRect();
    const isCut = piece instanceof HTMLElement && piece.clientHeight && piece.scrollHeight > piece.clientHeight + 3;
    return box.left < -1 || box.right > innerWidth + 1 || isCut;
  }).map((piece) => piece.textContent);
}"""


def look_here(browser: Browser, server: Server, made: Made, language: str = "en") -> Page:
    """A remote person's narrow window."""
    page = browser.new_context(viewport=LAPTOP).new_page()  # type: ignore[arg-type]
    page.goto(f"{server.url}/display?code={made.code}&lang={language}")
    return page


def everybody_answers(db: Store, made: Made, kind: str, round_id: str) -> None:
    record = ACTIVITIES[kind]
    config = record.parse_config(CONFIGS[kind])
    for person in range(12):
        answer(db, made, round_id, f"p{person}", record.pretend(config, "answer", Random(person), 0.2))


def is_readable(page: Page) -> None:
    """At both widths no text is small or cut off, and nothing has to be moved sideways."""
    for size in (LAPTOP, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        see(page, lambda: page.evaluate(CUT_OFF), [])
        assert page.evaluate(TOO_SMALL, SMALLEST) == []
        assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", ["spectrum", "ranking", "icebreaker", "choice", "twobytwo", "talk"])
def test_every_phase_is_readable_in_a_narrow_window(server: Server, browser: Browser, kind: str) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={kind: CONFIGS[kind]}))
    page = look_here(browser, server, made)
    expect(page.locator(".wall-lobby")).to_be_visible()
    is_readable(page)
    server.save(lambda db: control.show(db, made.id, made.activity_ids[kind]))
    expect(page.locator(".wall-ask")).to_be_visible()
    is_readable(page)
    if ACTIVITIES[kind].steps:
        round_id = server.save(lambda db: open_activity(db, made, kind))
        expect(page.get_by_role("link", name=t("en", "display.answer_now"))).to_be_visible()
        server.save(lambda db: everybody_answers(db, made, kind, round_id))
        server.save(lambda db: control.reveal(db, made.id))
        expect(page.locator(".attune-figure .main-svg, .wall-cards").first).to_be_visible()
        is_readable(page)
    page.context.close()


@pytest.mark.parametrize(("language", "question"), [("en", "Who has the expertise?"), ("es", "¿Quién sabe?")])
def test_a_phone_shows_the_wall_and_comes_back_to_its_ballot(
    server: Server, browser: Browser, language: str, question: str
) -> None:
    made = server.save(plan_meeting)
    locale = {"en": "en-US", "es": "es-MX"}[language]
    phone = Phone(new_phone(browser, locale=locale), f"{server.url}/j/{made.code}", language)
    phone.at("lobby")
    phone.page.get_by_role("link", name=phone.words("wall_here")).tap()
    expect(phone.page.locator(".wall-lobby")).to_be_visible()
    assert made.display_key not in phone.page.content()
    server.save(lambda db: open_activity(db, made, "spectrum"))
    expect(phone.page.locator(".wall-ask h1")).to_have_text(question)
    phone.page.get_by_role("link", name=t(language, "display.answer_now")).tap()
    phone.at("ask")
    phone.context.close()


def test_who_looks_at_the_wall_here_is_still_counted_as_here(server: Server, browser: Browser) -> None:
    made = server.save(plan_meeting)
    phone = Phone(new_phone(browser), f"{server.url}/j/{made.code}")
    phone.at("lobby")
    phone.page.get_by_role("link", name=phone.words("wall_here")).tap()
    expect(phone.page.locator(".wall-lobby[data-present='1']")).to_be_visible()
    phone.context.close()


def test_a_code_that_fits_no_open_meeting_shows_nothing_and_leads_on(server: Server, browser: Browser) -> None:
    planned = server.save(lambda db: plan_meeting(db, live=False))
    for code in (planned.code, "ZZZZZZ"):
        page = browser.new_context(viewport=LAPTOP).new_page()  # type: ignore[arg-type]
        page.goto(f"{server.url}/display?code={code}")
        expect(page.get_by_text(t("en", "display.nothing_here"))).to_be_visible()
        assert "Spring meeting" not in page.inner_text("body")
        page.get_by_role("link", name=t("en", "display.to_code")).click()
        expect(page.get_by_text(t("en", "phone.kind_label"))).to_be_visible()
        page.context.close()


def test_one_tap_copies_the_line_for_the_chat_in_the_languages_of_the_meeting(server: Server, browser: Browser) -> None:
    made = server.save(plan_meeting)
    host = Facilitator(browser, server.url, permissions=["clipboard-read", "clipboard-write"])
    for page in ("control", "agenda"):
        host.page.goto(f"{server.url}/{page}?meeting={made.id}")
        button = host.page.get_by_role("button", name=t("en", "invite.copy"))
        button.click()
        expect(host.page.get_by_text(t("en", "invite.copied"))).to_be_visible()
        line = host.page.evaluate("navigator.clipboard.readText()")
        assert line.count(f"/j/{made.code}") == 2
        assert "Spring meeting" in line
        assert "Reunión de primavera" in line
    host.page.context.close()
