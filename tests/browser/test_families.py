"""What funders see is said when joining; an activity for families first, on two phones and the wall."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, expect

from components.live import control
from components.live.agreed import Agreed
from components.text import t
from components.ui.funders_form import sentence
from db import activities, communities
from db.engine import Store
from tests.browser.people import Facilitator, Phone, Wall, phones, plan_meeting
from tests.rooms import LINES, Made, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

OWN = {"en": "We ask them every year what they did with it.", "es": "Cada año les preguntamos qué hicieron con eso."}
AGREED = sentence("results", OWN)


def plan(db: Store) -> Made:
    made = plan_meeting(db, configs={"spectrum": LINES})
    communities.agree_on_funders(db, made.community_id, Agreed("results", OWN, AGREED).stored())
    communities.ask_about(db, made.community_id, json.dumps({}))
    [activity] = activities.of_meeting(db, made.id)
    activities.change(db, activity, title=activity.title, config=activity.config, minutes=5, whom="families_first")
    return made


def says(phone: Phone, key: str) -> None:
    expect(phone.page.get_by_text(t(phone.language, f"families_phone.{key}"))).to_be_visible()


def tap(phone: Phone, key: str) -> None:
    phone.page.get_by_role("button", name=t(phone.language, f"families_phone.{key}"), exact=True).tap()


def waits(phone: Phone) -> None:
    """The phone says that families come first, and shows nothing of the answers."""
    says(phone, "families_first")
    expect(phone.page.locator("circle, .rail")).to_have_count(0)


def test_families_answer_and_see_first_and_the_others_when_it_is_shown_to_everybody(
    server: Server, browser: Browser
) -> None:
    made = server.save(plan)
    wall = Wall(browser, server.url, made.display_key)
    wall.says(*AGREED.values())
    facilitator = Facilitator(browser, server.url)
    facilitator.page.goto(f"{server.url}/control?meeting={made.id}")
    with phones(browser, f"{server.url}/j/{made.code}", ("es", "en")) as (family, other):
        for phone in (family, other):
            expect(phone.page.get_by_text(AGREED[phone.language])).to_be_visible()
        server.save(lambda db: open_activity(db, made, "spectrum"))
        for phone, key in ((family, "yes"), (other, "no")):
            says(phone, "ask")
            tap(phone, key)
        family.at("ask")
        family.tap("who")
        says(family, "sees")
        family.tap("close")
        family.place("expertise", 70)
        family.send()
        waits(other)
        server.save(lambda db: control.close(db, made.id, seconds=0))
        facilitator.sees("closed")
        facilitator.does("reveal_families")
        facilitator.sees("families")
        family.at("revealed")
        expect(family.page.locator(".ballot circle, .ballot .dot").first).to_be_visible()
        waits(other)
        wall.says(t("en", "display.waiting_families_first"), t("es", "display.waiting_families_first"))
        assert wall.numbers() is None
        facilitator.does("share")
        other.at("revealed")
        expect(other.page.get_by_text(t("en", "families_phone.families_first"))).to_be_hidden()
        wall.page.locator("[data-attune-figure]").wait_for()
        facilitator.sees("revealed")
