"""A charter written together: any part of it is put to the room, and what the room went along with is adopted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.activities.base import Proposed, Words
from components.live import past, plans
from components.live.control import CannotControl
from components.live.past import PastActivity
from components.templates import Step
from components.templates.charter import part_asked_about
from db import activities, charters, endings, meetings
from db.charters import CharterText, Said
from db.engine import Store
from db.meetings import Meeting


@dataclass(frozen=True)
class Decided:
    """A text the room has answered, with how many stood where, and whether it is in the charter already."""

    proposed: Proposed
    stands: dict[str, int]
    is_adopted: bool


def coming(db: Store, community_id: str) -> list[Meeting]:
    """The meetings something can be put on the agenda of, the next one first."""
    found = [each for each in meetings.of_community(db, community_id) if each.phase != "ended"]
    return sorted(found, key=lambda each: (each.phase == "planned", each.held_on, each.id))


def put_to_room(db: Store, community_id: str, meeting_id: str, step: Step) -> str:
    """Put a step at the end of the agenda of one of the community's coming meetings and return its id.

    Raises `CannotControl` where that meeting is over or somebody else's, or the community has closed.
    """
    meeting = meetings.by_id(db, meeting_id)
    if meeting is None or meeting.community_id != community_id or meeting.phase == "ended":
        raise CannotControl("moved_on")
    if endings.closing(db, community_id):
        raise CannotControl("community_closed")
    return plans.add_step(db, community_id, meeting_id, step)


def put_first(db: Store, community_id: str, part: str) -> tuple[Meeting, Sequence[Words]] | None:
    """What the room put first when it was last asked about a part of its charter, and at which meeting.

    None while it was not, or too few have answered, or nothing was shown to everybody.
    """
    found = [each for each in meetings.of_community(db, community_id) if not each.is_rehearsal]
    for meeting in sorted(found, key=lambda each: (each.held_on, each.id), reverse=True):
        asked = {each.id for each in activities.of_meeting(db, meeting.id) if part_asked_about(each.title) == part}
        for activity in past.agenda_of(db, meeting) if asked else []:
            rnd = activity.final if activity.activity.id in asked else None
            if rnd and rnd.round.phase == "revealed" and not rnd.is_hidden:
                first = rnd.kind.leads(rnd.config, rnd.tally)
                if first:
                    return meeting, first
    return None


def decided(activity: PastActivity, texts: Sequence[CharterText]) -> Decided | None:
    """What the room said of a text for its charter, once answers are closed; None where there is nothing to adopt.

    `texts` are those of the community's charter.
    """
    rnd = activity.final
    if rnd is None or activity.is_open or rnd.round.phase == "open" or rnd.is_kept:
        return None
    proposed = rnd.kind.proposes(rnd.config)
    if proposed is None:
        return None
    stands = {} if rnd.is_hidden else {name: int(n) for name, n in rnd.tally.get("stands", {}).items()}
    said = (proposed.part, dict(proposed.text))
    is_adopted = any(each.holds and (each.part, each.said.text) == said for each in texts)
    return Decided(proposed, stands, is_adopted)


def adopt(db: Store, community_id: str, meeting_id: str, activity_id: str, by: str) -> str:
    """Adopt the text that an activity put to the room into the community's charter and return the text's id.

    Raises `CannotControl` where there is nothing to adopt, or it is adopted already.
    """
    meeting = meetings.by_id(db, meeting_id)
    if meeting is None or meeting.community_id != community_id or meeting.is_rehearsal:
        raise CannotControl("moved_on")
    texts = charters.of_community(db, community_id)
    for activity in past.agenda_of(db, meeting):
        found = decided(activity, texts) if activity.activity.id == activity_id else None
        if found and not found.is_adopted:
            return _adopt(db, meeting, found, by)
    raise CannotControl("moved_on")


def _adopt(db: Store, meeting: Meeting, found: Decided, by: str) -> str:
    """As it was written down, with what was chosen for it, where the room had it in the same words."""
    proposed = found.proposed
    known = charters.by_id(db, meeting.community_id, proposed.id) if proposed.id else None
    is_it = known is not None and (known.part, known.said.text) == (proposed.part, dict(proposed.text))
    said = known.said if known is not None and is_it else Said(dict(proposed.text), own=dict(proposed.text))
    return charters.adopt(
        db, meeting.community_id, proposed.part, said, by, proposal=proposed.id, meeting_id=meeting.id,
        adopted_on=meeting.held_on, stands=found.stands,
    )  # fmt: skip
