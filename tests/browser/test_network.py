"""A community opens its page, somebody without an account finds it, and a neighbour's agenda is taken as a copy."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, expect

from components.directory import california
from components.live import control
from components.text import t
from db import networks
from db.engine import Store
from tests.browser.people import Facilitator, plan_meeting
from tests.phone.lane import new_phone
from tests.rooms import LINES, Made, answer, make_account, make_meeting, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow
STEPS = json.dumps([{"kind": "talk", "title": {"en": "Hello"}, "config": {"text": {"en": "Hi"}}, "minutes": 5}])


def neighbours(db: Store) -> Made:
    """Rosa's community with a meeting that has ended, in a network where another one shares an agenda."""
    made = plan_meeting(db, configs={"spectrum": LINES})
    round_id = open_activity(db, made, "spectrum")
    for person in range(6):
        answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": 90}})
    control.reveal(db, made.id)
    control.end(db, made.id)
    bea = make_account(db, "bea")
    other = make_meeting(db, account=bea, configs={"spectrum": LINES}, live=False)
    network_id = california.make(db, bea)
    for community in (made.community_id, other.community_id):
        networks.enter(db, network_id, community)
    networks.offer(db, network_id, other.community_id, "template", {"en": "Short one"}, {}, STEPS)
    return made


def test_a_page_is_opened_found_and_closed_and_an_agenda_is_taken(browser: Browser, server: Server) -> None:
    server.save(neighbours)
    host = Facilitator(browser, server.url)
    page = host.page
    page.goto(f"{server.url}/network")
    page.get_by_role("textbox", name=t("en", "public.purpose")).fill("Families who learn together")
    page.get_by_role("checkbox", name=t("en", "public.list")).check(force=True)
    host.button("facilitator.save").first.click()
    host.button("public.open").click()
    expect(page.get_by_text(t("en", "public.is_open"))).to_be_visible()

    page.get_by_text(t("en", "public.learned", n=0)).click()
    host.button("public.look_and_release").click()
    expect(page.get_by_text(t("en", "public.release_about"))).to_be_visible()
    host.button("public.release_yes").click()
    expect(page.get_by_text(t("en", "public.learned", n=1))).to_be_visible()

    phone = new_phone(browser)
    visitor = phone.new_page()
    asked = list[str]()
    visitor.on("request", lambda request: asked.append(request.url))
    visitor.goto(f"{server.url}/communities")
    visitor.get_by_label(t("en", "directory.place_or_topic")).fill("families")
    visitor.get_by_role("button", name=t("en", "directory.search")).click()
    visitor.get_by_role("link", name="North Coast").click()
    expect(visitor.get_by_role("heading", name=t("en", "directory.learned"))).to_be_visible()
    expect(visitor.get_by_text("Lived experience")).to_be_visible()
    assert {url for url in asked if not url.startswith((server.url, "data:"))} == set()
    assert phone.cookies() == []

    host.button("public.close").click()
    host.button("public.close_yes").click()
    expect(page.get_by_text(t("en", "public.is_closed"))).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_role("heading", name=t("en", "directory.gone_title"))).to_be_visible()

    host.button("network.take").click()
    host.button("network.take_meeting").click()
    expect(page.get_by_role("heading", name="Short one")).to_be_visible()
    phone.close()
