"""Words a community holds back or lets pass, and words that are hidden for one meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.engine import Store, listed
from db.ids import now


@dataclass(frozen=True)
class Edits:
    """What a community changed about the list, each in alphabetical order."""

    held: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


def of_community(db: Store, community_id: str) -> Edits:
    """The words a community put on the list, and those it took off."""
    rows = db.query("SELECT word, is_held FROM community_words WHERE community_id = :id ORDER BY word", id=community_id)
    held = tuple(row["word"] for row in rows if row["is_held"])
    return Edits(held, tuple(row["word"] for row in rows if not row["is_held"]))


def put(db: Store, community_id: str, word: str, *, is_held: bool) -> None:
    """Put a word on a community's list, or take it off; the later wish replaces the earlier one."""
    row = {"community_id": community_id, "word": word, "is_held": int(is_held), "created_at": now()}
    db.upsert("community_words", row, key=("community_id", "word"))


def forget(db: Store, community_id: str, word: str) -> None:
    """Leave a word to the list that comes with Attune again."""
    db.execute("DELETE FROM community_words WHERE community_id = :id AND word = :word", id=community_id, word=word)


def hidden(db: Store, meeting_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words hidden in each of these meetings, the latest last; meetings without any are left out."""
    ids, parameters = listed("id", meeting_ids)
    rows = db.query(
        f"SELECT meeting_id, word FROM hidden_words WHERE meeting_id IN {ids} ORDER BY created_at, word", **parameters
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row["meeting_id"]] = (*found.get(row["meeting_id"], ()), row["word"])
    return found


def hide(db: Store, meeting_id: str, word: str) -> None:
    """Hide a word for a meeting; hidden twice is hidden."""
    row = {"meeting_id": meeting_id, "word": word, "created_at": now()}
    db.insert_all("hidden_words", [row], unless_there=True)


def bring_back(db: Store, meeting_id: str, word: str) -> None:
    """Let a word be seen in a meeting again."""
    db.execute("DELETE FROM hidden_words WHERE meeting_id = :id AND word = :word", id=meeting_id, word=word)


def bring_all_back(db: Store, meeting_id: str) -> None:
    """Let every word be seen in a meeting again."""
    db.execute("DELETE FROM hidden_words WHERE meeting_id = :id", id=meeting_id)
