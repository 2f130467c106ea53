"""What communities of a network share with each other: agendas, prompts and lessons."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db import networks
from db.engine import Row, Store, listed
from db.ids import new_id, now

SORTS = ("template", "prompt", "lesson")


@dataclass(frozen=True)
class Offer:
    """What a community shares: `steps` is JSON text, the steps of a meeting or one step, or a lesson."""

    id: str
    community_id: str
    by: dict[str, str]
    sort: str
    title: dict[str, str]
    about: dict[str, str]
    steps: str
    offered_at: str


def offer(
    db: Store, network_id: str, community_id: str, sort: str, title: Mapping[str, str], about: Mapping[str, str],
    steps: str,
) -> str | None:  # fmt: skip
    """Share something of a member with its network; returns the id, None where it is no member."""
    if sort not in SORTS or all(each.community_id != community_id for each in networks.members(db, network_id)):
        return None
    offer_id = new_id()
    words = {"title": json.dumps(dict(title), ensure_ascii=False), "about": json.dumps(dict(about), ensure_ascii=False)}
    row = {"id": offer_id, "network_id": network_id, "community_id": community_id, "sort": sort, "steps": steps}
    db.insert("network_offers", {**row, **words, "offered_at": now()})
    return offer_id


def withdraw(db: Store, community_id: str, offer_id: str) -> None:
    """Share something no longer; copies that others took stay theirs."""
    db.execute("DELETE FROM network_offers WHERE id = :id AND community_id = :c", id=offer_id, c=community_id)


def of_networks(db: Store, network_ids: Sequence[str]) -> list[Offer]:
    """What is shared in these networks, the latest first."""
    ids, parameters = listed("n", network_ids)
    rows = db.query(
        f"""SELECT o.*, c.name AS by_name FROM network_offers o JOIN communities c ON c.id = o.community_id
            WHERE o.network_id IN {ids} ORDER BY o.offered_at DESC, o.id""",
        **parameters,
    )
    return [_offer(row) for row in rows]


def _offer(row: Row) -> Offer:
    by, title, about = (json.loads(row[name]) for name in ("by_name", "title", "about"))
    return Offer(
        row["id"], row["community_id"], by, row["sort"], title, about, row["steps"], row["offered_at"]
    )  # fmt: skip
