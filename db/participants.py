"""Participants: a device and a seat on it within one community, known by no name."""

from __future__ import annotations

from hashlib import sha256

from db.engine import Store
from db.ids import new_id, now


def hash_device(token: str) -> str:
    """What is stored of a device's cookie: its SHA-256, never the cookie."""
    return sha256(token.encode()).hexdigest()


def find(db: Store, community_id: str, device: str, seat: int = 1) -> str | None:
    """The id of the participant with this device token and seat, if they have been here before."""
    row = db.one(
        "SELECT id FROM participants WHERE community_id = :c AND device_hash = :d AND seat = :s",
        c=community_id, d=hash_device(device), s=seat,
    )  # fmt: skip
    return str(row["id"]) if row else None


def find_or_create(
    db: Store, community_id: str, device: str, seat: int = 1, *, is_pretend: bool = False, at: str | None = None
) -> str:
    """The participant with this device token and seat, made now (or `at` a time) if they are new here."""
    return find(db, community_id, device, seat) or create(db, community_id, device, seat, is_pretend=is_pretend, at=at)


def create(
    db: Store, community_id: str, device: str, seat: int = 1, *, is_pretend: bool = False, at: str | None = None
) -> str:
    """A participant who is new here. One with this device and seat already raises `sqlite3.IntegrityError`."""
    participant_id = new_id()
    row = {
        "id": participant_id, "community_id": community_id, "device_hash": hash_device(device), "seat": seat,
        "is_pretend": int(is_pretend), "created_at": at or now(),
    }  # fmt: skip
    db.insert("participants", row)
    return participant_id


def attend(db: Store, meeting_id: str, participant_id: str, *, at: str | None = None) -> None:
    """Note that a participant took part in a meeting, from now or `at` a time; once is enough."""
    db.execute(
        """INSERT INTO attendances (meeting_id, participant_id, first_at) VALUES (:m, :p, :at)
           ON CONFLICT (meeting_id, participant_id) DO NOTHING""",
        m=meeting_id, p=participant_id, at=at or now(),
    )  # fmt: skip


def set_attributes(db: Store, participant_id: str, attributes: str) -> None:
    """Keep what a participant chose to say about themselves, as JSON text."""
    db.execute("UPDATE participants SET attributes = :a WHERE id = :id", id=participant_id, a=attributes)


def seats_of_device(db: Store, community_id: str, device: str) -> list[tuple[str, int]]:
    """Participant ids and seats on one device, by seat."""
    rows = db.query(
        "SELECT id, seat FROM participants WHERE community_id = :c AND device_hash = :d ORDER BY seat",
        c=community_id, d=hash_device(device),
    )  # fmt: skip
    return [(row["id"], row["seat"]) for row in rows]


def took_part(db: Store, meeting_id: str, device: str) -> bool:
    """Whether this device attended the meeting."""
    return (
        db.one(
            """SELECT 1 FROM attendances t JOIN participants p ON p.id = t.participant_id
               WHERE t.meeting_id = :m AND p.device_hash = :d LIMIT 1""",
            m=meeting_id, d=hash_device(device),
        ) is not None
    )  # fmt: skip


def forget_attendance(db: Store, meeting_id: str) -> None:
    """Clear who was at a rehearsal."""
    db.execute("DELETE FROM attendances WHERE meeting_id = :id", id=meeting_id)


def delete_pretend(db: Store, community_id: str) -> None:
    """Remove a rehearsal's pretend participants with all they answered."""
    db.execute("DELETE FROM participants WHERE community_id = :id AND is_pretend = 1", id=community_id)


def count_of_meeting(db: Store, meeting_id: str) -> int:
    """How many participants attended a meeting."""
    row = db.one("SELECT COUNT(*) AS n FROM attendances WHERE meeting_id = :id", id=meeting_id)
    return int(row["n"]) if row else 0
