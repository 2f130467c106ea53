from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.activities.registry import ACTIVITIES, paper_of
from components.live import behalf, control
from components.live.cast import Refused
from components.live.room import read
from components.text import LANGUAGES
from db import answers, participants
from db.engine import Store
from tests.kinds import examples
from tests.rooms import answer, make_account, make_meeting, open_activity, open_migrated

ONE = {"choices": ["visit"]}
CHOICE = {
    "question": {"en": "What next?"},
    "choices": [{"id": "visit", "text": {"en": "A visit"}}, {"id": "train", "text": {"en": "A training"}}],
}


@pytest.fixture
def db(database: str) -> Iterator[Store]:
    store = open_migrated(database)
    yield store
    store.close()


def people(db: Store) -> int:
    row = db.one("SELECT COUNT(*) AS n FROM participants")
    assert row
    return int(row["n"])


def test_hands_are_as_many_answers_and_are_taken_back_as_one(db: Store) -> None:
    made = make_meeting(db, configs={"choice": CHOICE})
    round_id = open_activity(db, made, "choice")
    answer(db, made, round_id, "phone", {"choices": ["train"]})
    ids = behalf.give(db, made.id, round_id, [ONE] * 12)
    tally = read(db, made.id).preview
    assert tally
    assert tally["choices"] == {"visit": 12, "train": 1}
    assert answers.count_on_behalf(db, round_id) == 12
    behalf.take_back(db, made.id, ids)
    assert answers.count(db, round_id) == 1
    assert people(db) == 1
    assert participants.count_of_meeting(db, made.id) == 1


def test_neither_a_phones_answer_nor_another_meetings_is_taken_back(db: Store) -> None:
    made = make_meeting(db, configs={"choice": CHOICE})
    other = make_meeting(db, configs={"choice": CHOICE}, account=make_account(db, "bea"))
    round_id, theirs = open_activity(db, made, "choice"), open_activity(db, other, "choice")
    phone = answer(db, made, round_id, "phone", ONE)
    strange = behalf.give(db, other.id, theirs, [ONE])
    behalf.take_back(db, made.id, [phone.id, *strange])
    assert (answers.count(db, round_id), answers.count(db, theirs)) == (1, 1)


def test_paper_comes_in_only_while_answers_are_open(db: Store) -> None:
    made = make_meeting(db, configs={"choice": CHOICE})
    round_id = open_activity(db, made, "choice")
    control.close(db, made.id, seconds=0)
    with pytest.raises(Refused):
        behalf.give(db, made.id, round_id, [ONE])
    assert answers.count(db, round_id) == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ACTIVITIES)
def test_what_hands_stand_for_is_an_answer_of_the_kind(kind: str, language: str) -> None:
    record = ACTIVITIES[kind]
    for config in examples(kind).values():
        for step in record.steps:
            hands = paper_of(kind).hands(config, step, language)
            for hand in hands:
                assert hand.label
                record.parse_answer(record.parse_config(config), step, hand.value)


def test_hands_can_answer_where_everybody_chooses_one() -> None:
    several = {**CHOICE, "several": True}
    assert [hand.value for hand in paper_of("choice").hands(CHOICE, "answer", "en")] == [ONE, {"choices": ["train"]}]
    assert paper_of("choice").hands(several, "answer", "en") == []
    assert len(paper_of("fist").hands(ACTIVITIES["fist"].starter(), "answer", "en")) == 6
    assert paper_of("spectrum").hands(ACTIVITIES["spectrum"].starter(), "answer", "en") == []
