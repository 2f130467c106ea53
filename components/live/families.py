"""Activities for families first: who counts as a family, and who has yet to be asked.

A phone is a family's when its owner said so: by a role that the community marked as one of families, or with *yes* when
the phone asked. Nobody checks it. What a phone said holds for every seat on it.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from components.live.about import Asked, parse_asked
from db import activities, meetings, participants
from db.activities import Activity
from db.communities import Community
from db.engine import Store
from db.rounds import Round

FAMILY, OTHER, UNKNOWN = "family", "other", "unknown"
"""Whose phone it is; `UNKNOWN` has said nothing that tells."""


def is_kept(activity: Activity | None, rnd: Round | None) -> bool:
    """Whether what is asked and answered here is for families alone at this moment."""
    return activity is not None and activity.is_for_families and not (rnd and rnd.is_shared)


def side_of(attributes: str, asked: Asked) -> str:
    """Whose phone it is, by what was said on it."""
    said = json.loads(attributes or "{}")
    if said.get("family"):
        return FAMILY if said["family"] == "yes" else OTHER
    roles = set(said.get("roles") or ())
    if roles & asked.families:
        return FAMILY
    return OTHER if roles and asked.families else UNKNOWN


def sides(db: Store, community: Community, participant_ids: Collection[str]) -> dict[str, str]:
    """Whose phones these are, by participant."""
    asked = parse_asked(community.asks_about)
    found = participants.attributes_of(db, participant_ids)
    return {person: side_of(attributes, asked) for person, attributes in found.items()}


def keep_about(db: Store, meeting_id: str, person: str, attributes: str) -> None:
    """Keep what somebody says about themselves; whether they are family is said by itself and stays.

    Where it matters at this moment, the meeting's phones are told how things stand for them.
    """
    before = json.loads(participants.attributes_of(db, [person]).get(person, "{}"))
    said = json.loads(attributes)
    stays = before if set(said) == {"family"} else {name: before[name] for name in before if name == "family"}
    participants.set_attributes(db, person, json.dumps(stays | said, ensure_ascii=False))
    meeting = meetings.by_id(db, meeting_id)
    activity = activities.by_id(db, meeting.activity_id) if meeting and meeting.activity_id else None
    if activity and activity.is_for_families:
        meetings.touch(db, meeting_id, at_once=True)
