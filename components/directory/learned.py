"""What a meeting learned, as far as it may be read by anybody: numbers of the group, and nothing that people wrote."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from itertools import combinations

from components.activities.base import LEAST_AT_FIVE
from components.live import past
from components.live.closing import Closing
from components.live.past import PastActivity
from components.takeaway.told import Told, told
from db import meetings, public_pages
from db.communities import Community
from db.engine import Store
from db.meetings import Meeting

_MOST_KEPT = 64
_PARTS, _WHOLE = re.compile(r"\d+[.,]\d+"), re.compile(r"\d{1,9}")
_lock = threading.Lock()
_kept: dict[tuple[str, str, str], Told] = {}


def learned(db: Store, community: Community, language: str) -> list[Told]:
    """The released digests of a community, the latest meeting first."""
    chosen = public_pages.released(db, community.id)
    held = [meeting for meeting in meetings.of_community(db, community.id) if meeting.id in chosen]
    return [_told(db, community, meeting, language) for meeting in held if meeting.is_in_history]


def digest_of(db: Store, community: Community, meeting: Meeting, language: str) -> Told:
    """A meeting's digest for anybody: without texts of people, without pictures of fewer than five answers, and without
    what only families were shown. Nobody's commitments and no tables are in it."""
    agenda = [each for each in past.agenda_of(db, meeting) if may_leave(each)]
    return told(meeting, community, agenda, Closing((), 0, None, ()), language)


def may_leave(activity: PastActivity) -> bool:
    """Whether what an activity came to may be read by anybody."""
    asked = [rnd for rnd in activity.rounds if rnd.entries]
    if not asked or not activity.kind.steps or activity.kind.is_quiet or activity.activity.whom != "everybody":
        return False
    is_written = any(rnd.kind.pieces(rnd.config, rnd.step, entry.answer) for rnd in asked for entry in rnd.given)
    return not is_written and all(len(rnd.given) >= LEAST_AT_FIVE for rnd in asked)


def _told(db: Store, community: Community, meeting: Meeting, language: str) -> Told:
    """The same, counted anew when anything it rests on has changed: anybody may ask for it as often as they like."""
    key = (meeting.id, _version(db, meeting), language)
    known = _kept.get(key)
    if known is None:
        known = digest_of(db, community, meeting, language)
        with _lock:
            while len(_kept) >= _MOST_KEPT:
                del _kept[next(iter(_kept))]
            _kept[key] = known
    return known


def _version(db: Store, meeting: Meeting) -> str:
    [given] = db.query(
        """SELECT COUNT(*) AS n, MAX(n.seq) AS latest FROM answers n JOIN rounds r ON r.id = n.round_id
           JOIN activities a ON a.id = r.activity_id WHERE a.meeting_id = :id AND n.withdrawn_at IS NULL""",
        id=meeting.id,
    )
    return f"{meeting.revision} {meeting.held_on} {sorted(meeting.title.items())} {given['n']} {given['latest']}"


def sayings(digest: Told) -> Sequence[tuple[str, Sequence[str]]]:
    """Each activity with what is said of it; no sentence that counts fewer than five people, or leaves so few over."""
    told = [(part.title, [text for text in part.said if not counts_few(text)]) for part in digest.parts]
    return [(title, said) for title, said in told if said]


def counts_few(sentence: str) -> bool:
    """Whether a sentence has a whole number from 1 to 4 in it, or two that differ by so much: "2 back", "27 of 29".

    Numbers that count something else make it silent, too, which is the safe side.
    """
    numbers = [int(each) for each in _WHOLE.findall(_PARTS.sub("", sentence))]
    apart = [abs(one - other) for one, other in combinations(numbers, 2)]
    return any(0 < number < LEAST_AT_FIVE for number in (*numbers, *apart))
