"""Whose turn it is to facilitate. Pure, but for handing a meeting over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db import meetings
from db.engine import Store
from db.meetings import Meeting
from db.roles import RUN, Role

_PARTED = re.compile(r"\s*[,;/&+]\s*|\s+(?:and|y)\s+", re.IGNORECASE)
_LONGEST_NAMES = 120


@dataclass(frozen=True)
class Turn:
    """Somebody who may facilitate, how often they have and when last (an ISO day, "" for never)."""

    person: str
    name: str
    account_id: str | None
    role_id: str
    times: int
    last: str
    is_willing: bool


def names_in(facilitated_by: str) -> tuple[str, ...]:
    """The names in what was noted about who facilitated, each once."""
    return tuple(dict.fromkeys(name for name in _PARTED.split(facilitated_by.strip()) if name))


def rota(held: Iterable[Role], past: Sequence[Meeting], today: str) -> list[Turn]:
    """Whoever may run meetings today, in the order of turns: who is willing, facilitated least, then longest ago.

    `past` are the meetings of the history, in any order. Somebody is known in them by their name or, where nobody else
    of the rota has it, their first name.
    """
    people: dict[str, Role] = {}
    for each in held:
        if each.role in RUN and each.holds(today):
            people.setdefault(each.person, each)
    known = _known(people.values())
    days: dict[str, list[str]] = {person: [] for person in people}
    for meeting in past:
        for person in {known[name.casefold()] for name in names_in(meeting.facilitated_by) if name.casefold() in known}:
            days[person].append(meeting.held_on)
    turns = [
        Turn(person, each.name, each.account_id, each.id, len(days[person]), max(days[person], default=""),
             each.is_willing)
        for person, each in people.items()
    ]  # fmt: skip
    return sorted(turns, key=lambda turn: (not turn.is_willing, turn.times, turn.last, turn.name.casefold()))


def _known(people: Iterable[Role]) -> dict[str, str]:
    """The person behind a name, in lower case: whole names, and first names that only one has."""
    whole = {each.name.casefold(): each.person for each in people}
    firsts: dict[str, set[str]] = {}
    for name, person in whole.items():
        firsts.setdefault(name.split(" ")[0], set()).add(person)
    return {first: min(found) for first, found in firsts.items() if len(found) == 1} | whole


def proposed(turns: Sequence[Turn]) -> Turn | None:
    """Who is next; None where nobody is willing."""
    return turns[0] if turns and turns[0].is_willing else None


def next_of(found: Iterable[Meeting], today: str) -> Meeting | None:
    """The meeting that is going on, else the next one that is planned."""
    open_ones = [meeting for meeting in found if meeting.phase != "ended" and not meeting.is_rehearsal]
    live = [meeting for meeting in open_ones if meeting.phase != "planned"]
    planned = sorted((each for each in open_ones if each.phase == "planned"), key=lambda each: each.held_on)
    return live[0] if live else next((each for each in planned if each.held_on >= today), None)


def hand_over(db: Store, community_id: str, meeting_id: str, name: str) -> bool:
    """Let somebody facilitate a meeting that has not ended; whether it was done.

    Of one that is planned they are who facilitates it; of one that is going on who does from now on, after those who
    did. The control of a meeting that is going on says so at once, to everybody who has it open.
    """
    meeting = meetings.by_id(db, meeting_id)
    if meeting is None or meeting.community_id != community_id or meeting.phase == "ended":
        return False
    before = () if meeting.phase == "planned" else names_in(meeting.facilitated_by)
    names = ", ".join([*(each for each in before if each.casefold() != name.casefold()), name])
    if len(names) <= _LONGEST_NAMES:
        meetings.change(db, meeting_id, facilitated_by=names)
    return len(names) <= _LONGEST_NAMES
