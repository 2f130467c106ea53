"""What phones are told of a room: one state, the same for every phone save where families see first."""

from __future__ import annotations

from datetime import datetime

from components.activities.base import Json
from components.live import late
from components.live.about import parse_asked
from components.live.agreed import parse_agreed
from components.live.families import FAMILY, UNKNOWN
from components.live.room import Room
from db.ids import now, stamp


def phone_state(room: Room, present: int, side: str = UNKNOWN) -> Json:
    """The state message of the phone protocol: the same for every phone, save where an activity is for families.

    There `side` says whose phone it is.
    """
    meeting = room.meeting
    return {
        "type": "state",
        "revision": meeting.revision,
        "now": now(),
        "meeting": {
            "id": meeting.id,
            "title": meeting.title,
            "community": room.community.name,
            "phase": meeting.phase,
            "show": meeting.shown,
            "names": meeting.names,
            "languages": list(meeting.languages),
            "about": parse_asked(room.community.asks_about).as_json(),
            "funders": dict(parse_agreed(room.community.funders_see).told) or None,
        },
        "present": present,
        "activity": _phone_activity(room, side) if meeting.phase == "live" else None,
        "tally": room.tally_for(side) if meeting.phase == "live" else None,
        "timer": timer(room),
        "closing": room.closing.json if room.closing else None,
        "still_open": late.for_phones(room.still_open_for(side)),
    }


def _phone_activity(room: Room, side: str) -> Json | None:
    if room.activity is None:
        return None
    kept = [a.id for a in room.agenda if not a.skipped_at or a.id == room.activity.id]
    place = {
        "id": room.activity.id,
        "position": kept.index(room.activity.id) + 1,
        "of": len(kept),
        "title": room.activity.title,
        "whom": room.activity.whom if room.is_kept else None,
    }
    if room.is_kept and side != FAMILY:
        waits = {"whom": room.activity.whom, "ask": side == UNKNOWN}
        return place | {"kind": "families", "config": waits, "answered": 0, "written": "wait", "round": None}
    rnd, thinking = room.round, room.thinking
    return place | {
        "kind": room.activity.kind,
        "config": room.config_json,
        "answered": room.answered,
        "written": "wait" if room.waits else "at_once",
        "round": rnd
        and {"id": rnd.id, "number": rnd.number, "step": rnd.step, "phase": rnd.phase, "closes_at": rnd.closes_at},
        "thinking": thinking and {"opens_at": thinking.opens_at},
    }


def timer(room: Room) -> Json | None:
    """The countdown everybody sees, with its half-time where the activity calls for a switch then."""
    meeting = room.meeting
    if not meeting.timer_ends_at or not meeting.timer_started_at:
        return None
    switch = None
    if room.kind and room.kind.switches_at_half(room.config):
        started, ends = datetime.fromisoformat(meeting.timer_started_at), datetime.fromisoformat(meeting.timer_ends_at)
        switch = stamp(started + (ends - started) / 2)
    return {"started_at": meeting.timer_started_at, "switch_at": switch, "ends_at": meeting.timer_ends_at}
