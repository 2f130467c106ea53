"""Phones that were set aside in a meeting: what they answered there counts nowhere, and they answer no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from db.engine import Store, listed
from db.participants import hash_device

_AT_ONCE = 500
_IN_MEETING = """round_id IN (SELECT r.id FROM rounds r JOIN activities a ON a.id = r.activity_id
                 WHERE a.meeting_id = :m)"""


@dataclass(frozen=True)
class Aside:
    """Phones that were set aside together, and how many answers with them."""

    at: str
    phones: int
    answers: int


def set_aside(db: Store, meeting_id: str, participant_ids: Collection[str], at: str) -> None:
    """Let all that these participants answered in a meeting count nowhere, and that they were there neither."""
    for some in _parts(list(participant_ids)):
        people, ids = listed("p", some)
        db.execute(
            f"""UPDATE attendances SET set_aside_at = :at
                WHERE meeting_id = :m AND set_aside_at IS NULL AND participant_id IN {people}""",
            at=at, m=meeting_id, **ids,
        )  # fmt: skip
        db.execute(
            f"""UPDATE answers SET withdrawn_at = :at
                WHERE withdrawn_at IS NULL AND participant_id IN {people} AND {_IN_MEETING}""",
            at=at, m=meeting_id, **ids,
        )  # fmt: skip


def take_back(db: Store, meeting_id: str, at: str) -> None:
    """Undo what was set aside in a meeting at a time."""
    db.execute(
        f"""UPDATE answers SET withdrawn_at = NULL WHERE withdrawn_at = :at AND {_IN_MEETING} AND participant_id IN
            (SELECT participant_id FROM attendances WHERE meeting_id = :m AND set_aside_at = :at)""",
        at=at, m=meeting_id,
    )  # fmt: skip
    db.execute("UPDATE attendances SET set_aside_at = NULL WHERE meeting_id = :m AND set_aside_at = :at",
               m=meeting_id, at=at)  # fmt: skip


def of_meeting(db: Store, meeting_id: str) -> list[Aside]:
    """What was set aside in a meeting, the latest first."""
    rows = db.query(
        f"""SELECT t.set_aside_at AS at, COUNT(*) AS phones,
               (SELECT COUNT(*) FROM answers WHERE withdrawn_at = t.set_aside_at AND {_IN_MEETING}) AS answers
           FROM attendances t WHERE t.meeting_id = :m AND t.set_aside_at IS NOT NULL
           GROUP BY t.set_aside_at ORDER BY t.set_aside_at DESC""",
        m=meeting_id,
    )  # fmt: skip
    return [Aside(row["at"], int(row["phones"]), int(row["answers"])) for row in rows]


def standing(db: Store, meeting_id: str, devices: Iterable[str]) -> dict[str, bool]:
    """Of these device tokens the ones that are in a meeting: whether each was set aside there."""
    tokens = {hash_device(device): device for device in devices}
    hashes, parameters = listed("d", tokens)
    rows = db.query(
        f"""SELECT p.device_hash, MAX(CASE WHEN t.set_aside_at IS NULL THEN 0 ELSE 1 END) AS is_aside
            FROM attendances t JOIN participants p ON p.id = t.participant_id
            WHERE t.meeting_id = :m AND p.device_hash IN {hashes} GROUP BY p.device_hash""",
        m=meeting_id, **parameters,
    )  # fmt: skip
    return {tokens[row["device_hash"]]: bool(row["is_aside"]) for row in rows}


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
