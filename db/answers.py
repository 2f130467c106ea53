"""Answers: append-only, their order given by the database. The last of a person in a round is the current one.

What was withdrawn stays stored and counts nowhere: no function here gives it, only those of `withdrawals`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from db.engine import Row, Store, listed
from db.ids import now
from db.meetings import IN_HISTORY


@dataclass(frozen=True)
class Answer:
    seq: int
    id: str
    round_id: str
    participant_id: str
    value: str
    """JSON text; the kind's model parses it."""
    people: int
    on_behalf: bool
    is_late: bool = False
    """Whether it came after the end of the meeting."""


@dataclass(frozen=True)
class Moderation:
    """What a facilitator decided about one written piece of an answer."""

    answer_id: str
    part: str
    is_hidden: bool
    is_picked: bool
    wording: str | None
    merged_into: str | None
    marks: frozenset[str] = frozenset()
    """What else was decided, by the names the kind has for it."""
    is_let: bool = False
    """Whether it was let through, so that the room may see it."""
    translations: Mapping[str, str] = field(default_factory=dict)
    """The same in other words, by language."""
    is_echo: bool = False
    """Whether it may stand on the last screen and leave the room, where its author allowed that too."""


@dataclass(frozen=True)
class EarlierAnswer:
    """A participant's latest answer to a round of an earlier meeting, with what was asked; both as JSON text."""

    participant_id: str
    meeting_id: str
    activity_id: str
    kind: str
    step: str
    config: str
    value: str


@dataclass(frozen=True)
class New:
    """An answer to be stored; `at` is the time it was given, None for now."""

    id: str
    round_id: str
    participant_id: str
    value: str
    people: int = 1
    at: str | None = None
    is_late: bool = False


def add_all(db: Store, given: Sequence[New]) -> None:
    """Append answers in this order. An id that is already stored raises `RuleBroken`, and nothing is added."""
    db.insert_all("answers", rows_of(given))


def rows_of(given: Sequence[New]) -> list[Row]:
    """Answers as they are stored."""
    at = now()
    return [
        {
            "id": new.id, "round_id": new.round_id, "participant_id": new.participant_id, "value": new.value,
            "people": new.people, "on_behalf": 0, "is_late": int(new.is_late), "at": new.at or at,
        }
        for new in given
    ]  # fmt: skip


def owners_of(db: Store, answer_ids: Iterable[str]) -> dict[str, str]:
    """The participants that answer ids belong to; ids that are new are left out."""
    ids, parameters = listed("id", answer_ids)
    rows = db.query(f"SELECT id, participant_id FROM answers WHERE id IN {ids}", **parameters)
    return {row["id"]: row["participant_id"] for row in rows}


def meeting_of(db: Store, answer_id: str) -> str | None:
    """The meeting an answer was given in."""
    row = db.one(
        """SELECT a.meeting_id FROM answers n JOIN rounds r ON r.id = n.round_id
           JOIN activities a ON a.id = r.activity_id WHERE n.id = :id""",
        id=answer_id,
    )
    return str(row["meeting_id"]) if row else None


def round_of(db: Store, answer_id: str) -> str | None:
    """The round an answer was given to."""
    row = db.one("SELECT round_id FROM answers WHERE id = :id", id=answer_id)
    return str(row["round_id"]) if row else None


def mark_on_behalf(db: Store, answer_id: str) -> None:
    """Mark an answer as given by a facilitator for somebody without a device."""
    db.execute("UPDATE answers SET on_behalf = 1 WHERE id = :id", id=answer_id)


def take_back(db: Store, meeting_id: str, answer_ids: Iterable[str]) -> None:
    """Remove answers given on behalf in a meeting, and with them the people without a device they stood for."""
    ids, parameters = listed("id", answer_ids)
    db.execute(
        f"""DELETE FROM participants WHERE id IN
            (SELECT n.participant_id FROM answers n JOIN rounds r ON r.id = n.round_id
             JOIN activities a ON a.id = r.activity_id
             WHERE n.on_behalf = 1 AND a.meeting_id = :meeting_id AND n.id IN {ids})""",
        meeting_id=meeting_id, **parameters,
    )  # fmt: skip


def count_on_behalf(db: Store, round_id: str) -> int:
    """How many answers to a round were given for somebody without a device."""
    sql = "SELECT COUNT(*) AS n FROM answers WHERE round_id = :id AND on_behalf = 1 AND withdrawn_at IS NULL"
    row = db.one(sql, id=round_id)
    return int(row["n"]) if row else 0


def current(db: Store, round_id: str) -> list[Answer]:
    """Each participant's latest answer to a round, in the order they were saved."""
    rows = db.query(
        """SELECT * FROM answers WHERE seq IN
           (SELECT MAX(seq) FROM answers WHERE round_id = :id AND withdrawn_at IS NULL GROUP BY participant_id)
           ORDER BY seq""",
        id=round_id,
    )
    return [_answer(row) for row in rows]


def all_of_round(db: Store, round_id: str) -> list[Answer]:
    """Every answer to a round, replaced ones too, in the order they were saved."""
    sql = "SELECT * FROM answers WHERE round_id = :id AND withdrawn_at IS NULL ORDER BY seq"
    return [_answer(row) for row in db.query(sql, id=round_id)]


def times_of_round(db: Store, round_id: str) -> dict[str, str]:
    """When each answer to a round was given, by its id. Nobody is shown these: they say what may be shown together."""
    return {row["id"]: row["at"] for row in db.query("SELECT id, at FROM answers WHERE round_id = :id", id=round_id)}


def current_of(db: Store, round_id: str, participant_id: str) -> Answer | None:
    """One participant's latest answer to a round."""
    row = db.one(
        """SELECT * FROM answers WHERE round_id = :r AND participant_id = :p AND withdrawn_at IS NULL
           ORDER BY seq DESC LIMIT 1""",
        r=round_id, p=participant_id,
    )  # fmt: skip
    return _answer(row) if row else None


def current_of_meeting(db: Store, meeting_id: str, participant_ids: Iterable[str]) -> list[Answer]:
    """These participants' latest answers in every round of a meeting, in the order of its agenda."""
    people, their_ids = listed("p", participant_ids)
    rows = db.query(
        f"""SELECT n.* FROM answers n JOIN rounds r ON r.id = n.round_id JOIN activities a ON a.id = r.activity_id
            WHERE n.seq IN (SELECT MAX(seq) FROM answers WHERE participant_id IN {people} AND withdrawn_at IS NULL
                            GROUP BY participant_id, round_id)
              AND a.meeting_id = :m ORDER BY a.position, r.number""",
        m=meeting_id, **their_ids,
    )  # fmt: skip
    return [_answer(row) for row in rows]


def of_earlier_meetings(
    db: Store, meeting_id: str, participant_ids: Iterable[str], kinds: Iterable[str], most: int
) -> list[EarlierAnswer]:
    """What these participants answered, to kinds of activity, in the `most` meetings of the community that were live
    last before this one, the oldest first. Rehearsals are left out."""
    people, their_ids = listed("p", participant_ids)
    names, of_kinds = listed("k", kinds)
    rows = db.query(
        f"""SELECT n.participant_id, a.meeting_id, n.value, a.id AS activity_id, a.kind, r.step, r.config
            FROM answers n JOIN rounds r ON r.id = n.round_id JOIN activities a ON a.id = r.activity_id
            JOIN meetings m ON m.id = a.meeting_id
            WHERE n.seq IN (SELECT MAX(seq) FROM answers WHERE participant_id IN {people} AND withdrawn_at IS NULL
                            GROUP BY participant_id, round_id)
              AND a.kind IN {names} AND m.id IN
                  (SELECT e.id FROM meetings e JOIN meetings h ON h.id = :here AND e.community_id = h.community_id
                   WHERE e.id <> h.id AND e.is_rehearsal = 0 AND e.live_at <= COALESCE(h.live_at, e.live_at)
                   ORDER BY e.live_at DESC LIMIT :most)
            ORDER BY m.live_at, m.id, a.position, r.number, n.seq""",
        here=meeting_id, most=most, **their_ids, **of_kinds,
    )  # fmt: skip
    return [EarlierAnswer(**row) for row in rows]


def of_this_meeting(
    db: Store, meeting_id: str, participant_ids: Iterable[str], kinds: Iterable[str]
) -> list[EarlierAnswer]:
    """The same of a meeting itself, in the order of its agenda."""
    people, their_ids = listed("p", participant_ids)
    names, of_kinds = listed("k", kinds)
    rows = db.query(
        f"""SELECT n.participant_id, a.meeting_id, n.value, a.id AS activity_id, a.kind, r.step, r.config
            FROM answers n JOIN rounds r ON r.id = n.round_id JOIN activities a ON a.id = r.activity_id
            WHERE n.seq IN (SELECT MAX(seq) FROM answers WHERE participant_id IN {people} AND withdrawn_at IS NULL
                            GROUP BY participant_id, round_id)
              AND a.kind IN {names} AND a.meeting_id = :here
            ORDER BY a.position, r.number, n.seq""",
        here=meeting_id, **their_ids, **of_kinds,
    )  # fmt: skip
    return [EarlierAnswer(**row) for row in rows]


def of_latest_meetings(db: Store, community_id: str, kinds: Iterable[str], most: int) -> list[EarlierAnswer]:
    """What everybody answered, to kinds of activity, in the latest `most` meetings of a community's history, the oldest
    first."""
    names, of_kinds = listed("k", kinds)
    rows = db.query(
        f"""SELECT n.participant_id, a.meeting_id, n.value, a.id AS activity_id, a.kind, r.step, r.config
            FROM (SELECT * FROM meetings WHERE community_id = :id AND {IN_HISTORY}
                  ORDER BY held_on DESC, created_at DESC LIMIT :most) m
            JOIN activities a ON a.meeting_id = m.id JOIN rounds r ON r.activity_id = a.id
            JOIN answers n ON n.round_id = r.id
            WHERE a.kind IN {names} AND n.seq = (SELECT MAX(l.seq) FROM answers l WHERE l.round_id = n.round_id
                AND l.participant_id = n.participant_id AND l.withdrawn_at IS NULL)
            ORDER BY m.held_on, m.created_at, a.position, r.number, n.seq""",
        id=community_id, most=most, **of_kinds,
    )  # fmt: skip
    return [EarlierAnswer(**row) for row in rows]


def all_of(db: Store, round_ids: Iterable[str], participant_ids: Iterable[str]) -> list[Answer]:
    """Every answer these participants gave to these rounds, replaced ones too, in the order they were saved."""
    in_rounds, asked = listed("r", round_ids)
    by_people, people = listed("p", participant_ids)
    sql = f"SELECT * FROM answers WHERE round_id IN {in_rounds} AND participant_id IN {by_people} ORDER BY seq"
    return [_answer(row) for row in db.query(sql, **asked, **people)]


def count(db: Store, round_id: str) -> int:
    """How many participants have answered a round; passes count."""
    sql = "SELECT COUNT(DISTINCT participant_id) AS n FROM answers WHERE round_id = :id AND withdrawn_at IS NULL"
    row = db.one(sql, id=round_id)
    return int(row["n"]) if row else 0


def moderate(db: Store, answer_id: str, part: str, **columns: object) -> None:
    """Decide about one written piece.

    `columns` are `is_let`, `is_hidden`, `is_picked`, `is_echo`, `wording`, `merged_into`, `translations` and `marks`.
    """
    row = {"answer_id": answer_id, "part": part, **columns}
    db.upsert("moderations", row, key=("answer_id", "part"))


def marks_with(db: Store, answer_id: str, part: str, name: str, is_on: bool) -> str:
    """The marks of a written piece with one more or one less, as `moderate` takes them."""
    row = db.one("SELECT marks FROM moderations WHERE answer_id = :a AND part = :p", a=answer_id, p=part)
    marks = set(json.loads(row["marks"]) if row else [])
    marks = marks | {name} if is_on else marks - {name}
    return json.dumps(sorted(marks))


def decide_alike(db: Store, before: tuple[str, str], after: tuple[str, str]) -> None:
    """Take over for a piece, by answer id and part, all that was decided about an earlier one."""
    db.execute(
        """INSERT INTO moderations
           (answer_id, part, is_let, is_hidden, is_picked, is_echo, wording, merged_into, translations, marks)
           SELECT :answer, :part, is_let, is_hidden, is_picked, is_echo, wording, merged_into, translations, marks
           FROM moderations WHERE answer_id = :old_answer AND part = :old_part""",
        answer=after[0], part=after[1], old_answer=before[0], old_part=before[1],
    )  # fmt: skip


def merge_elsewhere(db: Store, before: str, after: str) -> None:
    """Let what was merged into one piece id be merged into another."""
    db.execute("UPDATE moderations SET merged_into = :after WHERE merged_into = :before", before=before, after=after)


def moderations(db: Store, round_id: str) -> list[Moderation]:
    """All that was decided about the written pieces of a round."""
    rows = db.query(
        "SELECT m.* FROM moderations m JOIN answers n ON n.id = m.answer_id WHERE n.round_id = :id", id=round_id
    )
    return [
        Moderation(
            row["answer_id"], row["part"], bool(row["is_hidden"]), bool(row["is_picked"]), row["wording"],
            row["merged_into"], frozenset(json.loads(row["marks"])), bool(row["is_let"]),
            json.loads(row["translations"]), bool(row["is_echo"]),
        )
        for row in rows
    ]  # fmt: skip


def is_merged(db: Store, answer_id: str, part: str) -> bool:
    """Whether a written piece counts as the same as another one."""
    sql = "SELECT 1 FROM moderations WHERE answer_id = :a AND part = :p AND merged_into IS NOT NULL"
    return db.one(sql, a=answer_id, p=part) is not None


def unpick_all(db: Store, round_id: str) -> None:
    """Take every picked text of a round off the wall."""
    db.execute(
        "UPDATE moderations SET is_picked = 0 WHERE answer_id IN (SELECT id FROM answers WHERE round_id = :id)",
        id=round_id,
    )


def _answer(row: Row) -> Answer:
    return Answer(
        row["seq"], row["id"], row["round_id"], row["participant_id"], row["value"], row["people"],
        bool(row["on_behalf"]), bool(row["is_late"]),
    )  # fmt: skip
