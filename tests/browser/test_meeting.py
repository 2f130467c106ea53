"""A whole meeting: one facilitator at the control, one display, five phones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from components.text import t
from db import answers, rounds
from db.ids import show_join_code
from tests.browser.line import Line, line
from tests.browser.people import Facilitator, Phone, Wall, phones, plan_meeting, see
from tests.phone.lane import new_phone
from tests.rooms import EXIT, ITEMS, LINES, WORD, Made
from tests.servers import Server

pytestmark = pytest.mark.slow

AGENDA = {"icebreaker": WORD, "spectrum": LINES, "ranking": ITEMS, "reflection": EXIT}
LANGUAGES = ("en", "en", "es", "en")
WORDS = ("curious", "Curious", "lista", "tired", "curious")
PLACES, LATER = (20, 35, 50, 70, 90), (60, 70, 80, 72, 40)
ORDERS = (
    ("housing", "childcare", "transport"),
    ("housing", "childcare", "language"),
    ("childcare", "housing", "transport"),
    ("housing", "childcare", "language"),
)
SECRET, ALOUD = "Only for you: call the Perez family", "Visit one classroom"


@dataclass
class Stage:
    """Everybody in the room. The fifth phone's line can be lost."""

    server: Server
    made: Made
    host: Facilitator
    wall: Wall
    phones: list[Phone]
    line: Line

    def stored(self, kind: str) -> list[Any]:
        """The values stored for the activity's latest round, every one ever saved."""
        activity = self.made.activity_ids[kind]

        def job(db: Any) -> list[Any]:
            latest = rounds.of_activity(db, activity)[-1]
            return [json.loads(each.value) for each in answers.all_of_round(db, latest.id)]

        return self.server.read(job)


@pytest.fixture
def stage(browser: Browser, server: Server) -> Iterator[Stage]:
    made = server.save(lambda db: plan_meeting(db, show="at_five", live=False, configs=AGENDA))
    host = Facilitator(browser, server.url)
    host.take_control("facilitator.control_planned")
    host.does("go_live")
    wall = Wall(browser, server.url, made.display_key)
    with phones(browser, f"{server.url}/j/{made.code}", LANGUAGES) as four, line(server.port) as wire:
        fifth = Phone(new_phone(browser), f"{wire.url}/j/{made.code}")
        yield Stage(server, made, host, wall, [*four, fifth], wire)
        fifth.context.close()
    host.page.context.close()
    wall.page.context.close()


def test_a_whole_meeting(stage: Stage) -> None:
    people_arrive(stage)
    words_appear_as_they_come(stage)
    dots_stay_hidden_until_they_are_revealed(stage)
    a_second_round_shows_how_the_group_moved(stage)
    priorities_come_into_the_groups_order(stage)
    reflections_stay_private_but_for_the_one_that_is_picked(stage)
    everybody_is_thanked_and_keeps_their_own_answers(stage)


def people_arrive(stage: Stage) -> None:
    for phone in stage.phones:
        phone.at("lobby")
    stage.wall.says(show_join_code(stage.made.code), t("en", "display.here", n=5), t("es", "display.here", n=5))
    expect(stage.wall.page.get_by_alt_text("QR")).to_be_visible()
    expect(stage.host.page.locator(".desk-numbers")).to_contain_text(t("en", "control.here", n=5))


def words_appear_as_they_come(stage: Stage) -> None:
    stage.host.does("first", title="Icebreaker")
    stage.host.sees("ready")
    for phone in stage.phones:
        phone.at("soon")
    stage.host.does("open")
    for phone, word in zip(stage.phones, WORDS, strict=True):
        phone.at("ask")
        phone.write(word)
        phone.send()
    stage.wall.shows({"bars": {"curious": 3, "lista": 1, "tired": 1}})
    see(stage.wall.page, stage.wall.ring, (5, 5))
    stage.host.sees_answered(5)
    close(stage)


def close(stage: Stage) -> None:
    """Close answers without waiting for the countdown's end."""
    stage.host.does("close")
    stage.host.sees("closing")
    stage.host.does("close_now")
    stage.host.sees("closed")


def begin(stage: Stage, title: str) -> None:
    """Bring the next activity and open answers to it."""
    stage.host.does("next", title=title)
    stage.host.sees("ready")
    stage.host.does("open")
    stage.host.sees("open")
    for phone in stage.phones:
        phone.at("ask")


def dots_stay_hidden_until_they_are_revealed(stage: Stage) -> None:
    begin(stage, "Spectrum")
    *others, lost = stage.phones
    placed = [phone.place("expertise", at) for phone, at in zip(others, PLACES, strict=False)]
    for phone in others:
        phone.send()
    placed.append(answer_without_a_connection(stage, lost))
    reload_shows_the_saved_answer(others[0], placed[0])
    see(stage.wall.page, stage.wall.ring, (5, 5))
    stage.wall.says(t("en", "display.waiting_open"))
    assert stage.wall.numbers() is None
    close(stage)
    stage.wall.says(t("en", "display.waiting_closed"))
    assert stage.wall.numbers() is None
    stage.host.does("reveal")
    stage.wall.shows(spectrum_numbers(placed))
    for phone in stage.phones:
        phone.at("revealed")
        expect(phone.page.locator(".swarm circle")).to_have_count(5)
    assert stage.stored("spectrum") == [{"lines": {"expertise": place}} for place in placed]


def answer_without_a_connection(stage: Stage, phone: Phone) -> int:
    """Lose the line, answer all the same, and find it saved once the line is back."""
    before = len(stage.stored("spectrum"))
    stage.line.lose()
    phone.context.set_offline(True)
    placed = phone.place("expertise", PLACES[-1])
    phone.tap("send")
    phone.is_waiting()
    see(stage.wall.page, stage.wall.ring, (before, 5))
    stage.line.mend()
    phone.context.set_offline(False)
    phone.is_saved()
    assert len(stage.stored("spectrum")) == before + 1
    return placed


def reload_shows_the_saved_answer(phone: Phone, placed: int) -> None:
    phone.page.reload()
    phone.is_saved()
    phone.tap("change_answer")
    phone.at("ask")
    assert phone.placed("expertise") == placed
    phone.tap("keep_answer")
    phone.is_saved()


def spectrum_numbers(placed: Sequence[int]) -> dict[str, Any]:
    line = {
        "n": len(placed),
        "dots": sorted(placed),
        "median": median(placed),
        "left": sum(place <= 33 for place in placed),
        "middle": sum(34 <= place <= 66 for place in placed),
        "right": sum(place >= 67 for place in placed),
    }
    return {"lines": {"expertise": line}}


def a_second_round_shows_how_the_group_moved(stage: Stage) -> None:
    stage.host.does("another")
    stage.host.sees("open")
    moved = []
    for phone, at in zip(stage.phones, LATER, strict=True):
        phone.at("ask")
        expect(phone.page.locator(".was")).to_be_visible()
        moved.append(phone.place("expertise", at))
        phone.send()
    see(stage.wall.page, stage.wall.ring, (5, 5))
    assert stage.wall.numbers() is None
    close(stage)
    stage.host.does("reveal")
    stage.wall.shows(spectrum_numbers(moved))
    poles = {"en": "Lived experience", "es": "Experiencia vivida"}
    for language, pole in poles.items():
        stage.wall.says(t(language, "charts.moved_mostly", moved=4, stayed=5, pole=pole))


def priorities_come_into_the_groups_order(stage: Stage) -> None:
    begin(stage, "Ranking")
    *tapping, dragging = stage.phones
    for phone, order in zip(tapping, ORDERS, strict=True):
        phone.order(order)
        phone.send()
    dragging.drag_to_the_top("childcare")
    dragging.press_up("housing", place=2)
    dragging.send()
    see(stage.wall.page, stage.wall.ring, (5, 5))
    assert stage.wall.numbers() is None
    close(stage)
    stage.host.does("reveal")
    see(stage.wall.page, lambda: tiers(stage.wall.numbers()), [["housing"], ["childcare"], ["language", "transport"]])
    average = {"housing": 1.4, "childcare": 1.6, "transport": 3.5, "language": 3.5}
    assert stage.wall.numbers()["average"] == pytest.approx(average)
    stage.wall.says("1.4", "1.6")
    assert sorted(map(str, stage.stored("ranking"))) == sorted(
        str({"order": list(order)}) for order in [*ORDERS, ("childcare", "housing")]
    )


def tiers(numbers: Any) -> list[list[str]]:
    return [sorted(tier) for tier in (numbers or {}).get("tiers", [])]


def reflections_stay_private_but_for_the_one_that_is_picked(stage: Stage) -> None:
    begin(stage, "Reflection")
    for phone, rating in zip(stage.phones, (5, 4, 4, 3, 5), strict=True):
        phone.rate("useful", rating)
    for phone, text in zip(stage.phones, (SECRET, ALOUD, "Escuchar", "Ask a parent", "Rest"), strict=True):
        phone.reflect("try", text, aloud=text == ALOUD)
        phone.send()
    see(stage.wall.page, stage.wall.ring, (5, 5))
    stage.wall.never_says(SECRET, ALOUD)
    close(stage)
    stage.wall.says(t("en", "display.waiting_quiet"))
    stage.wall.never_says(SECRET, ALOUD)
    card = stage.host.page.locator("[class*=st-key-piece-]").filter(has_text=ALOUD)
    card.get_by_role("button", name=t("en", "control.pick"), exact=True).click()
    stage.wall.says(ALOUD)
    stage.wall.never_says(SECRET)
    kept = stage.host.page.locator("[class*=st-key-piece-]").filter(has_text=SECRET)
    expect(kept).to_be_visible()
    expect(kept.get_by_role("button", name=t("en", "control.pick"), exact=True)).to_have_count(0)


def everybody_is_thanked_and_keeps_their_own_answers(stage: Stage) -> None:
    stage.host.does("finish")
    stage.wall.says(t("en", "display.thanks"), t("es", "display.thanks"))
    for phone in stage.phones:
        phone.at("ended")
    first = stage.phones[0].page
    first.reload()
    stage.phones[0].at("ended")
    expect(first.locator(".ballot.icebreaker")).to_contain_text(WORDS[0])
    expect(first.locator(".ballot.ranking .rank")).to_have_count(3)
    expect(first.locator(".ballot.reflection")).to_contain_text(SECRET)
