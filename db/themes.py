"""Themes: what facilitators of a community sort written answers into, from one meeting to the next."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import now

Place = tuple[str, str]
"""Where a written piece stands: its answer's id and the part of it."""


@dataclass(frozen=True)
class Theme:
    id: str
    community_id: str
    name: dict[str, str]
    position: int
    put_away_at: str | None
    """Since when it is not used any more: it comes to no later meeting, and history keeps it."""


def of_community(db: Store, community_id: str) -> list[Theme]:
    """All themes of a community, those that were put away too, the first made first."""
    rows = db.query("SELECT * FROM themes WHERE community_id = :id ORDER BY position, id", id=community_id)
    return [_theme(row) for row in rows]


def by_id(db: Store, theme_id: str) -> Theme | None:
    row = db.one("SELECT * FROM themes WHERE id = :id", id=theme_id)
    return _theme(row) if row else None


def add(db: Store, community_id: str, theme_id: str, name: dict[str, str]) -> None:
    """Make a theme, after the others; nothing where this id is there already."""
    row = db.one("SELECT MAX(position) AS last FROM themes WHERE community_id = :id", id=community_id)
    position = int(row["last"] or 0) + 1 if row else 1
    told = json.dumps(name, ensure_ascii=False)
    new = {"id": theme_id, "community_id": community_id, "name": told, "position": position, "created_at": now()}
    db.insert_all("themes", [new], unless_there=True)


def rename(db: Store, theme_id: str, name: dict[str, str]) -> None:
    """Give a theme another name, in the languages it has one in."""
    told = json.dumps(name, ensure_ascii=False)
    db.execute("UPDATE themes SET name = :name WHERE id = :id", id=theme_id, name=told)


def put_away(db: Store, theme_id: str) -> None:
    """Bring a theme to no later meeting; what is in it stays in it."""
    db.execute("UPDATE themes SET put_away_at = :at WHERE id = :id AND put_away_at IS NULL", id=theme_id, at=now())


def use_again(db: Store, theme_id: str) -> None:
    """Take back that a theme was put away."""
    db.execute("UPDATE themes SET put_away_at = NULL WHERE id = :id", id=theme_id)


def remove(db: Store, theme_id: str) -> None:
    """Forget a theme; what was in it is in none."""
    db.execute("DELETE FROM themes WHERE id = :id", id=theme_id)


def place(db: Store, places: Iterable[Place], theme_id: str | None) -> None:
    """Put written pieces into a theme, or into none; each is in one at most."""
    for answer_id, part in places:
        if theme_id:
            row = {"answer_id": answer_id, "part": part, "theme_id": theme_id}
            db.upsert("theme_pieces", row, key=("answer_id", "part"))
        else:
            db.execute("DELETE FROM theme_pieces WHERE answer_id = :a AND part = :p", a=answer_id, p=part)


def place_alike(db: Store, before: Place, after: Place) -> None:
    """Put a piece into the theme that an earlier one is in."""
    db.execute(
        """INSERT INTO theme_pieces (answer_id, part, theme_id)
           SELECT :answer, :part, theme_id FROM theme_pieces WHERE answer_id = :old_answer AND part = :old_part
           ON CONFLICT (answer_id, part) DO NOTHING""",
        answer=after[0], part=after[1], old_answer=before[0], old_part=before[1],
    )  # fmt: skip


def placed(db: Store, community_id: str) -> dict[Place, str]:
    """The theme that each sorted piece of a community is in."""
    rows = db.query(
        "SELECT p.* FROM theme_pieces p JOIN themes t ON t.id = p.theme_id WHERE t.community_id = :id",
        id=community_id,
    )
    return {(row["answer_id"], row["part"]): row["theme_id"] for row in rows}


def counts(db: Store, community_id: str) -> dict[str, dict[str, int]]:
    """By theme and by meeting, the latest meeting first, how many pieces are in it. Replaced answers do not count."""
    rows = db.query(
        """SELECT p.theme_id, m.id AS meeting_id, COUNT(*) AS n
           FROM theme_pieces p JOIN themes t ON t.id = p.theme_id JOIN answers n ON n.id = p.answer_id
           JOIN rounds r ON r.id = n.round_id JOIN activities a ON a.id = r.activity_id
           JOIN meetings m ON m.id = a.meeting_id
           WHERE t.community_id = :id AND NOT EXISTS
               (SELECT 1 FROM answers l WHERE l.round_id = n.round_id AND l.participant_id = n.participant_id
                AND l.seq > n.seq)
           GROUP BY p.theme_id, m.id, m.held_on, m.created_at ORDER BY m.held_on DESC, m.created_at DESC""",
        id=community_id,
    )
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["theme_id"], {})[row["meeting_id"]] = int(row["n"])
    return found


def _theme(row: Row) -> Theme:
    return Theme(row["id"], row["community_id"], json.loads(row["name"]), row["position"], row["put_away_at"])
