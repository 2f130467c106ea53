"""The resources a community needs: what, who brings it, what it costs, and whether it is there."""

from __future__ import annotations

from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id, now

SORTS = ("time", "facilitation", "space", "food", "research", "technology", "dissemination")
STATUSES = ("have", "asked", "missing")


@dataclass(frozen=True)
class Resource:
    """`sort` is one of `SORTS`, `status` one of `STATUSES`; `amount` is in whole dollars, None where it costs none."""

    id: str
    sort: str
    needed: str
    who: str
    amount: int | None
    status: str
    created_at: str = ""


def put(db: Store, community_id: str, resource: Resource) -> str:
    """Add a resource, or change the one of this community with its id; returns the id. It may be one that was removed.

    Another community's id changes nothing.
    """
    resource_id = resource.id or new_id()
    row = {
        "sort": resource.sort, "needed": resource.needed, "who": resource.who, "amount": resource.amount,
        "status": resource.status,
    }  # fmt: skip
    known = db.one("SELECT community_id FROM resources WHERE id = :id", id=resource_id)
    if known is None:
        at = resource.created_at or now()
        db.insert("resources", {"id": resource_id, "community_id": community_id, **row, "created_at": at})
    elif known["community_id"] == community_id:
        db.execute(
            """UPDATE resources SET sort = :sort, needed = :needed, who = :who, amount = :amount, status = :status
               WHERE id = :id""",
            id=resource_id, **row,
        )  # fmt: skip
    return resource_id


def remove(db: Store, community_id: str, resource_id: str) -> None:
    """Take a resource of this community off the list; `put` brings it back."""
    db.execute("DELETE FROM resources WHERE id = :id AND community_id = :c", id=resource_id, c=community_id)


def of_community(db: Store, community_id: str) -> list[Resource]:
    """All resources in the order they were written down."""
    rows = db.query("SELECT * FROM resources WHERE community_id = :id ORDER BY created_at, id", id=community_id)
    return [_resource(row) for row in rows]


def _resource(row: Row) -> Resource:
    return Resource(
        row["id"], row["sort"], row["needed"], row["who"], row["amount"], row["status"], row["created_at"]
    )  # fmt: skip
