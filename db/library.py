"""The library: what a community has learned, where it came from, what belongs together, and what to read next."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from db import meetings, removal
from db.engine import Row, Store, Wanted, listed
from db.ids import new_id, now
from db.meetings import Meeting
from db.removal import Removed

Detail = Mapping[str, str]
_COLUMNS = ("kind", "title", "body", "tags", "stage", "sector", "link", "credit", "detail")

_AGREED = ("body", "credit")


@dataclass(frozen=True)
class Item:
    """One entry. `body` is Markdown as somebody wrote it; `detail` is what its kind asks beside it, by name.

    `credit` is there only where its author asked for it; `is_agreed` says that its author agreed to these very words.
    `trial_id` is the small test of change it was made of, "" for none.
    """

    id: str
    kind: str
    title: str
    body: str = ""
    tags: tuple[str, ...] = ()
    stage: str = ""
    sector: str = ""
    link: str = ""
    credit: str = ""
    detail: Detail = field(default_factory=dict)
    themes: frozenset[str] = frozenset()
    is_agreed: bool = False
    trial_id: str = ""
    reading_at: str | None = None
    created_at: str = ""
    changed_at: str = ""


@dataclass(frozen=True)
class Stems:
    """The words an entry is found by."""

    title: str
    rest: str


def of_community(db: Store, community_id: str) -> list[Item]:
    """The whole library, the latest first."""
    rows = db.query(
        "SELECT * FROM library_items WHERE community_id = :c ORDER BY created_at DESC, number DESC", c=community_id
    )
    themes: dict[str, set[str]] = {}
    for row in db.query(
        """SELECT t.* FROM library_themes t JOIN library_items i ON i.id = t.item_id WHERE i.community_id = :c""",
        c=community_id,
    ):
        themes.setdefault(row["item_id"], set()).add(row["theme_id"])
    return [_item(row, frozenset(themes.get(row["id"], ()))) for row in rows]


def find(db: Store, community_id: str, words: Wanted) -> list[str]:
    """The ids of the entries with all these words, the best first."""
    return db.search("library_items", words, community_id)


def add(db: Store, community_id: str, item: Item, stems: Stems, *, at: str | None = None) -> str:
    """Put an entry into the library and return its id; `item.id` may be "" for a new one."""
    item_id, at = item.id or new_id(), at or now()
    row = {"id": item_id, "community_id": community_id, **_row(item), "is_agreed": int(item.is_agreed),
           "trial_id": item.trial_id}  # fmt: skip
    row |= {"title_stems": stems.title, "stems": stems.rest, "created_at": at, "changed_at": at}
    db.insert("library_items", row)
    _set_themes(db, community_id, item_id, item.themes)
    return item_id


def change(db: Store, community_id: str, item: Item, stems: Stems) -> None:
    """Save an entry as it reads now. The words its author agreed to, and how they are named, stay as they are."""
    row = _row(item) | {"title_stems": stems.title, "stems": stems.rest, "changed_at": now()}
    marks = ", ".join(f"{name} = :{name}" for name in row if name not in _AGREED)
    agreed = ", ".join(f"{name} = CASE WHEN is_agreed = 1 THEN {name} ELSE :{name} END" for name in _AGREED)
    db.execute(
        f"""UPDATE library_items SET {marks}, {agreed}
            WHERE id = :id AND community_id = :c""",
        id=item.id, c=community_id, **row,
    )  # fmt: skip
    _set_themes(db, community_id, item.id, item.themes)


def remove(db: Store, community_id: str, item_id: str) -> Removed | None:
    """Take an entry out with its files and links; what `put_back` needs, None where there is no such entry."""
    if not _is_of(db, community_id, item_id):
        return None
    return removal.take_out(db, "library_items", item_id)


def put_back(db: Store, community_id: str, removed: Removed) -> None:
    """Undo `remove`. Raises `RuleBroken` where it is there again, or its author has erased it meanwhile."""
    if all(row["community_id"] == community_id for row in removed.rows.get("library_items", [])):
        sources = [row["answer_id"] for row in removed.rows.get("library_sources", [])]
        ids, parameters = listed("a", sources)
        there = db.query(f"SELECT id FROM answers WHERE id IN {ids}", **parameters)
        if len(there) == len(sources):
            removal.put_back(db, removed)


def read_next(db: Store, community_id: str, item_id: str, is_wanted: bool) -> None:
    """Put an entry on the reading list for the next meeting, or take it off."""
    at = now() if is_wanted else None
    db.execute(
        "UPDATE library_items SET reading_at = :at WHERE id = :id AND community_id = :c", at=at, id=item_id,
        c=community_id,
    )  # fmt: skip


def reading_list(db: Store, community_id: str) -> list[Item]:
    """What to read for the next meeting, in the order it was put there."""
    found = [item for item in of_community(db, community_id) if item.reading_at]
    return sorted(found, key=lambda item: (item.reading_at or "", item.id))


def reading_list_after(db: Store, meeting: Meeting) -> list[Item]:
    """What to read after this meeting: nothing where it is not the latest that was held."""
    latest = meetings.latest(db, meeting.community_id)
    return reading_list(db, meeting.community_id) if latest and latest.id == meeting.id else []


def links_of(db: Store, community_id: str) -> dict[str, set[str]]:
    """By entry, the entries it is linked with."""
    found: dict[str, set[str]] = {}
    for row in db.query(
        "SELECT l.* FROM library_links l JOIN library_items i ON i.id = l.item_id WHERE i.community_id = :c",
        c=community_id,
    ):
        found.setdefault(row["item_id"], set()).add(row["other_id"])
        found.setdefault(row["other_id"], set()).add(row["item_id"])
    return found


def relate(db: Store, community_id: str, item_id: str, others: Collection[str]) -> None:
    """Let an entry be linked with these entries of its community, and no others."""
    if not _is_of(db, community_id, item_id):
        return
    db.execute("DELETE FROM library_links WHERE item_id = :id OR other_id = :id", id=item_id)
    for other in sorted(set(others) - {item_id}):
        if _is_of(db, community_id, other):
            db.insert("library_links", {"item_id": min(item_id, other), "other_id": max(item_id, other)})


def of_trials(db: Store, community_id: str) -> dict[str, str]:
    """By small test of change, the entry that was made of it."""
    rows = db.query(
        "SELECT id, trial_id FROM library_items WHERE community_id = :c AND trial_id <> '' ORDER BY number",
        c=community_id,
    )
    return {row["trial_id"]: row["id"] for row in rows}


def come_from(db: Store, item_id: str, answer_id: str, part: str) -> None:
    """Note which written answer an entry was made of: it goes when its author erases that."""
    db.insert("library_sources", {"item_id": item_id, "answer_id": answer_id, "part": part})


def _set_themes(db: Store, community_id: str, item_id: str, themes: Collection[str]) -> None:
    if not _is_of(db, community_id, item_id):
        return
    db.execute("DELETE FROM library_themes WHERE item_id = :id", id=item_id)
    ids, parameters = listed("t", sorted(themes))
    db.execute(
        f"""INSERT INTO library_themes (item_id, theme_id)
            SELECT :item, id FROM themes WHERE community_id = :c AND id IN {ids}""",
        item=item_id, c=community_id, **parameters,
    )  # fmt: skip


def _is_of(db: Store, community_id: str, item_id: str) -> bool:
    row = db.one("SELECT 1 AS n FROM library_items WHERE id = :id AND community_id = :c", id=item_id, c=community_id)
    return row is not None


def _row(item: Item) -> Row:
    told = {"tags": json.dumps(item.tags, ensure_ascii=False), "detail": json.dumps(item.detail, ensure_ascii=False)}
    return {name: told.get(name, getattr(item, name)) for name in _COLUMNS}


def _item(row: Row, themes: frozenset[str]) -> Item:
    plain = {name: row[name] for name in ("id", "kind", "title", "body", "stage", "sector", "link", "credit")}
    return Item(
        **plain, tags=tuple(json.loads(row["tags"])), detail=json.loads(row["detail"]), themes=themes,
        is_agreed=bool(row["is_agreed"]), trial_id=row["trial_id"], reading_at=row["reading_at"],
        created_at=row["created_at"], changed_at=row["changed_at"],
    )  # fmt: skip
