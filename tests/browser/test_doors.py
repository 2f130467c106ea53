"""A facilitator sets phones aside that are not people, and lets in one-time links; an organizer keeps less."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components.live import control, doors
from components.text import t
from components.ui.address import link_url
from db import answers, communities, meetings
from db.engine import Store
from tests.browser.people import Facilitator, Phone, plan_meeting, see
from tests.live.test_doors import people_answer, stuff
from tests.phone.lane import new_phone
from tests.rooms import LINES, Made, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

LOOK = os.environ.get("ATTUNE_LOOK")
"""A folder for pictures of every step, for whoever wants to look."""


def look(page: Page, name: str) -> None:
    if LOOK:
        page.wait_for_timeout(900)
        page.screenshot(path=Path(LOOK) / f"{name}.png")


def full_room(db: Store) -> tuple[Made, str]:
    made = plan_meeting(db, configs={"spectrum": LINES})
    asked = open_activity(db, made, "spectrum")
    people_answer(db, made, asked)
    return made, asked


def test_a_wave_of_phones_is_set_aside_and_only_paper_links_come_in(browser: Browser, server: Server) -> None:
    made, asked = server.save(full_room)
    host = Facilitator(browser, server.url)
    host.page.goto(f"{server.url}/control?meeting={made.id}")
    host.sees_answered(6)
    server.save(lambda db: stuff(db, made, asked))
    expect(host.page.locator(".st-key-doors-wave")).to_contain_text("30 new phones")
    look(host.page, "wave")
    host.button("doors.set_aside").click()
    look(host.page, "set-aside")
    host.button("doors.set_aside_yes").click()
    host.sees_answered(6)
    look(host.page, "aside")
    host.button("doors.undo").click()
    host.sees_answered(36)

    host.page.get_by_text(t("en", "doors.who"), exact=True).click()
    host.button("doors.links_on").click()
    look(host.page, "links-ask")
    host.button("doors.links_on_yes").click()
    notice = host.page.locator(".st-key-doors-links")
    expect(notice).to_be_visible()
    look(host.page, "links")
    notice.get_by_role("link", name=t("en", "doors.print")).click()
    host.button("paper.make_links").click()
    cards = host.page.locator(".one-time li")
    expect(cards).to_have_count(20)
    look(host.page, "sheet")

    stranger = Phone(new_phone(browser), f"{server.url}/j/{made.code}")
    expect(stranger.page.get_by_role("heading", name=t("en", "phone.kind_one_time_title"))).to_be_visible()
    look(stranger.page, "phone-shut-out")
    [code] = server.save(lambda db: doors.make_links(db, made.id, 1))
    address = link_url(server.url, made.code, "phone", code)
    invited = Phone(new_phone(browser), address)
    look(invited.page, "phone-link")
    invited.page.get_by_role("button").first.tap()
    invited.at("ask")
    invited.place("expertise", 30)
    invited.send()
    see(host.page, lambda: server.read(lambda db: answers.count(db, asked)), 37)
    again = Phone(new_phone(browser), address)
    expect(again.page.get_by_role("heading", name=t("en", "phone.kind_link_used_title"))).to_be_visible()
    look(again.page, "phone-used-link")
    for each in (host.page, stranger.page, invited.page, again.page):
        each.context.close()


def test_an_organizer_keeps_less_and_deletes_a_community_by_its_name(browser: Browser, server: Server) -> None:
    made, _ = server.save(full_room)
    server.save(lambda db: end_long_ago(db, made))
    host = Facilitator(browser, server.url)
    host.page.goto(f"{server.url}/community?community={made.community_id}")
    keep = host.page.locator("label", has_text=t("en", "retention.months", n=12))
    keep.click()
    look(host.page, "keep")
    host.page.locator("label", has_text=t("en", "retention.agree")).click()
    host.button("retention.save").click()
    see(host.page, lambda: server.read(lambda db: kept(db, made)) == 12, True)
    see(host.page, lambda: server.read(lambda db: is_unlinked(db, made)), True)

    host.button("retention.delete").click()
    dialog = host.page.get_by_role("dialog")
    held = server.read(lambda db: communities.holdings(db, made.community_id))
    expect(dialog).to_contain_text(t("en", "retention.delete_gone", **vars(held)).split("\n")[0])
    look(host.page, "delete")
    dialog.get_by_role("textbox").fill("Another name")
    dialog.get_by_role("textbox").press("Enter")
    host.button("retention.delete_yes").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    look(host.page, "delete-wrong")
    name = server.read(lambda db: communities.by_id(db, made.community_id))
    assert name
    dialog.get_by_role("textbox").fill(name.name["en"])
    dialog.get_by_role("textbox").press("Enter")
    host.button("retention.delete_yes").click()
    see(host.page, lambda: server.read(lambda db: communities.by_id(db, made.community_id)), None)
    expect(host.page.get_by_text(t("en", "retention.deleted"))).to_be_visible()
    host.page.context.close()


def test_what_was_set_aside_can_count_again_after_the_end(browser: Browser, server: Server) -> None:
    made, asked = server.save(full_room)
    server.save(lambda db: stuff(db, made, asked))
    server.save(lambda db: doors.set_wave_aside(db, "Rosa", made.id))
    server.save(lambda db: control.end(db, made.id))
    host = Facilitator(browser, server.url)
    host.page.goto(f"{server.url}/results?meeting={made.id}")
    host.page.get_by_text(t("en", "correct.title"), exact=True).click()
    look(host.page, "correct")
    host.button("doors.undo").click()
    see(host.page, lambda: server.read(lambda db: answers.count(db, asked)), 36)
    host.page.context.close()


def end_long_ago(db: Store, made: Made) -> None:
    control.end(db, made.id)
    meetings.change(db, made.id, held_on="2024-03-04")


def is_unlinked(db: Store, made: Made) -> bool:
    found = meetings.by_id(db, made.id)
    return found is not None and found.unlinked_at is not None


def kept(db: Store, made: Made) -> int | None:
    found = communities.by_id(db, made.community_id)
    return found.unlink_after if found else None
