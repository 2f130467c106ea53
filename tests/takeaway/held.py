"""A meeting that has been held, for tests of what people take along."""

from __future__ import annotations

from typing import Any

from components.live import closing, control, past
from components.live.closing import closing_of, shared_texts
from components.takeaway.told import Told, told
from db import communities, meetings, next_meetings
from db.engine import Store
from db.next_meetings import NextMeeting
from tests.rooms import ITEMS, LINES, USEFUL, WORD, Made, answer, make_meeting, open_activity

EXIT: dict[str, Any] = {
    "questions": [
        USEFUL,
        {"id": "differently", "text": {"en": "What else?"}, "type": "text"},
        {"id": "try", "text": {"en": "One thing I'll try"}, "type": "commitment"},
        {"id": "lesson", "text": {"en": "A lesson"}, "type": "lesson"},
    ]
}
AGENDA = {"icebreaker": WORD, "spectrum": LINES, "ranking": ITEMS, "reflection": EXIT}
VALUES: dict[str, list[dict[str, Any]]] = {
    "icebreaker": [{"word": word} for word in ("hope", "hope", "tired", "curious", "secretword")],
    "spectrum": [{"lines": {"expertise": place}} for place in (20, 80, 85, 90, 95)],
    "ranking": [{"order": ["housing", "childcare", "transport"]}] * 5,
    "reflection": [
        {"useful": 4, "differently": "More pairs", "try": "Visit one family", "share": ["differently", "try"]},
        {"useful": 4, "differently": "Names somebody", "try": "Call Rosa"},
        {"lesson": {"worked": "Coffee", "did_not": "Letters"}, "share": ["lesson"], "try": "Sleep"},
        *[{"differently": "Fine", "try": "Rest", "lesson": {"worked": "All"}}] * 3,
        *[{"lesson": {"worked": "All"}}] * 2,
    ],
}
AGREED = NextMeeting("2031-06-05", "18:00", "19:30", "America/Los_Angeles", {"en": "Library", "es": "Biblioteca"})
ECHOES = ("More pairs", "Visit one family", "Letters")


def hold(db: Store, *, reveal: bool = True, show: str = "at_five", people: int = 9) -> Made:
    """A whole meeting, ended, with three texts let through and a next date."""
    made = make_meeting(db, show=show, configs=AGENDA)
    meetings.change(db, made.id, held_on="2031-05-04")
    for kind, values in VALUES.items():
        round_id = open_activity(db, made, kind)
        for number, value in enumerate(values[:people]):
            answer(db, made, round_id, device(number), value)
        control.close(db, made.id, seconds=0)
        if reveal and kind != "reflection":
            control.reveal(db, made.id)
    let_through(db, made)
    next_meetings.put(db, made.id, AGREED)
    control.end(db, made.id)
    return made


def device(number: int) -> str:
    """The token of one of the phones that were there."""
    return f"phone-number-{number}-of-this-meeting"


def let_through(db: Store, made: Made) -> None:
    meeting = meetings.by_id(db, made.id)
    assert meeting
    texts = shared_texts(past.agenda_of(db, meeting, with_open=True))
    closing.let_through(db, meeting, [text.place for text in texts if text.text in ECHOES], True)


def in_words(db: Store, made: Made, language: str = "en") -> Told:
    meeting, community = meetings.by_id(db, made.id), communities.by_id(db, made.community_id)
    assert meeting
    assert community
    return told(meeting, community, past.agenda_of(db, meeting), closing_of(db, meeting), language)
