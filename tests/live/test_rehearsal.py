from __future__ import annotations

import pytest

from components.activities.registry import ACTIVITIES
from components.live import control, rehearsal
from components.live.room import read
from db import answers
from db.engine import Store
from tests.rooms import make_meeting


@pytest.mark.parametrize("kind", [name for name, kind in ACTIVITIES.items() if kind.steps])
def test_pretend_phones_answer_every_kind_until_all_have(store: Store, kind: str) -> None:
    made = make_meeting(store, live=False)
    control.rehearse(store, made.id)
    control.show(store, made.id, made.activity_ids[kind])
    round_id = control.open_round(store, made.id)
    for _ in range(rehearsal.PRETEND_PHONES + 3):
        rehearsal.answer_once(store, made.id)
    assert len(answers.current(store, round_id)) == rehearsal.PRETEND_PHONES
    control.reveal(store, made.id)
    assert read(store, made.id).tally is not None


def test_pretend_phones_stay_out_of_a_closed_round(store: Store) -> None:
    made = make_meeting(store, live=False)
    control.rehearse(store, made.id)
    control.show(store, made.id, made.activity_ids["spectrum"])
    round_id = control.open_round(store, made.id)
    control.close(store, made.id, seconds=0)
    rehearsal.answer_once(store, made.id)
    assert answers.current(store, round_id) == []
