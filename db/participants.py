"""Participants: a device and a seat on it within one community, known by no name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from db.engine import Row, Store, listed
from db.ids import new_id, now


def hash_device(token: str) -> str:
    """What is stored of a device's cookie: its SHA-256, never the cookie."""
    return sha256(token.encode()).hexdigest()


class Seat(NamedTuple):
    """Where somebody sits: a device's token, as its hash, and a seat on it, within a community."""

    community_id: str
    device_hash: str
    number: int = 1


def seat_of(community_id: str, device: str, number: int = 1) -> Seat:
    return Seat(community_id, hash_device(device), number)


def find_all(db: Store, seats: Iterable[Seat]) -> dict[Seat, str]:
    """The ids of the participants on these seats; seats nobody has had are left out."""
    wanted = set(seats)
    if not wanted:
        return {}
    communities, in_communities = listed("c", {seat.community_id for seat in wanted})
    devices, of_devices = listed("d", {seat.device_hash for seat in wanted})
    rows = db.query(
        f"""SELECT id, community_id, device_hash, seat FROM participants
            WHERE community_id IN {communities} AND device_hash IN {devices}""",
        **in_communities, **of_devices,
    )  # fmt: skip
    found = {Seat(row["community_id"], row["device_hash"], row["seat"]): row["id"] for row in rows}
    return {seat: found[seat] for seat in wanted if seat in found}


def find(db: Store, community_id: str, device: str, seat: int = 1) -> str | None:
    """The id of the participant with this device token and seat, if they have been here before."""
    wanted = seat_of(community_id, device, seat)
    return find_all(db, [wanted]).get(wanted)


def add_all(
    db: Store, newcomers: Mapping[Seat, str], *, pretend: Collection[Seat] = (), at: str | None = None,
    import_id: str | None = None,
) -> None:  # fmt: skip
    """Store participants who are new here under these ids, from now or `at` a time.

    With `import_id` they go when that import is undone. A seat that is taken already raises `RuleBroken`.
    """
    db.insert_all("participants", rows_of(newcomers, pretend=pretend, at=at, import_id=import_id))


def rows_of(
    newcomers: Mapping[Seat, str], *, pretend: Collection[Seat] = (), at: str | None = None,
    import_id: str | None = None,
) -> list[Row]:  # fmt: skip
    """Participants as they are stored."""
    made_at = at or now()
    return [
        {
            "id": participant_id, "community_id": seat.community_id, "device_hash": seat.device_hash,
            "seat": seat.number, "is_pretend": int(seat in pretend), "created_at": made_at,
            "import_id": import_id,
        }
        for seat, participant_id in newcomers.items()
    ]  # fmt: skip


def find_or_create(db: Store, community_id: str, device: str, seat: int = 1, *, at: str | None = None) -> str:
    """The participant with this device token and seat, made now (or `at` a time) if they are new here."""
    wanted = seat_of(community_id, device, seat)
    known = find_all(db, [wanted]).get(wanted)
    if known is None:
        known = new_id()
        add_all(db, {wanted: known}, at=at)
    return known


def attend_all(db: Store, attending: Iterable[tuple[str, str]], *, at: str | None = None) -> None:
    """Note that participants took part, as (meeting, participant), from now or `at` a time; once is enough."""
    first_at = at or now()
    rows = [{"meeting_id": meeting, "participant_id": person, "first_at": first_at} for meeting, person in attending]
    db.insert_all("attendances", rows, unless_there=True)


def attend(db: Store, meeting_id: str, participant_id: str, *, at: str | None = None) -> None:
    """Note that one participant took part in a meeting."""
    attend_all(db, [(meeting_id, participant_id)], at=at)


def set_attributes(db: Store, participant_id: str, attributes: str) -> None:
    """Keep what a participant chose to say about themselves, as JSON text."""
    db.execute("UPDATE participants SET attributes = :a WHERE id = :id", id=participant_id, a=attributes)


def attributes_of(db: Store, participant_ids: Collection[str]) -> dict[str, str]:
    """What participants said about themselves, as JSON text by id."""
    if not participant_ids:
        return {}
    ids, parameters = listed("id", participant_ids)
    rows = db.query(f"SELECT id, attributes FROM participants WHERE id IN {ids}", **parameters)
    return {row["id"]: row["attributes"] for row in rows}


def seats_of_devices(db: Store, community_id: str, devices: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
    """Participant ids and seats, by seat, for each of these device tokens."""
    tokens = {hash_device(device): device for device in devices}
    hashes, parameters = listed("d", tokens)
    rows = db.query(
        f"""SELECT id, seat, device_hash FROM participants WHERE community_id = :c AND device_hash IN {hashes}
            ORDER BY seat""",
        c=community_id, **parameters,
    )  # fmt: skip
    found: dict[str, list[tuple[str, int]]] = {device: [] for device in tokens.values()}
    for row in rows:
        found[tokens[row["device_hash"]]].append((row["id"], row["seat"]))
    return found


def seats_of_device(db: Store, community_id: str, device: str) -> list[tuple[str, int]]:
    """Participant ids and seats on one device, by seat."""
    return seats_of_devices(db, community_id, [device])[device]


def is_known(db: Store, device: str) -> bool:
    """Whether anybody on this device is remembered, in whatever community."""
    return db.one("SELECT 1 FROM participants WHERE device_hash = :d LIMIT 1", d=hash_device(device)) is not None


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
    sql = "SELECT COUNT(*) AS n FROM attendances WHERE meeting_id = :id AND set_aside_at IS NULL"
    row = db.one(sql, id=meeting_id)
    return int(row["n"]) if row else 0
