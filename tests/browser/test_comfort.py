"""What makes a first meeting easier: help a key away, and asking again what was asked before."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from components.live import control
from components.text import t
from components.ui.help import told
from db import activities, meetings
from tests.browser.people import Facilitator, plan_meeting
from tests.rooms import LINES, TALK, note
from tests.servers import Server

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def host(browser: Browser, server: Server) -> Iterator[Facilitator]:
    server.save(plan_meeting)
    host = Facilitator(browser, server.url)
    yield host
    host.page.context.close()


def test_help_opens_by_its_key_and_holds_the_controls_keys_back(server: Server, host: Facilitator) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"talk": TALK, "spectrum": LINES}))
    server.save(lambda db: control.show(db, made.id, made.activity_ids["talk"]))
    page = host.page
    page.goto(f"{server.url}/control?meeting={made.id}")
    expect(page.locator(".desk-keys")).to_be_visible()
    expect(host.button("help.help")).to_be_visible()
    panel = page.get_by_role("dialog", name=t("en", "help.title"))
    page.keyboard.press("?")
    expect(panel.locator("summary")).to_have_text([each["asked"] for each in told("en")])
    panel.get_by_text(told("en")[4]["asked"]).click()
    expect(panel.locator("details[open] p")).to_have_text(told("en")[4]["told"].replace("*", ""))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.keyboard.press("b")  # heard after the arrow would have been
    expect(host.button("control.do_unblank")).to_be_visible()
    assert server.read(lambda db: db.one("SELECT activity_id FROM meetings WHERE id = :id", id=made.id)) == {
        "activity_id": made.activity_ids["talk"]
    }


def test_a_question_mark_in_a_field_is_a_question_mark(server: Server, host: Facilitator) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"talk": TALK}))
    host.page.goto(f"{server.url}/control?meeting={made.id}")
    notes = host.page.get_by_role("textbox", name=t("en", "control.notes_hint"))
    notes.press_sequentially("Who brings tea?")
    expect(notes).to_have_value("Who brings tea?")
    expect(host.page.get_by_role("dialog", name=t("en", "help.title"))).to_be_hidden()
    host.button("help.help").click()
    expect(host.page.get_by_role("dialog", name=t("en", "help.title"))).to_be_visible()


def test_what_was_asked_before_is_found_and_asked_again(server: Server, host: Facilitator) -> None:
    before = server.save(lambda db: plan_meeting(db, configs={"spectrum": LINES, "talk": TALK}))
    server.save(lambda db: note(db, before.activity_ids["spectrum"], "Ask Rosa first"))
    server.save(lambda db: control.end(db, before.id))
    made = server.save(lambda db: meetings.create(db, before.community_id, {"en": "Summer meeting"}))
    page = host.page
    page.goto(f"{server.url}/agenda?meeting={made}")
    host.button("facilitator.add_activity").click()
    host.button("reuse.choose").click()
    page.get_by_role("textbox", name=t("en", "reuse.search")).press_sequentially("quien sabe")
    cards = page.get_by_role("dialog").locator("[class*='st-key-card-kind-earlier']")
    expect(cards).to_have_count(1)
    cards.get_by_role("button").click()
    expect(page.get_by_role("textbox", name=t("en", "facilitator.activity_notes"))).to_have_value("Ask Rosa first")
    [added] = server.read(lambda db: activities.of_meeting(db, made))
    assert json.loads(added.config) == LINES
