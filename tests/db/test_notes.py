from __future__ import annotations

from db import notes
from db.engine import Store
from tests.rooms import make_meeting

BUS = {"en": "New bus line 12 opened", "es": "Abrió la línea 12"}


def test_notes_come_in_the_order_of_their_days(store: Store) -> None:
    made = make_meeting(store, live=False)
    notes.add(store, made.community_id, "2026-04-03", None, BUS)
    notes.add(store, made.community_id, "2026-02-03", "2026-02-18", {"en": "Evacuations"})
    found = notes.of_community(store, made.community_id)
    assert [(each.from_day, each.to_day) for each in found] == [("2026-02-03", "2026-02-18"), ("2026-04-03", None)]
    assert found[1].text == BUS


def test_a_span_that_ends_no_later_than_it_begins_is_a_day(store: Store) -> None:
    made = make_meeting(store, live=False)
    for until in ("2026-04-03", "2026-04-01"):
        notes.add(store, made.community_id, "2026-04-03", until, BUS)
    assert {each.to_day for each in notes.of_community(store, made.community_id)} == {None}


def test_a_note_is_taken_away_and_brought_back_by_its_own_community_alone(store: Store) -> None:
    made, other = make_meeting(store, live=False), make_meeting(store, live=False)
    notes.add(store, made.community_id, "2026-04-03", None, BUS)
    [note] = notes.of_community(store, made.community_id)
    notes.remove(store, other.community_id, note.id)
    assert notes.of_community(store, made.community_id) == [note]
    notes.remove(store, made.community_id, note.id)
    assert notes.of_community(store, made.community_id) == []
    notes.put_back(store, made.community_id, note)
    assert notes.of_community(store, made.community_id) == [note]
    assert notes.of_community(store, other.community_id) == []
