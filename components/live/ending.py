"""Ending well: a community closes with thanks, or goes on as something new with its history."""

from __future__ import annotations

from dataclasses import dataclass, field

from components.live.control import CannotControl
from db import charters, communities, endings, meetings, roles, stages
from db.charters import Said
from db.engine import Store


@dataclass(frozen=True)
class Onward:
    """What comes after a transition. `lead_id` is the account in it that organizes it from now on; "" where `lead` is
    a name alone."""

    purpose: dict[str, str]
    lead: str
    lead_id: str
    stage: str
    thanks: dict[str, str] = field(default_factory=dict)
    leaves: dict[str, str] = field(default_factory=dict)


def close(db: Store, community_id: str, by: str, thanks: dict[str, str], leaves: dict[str, str]) -> str:
    """Close a community: nothing new starts in it, everything stays to be read. Returns the ending's id.

    Raises `CannotControl` while people are in one of its meetings, and `CommunityClosed` where it has closed already.
    """
    if meetings.going_on(db, community_id):
        raise CannotControl("charter.still_live")
    return endings.end(db, community_id, "closed", by, thanks=thanks, leaves=leaves)


def go_on(db: Store, community_id: str, by: str, onward: Onward) -> str:
    """Turn a community into what comes next: its purpose and its stage change, who leads is told, all it did stays.

    Raises `CommunityClosed`.
    """
    made = endings.end(db, community_id, "transition", by, thanks=onward.thanks, leaves=onward.leaves, lead=onward.lead)
    if onward.purpose:
        charters.adopt(db, community_id, "purpose", Said(onward.purpose, own=onward.purpose), by)
    stages.move(db, community_id, onward.stage, by, words=onward.purpose)
    if onward.lead_id and communities.role_of(db, community_id, onward.lead_id):
        communities.add_member(db, community_id, onward.lead_id, "organizer")
    elif onward.lead:
        roles.begin(db, community_id, "organizer", onward.lead)
    return made
