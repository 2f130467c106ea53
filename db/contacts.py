"""How people agreed to be reached, kept apart from what they answered. It goes when the answer, or its author, does."""

from __future__ import annotations

from collections.abc import Iterable

from db.engine import Store, listed


def keep(db: Store, answer_id: str, contact: str) -> None:
    """Keep what came with an answer, in the place of what came with its author's earlier ones to the same round.

    "" takes that back.
    """
    db.execute(
        """DELETE FROM contacts WHERE answer_id IN
           (SELECT o.id FROM answers o JOIN answers n
            ON n.round_id = o.round_id AND n.participant_id = o.participant_id WHERE n.id = :id)""",
        id=answer_id,
    )
    if contact:
        db.insert("contacts", {"answer_id": answer_id, "contact": contact})


def of_meeting(db: Store, meeting_id: str) -> dict[str, str]:
    """The same for every answer given in a meeting."""
    rows = db.query(
        """SELECT c.answer_id, c.contact FROM contacts c JOIN answers n ON n.id = c.answer_id
           JOIN rounds r ON r.id = n.round_id JOIN activities a ON a.id = r.activity_id
           WHERE a.meeting_id = :id AND n.withdrawn_at IS NULL""",
        id=meeting_id,
    )
    return {row["answer_id"]: row["contact"] for row in rows}


def of_answers(db: Store, answer_ids: Iterable[str]) -> dict[str, str]:
    """By answer id, how its author agreed to be reached; those who did not are left out."""
    ids, parameters = listed("id", answer_ids)
    rows = db.query(f"SELECT answer_id, contact FROM contacts WHERE answer_id IN {ids}", **parameters)
    return {row["answer_id"]: row["contact"] for row in rows}
