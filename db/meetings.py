"""Meetings: one row each, with the revision every screen follows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from db import removal
from db.engine import Row, Store, listed
from db.ids import new_id, new_join_code, new_secret, now
from db.removal import Removed

PHASES = ("planned", "lobby", "live", "ended")
SHOWS = ("at_five", "at_once")
FORMATS = ("", "onsite", "distance", "hybrid")
"""How people come together; "" where nobody has said."""
IN_HISTORY = "phase = 'ended' AND is_rehearsal = 0 AND is_left_out = 0"
"""Which rows of `meetings` are part of a community's history, as SQL."""
THINK_SECONDS = 20
"""How long everybody thinks in silence before answers open, where nothing else is said."""


@dataclass(frozen=True)
class Meeting:
    id: str
    community_id: str
    title: dict[str, str]
    held_on: str
    phase: str
    show: str
    names: str
    languages: tuple[str, ...]
    join_code: str
    display_key: str
    activity_id: str | None
    is_blank: bool
    is_rehearsal: bool
    texts_at_once: bool
    """Whether written answers are seen before a facilitator has let them through."""
    timer_started_at: str | None
    timer_ends_at: str | None
    notes: str
    revision: int
    control_revision: int
    live_at: str | None
    ended_at: str | None
    think_seconds: int
    is_left_out: bool = False
    """Whether it is left out of history, participation and every chart."""
    facilitated_by: str = ""
    """Who facilitated, as people are called there; several names are parted by commas."""
    format: str = ""
    """One of `FORMATS`."""
    stage: str = ""
    """The community's stage when it was held; "" where nobody knows."""
    one_time_since: str | None = None
    """Since when only phones come in that bring an unused one-time link; None where everybody does."""
    people_here: int | None = None
    """How many people are in the room, where a facilitator has said it."""
    calm_since: str | None = None
    """Phones that came before this are no news to the facilitator any more."""
    unlinked_at: str | None = None
    """Since when nobody's answers here can be told to be one person's in another meeting."""

    @property
    def is_in_history(self) -> bool:
        """The same as `IN_HISTORY`."""
        return self.phase == "ended" and not self.is_rehearsal and not self.is_left_out

    @property
    def shown(self) -> str:
        """When pictures appear: a rehearsal shows them at once."""
        return "at_once" if self.is_rehearsal else self.show


def create(
    db: Store,
    community_id: str,
    title: dict[str, str],
    *,
    held_on: str | None = None,
    languages: tuple[str, ...] = ("en", "es"),
    show: str = "at_five",
    texts_at_once: bool = False,
    think_seconds: int = THINK_SECONDS,
    facilitated_by: str = "",
    format: str = "",
    import_id: str | None = None,
    meeting_id: str | None = None,
) -> str:
    """Plan a meeting and return its id; its join code and display secret are drawn here.

    With `import_id` it goes when that import is undone. `meeting_id` is the id, where it is known before.
    """
    meeting_id = meeting_id or new_id()
    db.insert(
        "meetings",
        {
            "id": meeting_id,
            "community_id": community_id,
            "title": json.dumps(title),
            "held_on": held_on or now()[:10],
            "languages": json.dumps(languages),
            "show": show,
            "texts_at_once": int(texts_at_once),
            "think_seconds": think_seconds,
            "facilitated_by": facilitated_by,
            "format": format,
            "join_code": _free_code(db),
            "display_key": new_secret(),
            "import_id": import_id,
            "created_at": now(),
        },
    )
    return meeting_id


def _free_code(db: Store) -> str:
    code = new_join_code()
    while by_code(db, code):
        code = new_join_code()
    return code


def change(db: Store, meeting_id: str, **columns: Any) -> None:
    """Set columns of a meeting (`title` and `languages` as Python values) and tell every screen at once."""
    for name in ("title", "languages"):
        if name in columns:
            columns[name] = json.dumps(columns[name])
    assignments = "".join(f"{name} = :{name}, " for name in columns)
    db.execute(
        f"""UPDATE meetings SET {assignments} revision = revision + 1, control_revision = control_revision + 1
            WHERE id = :meeting_id""",
        meeting_id=meeting_id, **columns,
    )  # fmt: skip


def touch(db: Store, *meeting_ids: str, at_once: bool = False) -> None:
    """Raise the revision of meetings, so that their screens look again; `at_once` for what a facilitator did."""
    ids, parameters = listed("id", meeting_ids)
    db.execute(
        f"""UPDATE meetings SET revision = revision + 1, control_revision = control_revision + :urgent
            WHERE id IN {ids}""",
        urgent=int(at_once), **parameters,
    )  # fmt: skip


def delete(db: Store, meeting_id: str) -> Removed:
    """Remove a meeting with everything that was answered in it; what `put_back` needs."""
    return removal.take_out(db, "meetings", meeting_id)


def put_back(db: Store, meeting_id: str, removed: Removed) -> None:
    """Bring a removed meeting back as it was, with what was answered, its join code and its display's link.

    Raises:
        RuleBroken: somebody else has brought it back, or its community is gone.
    """
    removal.put_back(db, removed)
    touch(db, meeting_id, at_once=True)


def by_id(db: Store, meeting_id: str) -> Meeting | None:
    return _first(db.query("SELECT * FROM meetings WHERE id = :id", id=meeting_id))


def by_code(db: Store, code: str) -> Meeting | None:
    """The meeting with this (cleaned) join code."""
    return _first(db.query("SELECT * FROM meetings WHERE join_code = :code", code=code))


def by_display_key(db: Store, key: str) -> Meeting | None:
    """The meeting whose projector link carries this secret."""
    return _first(db.query("SELECT * FROM meetings WHERE display_key = :key", key=key))


def of_community(db: Store, community_id: str) -> list[Meeting]:
    """All meetings of a community, newest first."""
    rows = db.query(
        "SELECT * FROM meetings WHERE community_id = :id ORDER BY held_on DESC, created_at DESC", id=community_id
    )
    return [_meeting(row) for row in rows]


def latest(db: Store, community_id: str) -> Meeting | None:
    """The latest meeting of a community's history."""
    return _first(
        db.query(
            f"""SELECT * FROM meetings WHERE community_id = :id AND {IN_HISTORY}
                ORDER BY held_on DESC, created_at DESC LIMIT 1""",
            id=community_id,
        )
    )


def revisions(db: Store, meeting_ids: list[str]) -> dict[str, tuple[int, int]]:
    """The revision and control revision of each of these meetings."""
    if not meeting_ids:
        return {}
    ids, parameters = listed("id", meeting_ids)
    rows = db.query(f"SELECT id, revision, control_revision FROM meetings WHERE id IN {ids}", **parameters)
    return {row["id"]: (row["revision"], row["control_revision"]) for row in rows}


def in_rehearsal(db: Store) -> list[str]:
    """Ids of the meetings that are being rehearsed right now."""
    rows = db.query("SELECT id FROM meetings WHERE is_rehearsal = 1 AND phase IN ('lobby', 'live')")
    return [row["id"] for row in rows]


def going_on(db: Store, community_id: str) -> list[str]:
    """Ids of a community's meetings that people are in right now."""
    rows = db.query("SELECT id FROM meetings WHERE community_id = :id AND phase IN ('lobby', 'live')", id=community_id)
    return [row["id"] for row in rows]


def are_there_real_ones(db: Store) -> bool:
    """Whether any meeting is stored at all: the demo refuses to mix with real history."""
    return db.one("SELECT 1 FROM meetings LIMIT 1") is not None


def _first(rows: list[Row]) -> Meeting | None:
    return _meeting(rows[0]) if rows else None


def _meeting(row: Row) -> Meeting:
    columns = {name: row[name] for name in Meeting.__dataclass_fields__}
    return Meeting(
        **{
            **columns,
            "title": json.loads(row["title"]),
            "languages": tuple(json.loads(row["languages"])),
            "is_blank": bool(row["is_blank"]),
            "is_rehearsal": bool(row["is_rehearsal"]),
            "texts_at_once": bool(row["texts_at_once"]),
            "is_left_out": bool(row["is_left_out"]),
        }
    )
