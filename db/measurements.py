"""Measurements: what a metric was on a day, as somebody wrote it down or brought it in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.engine import Store
from db.ids import new_id, now


@dataclass(frozen=True)
class Measurement:
    """`measured_on` is an ISO day; `id` is "" where it is not stored yet."""

    id: str
    metric_id: str
    measured_on: str
    value: float
    note: str = ""


def of_community(db: Store, community_id: str) -> dict[str, list[Measurement]]:
    """The measurements of each metric by its id, the earliest day first."""
    rows = db.query(
        """SELECT n.* FROM measurements n JOIN metrics m ON m.id = n.metric_id JOIN goals g ON g.id = m.goal_id
           WHERE g.community_id = :id ORDER BY n.measured_on, n.created_at, n.id""",
        id=community_id,
    )
    found: dict[str, list[Measurement]] = {}
    for row in rows:
        each = Measurement(row["id"], row["metric_id"], row["measured_on"], float(row["value"]), row["note"])
        found.setdefault(each.metric_id, []).append(each)
    return found


def add(db: Store, community_id: str, measured: Iterable[Measurement], by_name: str) -> list[str]:
    """Write measurements down, those that were removed under their ids again; returns the ids.

    Those of a metric of another community are left out.
    """
    own = {
        row["id"]
        for row in db.query(
            "SELECT m.id FROM metrics m JOIN goals g ON g.id = m.goal_id WHERE g.community_id = :id", id=community_id
        )
    }
    rows = [
        {"id": each.id or new_id(), "metric_id": each.metric_id, "measured_on": each.measured_on,
         "value": repr(float(each.value)), "note": each.note, "by_name": by_name, "created_at": now()}
        for each in measured
        if each.metric_id in own
    ]  # fmt: skip
    if rows:
        db.insert_all("measurements", rows, unless_there=True)
    return [str(row["id"]) for row in rows]


def remove(db: Store, community_id: str, ids: Sequence[str]) -> None:
    """Take measurements of this community out; `add` brings them back."""
    for each in ids:
        db.execute(
            """DELETE FROM measurements WHERE id = :id AND metric_id IN
               (SELECT m.id FROM metrics m JOIN goals g ON g.id = m.goal_id WHERE g.community_id = :community)""",
            id=each, community=community_id,
        )  # fmt: skip
