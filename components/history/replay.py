"""A round as it unfolded: the pictures its live display let everybody see, one after the other, and no other.

A replay carries how many answers each picture holds and about how many minutes had passed, never when an answer came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from components.activities.base import Entry, Json, Pass, count
from components.live.entries import entries_of
from components.live.past import PastRound
from components.live.released import held, steps
from db import answers, meetings
from db.answers import Answer
from db.engine import Store

MOST = 40
"""Pictures in one replay; of more, some are left out, which makes the steps larger."""
_APART = timedelta(seconds=0.25)
"""A live display shows at most four pictures a second."""
_COARSE = 10
"""From so many minutes on they are told in fives."""


@dataclass(frozen=True)
class Scene:
    """One picture of a replay. `answers` is how many it holds, `minutes` about how long the round had been open."""

    tally: Json
    answers: int
    minutes: int
    is_last: bool = False


def replay_of(db: Store, rnd: PastRound) -> list[Scene]:
    """The pictures of a closed round from the first to the one its page shows; none where there is nothing to replay.

    What was for families alone, or is not for the wall, was not seen by everybody: it has no replay. Nor has what was
    made unlinkable: the order in which answers came is gone.
    """
    meeting = meetings.by_id(db, rnd.kept.activity.meeting_id)
    if meeting is None or meeting.unlinked_at:
        return []
    if rnd.is_hidden or rnd.is_kept or rnd.kind.is_quiet or not rnd.kind.steps or rnd.round.phase == "open":
        return []
    given = [answer for answer in answers.all_of_round(db, rnd.round.id) if not answer.is_late]
    at = answers.times_of_round(db, rnd.round.id)
    paced = rnd.least > 1 and not rnd.kind.is_exempt(rnd.config, rnd.step)
    found = stops(given, at, rnd.least if paced else 1)
    began = rnd.round.opens_at or rnd.round.opened_at
    scenes = [_scene(rnd, held(given, upto), _minutes(began, at[given[upto - 1].id])) for upto in found]
    shown = [scene for scene in scenes if scene and scene.tally != rnd.tally]
    end = _minutes(began, max(at.values(), default=began))
    return [*shown, Scene(rnd.tally, len(rnd.given), end, is_last=True)] if shown else []


def stops(given: Sequence[Answer], at: Mapping[str, str], least: int, most: int = MOST) -> list[int]:
    """Where a live picture grew, as how many of the answers it then took in; at most `most`, evenly chosen.

    With `least` above 1 these are the steps of `live.released`. With 1 every answer was shown as it came, four times a
    second at most; `at` has the times by answer.
    """
    found = steps(given, least) if least > 1 else _as_they_came(given, at)
    if len(found) <= most:
        return found
    chosen = {round(place * (len(found) - 1) / (most - 1)) for place in range(most)}
    return [found[place] for place in sorted(chosen)]


def _as_they_came(given: Sequence[Answer], at: Mapping[str, str]) -> list[int]:
    found: list[int] = []
    until: datetime | None = None
    for index, answer in enumerate(given, start=1):
        moment = datetime.fromisoformat(at[answer.id])
        if until is None or moment >= until:
            found.append(index)
            until = moment + _APART
        else:
            found[-1] = index
    return found


def _scene(rnd: PastRound, given: Sequence[Answer], minutes: int) -> Scene | None:
    """A picture on the way, None where too few had answered. What a tap let through came with the last one."""
    decided = [replace(each, is_let=False) for each in rnd.kept.moderations]
    entries = [replace(each, picked=frozenset()) for each in _entries(rnd, given, decided)]
    tally = count(rnd.kind, rnd.config, rnd.step, entries, rnd.least)
    told = sum(not isinstance(entry.answer, Pass) for entry in entries)
    return Scene(tally, told, minutes) if told and tally.get("hidden") != "few" else None


def _entries(rnd: PastRound, given: Sequence[Answer], decided: Sequence[answers.Moderation]) -> list[Entry]:
    return entries_of(rnd.kind, rnd.round, given, decided, rnd.gate)


def _minutes(began: str, at: str) -> int:
    passed = max(0, int((datetime.fromisoformat(at) - datetime.fromisoformat(began)).total_seconds() // 60))
    return passed if passed < _COARSE else passed // 5 * 5
