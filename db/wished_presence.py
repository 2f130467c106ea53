"""Whom a community wants present: groups by what people may say about themselves, with a wished share or without."""

from __future__ import annotations

from collections.abc import Mapping

from db.engine import Store

Group = tuple[str, str]
"""An attribute (`sector`, `roles`, `region`, `size`), and one of its values."""


def of_community(db: Store, community_id: str) -> dict[Group, int | None]:
    """The wished share in percent of each group that is wanted; None where it is enough that they are there."""
    rows = db.query("SELECT * FROM wished_presence WHERE community_id = :id ORDER BY attribute, value", id=community_id)
    return {(row["attribute"], row["value"]): row["share"] for row in rows}


def put(db: Store, community_id: str, wished: Mapping[Group, int | None]) -> None:
    """Keep whom a community wants present, in place of what it wished before.

    Raises:
        ValueError: a share is no whole percent from 1 to 100.
    """
    if any(share is not None and not 1 <= share <= 100 for share in wished.values()):
        raise ValueError("a share is from 1 to 100 percent")
    db.execute("DELETE FROM wished_presence WHERE community_id = :id", id=community_id)
    rows = [
        {"community_id": community_id, "attribute": attribute, "value": value, "share": share}
        for (attribute, value), share in wished.items()
    ]
    if rows:
        db.insert_all("wished_presence", rows)
