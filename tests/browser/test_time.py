"""A meeting that runs late, people who think before they answer, and a reflection that is written the day after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from components.live import control
from components.text import t
from db import activities, answers, meetings, rounds
from db.engine import Store
from db.ids import now
from tests.browser.people import Facilitator, Phone, Wall, phones, plan_meeting, see
from tests.rooms import EXIT, LINES, TALK, WORD, Made
from tests.servers import Server

pytestmark = pytest.mark.slow

AGENDA = {"talk": TALK, "icebreaker": WORD, "spectrum": LINES, "reflection": EXIT}
ENOUGH = 600  # seconds to think in, so that they are over only when the test says so


@pytest.fixture
def made(server: Server) -> Made:
    """A live meeting at its first of four activities, five minutes each, where people think before they answer."""

    def job(db: Store) -> Made:
        made = plan_meeting(db, configs=AGENDA)
        meetings.change(db, made.id, think_seconds=ENOUGH)
        control.show(db, made.id, made.activity_ids["talk"])
        return made

    return server.save(job)


@pytest.fixture
def host(browser: Browser, server: Server, made: Made) -> Iterator[Facilitator]:
    host = Facilitator(browser, server.url)
    host.page.goto(f"{server.url}/control?meeting={made.id}")
    expect(host.page.locator(".desk-numbers")).to_be_visible()
    yield host
    host.page.context.close()


def begin_late(server: Server, made: Made, minutes: int) -> None:
    """Let the meeting have begun so many minutes ago, as a control finds out that looks at it now and then.

    What is on the wall came there just now, however long the test took until here.
    """

    def job(db: Store) -> None:
        db.execute("UPDATE activities SET shown_at = :now WHERE shown_at IS NOT NULL", now=now())
        meetings.change(db, made.id, live_at=now(later=-60 * minutes))

    server.save(job)


def reads(host: Facilitator, name: str, **words: object) -> None:
    expect(host.page.locator(".st-key-pace-head b")).to_have_text(t("en", f"control.{name}", **words))


def test_fifteen_minutes_late_two_activities_are_dropped_in_three_taps_and_reflections_still_arrive_the_next_day(
    browser: Browser, server: Server, made: Made, host: Facilitator
) -> None:
    wall = Wall(browser, server.url, made.display_key)
    with phones(browser, f"{server.url}/j/{made.code}", ("en", "es")) as (ana, luis):
        begin_late(server, made, 15)
        reads(host, "behind", n=15)
        host.button("control.pace_open").click()
        for kind in ("icebreaker", "spectrum"):
            host.page.locator(f".st-key-skip-{made.activity_ids[kind]} button").click()
            expect(host.page.locator(f".st-key-unskip-{made.activity_ids[kind]}")).to_be_visible()
        reads(host, "behind", n=5)
        for page in (wall.page, ana.page, luis.page):
            expect(page.locator("body")).not_to_contain_text(t("en", "control.behind", n=5))

        host.does("next", title="Reflection")
        host.does("open_thinking", n=ENOUGH)
        host.does("open_now")
        ana.rate("useful", 4)
        ana.send()
        close_and_end(host)
        yesterday(server, made)
        write_the_day_after(luis)
        ana.tap("change_answer")
        ana.rate("useful", 5)
        ana.send()
        assert lateness(server, made) == [True, True]
    sees_who_was_late(server, made, host)
    the_next_agenda_offers_what_was_skipped(server, made, host)
    wall.page.context.close()


def close_and_end(host: Facilitator) -> None:
    host.does("close", "close_now")
    host.sees("closed")  # until then the meeting could be ended with another button, which goes away
    host.does("finish")
    expect(host.page.locator(".desk-stands")).to_contain_text("Phones that took part can still answer until")


def yesterday(server: Server, made: Made) -> None:
    """Let the meeting have ended a day ago."""
    server.save(lambda db: meetings.change(db, made.id, ended_at=now(later=-24 * 3600)))


def write_the_day_after(phone: Phone) -> None:
    phone.at("ended")
    phone.page.reload()
    phone.at("ended")
    phone.page.get_by_role("button", name=t(phone.language, "phone_more.answer"), exact=True).tap()
    phone.rate("useful", 2)
    phone.send()


def lateness(server: Server, made: Made) -> list[bool]:
    def job(db: Store) -> list[bool]:
        [rnd] = rounds.of_activity(db, made.activity_ids["reflection"])
        return [each.is_late for each in answers.current(db, rnd.id)]

    return server.read(job)


def sees_who_was_late(server: Server, made: Made, host: Facilitator) -> None:
    host.page.goto(f"{server.url}/results?meeting={made.id}")
    expect(host.page.get_by_text(t("en", "history.late", n=2))).to_be_visible()


def the_next_agenda_offers_what_was_skipped(server: Server, made: Made, host: Facilitator) -> None:
    following = server.save(lambda db: meetings.create(db, made.community_id, {"en": "Summer meeting"}))
    host.page.goto(f"{server.url}/agenda?meeting={following}")
    offered = host.page.locator(f".st-key-left-out-{made.activity_ids['icebreaker']}")
    offered.get_by_role("button", name=t("en", "facilitator.take_up")).click()
    expect(offered).to_have_count(0)
    expect(host.page.locator(f".st-key-left-out-{made.activity_ids['spectrum']}")).to_be_visible()
    taken = server.read(lambda db: [each.kind for each in activities.of_meeting(db, following)])
    assert taken == ["icebreaker"]


def test_everybody_thinks_in_silence_before_phones_open(
    browser: Browser, server: Server, made: Made, host: Facilitator
) -> None:
    wall = Wall(browser, server.url, made.display_key, {"width": 1280, "height": 720})
    with phones(browser, f"{server.url}/j/{made.code}", ("en", "es")) as (ana, luis):
        host.does("next", title="Icebreaker")
        host.does("open_thinking", n=ENOUGH)
        host.sees("thinking")
        wall.says("One word for today?", t("en", "display.think"))
        expect(wall.page.locator(".clock .time")).to_have_text(re.compile(r"^9:\d\d$"))
        expect(wall.page.locator(".wall-ring, .wall-foot, .wall-join img")).to_have_count(0)
        for phone in (ana, luis):
            phone.at("soon")
            expect(phone.page.get_by_text(phone.words("think"))).to_be_visible()
            expect(phone.page.locator("#said")).to_have_count(0)

        host.does("not_yet")
        host.sees("ready")
        assert server.read(lambda db: rounds.of_meeting(db, made.id)) == []

        host.does("open_thinking", n=ENOUGH)
        host.sees("thinking")
        server.save(lambda db: think_until(db, made, now(later=1)))
        for phone in (ana, luis):
            phone.at("ask")
            phone.write("hope")
            phone.send()
        host.sees("open")
        wall.shows({"bars": {"hope": 2}})
    wall.page.context.close()


def think_until(db: Store, made: Made, at: str) -> None:
    """Let the time to think end then."""
    db.execute("UPDATE rounds SET opens_at = :at WHERE opens_at IS NOT NULL", at=at)
    meetings.touch(db, made.id, at_once=True)


# Counts what sounds, and lets it sound.
LISTEN = """window.rung = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...at) {
    window.rung += this.frequency.value === 660;
    return start.apply(this, at);
};"""


def test_time_is_up_in_silence_until_the_bell_is_switched_on(server: Server, made: Made, host: Facilitator) -> None:
    page = host.page

    def rung() -> Any:
        return page.evaluate("window.rung")

    over = page.locator(".clock[data-state=over]")
    page.add_init_script(LISTEN)
    page.reload()
    server.save(lambda db: control.start_timer(db, made.id, 7))
    expect(host.button("control.bell_off")).to_have_attribute("aria-pressed", "false")
    expect(over).to_be_visible()
    page.wait_for_timeout(500)
    assert rung() == 0
    host.button("control.bell_off").click()
    expect(host.button("control.bell_on")).to_have_attribute("aria-pressed", "true")
    see(page, rung, 1)  # a first time, so that one hears what it is
    server.save(lambda db: control.start_timer(db, made.id, 7))
    expect(over).to_have_count(0)
    expect(over).to_be_visible()
    see(page, rung, 2)
    page.reload()
    expect(host.button("control.bell_on")).to_be_visible()
    page.wait_for_timeout(500)
    assert rung() == 0, "what was over before is not rung again"
