"""Communities and who may act for them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db import meetings, roles
from db.engine import Row, Store
from db.ids import new_id, now

STAGES = ("getting_started", "growing", "sustaining")
ROLES = ("organizer", "facilitator")


@dataclass(frozen=True)
class Community:
    id: str
    name: dict[str, str]
    stage: str
    languages: tuple[str, ...]
    asks_about: str
    """JSON text: what people may say about themselves."""
    funders_see: str = "{}"
    """JSON text: what was agreed that funders and agencies see."""
    unlink_after: int | None = None
    """After so many months the answers of its meetings become unlinkable; None for never."""


@dataclass(frozen=True)
class Holdings:
    """What would be gone with a community."""

    meetings: int
    answers: int
    people: int
    links: int
    """Shared reports that can still be opened."""


def create(db: Store, name: dict[str, str], account_id: str, *, stage: str = "getting_started") -> str:
    """Add a community with its first organizer and return its id."""
    community_id, at = new_id(), now()
    db.insert("communities", {"id": community_id, "name": json.dumps(name), "stage": stage, "created_at": at})
    add_member(db, community_id, account_id, "organizer")
    return community_id


def change(db: Store, community_id: str, *, name: dict[str, str], stage: str) -> None:
    """Rename a community or move it to another stage."""
    db.execute(
        "UPDATE communities SET name = :name, stage = :stage WHERE id = :id",
        id=community_id, name=json.dumps(name), stage=stage,
    )  # fmt: skip


def ask_about(db: Store, community_id: str, asks_about: str) -> None:
    """Set what people may say about themselves, as JSON text."""
    db.execute("UPDATE communities SET asks_about = :a WHERE id = :id", id=community_id, a=asks_about)


def agree_on_funders(db: Store, community_id: str, agreed: str) -> None:
    """Keep what was agreed that funders and agencies see, as JSON text; phones that are here are told at once."""
    db.execute("UPDATE communities SET funders_see = :a WHERE id = :id", id=community_id, a=agreed)
    going_on = db.query(
        "SELECT id FROM meetings WHERE community_id = :id AND phase IN ('lobby', 'live')", id=community_id
    )
    if going_on:
        meetings.touch(db, *(row["id"] for row in going_on), at_once=True)


def unlink_after(db: Store, community_id: str, months: int | None) -> None:
    """Set after how many months answers become unlinkable, or that they do not."""
    db.execute("UPDATE communities SET unlink_after = :n WHERE id = :id", id=community_id, n=months)


def holdings(db: Store, community_id: str) -> Holdings:
    """How much a community holds."""
    row = db.one(
        """SELECT (SELECT COUNT(*) FROM meetings WHERE community_id = :id) AS meetings,
               (SELECT COUNT(*) FROM answers n JOIN rounds r ON r.id = n.round_id JOIN activities a
                ON a.id = r.activity_id JOIN meetings m ON m.id = a.meeting_id WHERE m.community_id = :id) AS answers,
               (SELECT COUNT(*) FROM participants WHERE community_id = :id) AS people,
               (SELECT COUNT(*) FROM shared_reports WHERE community_id = :id AND revoked_at IS NULL
                AND expires_at > :now) AS links""",
        id=community_id, now=now(),
    )  # fmt: skip
    assert row is not None, "counting always gives a row"
    return Holdings(**{name: int(number) for name, number in row.items()})


def delete(db: Store, community_id: str) -> None:
    """Delete a community with everything in it, for good; accounts of people who ran its meetings stay.

    `Store.sweep` then takes it out of the file, too.
    """
    db.execute("DELETE FROM communities WHERE id = :id", id=community_id)


def by_id(db: Store, community_id: str) -> Community | None:
    row = db.one("SELECT * FROM communities WHERE id = :id", id=community_id)
    return _community(row) if row else None


def of_account(db: Store, account_id: str) -> list[Community]:
    """The communities an account belongs to, oldest first."""
    rows = db.query(
        """SELECT c.* FROM communities c JOIN memberships m ON m.community_id = c.id
           WHERE m.account_id = :account_id ORDER BY c.created_at""",
        account_id=account_id,
    )
    return [_community(row) for row in rows]


def add_member(db: Store, community_id: str, account_id: str, role: str) -> None:
    """Let an account act for a community as organizer or facilitator; a later role replaces an earlier one.

    The record of roles follows.
    """
    roles.succeed(db, community_id, account_id, role)
    row = {"community_id": community_id, "account_id": account_id, "role": role, "created_at": now()}
    db.upsert("memberships", row, key=("account_id", "community_id"))


def remove_member(db: Store, community_id: str, account_id: str) -> None:
    """Let an account act for a community no more; that it did stays in the record of roles."""
    roles.succeed(db, community_id, account_id, None)
    db.execute("DELETE FROM memberships WHERE community_id = :c AND account_id = :a", c=community_id, a=account_id)


def role_of(db: Store, community_id: str, account_id: str) -> str | None:
    """`organizer`, `facilitator`, or None for an account that does not belong to the community."""
    row = db.one(
        "SELECT role FROM memberships WHERE community_id = :c AND account_id = :a", c=community_id, a=account_id
    )
    return str(row["role"]) if row else None


def members(db: Store, community_id: str) -> list[Row]:
    """Accounts of a community: id, username, name, role."""
    return db.query(
        """SELECT a.id, a.username, a.name, m.role FROM memberships m JOIN accounts a ON a.id = m.account_id
           WHERE m.community_id = :id ORDER BY a.name""",
        id=community_id,
    )


def mark_prompt_used(db: Store, community_id: str, prompt_id: str) -> None:
    """Remember that a prompt from the library was put to this community, once more."""
    db.insert("prompts_used", {"community_id": community_id, "prompt_id": prompt_id, "used_at": now()})


def unmark_prompt_used(db: Store, community_id: str, prompt_id: str) -> None:
    """Take back that a prompt was put to this community, the last time it was."""
    db.execute(
        """DELETE FROM prompts_used WHERE community_id = :c AND prompt_id = :p AND used_at =
           (SELECT MAX(used_at) FROM prompts_used WHERE community_id = :c AND prompt_id = :p)""",
        c=community_id, p=prompt_id,
    )  # fmt: skip


def prompts_used(db: Store, community_id: str) -> list[str]:
    """The library prompts this community has been asked, one entry for each time."""
    rows = db.query("SELECT prompt_id FROM prompts_used WHERE community_id = :id ORDER BY used_at", id=community_id)
    return [row["prompt_id"] for row in rows]


def _community(row: Row) -> Community:
    return Community(
        row["id"],
        json.loads(row["name"]),
        row["stage"],
        tuple(json.loads(row["languages"])),
        row["asks_about"],
        row["funders_see"],
        row["unlink_after"],
    )
