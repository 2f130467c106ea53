"""What was around the demo's past meetings: who facilitated, in which format and stage, and what happened then."""

from __future__ import annotations

from datetime import datetime, timedelta

from db import changes, meetings, notes
from db.changes import Change
from db.engine import Store

_HELD = (
    ("Rosa", "onsite", "getting_started"), ("Daniel", "onsite", "getting_started"),
    ("Rosa, Daniel", "distance", "growing"), ("Rosa", "hybrid", "growing"),
    ("Lupe", "onsite", "growing"), ("Lupe, Rosa", "hybrid", "growing"),
)  # fmt: skip
_FIRE = {"en": "Wildfire evacuations", "es": "Evacuaciones por incendios"}
_BUS = {"en": "New bus line 12 opened", "es": "Abrió la línea 12 de autobús"}
_CHANGED = (
    Change(
        {"en": "Could we have the handouts in Spanish?", "es": "¿Podríamos tener los materiales en español?"},
        {"en": "Everything we hand out is in both languages, a week before.",
         "es": "Todo lo que repartimos está en los dos idiomas, una semana antes."},
    ),
    Change(
        {"en": "Less reporting out, more working in small groups.",
         "es": "Menos informes y más trabajo en grupos pequeños."},
        {"en": "Reports are on one page beforehand; an hour of every meeting is for small groups.",
         "es": "Los informes van antes en una página; una hora de cada reunión es para grupos pequeños."},
    ),
)  # fmt: skip


def describe(db: Store, index: int, meeting_id: str) -> None:
    """Say about a past meeting, by its place among them, what a facilitator would have said."""
    names, format, stage = _HELD[index]
    meetings.change(db, meeting_id, facilitated_by=names, format=format, stage=stage)


def note(db: Store, community_id: str, first: datetime) -> None:
    """What happened in the months after the first meeting."""
    fire, bus = first + timedelta(days=65), first + timedelta(days=140)
    notes.add(db, community_id, _day(fire), _day(fire + timedelta(days=15)), _FIRE)
    notes.add(db, community_id, _day(bus), None, _BUS)


def change(db: Store, community_id: str) -> None:
    """What was changed since the latest meeting: it waits for the next one to open with."""
    changes.keep(db, community_id, _CHANGED)


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
