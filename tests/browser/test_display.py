"""The wall: everything fits, at both sizes of projector, with the longest texts in two languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from components.activities.registry import ACTIVITIES
from components.activities.talk.presets import changed
from components.live import closing, control, past
from components.live.closing import shared_texts
from components.text import t
from components.ui.address import network_address
from db import meetings, next_meetings, rounds
from db.engine import Store
from db.ids import show_join_code
from db.next_meetings import NextMeeting
from tests.browser.people import PROJECTOR, Wall, plan_meeting, see
from tests.kinds import all_examples
from tests.kinds import longest as longest_answer
from tests.rooms import Made, answer, make_matches, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow

SIZES = (PROJECTOR, {"width": 1280, "height": 720})
PEOPLE = 24

SPILLS = Path(__file__).with_name("spills.js").read_text(encoding="utf-8")


def both(words: str, letters: int) -> dict[str, str]:
    """A text that fills a limit, in both languages; the Spanish one differs, so that both are shown."""
    english = " ".join([words] * letters)[:letters].strip()
    return {"en": english, "es": ("Ñ" + english)[:letters].strip()}


STEM = "In this group today: who decides what to work on when time and money are short,"
POLES = {"left": both("Whoever carries the duty", 40), "right": both("Everyone it touches", 40)}
LINES = [{"id": f"line{n}", "stem": both(STEM, 110), **POLES} for n in range(8)]
ITEMS = [{"id": f"item{n}", "text": both(f"{n} Housing that families can afford near work", 80)} for n in range(8)]
QUESTIONS = [
    {"id": "useful", "text": both("How useful was today for the work you do?", 120), "type": "rating"},
    {"id": "try", "text": both("One thing to try", 120), "type": "text"},
]
PROMISE = {
    "questions": [
        {"id": "else", "text": {"en": "What else?"}, "type": "text"},
        {"id": "try", "text": {"en": "I'll try"}, "type": "commitment"},
    ]
}
PROMPT = both("What have you learned lately from somebody younger than you, and how did it change what you do,", 120)
CHOICES = [{"id": f"c{n}", "text": both(f"{n} Spring: much is beginning and needs care", 60)} for n in range(8)]

CONFIGS: dict[str, tuple[str, Any]] = {
    "icebreaker with texts": ("icebreaker", {"prompt": PROMPT, "answer": "text"}),
    "icebreaker with words": ("icebreaker", {"prompt": PROMPT, "answer": "word"}),
    "icebreaker with choices": ("icebreaker", {"prompt": PROMPT, "answer": "choice", "choices": CHOICES}),
    "spectrum with one line": ("spectrum", {"lines": LINES[:1]}),
    "spectrum with four lines": ("spectrum", {"lines": LINES[:4]}),
    "spectrum with eight lines": ("spectrum", {"lines": LINES}),
    "ranking": ("ranking", {"items": ITEMS, "top": 3}),
    "ranking with proposals": ("ranking", {"items": [], "top": 3, "propose": True}),
    "reflection": ("reflection", {"questions": QUESTIONS}),
    **all_examples(),
}


@pytest.fixture(scope="module")
def walls(browser: Browser, server: Server) -> Iterator[Callable[[Made], Wall]]:
    """Opens the display of a meeting, in the one tab all tests share."""
    wall = Wall(browser, server.url, "none")

    def show(made: Made) -> Wall:
        wall.turn_to(made.display_key)
        return wall

    yield show
    wall.page.context.close()


def fits(page: Page) -> None:
    """At both sizes nothing scrolls and nothing is cut off."""
    for size in SIZES:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        see(page, lambda: page.evaluate(SPILLS), [])


def value_for(kind: str, config: Any, step: str, number: int) -> Any:
    """A believable answer; what is written is as long as it may be."""
    if step == "propose" and "items" in config:
        return {"items": [f"{number} {letters('More time with families', 117)}"]}
    longest = {"text": 277, "word": 37}.get(config.get("answer", ""))
    if longest:
        return {config["answer"]: f"{number % 14} {letters('Walking', longest)}"}
    own = longest_answer(kind, number, config)
    if own:
        return own
    rng, parsed = Random(number), ACTIVITIES[kind].parse_config(config)
    value = ACTIVITIES[kind].pretend(parsed, step, rng, 0.2)
    if kind == "reflection":
        return {"useful": 4, "try": letters("Ask a parent before I decide anything", 500), "share": ["try"]}
    return value


def letters(words: str, many: int) -> str:
    return " ".join([words] * many)[:many].strip()


def everybody_answers(server: Server, made: Made, kind: str) -> list[str]:
    """Answers of a whole room to the latest round, in one go; returns their ids."""

    def job(db: Store) -> list[str]:
        latest = rounds.of_activity(db, made.activity_ids[kind])[-1]
        values = [value_for(kind, json.loads(latest.config), latest.step, number) for number in range(PEOPLE)]
        return [answer(db, made, latest.id, f"phone{n}", value).id for n, value in enumerate(values)]

    return server.save(job)


@pytest.mark.parametrize("name", CONFIGS)
def test_nothing_scrolls_in_any_phase(server: Server, walls: Callable[[Made], Wall], name: str) -> None:
    kind, config = CONFIGS[name]
    is_matching = ACTIVITIES[kind].matches is not None
    config = {key: value for key, value in config.items() if not is_matching or key != "made"}
    made = server.save(lambda db: plan_meeting(db, configs={kind: config}, texts_at_once=True))
    wall = walls(made)
    for step in ACTIVITIES[kind].steps if is_matching or config.get("propose") else ("answer",):
        if is_matching and step == "answer":
            server.save(lambda db: make_matches(db, made))
        given = fits_while_answers_come_in(server, made, wall, kind, step)
        if ACTIVITIES[kind].is_quiet:
            server.save(partial(control.pick_piece, meeting_id=made.id, answer_id=given[0], part="try", is_picked=True))
            expect(wall.page.locator(".wall-quote")).to_be_visible()
        else:
            server.save(lambda db: control.reveal(db, made.id))
            expect(wall.page.locator(".attune-figure .main-svg, .wall-cards").first).to_be_visible()
        fits(wall.page)


def fits_while_answers_come_in(server: Server, made: Made, wall: Wall, kind: str, step: str) -> list[str]:
    """From the first look at the question to the close; returns the ids of the answers."""
    server.save(lambda db: control.show(db, made.id, made.activity_ids[kind]))
    expect(wall.page.locator(".wall-ask")).to_be_visible()
    fits(wall.page)
    server.save(lambda db: control.open_round(db, made.id, step=step))
    see(wall.page, wall.ring, (0, 1))
    fits(wall.page)
    answers = everybody_answers(server, made, kind)
    see(wall.page, wall.ring, (PEOPLE, PEOPLE))
    fits(wall.page)
    wall.says(show_join_code(made.code))
    server.save(lambda db: control.close(db, made.id))
    expect(wall.page.locator(".clock .time")).to_be_visible()
    fits(wall.page)
    server.save(lambda db: control.close(db, made.id, seconds=0))
    expect(wall.page.locator(".wall-ring")).to_have_count(0)
    fits(wall.page)
    return answers


@pytest.mark.parametrize("name", ["icebreaker with words", "spectrum with one line"])
def test_a_prompt_to_think_about_stands_whole_with_its_countdown(
    server: Server, walls: Callable[[Made], Wall], name: str
) -> None:
    kind, config = CONFIGS[name]
    made = server.save(lambda db: plan_meeting(db, configs={kind: config}))
    wall = walls(made)
    server.save(lambda db: control.show(db, made.id, made.activity_ids[kind]))
    server.save(lambda db: control.open_round(db, made.id, think=600))
    expect(wall.page.locator(".wall-think h1")).to_be_visible()
    expect(wall.page.locator(".clock .time")).not_to_be_empty()
    fits(wall.page)


@pytest.mark.parametrize("kind", ["spectrum", "ranking"])
def test_a_second_round_fits_as_well(server: Server, walls: Callable[[Made], Wall], kind: str) -> None:
    name = {"spectrum": "spectrum with one line", "ranking": "ranking"}[kind]
    made = server.save(lambda db: plan_meeting(db, configs={kind: CONFIGS[name][1]}))
    wall = walls(made)
    for _ in range(2):
        server.save(lambda db: open_activity(db, made, kind))
        everybody_answers(server, made, kind)
        see(wall.page, wall.ring, (PEOPLE, PEOPLE))
        server.save(lambda db: control.reveal(db, made.id))
        expect(wall.page.locator(".attune-figure .main-svg").first).to_be_visible()
    fits(wall.page)


@pytest.mark.parametrize("style", ["welcome", "pairs", "break", "closing"])
def test_a_talk_fits_with_its_timer(server: Server, walls: Callable[[Made], Wall], style: str) -> None:
    config = {"text": both("Turn to a neighbour. One speaks, the other listens; then switch.", 250), "style": style}
    made = server.save(lambda db: plan_meeting(db, configs={"talk": config}))
    wall = walls(made)
    server.save(lambda db: control.show(db, made.id, made.activity_ids["talk"]))
    expect(wall.page.locator(".wall-quote")).to_be_visible()
    fits(wall.page)
    server.save(lambda db: control.start_timer(db, made.id, 120))
    expect(wall.page.locator(".clock .time")).to_be_visible()
    fits(wall.page)


@pytest.mark.parametrize(("many", "longest"), [(1, 20), (3, 40), (4, 60), (5, 119), (6, 20), (12, 60)])
def test_what_was_changed_fits_and_all_of_it_comes(
    server: Server, walls: Callable[[Made], Wall], many: int, longest: int
) -> None:
    told = [
        {"said": both(f"{n} said more time", longest), "changed": both(f"{n} changed two rounds of talk", longest)}
        for n in range(many)
    ]
    made = server.save(lambda db: plan_meeting(db, configs={"talk": changed(told)}))
    wall = walls(made)
    server.save(lambda db: control.show(db, made.id, made.activity_ids["talk"]))
    expect(wall.page.locator(".wall-sides .row").first).to_be_visible()
    fits(wall.page)
    if many == 6:
        expect(wall.page.locator("[data-rows]")).to_be_visible()
        wall.says("0 said", "5 changed")


def test_the_lobby_and_the_end_fit(server: Server, walls: Callable[[Made], Wall]) -> None:
    made = server.save(plan_meeting)
    titles = both("Spring meeting of everybody who learns", 80)
    server.save(lambda db: meetings.change(db, made.id, title=titles))
    wall = walls(made)
    wall.says(titles["en"])
    fits(wall.page)
    server.save(lambda db: control.end(db, made.id))
    wall.says(t("en", "display.thanks"))
    fits(wall.page)


@pytest.mark.parametrize(
    ("many", "longest", "place"),
    [(0, 0, 0), (0, 0, 160), (1, 12, 0), (6, 30, 20), (9, 88, 160), (2, 490, 160)],
)
def test_the_last_screen_fits_whatever_was_shared(
    server: Server, walls: Callable[[Made], Wall], many: int, longest: int, place: int
) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"reflection": PROMISE}))
    words = [f"{n} {letters('Visit a family', longest)}" for n in range(many)]
    server.save(lambda db: share_and_end(db, made, words, both("Community hall behind the library", place)))
    wall = walls(made)
    expect(wall.page.locator("[data-attune=ended]")).to_be_visible()
    wall.says(t("en", "closing_phone.seen_list"))
    if words:  # whichever page of them it is the turn of
        expect(wall.page.locator(".echoes li").first).to_contain_text("Visit a")
    fits(wall.page)


def share_and_end(db: Store, made: Made, words: list[str], place: dict[str, str]) -> None:
    """Everybody shares a text and a commitment; a next date with hours and, if there is one, a place."""
    round_id = open_activity(db, made, "reflection")
    for number, text in enumerate(words):
        value = {"else": text, "try": text, "share": ["else", "try"]}
        answer(db, made, round_id, f"phone {number}", value)
    meeting = meetings.by_id(db, made.id)
    assert meeting
    shared = shared_texts(past.agenda_of(db, meeting, with_open=True))
    closing.let_through(db, meeting, [each.place for each in shared], True)
    if place["en"]:
        agreed = NextMeeting("2031-09-24", "18:00", "19:30", "America/Los_Angeles", place)
        next_meetings.put(db, made.id, agreed)
    control.end(db, made.id)


def test_the_code_is_on_the_wall_and_large_enough_to_scan(server: Server, walls: Callable[[Made], Wall]) -> None:
    if network_address() is None:
        pytest.skip("this machine is on no network, so its wall has no address to show")
    made = server.save(plan_meeting)
    wall = walls(made)
    wall.page.set_viewport_size(PROJECTOR)  # type: ignore[arg-type]
    see(wall.page, lambda: width(wall.page, ".wall-lobby img") >= 480, True)
    server.save(lambda db: open_activity(db, made, "spectrum"))
    wall.says(show_join_code(made.code))
    see(wall.page, lambda: width(wall.page, ".wall-join img") >= 200, True)


def width(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box() if page.locator(selector).count() else None
    return box["width"] if box else 0


def test_a_blank_wall_shows_nothing_and_comes_back(server: Server, walls: Callable[[Made], Wall]) -> None:
    made = server.save(plan_meeting)
    wall = walls(made)
    server.save(lambda db: open_activity(db, made, "spectrum"))
    wall.says("Who has the expertise?")
    server.save(lambda db: control.blank(db, made.id, True))
    blank = wall.page.locator("[data-attune=blank]")
    expect(blank).to_be_visible()
    assert blank.bounding_box() == {"x": 0, "y": 0, **wall.page.viewport_size}  # type: ignore[dict-item]
    see(wall.page, lambda: wall.page.locator(".wall").count(), 1)
    assert blank.evaluate("element => getComputedStyle(element).backgroundColor") == "rgb(0, 0, 0)"
    server.save(lambda db: control.blank(db, made.id, False))
    wall.says("Who has the expertise?")


def test_a_wrong_key_is_told_in_one_plain_sentence(server: Server, browser: Browser) -> None:
    wall = Wall(browser, server.url, "wrong")
    wall.says(t("en", "display.no_meeting"))
    wall.page.context.close()
