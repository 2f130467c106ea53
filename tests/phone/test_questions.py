"""The question wall on real phones."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from components.activities.questions.model import question_id
from components.live import control, reading
from components.live.room import read
from components.live.store import open_store, save
from db import answers
from db.engine import Store
from tests.phone.lane import join
from tests.rooms import Made, answer, make_meeting, open_activity

pytestmark = pytest.mark.slow

WHEN, WHO = "When does it start?", "Who decides?"


def opened(**more: Any) -> tuple[Made, str]:
    """A question wall that waits for the facilitator, with answers open."""

    def job(db: Store) -> tuple[Made, str]:
        config = {"prompt": {"en": "What would you like to ask?"}}
        made = make_meeting(db, configs={"questions": config}, **more)
        return made, open_activity(db, made, "questions")

    return save(job)


def let_through(made: Made) -> None:
    """Every question there is, as a facilitator does it one by one."""

    def job(db: Store) -> None:
        for entry, piece in read(db, made.id).waiting:
            reading.let_through(db, made.id, [(entry.answer_id, piece.part)])

    save(job)


def stored(round_id: str) -> list[Any]:
    with open_store() as db:
        return [json.loads(found.value) for found in answers.current(db, round_id)]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).tap()


def vote(page: Page, question: str) -> Any:
    return page.get_by_role("button", name=f"I want to know too: {question}")


def test_questions_are_written_one_after_the_other_and_wait(address: str, phone: BrowserContext) -> None:
    made, round_id = opened()
    page = join(phone, address, made.code)
    expect(page.get_by_label("Another question")).to_have_count(0)
    page.get_by_label("My question").fill(WHEN)
    press(page, "Add another question")
    page.get_by_label("Another question").fill(WHO)
    press(page, "Send")
    expect(page.locator("main")).to_contain_text("Your question, as you wrote it")
    expect(page.locator(".stamp.saved")).to_be_visible()
    assert stored(round_id) == [{"questions": [WHEN, WHO], "votes": []}]
    assert vote(page, WHEN).count() == 0
    let_through(made)
    expect(page.locator(".wish.you")).to_have_count(2)
    expect(page.locator("main")).not_to_contain_text("Your question, as you wrote it")


def test_who_passes_votes_and_takes_a_vote_back(address: str, phone: BrowserContext) -> None:
    made, round_id = opened()
    save(lambda db: answer(db, made, round_id, "ana", {"questions": [WHEN, WHO]}))
    let_through(made)
    page = join(phone, address, made.code)
    press(page, "Pass")
    vote(page, WHO).tap()
    expect(vote(page, WHO)).to_have_attribute("aria-pressed", "true")
    expect(vote(page, WHO)).to_contain_text("1")
    assert stored(round_id)[1] == {"questions": [], "votes": [question_id(WHO)]}
    vote(page, WHO).tap()
    expect(vote(page, WHO)).to_contain_text("0")
    assert stored(round_id)[1] == {"pass": True}


def test_a_vote_by_keyboard_keeps_its_place_and_ones_own_questions(address: str, phone: BrowserContext) -> None:
    made, round_id = opened()
    save(lambda db: answer(db, made, round_id, "ana", {"questions": [WHEN, WHO]}))
    page = join(phone, address, made.code)
    page.get_by_label("My question").fill("How long?")
    press(page, "Send")
    let_through(made)
    vote(page, WHO).focus()
    page.keyboard.press("Space")
    expect(vote(page, WHO)).to_have_attribute("aria-pressed", "true")
    expect(vote(page, WHO)).to_be_focused()
    press(page, "Change my answer")
    press(page, "Add another question")
    page.get_by_label("Another question").fill("How much?")
    press(page, "Send")
    expect(page.locator(".stamp.saved")).to_be_visible()
    expect(page.locator(".wish.you")).to_have_count(1)
    assert stored(round_id)[1] == {"questions": ["How long?", "How much?"], "votes": [question_id(WHO)]}


def test_nothing_moves_away_under_a_thumb(address: str, phone: BrowserContext) -> None:
    made, round_id = opened()
    save(lambda db: answer(db, made, round_id, "ana", {"questions": [WHEN, WHO]}))
    let_through(made)
    page = join(phone, address, made.code)
    press(page, "Pass")
    expect(page.locator(".wish")).to_have_count(2)
    before = page.locator(".wish p:first-child").all_inner_texts()
    save(lambda db: [answer(db, made, round_id, f"v{n}", {"votes": [question_id(before[1])]}) for n in range(2)])
    expect(vote(page, before[1])).to_contain_text("2")
    assert page.locator(".wish p:first-child").all_inner_texts() == before


def test_a_small_group_sees_questions_and_no_votes_and_is_told_so(address: str, phone: BrowserContext) -> None:
    made, round_id = opened(show="at_five")
    save(lambda db: answer(db, made, round_id, "ana", {"questions": [WHEN]}))
    let_through(made)
    page = join(phone, address, made.code)
    press(page, "Who sees this?")
    expect(page.get_by_role("dialog")).to_contain_text("How many voted may stay hidden until 5 have voted")
    press(page, "Close")
    press(page, "Pass")
    vote(page, WHEN).tap()
    expect(vote(page, WHEN)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".stamp.saved")).to_be_visible()
    assert vote(page, WHEN).inner_text().strip() == "▲"


def test_a_closed_wall_takes_no_votes_and_marks_what_was_answered(address: str, phone: BrowserContext) -> None:
    made, round_id = opened()
    first = save(lambda db: answer(db, made, round_id, "ana", {"questions": [WHEN]}))
    let_through(made)
    page = join(phone, address, made.code)
    press(page, "Pass")
    vote(page, WHEN).tap()
    expect(page.locator(".vote.on")).to_be_visible()
    save(lambda db: control.mark_piece(db, made.id, first.id, "questions.0", "answered", True))
    expect(page.locator(".wish")).to_contain_text("Answered")
    save(lambda db: control.close(db, made.id, seconds=0))
    expect(page.locator(".stamp")).to_contain_text("Answers are closed")
    expect(page.locator(".wish")).to_contain_text("1")
    assert vote(page, WHEN).count() == 0
