"""A community in which everybody writes what is hostile, in everything that can be written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import pytest

from components.activities.written import clean
from components.live import closing, control, past
from components.live.agreed import Agreed
from components.live.cast import Refused
from components.live.closing import shared_texts
from db import activities, changes, communities, meetings, next_meetings, notes, themes
from db.changes import Change
from db.engine import Store
from db.ids import new_id
from db.next_meetings import NextMeeting
from tests.hostile import LONG, PAYLOADS, UNSEEN
from tests.rooms import CARDS, EXIT, ITEMS, LINES, Made, answer, make_meeting, next_meeting, open_activity

EVERY = (*PAYLOADS, *UNSEEN, *LONG)
DEVICE = "a-phone-that-took-part-in-it"
CHOICE: dict[str, Any] = {"question": {"en": "?"}, "choices": [{"id": each, "text": {"en": each}} for each in "abcd"]}
LESSON = {"id": "lesson", "text": {"en": "A lesson"}, "type": "lesson"}
PROMISE = {"id": "do", "text": {"en": "A commitment"}, "type": "commitment"}
AGENDA: dict[str, Any] = {
    "choice": CHOICE, "spectrum": LINES, "ranking": {**ITEMS, "top": None},
    "reflection": {"questions": [*EXIT["questions"], LESSON, PROMISE]}, "icebreaker": CARDS,
}  # fmt: skip
FEW = 12
"""How many answer what is not written."""


@dataclass(frozen=True)
class Room:
    held: Made
    live: Made


def fill(db: Store) -> Room:
    """A meeting that has been held, and one that is under way."""
    held = make_meeting(db, configs=AGENDA, texts_at_once=True)
    live = next_meeting(db, held, AGENDA)
    texts = cycle(PAYLOADS)
    for made in (held, live):
        overwrite(db, made, texts)
        for kind in AGENDA:
            take_answers(db, made, kind)
    meetings.change(db, held.id, held_on="2026-03-04")
    told = in_both(" ".join(PAYLOADS[:40])[:300])
    next_meetings.put(db, held.id, NextMeeting("2031-06-05", "18:00", "19:30", "America/Los_Angeles", told))
    found = meetings.by_id(db, held.id)
    assert found
    shared = shared_texts(past.agenda_of(db, found))
    assert len(shared) > len(PAYLOADS)
    closing.let_through(db, found, [each.place for each in shared[::9]], is_echo=True)
    control.end(db, held.id)
    around(db, held.community_id, told)
    return Room(held, live)


def take_answers(db: Store, made: Made, kind: str) -> None:
    """Every text as an answer; of these one is refused, in which there is nothing to be seen."""
    round_id = open_activity(db, made, kind)
    is_written = kind in ("icebreaker", "reflection")
    for number, text in enumerate(EVERY if is_written else EVERY[:FEW]):
        with nullcontext() if clean(text[:280]) else pytest.raises(Refused, match="empty"):
            answer(db, made, round_id, f"phone {number}" if number else DEVICE, value(kind, number, text))
    control.reveal(db, made.id)


def value(kind: str, number: int, text: str) -> dict[str, Any]:
    if kind == "choice":
        return {"choices": ["abcd"[number % 4]]}
    if kind == "spectrum":
        return {"lines": {"expertise": 8 * number}}
    if kind == "ranking":
        return {"order": ["childcare", "transport", "housing", "language"][number % 3 :]}
    if kind == "icebreaker":
        return {"text": text[:140]}
    short = text[:200]
    return {
        "useful": 1 + number % 5, "try": text[:280], "lesson": {"worked": short, "did_not": short},
        "do": {"text": short, "by": "2031-06-05", "obstacle": short}, "share": ["try", "lesson", "do"],
    }  # fmt: skip


def overwrite(db: Store, made: Made, texts: Iterator[str]) -> None:
    """The same in what facilitators write: names, titles, notes, questions, choices; past every limit of the forms."""
    text = " ".join(PAYLOADS[:40])
    told = json.dumps(in_both(text[:300]))
    db.execute("UPDATE communities SET name = :t", t=told)
    db.execute("UPDATE meetings SET title = :t, notes = :n, facilitated_by = :f", t=told, n=text, f=text[:80])
    db.execute("UPDATE accounts SET name = :n", n=text[:80])
    for activity in activities.of_meeting(db, made.id):
        config = json.dumps(rewritten(json.loads(activity.config), texts))
        title = json.dumps(in_both(next(texts)[:80]))
        sql = "UPDATE activities SET title = :t, notes = :n, config = :c WHERE id = :i"
        db.execute(sql, t=title, n=text, c=config, i=activity.id)


def rewritten(node: Any, texts: Iterator[str]) -> Any:
    """A config in which every text is another one of these."""
    if isinstance(node, dict):
        return {
            key: next(texts)[:60] if key in ("en", "es") else rewritten(value, texts) for key, value in node.items()
        }
    return [rewritten(item, texts) for item in node] if isinstance(node, list) else node


def around(db: Store, community_id: str, told: dict[str, str]) -> None:
    """What stands beside the meetings: notes, themes, what was changed, what was agreed."""
    notes.add(db, community_id, "2026-02-01", "2026-03-01", told)
    themes.add(db, community_id, new_id(), {"en": told["en"][:80]})
    changes.keep(db, community_id, [Change(told, told)])
    communities.agree_on_funders(db, community_id, Agreed("results", {}, told).stored())


def in_both(text: str) -> dict[str, str]:
    return {"en": text, "es": text}
