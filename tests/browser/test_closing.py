"""From what phones allow to be shared to the last screen, what people take along, and the next meeting's beginning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, expect

from components.live import control
from components.text import t
from db import next_meetings
from tests.browser.people import Facilitator, Phone, Wall, phones, plan_meeting, see
from tests.phone.lane import PATIENCE
from tests.rooms import TALK, Made, next_meeting, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

EXIT = {
    "questions": [
        {"id": "differently", "text": {"en": "What else?", "es": "¿Qué más?"}, "type": "text"},
        {"id": "try", "text": {"en": "I'll try", "es": "Voy a intentar"}, "type": "commitment"},
    ]
}
SHARED, KEPT, OWN = "More time in pairs", "Mi jefe no escucha", ("Call two families", "Llamar a la clínica")
CHANGED = "Two rounds of pairs today"


def opened(facilitator: Facilitator, url: str, page: str, made: Made) -> Page:
    facilitator.page.goto(f"{url}/{page}?meeting={made.id}")
    return facilitator.page


def box(page: Page, key: str) -> Locator:
    return page.get_by_role("textbox", name=t("en", key), exact=True)


def reflect(first: Phone, second: Phone) -> None:
    """One lets both of its texts be read aloud, the other none."""
    for phone, other, own, aloud in ((first, SHARED, OWN[0], True), (second, KEPT, OWN[1], False)):
        phone.page.locator("#q-differently-").fill(other)
        phone.page.locator("#q-try-text").fill(own)
        for question in ("differently", "try"):
            phone.page.locator(f"#share-{question}-{'true' if aloud else 'false'}").check()
        phone.send()


def prepare_the_end(facilitator: Facilitator) -> None:
    """On the control's own page for it: words for the last screen, and the next date."""
    page = facilitator.page
    page.get_by_role("link", name=t("en", "closing.to_closing"), exact=True).click()
    expect(page.get_by_role("checkbox", name=SHARED)).to_be_attached()
    facilitator.button("closing.all_echoes").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    page.get_by_role("spinbutton").first.click()
    page.keyboard.type("06052031")
    box(page, "closing.next_place").fill("Library")
    facilitator.button("closing.next_save").click()
    expect(facilitator.button("closing.next_none")).to_be_visible()


def test_a_meeting_ends_with_shared_words_and_the_next_one_opens_with_what_was_changed(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"reflection": EXIT}))
    server.save(lambda db: open_activity(db, made, "reflection"))
    facilitator, wall = Facilitator(browser, server.url), Wall(browser, server.url, made.display_key)
    with phones(browser, f"{server.url}/j/{made.code}", ("en", "es")) as both:
        reflect(*both)
        opened(facilitator, server.url, "control", made)
        prepare_the_end(facilitator)
        server.save(lambda db: control.end(db, made.id))
        the_wall_ends(wall)
        for phone, own, other in zip(both, OWN, reversed(OWN), strict=True):
            the_phone_ends(phone, own, "" if other == OWN[0] else other)
        the_digest_goes_out(facilitator, server, made, tmp_path)
        write_what_was_changed(opened(facilitator, server.url, "closing", made), facilitator)
        after = server.save(lambda db: next_meeting(db, made, {"talk": TALK}, live=False))
        the_next_meeting_opens(facilitator, wall, both, server, after)
    for page in (facilitator.page, wall.page):
        page.context.close()


def the_wall_ends(wall: Wall) -> None:
    expect(wall.page.locator("[data-attune=ended]")).to_be_visible()
    wall.says(SHARED, OWN[0], "Thursday, June 5", "Jueves 5 de junio", "Library")
    wall.says(t("en", "closing_phone.made", count=2), t("es", "closing_phone.made", count=2))
    wall.says(t("en", "closing_phone.seen_phones"), t("es", "closing_phone.seen_phones"))
    wall.never_says(KEPT, OWN[1])


def the_phone_ends(phone: Phone, own: str, never: str) -> None:
    """Its last screen, its page to keep, and the next date for its calendar."""
    page, language = phone.page, phone.language
    expect(page.locator(".last .you")).to_have_text(own)
    expect(page.locator(".last")).to_contain_text(SHARED)
    link = page.get_by_role("link", name=t(language, "closing_phone.calendar"))
    file = page.request.get(page.evaluate("(a) => a.href", link.element_handle()))
    event: Any = Calendar.from_ical(file.body()).walk("VEVENT")[0]
    assert event["dtstart"].dt.isoformat() == "2031-06-05"
    assert event["location"] == "Library"
    page.get_by_role("link", name=t(language, "closing_phone.takeaway")).tap()
    expect(page.locator(".own li")).to_have_text(own)
    expect(page.locator(".echoes li").first).to_contain_text(SHARED)
    expect(page.locator(".next")).to_contain_text("Library")
    mine = SHARED if own == OWN[0] else KEPT
    expect(page.locator(".yours li")).to_contain_text(mine)
    words = page.inner_text("body")
    assert not never or never not in words
    assert (KEPT in words) == (mine == KEPT)


def the_digest_goes_out(facilitator: Facilitator, server: Server, made: Made, folder: Path) -> None:
    page = opened(facilitator, server.url, "results", made)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = page.locator("[data-testid=stCode]")
    for form in ("txt", "md", "html"):
        page.get_by_role("radio", name=t("en", f"closing.form_{form}")).click(force=True)
        words = t("en", "closing.get_digest", form=t("en", f"closing.form_{form}"))
        with page.expect_download() as download:
            page.get_by_role("button", name=words, exact=True).click()
        download.value.save_as(folder / form)
        text = (folder / form).read_text(encoding="utf-8")
        assert SHARED in text
        assert "Library" in text
        assert KEPT not in text
        assert OWN[1] not in text
        expect(shown).to_contain_text(text.splitlines()[-1])
        shown.hover()
        page.get_by_role("button", name="Copy to clipboard").click()
        see(page, lambda: page.evaluate("navigator.clipboard.readText()").strip(), text.strip())
        assert download.value.suggested_filename.endswith(f"-digest.{form}")


def write_what_was_changed(page: Page, facilitator: Facilitator) -> None:
    """Begin a line with what somebody allowed to be said, and say what came of it."""
    page.get_by_text(t("en", "closing.take_up_from", n=1)).click()
    facilitator.button("closing.take_up").click()
    expect(page.get_by_label(t("en", "talk.said"), exact=True).last).to_have_value(SHARED)
    page.get_by_label(t("en", "talk.changed"), exact=True).last.fill(CHANGED)
    facilitator.button("closing.changed_save").click()
    expect(page.get_by_label(t("en", "talk.said"), exact=True)).to_have_count(1)


def the_next_meeting_opens(
    facilitator: Facilitator, wall: Wall, both: list[Phone], server: Server, after: Made
) -> None:
    page = opened(facilitator, server.url, "agenda", after)
    expect(page.get_by_text(t("en", "closing.untold_one"))).to_be_visible()
    facilitator.button("closing.open_with").click()
    expect(page.get_by_text(t("en", "closing.untold_one"))).to_have_count(0)
    opened(facilitator, server.url, "control", after)
    facilitator.does("go_live")
    page.get_by_role("button", name="2. ").click(timeout=PATIENCE * 1000)
    wall.turn_to(after.display_key)
    wall.says(SHARED, CHANGED)
    for phone in both:
        again = Phone(phone.context, f"{server.url}/j/{after.code}", phone.language, phone.page)
        expect(again.page.locator("section.raised").filter(has_text=SHARED)).to_contain_text(CHANGED)
    assert server.read(lambda db: next_meetings.of_meeting(db, after.id)) is None
