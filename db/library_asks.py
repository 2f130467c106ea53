"""What authors are asked: whether words they wrote may go into their community's library. Nobody sees who is asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from db.engine import Row, Store, listed
from db.ids import new_id, now

NO = "no"
YES = "yes"


@dataclass(frozen=True)
class Ask:
    """`said` is "" while its author has not answered. After a no nothing of the words is kept here."""

    id: str
    community_id: str
    answer_id: str
    part: str
    kind: str
    title: str
    body: str
    said: str


def ask(db: Store, community_id: str, place: tuple[str, str], kind: str, title: str, body: str) -> bool:
    """Ask the author of a written piece; False where that was asked before, or there is nobody who could be asked.

    Nobody has a phone to be asked on whose answer somebody else typed, was imported, or can be traced to nobody any
    more.
    """
    row = {
        "id": new_id(), "community_id": community_id, "answer_id": place[0], "part": place[1], "kind": kind,
        "title": title, "body": body, "asked_at": now(),
    }  # fmt: skip
    if place[0] not in reachable(db, community_id, [place[0]]):
        return False
    if any(each.part == place[1] for each in of_answers(db, [place[0]])):
        return False
    db.insert("library_asks", row)
    return True


def reachable(db: Store, community_id: str, answer_ids: Collection[str]) -> set[str]:
    """Of these answers of a community those whose authors can be asked on their phones."""
    ids, parameters = listed("a", answer_ids)
    rows = db.query(
        f"""SELECT n.id FROM answers n JOIN rounds r ON r.id = n.round_id JOIN activities a ON a.id = r.activity_id
            JOIN meetings m ON m.id = a.meeting_id JOIN participants p ON p.id = n.participant_id
            WHERE n.id IN {ids} AND m.community_id = :c AND n.withdrawn_at IS NULL AND n.on_behalf = 0
            AND m.unlinked_at IS NULL AND m.import_id IS NULL AND p.import_id IS NULL AND m.is_rehearsal = 0""",
        c=community_id, **parameters,
    )  # fmt: skip
    return {row["id"] for row in rows}


def of_people(db: Store, community_id: str, people: Collection[str]) -> dict[str, list[Ask]]:
    """By participant, what they are asked and have not answered, the first asked first."""
    if not db.one("SELECT 1 AS n FROM library_asks WHERE community_id = :c AND said = '' LIMIT 1", c=community_id):
        return {}
    ids, parameters = listed("p", people)
    found: dict[str, list[Ask]] = {}
    for row in db.query(
        f"""SELECT k.*, n.participant_id FROM library_asks k JOIN answers n ON n.id = k.answer_id
            WHERE k.community_id = :c AND k.said = '' AND n.withdrawn_at IS NULL AND n.participant_id IN {ids}
            ORDER BY k.asked_at, k.id""",
        c=community_id, **parameters,
    ):  # fmt: skip
        found.setdefault(row["participant_id"], []).append(_ask(row))
    return found


def newest(db: Store, community_id: str) -> str | None:
    """The id of the latest ask of a community that waits for its author; None where none does."""
    row = db.one("SELECT MAX(id) AS id FROM library_asks WHERE community_id = :c AND said = ''", c=community_id)
    return row["id"] if row else None


def say(db: Store, ask_id: str, said: str) -> None:
    """Note what an author said. What was to go in is forgotten here: after a yes it is in the library."""
    db.execute("UPDATE library_asks SET said = :said, title = '', body = '' WHERE id = :id", said=said, id=ask_id)


def of_answers(db: Store, answer_ids: Collection[str]) -> list[Ask]:
    """What was asked about these answers."""
    ids, parameters = listed("a", answer_ids)
    return [_ask(row) for row in db.query(f"SELECT * FROM library_asks WHERE answer_id IN {ids}", **parameters)]


def take_back(db: Store, community_id: str, ask_id: str) -> None:
    """Ask no longer what was not answered yet."""
    db.execute("DELETE FROM library_asks WHERE id = :id AND community_id = :c AND said = ''", id=ask_id, c=community_id)


def erase(db: Store, people: Collection[str], meeting_id: str | None = None) -> None:
    """Take out of the library what was made of these participants' words, in one meeting or in all of them."""
    ids, parameters = listed("p", people)
    within = "AND a.meeting_id = :m" if meeting_id else ""
    parameters |= {"m": meeting_id} if meeting_id else {}
    db.execute(
        f"""DELETE FROM library_items WHERE id IN (SELECT s.item_id FROM library_sources s
            JOIN answers n ON n.id = s.answer_id JOIN rounds r ON r.id = n.round_id
            JOIN activities a ON a.id = r.activity_id WHERE n.participant_id IN {ids} {within})""",
        **parameters,
    )


def let_go(db: Store, meeting_id: str) -> None:
    """Forget which answers of a meeting entries were made of, and whom nobody has heard from."""
    answers = """(SELECT n.id FROM answers n JOIN rounds r ON r.id = n.round_id
                  JOIN activities a ON a.id = r.activity_id WHERE a.meeting_id = :m)"""
    for table in ("library_sources", "library_asks"):
        db.execute(f"DELETE FROM {table} WHERE answer_id IN {answers}", m=meeting_id)


def _ask(row: Row) -> Ask:
    names = ("id", "community_id", "answer_id", "part", "kind", "title", "body", "said")
    return Ask(**{name: row[name] for name in names})
