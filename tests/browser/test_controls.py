"""Every control of the facilitator takes effect on the wall and on the phones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from components.text import t
from db import answers, rounds
from tests.browser.people import Facilitator, Phone, Wall, plan_meeting, see
from tests.phone.lane import PHONE, new_phone
from tests.rooms import CARDS, EXIT, ITEMS, LINES, TALK, Made
from tests.servers import Server

pytestmark = pytest.mark.slow

PROPOSE = {**ITEMS, "items": [], "propose": True}


@dataclass
class Room:
    """A facilitator, a wall and one phone in the lobby of a meeting with one activity."""

    server: Server
    host: Facilitator
    wall: Wall
    phone: Phone
    made: Made

    def begin(self, title: str) -> None:
        """Bring the first activity and open answers to it."""
        self.host.does("first", title=title)
        self.host.sees("ready")
        self.host.does("open")
        self.host.sees("open")
        self.phone.at("ask")


@pytest.fixture(scope="module")
def host(browser: Browser, server: Server) -> Iterator[Facilitator]:
    server.save(plan_meeting)
    host = Facilitator(browser, server.url)
    yield host
    host.page.context.close()


@pytest.fixture(scope="module")
def wall(browser: Browser, server: Server) -> Iterator[Wall]:
    wall = Wall(browser, server.url, "none")
    yield wall
    wall.page.context.close()


@pytest.fixture
def room(
    request: pytest.FixtureRequest, browser: Browser, server: Server, host: Facilitator, wall: Wall
) -> Iterator[Room]:
    """The meeting's one activity is the test's parameter: its kind and its config."""
    kind, config = request.param
    made = server.save(lambda db: plan_meeting(db, configs={kind: config}))
    host.page.goto(f"{server.url}/control?meeting={made.id}")
    wall.turn_to(made.display_key)
    phone = Phone(new_phone(browser), f"{server.url}/j/{made.code}")
    phone.at("lobby")
    wall.says(t("en", "display.here", n=1))
    yield Room(server, host, wall, phone, made)
    phone.context.close()


def with_activity(kind: str, config: Any) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("room", [(kind, config)], indirect=True, ids=[kind])


@with_activity("spectrum", LINES)
def test_a_close_counts_down_and_asks_a_phone_with_a_moved_dot(room: Room) -> None:
    room.begin("Spectrum")
    placed = room.phone.place("expertise", 70)
    room.host.does("close")
    room.host.sees("closing")
    expect(room.phone.page.locator(".closing")).to_contain_text(room.phone.words("send_now"))
    clock = room.wall.page.locator(".clock .time")
    expect(clock).to_be_visible()
    room.host.does("keep_open")
    room.host.sees("open")
    expect(clock).to_have_count(0)
    expect(room.phone.page.locator(".closing")).to_have_count(0)
    room.host.does("close")
    expect(room.phone.page.locator(".closing")).to_contain_text(room.phone.words("send_now"))
    room.phone.send()
    room.host.sees("closed")  # by itself, once the countdown is over
    room.phone.at("closed")
    room.host.does("reveal")
    see(room.wall.page, lambda: dots(room.wall), [placed])


def dots(wall: Wall) -> Any:
    return (wall.numbers() or {}).get("lines", {}).get("expertise", {}).get("dots")


@with_activity("spectrum", LINES)
def test_a_double_click_is_one_press(room: Room) -> None:
    room.host.does("first", title="Spectrum")
    room.host.sees("ready")
    room.host.button("control.do_open").last.dblclick(delay=40)
    room.host.sees("open")
    room.phone.at("ask")
    place = room.host.button("control.do_close").last.bounding_box()
    assert place
    room.host.does("close")
    for _ in range(3):  # where the button was and the next one comes, without a look at what it says
        room.host.page.mouse.click(place["x"] + 9, place["y"] + 9)
    room.host.sees("closing")
    room.phone.at("ask")


@with_activity("spectrum", LINES)
def test_a_reveal_can_be_taken_back(room: Room) -> None:
    room.begin("Spectrum")
    placed = room.phone.place("expertise", 30)
    room.phone.send()
    room.host.does("close", "close_now", "reveal")
    room.host.sees("revealed")
    see(room.wall.page, lambda: dots(room.wall), [placed])
    room.phone.at("revealed")
    room.host.does("hide")
    room.host.sees("closed")
    see(room.wall.page, room.wall.numbers, None)
    room.phone.at("closed")
    room.host.does("keep_open")
    room.host.sees("open")
    room.phone.at("saved")


@with_activity("spectrum", LINES)
def test_the_wall_goes_dark_and_comes_back_by_button_and_by_key(room: Room) -> None:
    room.begin("Spectrum")
    dark = room.wall.page.locator("[data-attune=blank]")
    room.host.does("blank")
    expect(dark).to_be_visible()
    room.host.does("unblank")
    expect(dark).to_have_count(0)
    room.wall.says("Who has the expertise?")
    expect(room.host.button("control.do_blank")).to_be_visible()
    room.host.page.keyboard.press("b")
    expect(dark).to_be_visible()


@with_activity("talk", {**TALK, "style": "pairs"})
def test_a_timer_counts_down_on_every_screen(room: Room) -> None:
    room.host.does("first", title="Talk")
    room.phone.at("still")
    room.wall.says("Welcome", "Bienvenida")
    room.host.page.get_by_role("spinbutton").fill("2")
    room.host.button("control.timer_start").click()
    clocks = (
        room.wall.page.locator(".clock .time"),
        room.host.page.locator(".clock .time"),
        room.phone.page.locator(".timer b"),
    )
    for clock in clocks:
        see(room.host.page, lambda clock=clock: 0 < seconds(clock) < 120, True)  # type: ignore[misc]
    expect(room.phone.page.locator(".timer")).to_contain_text(re.compile("Switch in 0:[0-5][0-9]"))
    room.host.button("control.timer_stop").click()
    for clock in clocks:
        expect(clock).to_have_count(0)


def seconds(clock: Locator) -> int:
    """What a clock shows, -1 while it shows nothing."""
    minutes, _, rest = (clock.inner_text() if clock.count() else "").partition(":")
    return 60 * int(minutes) + int(rest) if rest else -1


@with_activity("icebreaker", CARDS)
def test_a_text_waits_for_one_tap_and_is_hidden_and_brought_back(room: Room) -> None:
    room.begin("Icebreaker")
    room.phone.write("Walking with a neighbour")
    room.phone.send()
    waits(room, "Walking with a neighbour").get_by_role("button", name=t("en", "reading.show"), exact=True).click()
    room.wall.says("Walking with a neighbour")
    card = piece(room, "Walking with a neighbour")
    card.get_by_role("button", name=t("en", "control.hide_text"), exact=True).click()
    expect(room.wall.page.get_by_text("Walking with a neighbour")).to_have_count(0)
    expect(card).to_contain_text(t("en", "control.is_hidden"))
    card.get_by_role("button", name=t("en", "control.restore"), exact=True).click()
    room.wall.says("Walking with a neighbour")


def waits(room: Room, text: str) -> Locator:
    """A written text that waits for a tap, once the desk shows it and while the wall does not."""
    card = room.host.page.locator(".st-key-waiting li").filter(has_text=text)
    expect(card).to_be_visible()
    see(room.wall.page, room.wall.ring, (1, 1))
    room.wall.never_says(text)
    return card


@with_activity("words", {"prompt": {"en": "How are you?"}, "most": 1})
def test_a_slur_reaches_no_wall_and_its_author_is_told_nothing(room: Room) -> None:
    room.begin("Words")
    for word in ("maricón", "FaGg0t"):
        room.phone.page.locator("input").first.fill(word)
        room.phone.send()
        waits(room, word)
        room.phone.tap("change_answer")
    room.phone.page.locator("input").first.fill("hopeful")
    room.phone.send()
    room.wall.says("hopeful")
    room.wall.never_says("maric", "FaGg0t")


def piece(room: Room, text: str) -> Locator:
    """A written text's card on the desk."""
    return room.host.page.locator("[class*=st-key-piece-]").filter(has_text=text)


@with_activity("ranking", PROPOSE)
def test_proposals_are_reworded_merged_and_then_ordered(room: Room) -> None:
    room.begin("Ranking")
    room.phone.page.locator("#item-0").fill("More time wiht families")
    room.phone.page.locator("#item-1").fill("Time with parents")
    room.phone.send()
    waits(room, "Time with parents")
    room.host.page.get_by_role("button", name=t("en", "reading.all", n=2), exact=True).click()
    card = piece(room, "More time wiht families")
    card.get_by_role("button", name=t("en", "control.edit_text")).click()
    room.host.page.get_by_role("textbox", name=t("en", "control.wording")).fill("More time with families")
    room.host.button("control.save").click()
    expect(piece(room, "More time with families")).to_be_visible()
    room.host.page.keyboard.press("Escape")
    merge(room, "Time with parents", "More time with families")
    room.host.does("close", "close_now", "reveal")
    room.wall.says("More time with families")
    room.wall.never_says("wiht", "Time with parents")
    piece(room, "Time with parents").get_by_role("button", name=t("en", "control.unmerge"), exact=True).click()
    room.wall.says("More time with families", "Time with parents")
    room.host.does("order")
    room.phone.at("ask")
    expect(room.phone.page.locator(".rank .text")).to_have_count(2)
    first = room.phone.page.locator(".rank", has_text="More time with families").locator(".text")
    first.tap()
    room.phone.send()


def merge(room: Room, text: str, into: str) -> None:
    piece(room, text).get_by_role("button", name=t("en", "control.edit_text")).click()
    room.host.page.get_by_role("combobox", name=t("en", "control.merge_into")).click()
    room.host.page.get_by_role("option", name=into).click()
    room.host.button("control.merge").click()
    expect(piece(room, text)).to_contain_text(t("en", "control.is_merged", text=into))
    room.host.page.keyboard.press("Escape")


@with_activity("spectrum", LINES)
def test_somebody_without_a_phone_is_counted_and_marked(room: Room) -> None:
    room.begin("Spectrum")
    room.host.page.get_by_test_id("stExpander").get_by_text(t("en", "control.behalf"), exact=True).click()
    room.host.page.get_by_role("slider").press("End")
    room.host.button("facilitator.send_for").click()
    room.host.sees_answered(1)
    see(room.wall.page, room.wall.ring, (1, 1))

    def stored(db: Any) -> list[Any]:
        [opened] = rounds.of_activity(db, room.made.activity_ids["spectrum"])
        return [(json.loads(each.value), each.on_behalf) for each in answers.all_of_round(db, opened.id)]

    assert room.server.read(stored) == [({"lines": {"expertise": 100}}, True)]


@with_activity("reflection", EXIT)
def test_notes_are_kept_and_an_end_can_be_taken_back(room: Room) -> None:
    room.begin("Reflection")
    notes = room.host.page.get_by_role("textbox", name=t("en", "control.notes_hint"))
    notes.fill("Ask Maria about the budget")
    notes.blur()
    room.host.does("finish")
    room.phone.at("ended")
    room.wall.says(t("en", "display.thanks"))
    room.host.does("go_on")
    room.phone.at("closed")
    room.host.page.reload()
    expect(room.host.page.get_by_role("textbox", name=t("en", "control.notes_hint"))).to_have_value(
        "Ask Maria about the budget"
    )


@with_activity("icebreaker", CARDS)
def test_what_is_half_typed_stays_while_answers_arrive(room: Room) -> None:
    room.begin("Icebreaker")
    notes = room.host.page.get_by_role("textbox", name=t("en", "control.notes_hint"))
    notes.press_sequentially("Ask Maria about")
    room.phone.write("A walk")
    room.phone.send()
    room.host.sees_answered(1)
    waits(room, "A walk")
    notes.page.keyboard.type(" the budget")
    expect(notes).to_have_value("Ask Maria about the budget")


@with_activity("spectrum", LINES)
def test_a_colleague_goes_on_from_a_phone(room: Room, browser: Browser) -> None:
    room.begin("Spectrum")
    colleague = Facilitator(browser, room.server.url, **PHONE)
    colleague.page.goto(f"{room.server.url}/control?meeting={room.made.id}")
    colleague.sees("open")
    colleague.does("close")
    room.host.sees("closing")
    colleague.does("close_now", "reveal")
    for facilitator in (room.host, colleague):
        facilitator.sees("revealed")
    room.phone.at("revealed")
    assert colleague.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    colleague.page.context.close()
