"""A community's theory of change, in three sentences, and its areas of practice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from db.engine import Store
from db.ids import new_id, now

PARTS = ("if_we", "then", "because")


@dataclass(frozen=True)
class Theory:
    """`words` are the sentences by part, each by language; a part nobody has written is not there."""

    words: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Area:
    """One area of practice; `id` is "" where it is not stored yet."""

    id: str
    name: dict[str, str]


def of_community(db: Store, community_id: str) -> Theory:
    row = db.one("SELECT words FROM theories WHERE community_id = :id", id=community_id)
    return Theory(json.loads(row["words"])) if row else Theory()


def put(db: Store, community_id: str, theory: Theory, by_name: str) -> None:
    """Write the theory down; what stood there before is gone."""
    told = json.dumps(theory.words, ensure_ascii=False)
    row = {"community_id": community_id, "words": told, "by_name": by_name, "at": now()}
    db.upsert("theories", row, key=("community_id",))


def areas(db: Store, community_id: str) -> list[Area]:
    """The areas of practice, in their order."""
    rows = db.query("SELECT * FROM practice_areas WHERE community_id = :id ORDER BY position, id", id=community_id)
    return [Area(row["id"], json.loads(row["name"])) for row in rows]


def put_areas(db: Store, community_id: str, wanted: Sequence[Area]) -> list[str]:
    """Let these be the areas, in this order; returns their ids. A goal of one that is gone belongs to none."""
    kept = {each.id for each in wanted}
    known = {area.id for area in areas(db, community_id)}
    for gone in known - kept:
        db.execute("DELETE FROM practice_areas WHERE id = :id", id=gone)
        db.execute("UPDATE goals SET area_id = '' WHERE area_id = :id AND community_id = :c", id=gone, c=community_id)
    ids = []
    for position, area in enumerate(wanted):
        name = json.dumps(area.name, ensure_ascii=False)
        area_id = area.id if area.id in known else new_id()
        row = {"id": area_id, "community_id": community_id, "name": name, "position": position}
        db.upsert("practice_areas", row, key=("id",))
        ids.append(area_id)
    return ids
