"""A community's public page, off until an organizer opens it: what it says, its address, and the digests let out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from db.engine import Row, Store
from db.ids import new_secret, now


@dataclass(frozen=True)
class PublicPage:
    """What organizers wrote for everybody; texts are by language. `token` is the end of its address, None while nobody
    sees it. `topics` are parted by commas, and so are `places`."""

    community_id: str
    token: str | None = None
    purpose: dict[str, str] = field(default_factory=dict)
    joining: dict[str, str] = field(default_factory=dict)
    contact: str = ""
    topics: dict[str, str] = field(default_factory=dict)
    places: str = ""
    shows_next: bool = True
    is_listed: bool = False
    """Whether the public directory leads to it: an organizer's own choice."""

    @property
    def is_open(self) -> bool:
        return self.token is not None


def of_community(db: Store, community_id: str) -> PublicPage:
    """A community's page; an empty one that nobody sees where nothing was written yet."""
    row = db.one("SELECT * FROM public_pages WHERE community_id = :id", id=community_id)
    return _page(row) if row else PublicPage(community_id)


def by_token(db: Store, token: str) -> PublicPage | None:
    """The page at an address; None where there is none, or none any more."""
    row = db.one("SELECT * FROM public_pages WHERE token = :token", token=token)
    return _page(row) if row else None


def in_directory(db: Store) -> list[PublicPage]:
    """Every page that its organizers put into the public directory."""
    rows = db.query("SELECT * FROM public_pages WHERE is_listed = 1 AND token IS NOT NULL ORDER BY community_id")
    return [_page(row) for row in rows]


def put(db: Store, page: PublicPage) -> None:
    """Keep what a page says; whether it is open, and its address, stay as they are."""
    words = {name: json.dumps(getattr(page, name), ensure_ascii=False) for name in ("purpose", "joining", "topics")}
    row = {
        "community_id": page.community_id, "contact": page.contact, "places": page.places,
        "shows_next": int(page.shows_next), "is_listed": int(page.is_listed),
    }  # fmt: skip
    db.upsert("public_pages", {**row, **words}, key=("community_id",))


def open_page(db: Store, community_id: str) -> None:
    """Let everybody who has the address see a community's page; a page that was closed gets another address."""
    if of_community(db, community_id).token is None:
        db.upsert("public_pages", {"community_id": community_id, "token": new_secret()}, key=("community_id",))


def close_page(db: Store, community_id: str) -> None:
    """Let nobody see it any more, and take it out of the directory; what it says is kept for its organizers."""
    db.execute("UPDATE public_pages SET token = NULL, is_listed = 0 WHERE community_id = :id", id=community_id)


def release(db: Store, community_id: str, meeting_id: str) -> None:
    """Let the digest of a community's meeting stand on its page."""
    db.execute(
        """INSERT INTO public_digests (meeting_id, community_id, released_at)
           SELECT id, community_id, :at FROM meetings WHERE id = :m AND community_id = :c
           ON CONFLICT (meeting_id) DO NOTHING""",
        m=meeting_id, c=community_id, at=now(),
    )  # fmt: skip


def take_back(db: Store, community_id: str, meeting_id: str) -> None:
    """Take the digest of a meeting off the page."""
    db.execute("DELETE FROM public_digests WHERE meeting_id = :m AND community_id = :c", m=meeting_id, c=community_id)


def released(db: Store, community_id: str) -> frozenset[str]:
    """The ids of the meetings whose digest was let out."""
    rows = db.query("SELECT meeting_id FROM public_digests WHERE community_id = :id", id=community_id)
    return frozenset(row["meeting_id"] for row in rows)


def _page(row: Row) -> PublicPage:
    purpose, joining, topics = (json.loads(row[name]) for name in ("purpose", "joining", "topics"))
    return PublicPage(
        row["community_id"], row["token"], purpose, joining, row["contact"], topics, row["places"],
        bool(row["shows_next"]), bool(row["is_listed"]),
    )  # fmt: skip
