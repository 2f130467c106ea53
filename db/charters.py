"""A community's charter: for each of its parts the texts that were written down and adopted, none ever overwritten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from db.engine import Row, Store
from db.ids import new_id, now


@dataclass(frozen=True)
class Said:
    """What is written of a part: what was chosen from the lists, words of one's own, and both as one text."""

    text: dict[str, str]
    choices: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CharterText:
    """One text for a part of a charter; a proposal until it is adopted."""

    id: str
    part: str
    said: Said
    by_name: str
    """Who wrote it down; once it is adopted, who said that it was."""
    created_at: str
    adopted_at: str | None = None
    adopted_on: str | None = None
    """The ISO day it holds from."""
    meeting_id: str | None = None
    """The meeting that adopted it, where one did."""
    stands: dict[str, int] = field(default_factory=dict)
    """How many people stood where then, where that may be told."""
    taken_back_at: str | None = None
    meeting: dict[str, str] = field(default_factory=dict)
    """What that meeting is called; nothing where it is gone."""

    @property
    def holds(self) -> bool:
        """Whether it was adopted and not taken back."""
        return self.adopted_at is not None and self.taken_back_at is None


def of_community(db: Store, community_id: str) -> list[CharterText]:
    """All texts of all parts: the latest adopted first, proposals before all of them."""
    rows = db.query(
        """SELECT c.*, m.title AS meeting FROM charter_texts c LEFT JOIN meetings m ON m.id = c.meeting_id
           WHERE c.community_id = :id ORDER BY c.number, c.id""",
        id=community_id,
    )
    texts = [_text(row) for row in reversed(rows)]
    return sorted(texts, key=lambda each: each.adopted_at is not None)


def by_id(db: Store, community_id: str, text_id: str) -> CharterText | None:
    """A text of this community."""
    row = db.one(
        """SELECT c.*, m.title AS meeting FROM charter_texts c LEFT JOIN meetings m ON m.id = c.meeting_id
           WHERE c.id = :id AND c.community_id = :c""",
        id=text_id, c=community_id,
    )  # fmt: skip
    return _text(row) if row else None


def propose(db: Store, community_id: str, part: str, said: Said, by: str) -> str:
    """Write down a text for a part, in the place of one that was not adopted yet, and return its id."""
    db.execute(
        "DELETE FROM charter_texts WHERE community_id = :c AND part = :p AND adopted_at IS NULL",
        c=community_id, p=part,
    )  # fmt: skip
    return _insert(db, community_id, part, said, by)


def drop(db: Store, community_id: str, text_id: str) -> None:
    """Leave a proposal; what was adopted stays."""
    db.execute(
        "DELETE FROM charter_texts WHERE id = :id AND community_id = :c AND adopted_at IS NULL",
        id=text_id, c=community_id,
    )  # fmt: skip


def adopt(
    db: Store, community_id: str, part: str, said: Said, by: str, *, proposal: str = "", meeting_id: str | None = None,
    adopted_on: str | None = None, stands: Mapping[str, int] | None = None,
) -> str:  # fmt: skip
    """Adopt a text for a part and return its id; earlier ones stay to be read.

    `proposal` names the text it was written down as: where it says the same, that one is adopted.
    """
    known = by_id(db, community_id, proposal) if proposal else None
    is_it = known is not None and known.adopted_at is None and (known.part, known.said.text) == (part, said.text)
    text_id = proposal if is_it else _insert(db, community_id, part, said, by)
    at = now()
    db.execute(
        """UPDATE charter_texts SET adopted_at = :at, adopted_on = :day, by_name = :by, meeting_id = :m, stands = :s,
           number = (SELECT COALESCE(MAX(t.number), 0) + 1 FROM charter_texts t WHERE t.community_id = :c)
           WHERE id = :id""",
        id=text_id, c=community_id, at=at, day=adopted_on or at[:10], by=by, m=meeting_id,
        s=json.dumps(dict(stands or {})),
    )  # fmt: skip
    return text_id


def take_back(db: Store, community_id: str, text_id: str) -> None:
    """Let an adopted text hold no more; the one before it does again."""
    db.execute(
        """UPDATE charter_texts SET taken_back_at = :at
           WHERE id = :id AND community_id = :c AND adopted_at IS NOT NULL AND taken_back_at IS NULL""",
        id=text_id, c=community_id, at=now(),
    )  # fmt: skip


def let_hold(db: Store, community_id: str, text_id: str) -> None:
    """Undo `take_back`."""
    db.execute(
        "UPDATE charter_texts SET taken_back_at = NULL WHERE id = :id AND community_id = :c",
        id=text_id, c=community_id,
    )  # fmt: skip


def _insert(db: Store, community_id: str, part: str, said: Said, by: str) -> str:
    text_id = new_id()
    row = {
        "id": text_id, "community_id": community_id, "part": part, "by_name": by, "created_at": now(),
        "choices": json.dumps(said.choices), "own": json.dumps(said.own, ensure_ascii=False),
        "text": json.dumps(said.text, ensure_ascii=False),
    }  # fmt: skip
    db.insert("charter_texts", row)
    return text_id


def _text(row: Row) -> CharterText:
    said = Said(json.loads(row["text"]), json.loads(row["choices"]), json.loads(row["own"]))
    return CharterText(
        row["id"], row["part"], said, row["by_name"], row["created_at"], row["adopted_at"], row["adopted_on"],
        row["meeting_id"], json.loads(row["stands"]), row["taken_back_at"], json.loads(row["meeting"] or "{}"),
    )  # fmt: skip
