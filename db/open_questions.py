"""One question a community keeps open from a meeting to the next, and what people reply. Nobody's name, no times."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id, now

_IS_OPEN = """q.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM meetings m WHERE m.community_id = q.community_id
    AND m.is_rehearsal = 0 AND m.live_at > q.opened_at)"""
"""Until it is closed, or the next meeting begins."""


@dataclass(frozen=True)
class OpenQuestion:
    id: str
    community_id: str
    text: dict[str, str]
    opened_at: str
    is_open: bool


@dataclass(frozen=True)
class Reply:
    """What somebody replied, without who."""

    id: str
    text: str
    is_hidden: bool


def open_question(db: Store, community_id: str, text: dict[str, str]) -> str:
    """Ask a community something until its next meeting; what was asked before is closed. The id."""
    close(db, community_id)
    question_id = new_id()
    words = json.dumps(text, ensure_ascii=False)
    db.insert(
        "open_questions", {"id": question_id, "community_id": community_id, "text": words, "opened_at": now()}
    )  # fmt: skip
    return question_id


def close(db: Store, community_id: str) -> None:
    """Take no more replies to what a community asks."""
    db.execute(
        "UPDATE open_questions SET closed_at = :at WHERE community_id = :c AND closed_at IS NULL",
        c=community_id, at=now(),
    )  # fmt: skip


def latest(db: Store, community_id: str) -> OpenQuestion | None:
    """What a community asked last, open or not."""
    return next(iter(of_community(db, community_id, most=1)), None)


def of_community(db: Store, community_id: str, *, most: int) -> list[OpenQuestion]:
    """What a community asked, the latest first."""
    rows = db.query(
        f"""SELECT q.*, CASE WHEN {_IS_OPEN} THEN 1 ELSE 0 END AS is_open FROM open_questions q
            WHERE q.community_id = :c ORDER BY q.opened_at DESC, q.id DESC LIMIT :most""",
        c=community_id, most=most,
    )  # fmt: skip
    return [_question(row) for row in rows]


def put_reply(db: Store, question_id: str, participant_id: str, text: str) -> None:
    """Keep what somebody replies, in the place of what they replied before; "" takes it back."""
    db.execute(
        "DELETE FROM open_replies WHERE question_id = :q AND participant_id = :p", q=question_id, p=participant_id
    )
    if text:
        row = {"id": new_id(), "question_id": question_id, "participant_id": participant_id, "text": text}
        db.insert("open_replies", row)


def reply_of(db: Store, question_id: str, participant_id: str) -> str:
    """What somebody replied, "" for nothing."""
    row = db.one(
        "SELECT text FROM open_replies WHERE question_id = :q AND participant_id = :p", q=question_id, p=participant_id
    )
    return str(row["text"]) if row else ""


def replies(db: Store, question_id: str) -> list[Reply]:
    """All that was replied, in the order of the texts: nothing tells when each came."""
    rows = db.query("SELECT id, text, is_hidden FROM open_replies WHERE question_id = :q", q=question_id)
    found = [Reply(row["id"], row["text"], bool(row["is_hidden"])) for row in rows]
    return sorted(found, key=lambda reply: (reply.text.casefold(), reply.text))


def hide(db: Store, community_id: str, reply_id: str, is_hidden: bool) -> None:
    """Leave a reply to a question of this community out, or take that back."""
    db.execute(
        """UPDATE open_replies SET is_hidden = :hidden WHERE id = :id AND question_id IN
           (SELECT id FROM open_questions WHERE community_id = :c)""",
        id=reply_id, c=community_id, hidden=int(is_hidden),
    )  # fmt: skip


def _question(row: Row) -> OpenQuestion:
    return OpenQuestion(row["id"], row["community_id"], json.loads(row["text"]), row["opened_at"], bool(row["is_open"]))
