"""Networks of communities: their regions and places, who belongs to them, and what communities share in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.engine import Row, Store, listed
from db.ids import new_id, new_join_code, now

SORTS = ("counties", "tribes", "states", "countries")
"""What the places of a network are."""
OFFERS = ("template", "prompt")


class UnknownCode(ValueError):
    """No network invites by this code, or not any more."""


@dataclass(frozen=True)
class Network:
    """`account_id` made it and keeps it; None once that account is gone. `code` is the invitation, None while nobody
    may come in. `is_sample` says that its regions are an example that was grouped by nobody who knows."""

    id: str
    account_id: str | None
    name: dict[str, str]
    sort: str
    code: str | None
    is_sample: bool


@dataclass(frozen=True)
class Region:
    id: str
    name: dict[str, str]


@dataclass(frozen=True)
class Place:
    """A place of a region; `across` and `down` are where its tile stands on the map, None where there is no map."""

    id: str
    region_id: str
    name: str
    across: int | None
    down: int | None


@dataclass(frozen=True)
class Member:
    community_id: str
    name: dict[str, str]
    region_id: str | None


@dataclass(frozen=True)
class Offer:
    """What a community shares: the steps of a meeting, or one step, as JSON text."""

    id: str
    community_id: str
    by: dict[str, str]
    sort: str
    title: dict[str, str]
    about: dict[str, str]
    steps: str
    offered_at: str


def create(db: Store, account_id: str, name: dict[str, str], sort: str, *, is_sample: bool = False) -> str:
    """Make a network that an account keeps, with an invitation; returns its id."""
    if sort not in SORTS:
        raise ValueError(sort)
    network_id = new_id()
    row = {"id": network_id, "account_id": account_id, "sort": sort, "code": _free_code(db), "created_at": now()}
    db.insert("networks", {**row, "name": json.dumps(name, ensure_ascii=False), "is_sample": int(is_sample)})
    return network_id


def invite_anew(db: Store, account_id: str, network_id: str, *, is_open: bool = True) -> None:
    """Give a network that an account keeps another code, or none; the one it had lets nobody in any more."""
    db.execute(
        "UPDATE networks SET code = :code WHERE id = :id AND account_id = :a",
        id=network_id, a=account_id, code=_free_code(db) if is_open else None,
    )  # fmt: skip


def delete(db: Store, account_id: str, network_id: str) -> None:
    """Do away with a network that an account keeps; its communities stay, and what they took from it stays theirs."""
    db.execute("DELETE FROM networks WHERE id = :id AND account_id = :a", id=network_id, a=account_id)


def is_kept_by(db: Store, account_id: str, network_id: str) -> bool:
    """Whether an account keeps a network."""
    sql = "SELECT 1 FROM networks WHERE id = :id AND account_id = :a"
    return db.one(sql, id=network_id, a=account_id) is not None


def by_id(db: Store, network_id: str) -> Network | None:
    row = db.one("SELECT * FROM networks WHERE id = :id", id=network_id)
    return _network(row) if row else None


def by_code(db: Store, code: str) -> Network | None:
    """The network that invites by this code."""
    row = db.one("SELECT * FROM networks WHERE code = :code", code=code)
    return _network(row) if row else None


def of_account(db: Store, account_id: str) -> list[Network]:
    """The networks an account keeps, the oldest first."""
    rows = db.query("SELECT * FROM networks WHERE account_id = :id ORDER BY created_at, id", id=account_id)
    return [_network(row) for row in rows]


def of_community(db: Store, community_id: str) -> list[Network]:
    """The networks a community belongs to, in the order it joined them."""
    rows = db.query(
        """SELECT n.* FROM networks n JOIN network_members m ON m.network_id = n.id
           WHERE m.community_id = :id ORDER BY m.joined_at, n.id""",
        id=community_id,
    )
    return [_network(row) for row in rows]


def of_communities(db: Store, community_ids: Iterable[str]) -> list[Network]:
    """The networks that any of these communities belongs to, the oldest first."""
    ids, parameters = listed("c", community_ids)
    rows = db.query(
        f"""SELECT * FROM networks WHERE id IN (SELECT network_id FROM network_members WHERE community_id IN {ids})
            ORDER BY created_at, id""",
        **parameters,
    )
    return [_network(row) for row in rows]


# Regions and places


def add_region(db: Store, account_id: str, network_id: str, name: dict[str, str]) -> str | None:
    """Add a region at the end of a network that an account keeps; returns its id, None where it keeps no such one."""
    if not is_kept_by(db, account_id, network_id):
        return None
    [row] = db.query("SELECT COUNT(*) AS n FROM network_regions WHERE network_id = :id", id=network_id)
    region_id = new_id()
    words = json.dumps(name, ensure_ascii=False)
    db.insert(
        "network_regions", {"id": region_id, "network_id": network_id, "name": words, "position": int(row["n"]) + 1}
    )
    return region_id


def add_places(
    db: Store, account_id: str, region_id: str, names: Mapping[str, tuple[int, int] | None]
) -> None:  # fmt: skip
    """Add places to a region of a network that an account keeps, each with where its tile stands, or None."""
    row = db.one("SELECT network_id FROM network_regions WHERE id = :id", id=region_id)
    if row is None or not names or not is_kept_by(db, account_id, row["network_id"]):
        return
    rows = [
        {"id": new_id(), "network_id": row["network_id"], "region_id": region_id, "name": name,
         "across": at[0] if at else None, "down": at[1] if at else None}
        for name, at in names.items()
    ]  # fmt: skip
    db.insert_all("network_places", rows)


def move_places(db: Store, account_id: str, network_id: str, region_of: Mapping[str, str]) -> None:
    """Put places (by id) into other regions of the same network, which an account keeps; it is no example any more."""
    if not is_kept_by(db, account_id, network_id):
        return
    for place_id, region_id in region_of.items():
        db.execute(
            """UPDATE network_places SET region_id = :r WHERE id = :p AND network_id = :n
               AND EXISTS (SELECT 1 FROM network_regions WHERE id = :r AND network_id = :n)""",
            p=place_id, n=network_id, r=region_id,
        )  # fmt: skip
    db.execute("UPDATE networks SET is_sample = 0 WHERE id = :id", id=network_id)


def rename_regions(db: Store, account_id: str, network_id: str, names: Mapping[str, dict[str, str]]) -> None:
    """Call regions (by id) of a network that an account keeps otherwise."""
    if not is_kept_by(db, account_id, network_id):
        return
    for region_id, name in names.items():
        db.execute(
            "UPDATE network_regions SET name = :name WHERE id = :r AND network_id = :n",
            r=region_id, n=network_id, name=json.dumps(name, ensure_ascii=False),
        )  # fmt: skip


def regions(db: Store, network_id: str) -> list[Region]:
    """The regions of a network in their order."""
    rows = db.query("SELECT * FROM network_regions WHERE network_id = :id ORDER BY position, id", id=network_id)
    return [Region(row["id"], json.loads(row["name"])) for row in rows]


def places(db: Store, network_id: str) -> list[Place]:
    """The places of a network by name."""
    rows = db.query("SELECT * FROM network_places WHERE network_id = :id ORDER BY name, id", id=network_id)
    return [Place(row["id"], row["region_id"], row["name"], row["across"], row["down"]) for row in rows]


# Who belongs to it


def join(db: Store, community_id: str, code: str) -> str:
    """Let a community into the network that invites by a code; returns the network's id.

    Raises:
        UnknownCode: no network does.
    """
    found = by_code(db, code)
    if found is None:
        raise UnknownCode(code)
    enter(db, found.id, community_id)
    return found.id


def enter(db: Store, network_id: str, community_id: str) -> None:
    """Let a community be a member; once is enough."""
    row = {"network_id": network_id, "community_id": community_id, "joined_at": now()}
    db.insert_all("network_members", [row], unless_there=True)


def leave(db: Store, network_id: str, community_id: str) -> None:
    """Let a community go, with what it shared and the places it served there."""
    for sql in (
        "DELETE FROM network_offers WHERE network_id = :n AND community_id = :c",
        """DELETE FROM network_served WHERE community_id = :c
           AND place_id IN (SELECT id FROM network_places WHERE network_id = :n)""",
        "DELETE FROM network_members WHERE network_id = :n AND community_id = :c",
    ):
        db.execute(sql, n=network_id, c=community_id)


def serve(db: Store, network_id: str, community_id: str, region_id: str | None, place_ids: Iterable[str]) -> None:
    """Say which region of a network a member belongs to and which of its places it serves."""
    db.execute(
        """UPDATE network_members SET region_id = (SELECT id FROM network_regions WHERE id = :r AND network_id = :n)
           WHERE network_id = :n AND community_id = :c""",
        n=network_id, c=community_id, r=region_id,
    )  # fmt: skip
    db.execute(
        """DELETE FROM network_served WHERE community_id = :c
           AND place_id IN (SELECT id FROM network_places WHERE network_id = :n)""",
        n=network_id, c=community_id,
    )  # fmt: skip
    for place_id in place_ids:
        db.execute(
            """INSERT INTO network_served (place_id, community_id)
               SELECT p.id, m.community_id FROM network_places p JOIN network_members m ON m.network_id = p.network_id
               WHERE p.id = :p AND p.network_id = :n AND m.community_id = :c ON CONFLICT DO NOTHING""",
            p=place_id, n=network_id, c=community_id,
        )  # fmt: skip


def members(db: Store, network_id: str) -> list[Member]:
    """The communities of a network in the order they joined."""
    rows = db.query(
        """SELECT c.id, c.name, m.region_id FROM network_members m JOIN communities c ON c.id = m.community_id
           WHERE m.network_id = :id ORDER BY m.joined_at, c.id""",
        id=network_id,
    )
    return [Member(row["id"], json.loads(row["name"]), row["region_id"]) for row in rows]


def served(db: Store, network_id: str) -> dict[str, frozenset[str]]:
    """By community the places of a network it serves."""
    rows = db.query(
        """SELECT s.community_id, s.place_id FROM network_served s JOIN network_places p ON p.id = s.place_id
           WHERE p.network_id = :id""",
        id=network_id,
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["community_id"], set()).add(row["place_id"])
    return {community: frozenset(ids) for community, ids in found.items()}


# What communities share


def offer(
    db: Store, network_id: str, community_id: str, sort: str, title: Mapping[str, str], about: Mapping[str, str],
    steps: str,
) -> str | None:  # fmt: skip
    """Share something of a member with its network; returns the id, None where it is no member."""
    if sort not in OFFERS or all(each.community_id != community_id for each in members(db, network_id)):
        return None
    offer_id = new_id()
    words = {"title": json.dumps(dict(title), ensure_ascii=False), "about": json.dumps(dict(about), ensure_ascii=False)}
    row = {"id": offer_id, "network_id": network_id, "community_id": community_id, "sort": sort, "steps": steps}
    db.insert("network_offers", {**row, **words, "offered_at": now()})
    return offer_id


def withdraw_offer(db: Store, community_id: str, offer_id: str) -> None:
    """Share something no longer; copies that others took stay theirs."""
    db.execute("DELETE FROM network_offers WHERE id = :id AND community_id = :c", id=offer_id, c=community_id)


def offers(db: Store, network_ids: Sequence[str]) -> list[Offer]:
    """What is shared in these networks, the latest first."""
    ids, parameters = listed("n", network_ids)
    rows = db.query(
        f"""SELECT o.*, c.name AS by_name FROM network_offers o JOIN communities c ON c.id = o.community_id
            WHERE o.network_id IN {ids} ORDER BY o.offered_at DESC, o.id""",
        **parameters,
    )
    return [_offer(row) for row in rows]


def _free_code(db: Store) -> str:
    code = new_join_code()
    while by_code(db, code):
        code = new_join_code()
    return code


def _network(row: Row) -> Network:
    return Network(
        row["id"], row["account_id"], json.loads(row["name"]), row["sort"], row["code"], bool(row["is_sample"])
    )


def _offer(row: Row) -> Offer:
    by, title, about = (json.loads(row[name]) for name in ("by_name", "title", "about"))
    return Offer(
        row["id"], row["community_id"], by, row["sort"], title, about, row["steps"], row["offered_at"]
    )  # fmt: skip
