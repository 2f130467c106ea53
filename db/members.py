"""What belongs to one person between meetings: personal links to their page, and what they note for themselves.

A link is stored as a hash only. It goes, as all else here, when the participant it is of is erased.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from db.engine import Store, listed
from db.ids import now
from db.meetings import IN_HISTORY


@dataclass(frozen=True)
class Member:
    """A device's people in one community; `id` is the first of them."""

    community_id: str
    people: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.people[0]


def on_device(db: Store, community_id: str, device_hash: str) -> Member | None:
    """The people on a device in a community, None for nobody."""
    rows = db.query(
        "SELECT id FROM participants WHERE community_id = :c AND device_hash = :d ORDER BY seat",
        c=community_id, d=device_hash,
    )  # fmt: skip
    return Member(community_id, tuple(row["id"] for row in rows)) if rows else None


def by_link(db: Store, token: str) -> Member | None:
    """The people a personal link is of; None for one that is unknown or was taken back."""
    row = db.one(
        """SELECT p.community_id, p.device_hash FROM member_links l JOIN participants p ON p.id = l.participant_id
           WHERE l.token_hash = :token""",
        token=_hash(token),
    )
    return on_device(db, row["community_id"], row["device_hash"]) if row else None


def put_link(db: Store, member: Member, token: str) -> None:
    """Let this be the one link of somebody: earlier ones open nothing any more."""
    take_back_links(db, member)
    db.insert("member_links", {"token_hash": _hash(token), "participant_id": member.id, "made_at": now()})


def take_back_links(db: Store, member: Member) -> None:
    for person in member.people:
        db.execute("DELETE FROM member_links WHERE participant_id = :p", p=person)


def has_link(db: Store, member: Member) -> bool:
    return db.one("SELECT 1 FROM member_links WHERE participant_id = :p LIMIT 1", p=member.id) is not None


def mark(db: Store, member: Member, promise: str, status: str) -> None:
    """Keep what somebody notes, for themselves alone, about a commitment of theirs; the latest counts."""
    row = {"participant_id": member.id, "promise": promise, "status": status, "at": now()}
    db.upsert("own_marks", row, key=("participant_id", "promise"))


def marks_of(db: Store, member: Member) -> dict[str, tuple[str, str]]:
    """By commitment what its writer noted last, and when."""
    rows = db.query("SELECT promise, status, at FROM own_marks WHERE participant_id = :p", p=member.id)
    return {row["promise"]: (row["status"], row["at"]) for row in rows}


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@dataclass(frozen=True)
class OwnAnswer:
    """A current answer of somebody in a meeting of the history; titles, `config` and `value` are JSON text."""

    participant_id: str
    meeting_id: str
    held_on: str
    meeting: str
    activity_id: str
    kind: str
    title: str
    step: str
    config: str
    value: str


def answers_of(db: Store, member: Member, most: int) -> list[OwnAnswer]:
    """What a device's people answered in the latest `most` meetings of their community's history, the oldest first."""
    people, ids = listed("p", member.people)
    rows = db.query(
        f"""SELECT n.participant_id, m.id AS meeting_id, m.held_on, m.title AS meeting, a.id AS activity_id, a.kind,
                   a.title, r.step, r.config, n.value
            FROM (SELECT * FROM meetings WHERE community_id = :c AND {IN_HISTORY}
                  ORDER BY held_on DESC, created_at DESC LIMIT :most) m
            JOIN activities a ON a.meeting_id = m.id JOIN rounds r ON r.activity_id = a.id
            JOIN answers n ON n.round_id = r.id
            WHERE n.seq IN (SELECT MAX(seq) FROM answers WHERE participant_id IN {people} AND withdrawn_at IS NULL
                            GROUP BY participant_id, round_id)
            ORDER BY m.held_on, m.created_at, a.position, r.number, n.seq""",
        c=member.community_id, most=most, **ids,
    )  # fmt: skip
    return [OwnAnswer(**row) for row in rows]
