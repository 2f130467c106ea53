"""Rounds: each opening of an activity, with the config it was opened with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.engine import Row, Store, listed
from db.ids import new_id, now

PHASES = ("open", "closed", "revealed")


@dataclass(frozen=True)
class Round:
    id: str
    activity_id: str
    number: int
    step: str
    phase: str
    config: str
    """JSON text: what phones were asked, frozen at the opening."""
    opened_at: str
    closes_at: str | None
    closed_at: str | None
    opens_at: str | None
    """Until then everybody thinks and no answer is taken."""
    left_at: str | None
    """When the room went on without it and left it open on phones."""
    is_shared: bool = False
    """Whether the result of an activity for families was shown to everybody."""


@dataclass(frozen=True)
class Asked:
    """A round as an answer on its way in meets it."""

    round_id: str
    meeting_id: str
    community_id: str
    kind: str
    step: str
    config: str
    is_open: bool
    """Whether it takes answers while its meeting goes on."""
    is_left: bool
    is_latest: bool
    ended_at: str | None
    """When its meeting ended, None while it goes on."""
    whom: str = "everybody"
    asks_about: str = "{}"
    """JSON text: what the community lets people say about themselves."""
    is_one_time: bool = False
    """Whether only phones may answer that are in already."""
    has_asides: bool = False
    """Whether some phones were set aside."""


def asked(db: Store, round_ids: Iterable[str]) -> dict[str, Asked]:
    """What rounds ask, by their ids, and how open they are at this moment; unknown ids are left out."""
    wanted = set(round_ids)
    if not wanted:
        return {}
    ids, parameters = listed("id", wanted)
    rows = db.query(
        f"""SELECT r.id AS round_id, r.step, r.config, r.phase, r.closes_at, r.opens_at, r.left_at, a.kind, a.whom,
                a.meeting_id, m.community_id, c.asks_about, m.phase AS meeting_phase, m.ended_at, NOT EXISTS
                (SELECT 1 FROM rounds s WHERE s.activity_id = r.activity_id AND s.number > r.number) AS is_latest,
                m.one_time_since, EXISTS (SELECT 1 FROM attendances t
                WHERE t.meeting_id = m.id AND t.set_aside_at IS NOT NULL) AS has_asides
            FROM rounds r JOIN activities a ON a.id = r.activity_id JOIN meetings m ON m.id = a.meeting_id
            JOIN communities c ON c.id = m.community_id
            WHERE r.id IN {ids}""",
        **parameters,
    )
    return {row["round_id"]: _asked(row) for row in rows}


def _asked(row: Row) -> Asked:
    at, is_open = now(), row["phase"] == "open"
    opens_at, closes_at, has_ended = row["opens_at"], row["closes_at"], row["meeting_phase"] == "ended"
    is_in_time = (opens_at is None or opens_at <= at) and (closes_at is None or closes_at > at)
    return Asked(
        row["round_id"], row["meeting_id"], row["community_id"], row["kind"], row["step"], row["config"],
        is_open=is_open and is_in_time and not has_ended, is_left=is_open and row["left_at"] is not None,
        is_latest=bool(row["is_latest"]), ended_at=row["ended_at"] if has_ended else None, whom=row["whom"],
        asks_about=row["asks_about"], is_one_time=row["one_time_since"] is not None,
        has_asides=bool(row["has_asides"]),
    )  # fmt: skip


def create(
    db: Store, activity_id: str, number: int, step: str, config: str, *, at: str | None = None,
    opens_at: str | None = None, round_id: str | None = None,
) -> str:  # fmt: skip
    """Open a round, now or `at` a time, and return its id. The same number twice raises `RuleBroken`.

    With `opens_at` everybody thinks until then, and answers are taken from then on. `round_id` is the id, where it is
    known before.
    """
    round_id = round_id or new_id()
    db.insert(
        "rounds",
        {
            "id": round_id, "activity_id": activity_id, "number": number, "step": step, "phase": "open",
            "config": config, "opened_at": opens_at or at or now(), "opens_at": opens_at,
        },
    )  # fmt: skip
    return round_id


def set_phase(db: Store, round_id: str, phase: str, *, at: str | None = None) -> None:
    """Open again, close or reveal a round, now or `at` a time. What families alone saw is theirs again."""
    closed_at = None if phase == "open" else at or now()
    db.execute(
        """UPDATE rounds SET phase = :phase, closes_at = NULL, opens_at = NULL, left_at = NULL, is_shared = 0,
           closed_at = CASE WHEN :closed_at IS NULL THEN NULL ELSE COALESCE(closed_at, :closed_at) END
           WHERE id = :id""",
        id=round_id, phase=phase, closed_at=closed_at,
    )  # fmt: skip


def set_config(db: Store, round_id: str, config: str) -> None:
    """Keep in a round what people saw of it."""
    db.execute("UPDATE rounds SET config = :config WHERE id = :id", id=round_id, config=config)


def share(db: Store, round_id: str) -> None:
    """Show everybody what families saw first."""
    db.execute("UPDATE rounds SET is_shared = 1 WHERE id = :id AND phase = 'revealed'", id=round_id)


def set_closing(db: Store, round_id: str, closes_at: str | None) -> None:
    """Let an open round close by itself at a time, or take that back."""
    db.execute("UPDATE rounds SET closes_at = :at WHERE id = :id AND phase = 'open'", id=round_id, at=closes_at)


def open_at_once(db: Store, round_id: str) -> None:
    """End the time to think: answers are taken from now on."""
    db.execute("UPDATE rounds SET opens_at = NULL, opened_at = :at WHERE id = :id", id=round_id, at=now())


def set_left(db: Store, round_id: str, is_left: bool) -> None:
    """Leave an open round to be finished on phones, or let it be the room's again."""
    at = now() if is_left else None
    db.execute("UPDATE rounds SET left_at = :at, closes_at = NULL WHERE id = :id", id=round_id, at=at)


def delete(db: Store, round_id: str) -> None:
    """Forget a round with all that was answered in it."""
    db.execute("DELETE FROM rounds WHERE id = :id", id=round_id)


def due(db: Store, at: str) -> list[Row]:
    """Open rounds whose closing time has come: `id` and `meeting_id`."""
    return db.query(
        """SELECT r.id, a.meeting_id FROM rounds r JOIN activities a ON a.id = r.activity_id
           WHERE r.closes_at IS NOT NULL AND r.closes_at <= :at AND r.phase = 'open'""",
        at=at,
    )


def due_to_open(db: Store, at: str) -> list[Row]:
    """Rounds whose time to think is over: `id` and `meeting_id`."""
    return db.query(
        """SELECT r.id, a.meeting_id FROM rounds r JOIN activities a ON a.id = r.activity_id
           WHERE r.opens_at IS NOT NULL AND r.opens_at <= :at AND r.phase = 'open'""",
        at=at,
    )


def next_turn(db: Store) -> str | None:
    """When the next round opens or closes by itself, or None where none is about to."""
    row = db.one(
        """SELECT MIN(at) AS at FROM
           (SELECT MIN(closes_at) AS at FROM rounds WHERE closes_at IS NOT NULL AND phase = 'open'
            UNION ALL SELECT MIN(opens_at) AS at FROM rounds WHERE opens_at IS NOT NULL AND phase = 'open') AS turns"""
    )
    return row["at"] if row else None


def by_id(db: Store, round_id: str) -> Round | None:
    row = db.one("SELECT * FROM rounds WHERE id = :id", id=round_id)
    return _round(row) if row else None


def of_activity(db: Store, activity_id: str) -> list[Round]:
    """All rounds of an activity, first to latest."""
    rows = db.query("SELECT * FROM rounds WHERE activity_id = :id ORDER BY number", id=activity_id)
    return [_round(row) for row in rows]


def of_meeting(db: Store, meeting_id: str) -> list[Round]:
    """All rounds of a meeting in the order of its agenda."""
    rows = db.query(
        """SELECT r.* FROM rounds r JOIN activities a ON a.id = r.activity_id
           WHERE a.meeting_id = :id ORDER BY a.position, r.number""",
        id=meeting_id,
    )
    return [_round(row) for row in rows]


def left_of_meeting(db: Store, meeting_id: str) -> list[Round]:
    """The rounds of a meeting that were left open on phones, in the order of its agenda."""
    rows = db.query(
        """SELECT r.* FROM rounds r JOIN activities a ON a.id = r.activity_id
           WHERE a.meeting_id = :id AND r.left_at IS NOT NULL AND r.phase = 'open' ORDER BY a.position""",
        id=meeting_id,
    )
    return [_round(row) for row in rows]


def delete_of_meeting(db: Store, meeting_id: str) -> None:
    """Forget everything answered in a meeting: what *Start for real* does after a rehearsal."""
    db.execute(
        "DELETE FROM rounds WHERE activity_id IN (SELECT id FROM activities WHERE meeting_id = :id)", id=meeting_id
    )


def _round(row: Row) -> Round:
    return Round(**{name: row[name] for name in Round.__dataclass_fields__} | {"is_shared": bool(row["is_shared"])})
