"""The processes that run on this database, and who is at the meetings of each: kept for two minutes at most."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from db.engine import Store, listed
from db.ids import now

KEPT_FOR = 120.0
"""How long a process that says nothing any more counts as there, in seconds; its phones may be on their way back."""


@dataclass(frozen=True)
class Process:
    """One running process: its id, and the fingerprints of settings that must be alike, by their keys."""

    id: str
    settings: Mapping[str, str]


def running(db: Store) -> list[Process]:
    """The processes that have said something in the last two minutes."""
    rows = db.query("SELECT id, settings FROM processes WHERE at >= :since ORDER BY id", since=now(-KEPT_FOR))
    return [Process(row["id"], json.loads(row["settings"])) for row in rows]


def differing(db: Store) -> list[str]:
    """The settings that are not alike in all running processes."""
    found = [process.settings for process in running(db)]
    return sorted({key for each in found for key in each if any(other.get(key) != each[key] for other in found)})


def beat(db: Store, process: Process) -> bool:
    """Note that a process is there, and forget those that are not; whether it was known already."""
    is_known = db.execute("UPDATE processes SET at = :at WHERE id = :id", at=now(), id=process.id) > 0
    if not is_known:
        db.insert("processes", {"id": process.id, "settings": json.dumps(dict(process.settings)), "at": now()})
    db.execute("DELETE FROM processes WHERE at < :since", since=now(-KEPT_FOR))
    return is_known


def tell(db: Store, process_id: str, people: Mapping[str, Collection[str]]) -> None:
    """Keep who is at these meetings in a process; meetings that are gone meanwhile are left out."""
    for meeting_id, found in people.items():
        db.execute(
            "DELETE FROM presence WHERE process_id = :process AND meeting_id = :meeting",
            process=process_id, meeting=meeting_id,
        )  # fmt: skip
        if found:
            db.execute(
                """INSERT INTO presence (process_id, meeting_id, people)
                   SELECT :process, id, :people FROM meetings WHERE id = :meeting""",
                process=process_id, people=" ".join(sorted(found)), meeting=meeting_id,
            )  # fmt: skip


def people_elsewhere(db: Store, process_id: str, meeting_ids: Collection[str]) -> dict[str, frozenset[str]]:
    """Who is at these meetings in other processes."""
    ids, parameters = listed("id", meeting_ids)
    rows = db.query(
        f"""SELECT meeting_id, people FROM presence JOIN processes ON processes.id = process_id
            WHERE at >= :since AND process_id <> :process AND meeting_id IN {ids}""",
        since=now(-KEPT_FOR), process=process_id, **parameters,
    )  # fmt: skip
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        found[row["meeting_id"]] = found.get(row["meeting_id"], frozenset()) | set(row["people"].split())
    return found
