"""Peer matches: who meets whom on which issue. Until a later round shows them they are a draft."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from db.engine import Row, Store, listed
from db.ids import new_id


@dataclass(frozen=True)
class Matched:
    """Somebody in a match: where they stand on its issue ("" where they do not), and what they said of themselves."""

    participant_id: str
    stand: str
    place: str = ""
    name: str = ""


@dataclass(frozen=True)
class Match:
    """People who meet: the number of their place, the id of their issue ("" for none), and all of them."""

    id: str
    number: int
    issue: str
    people: tuple[Matched, ...]
    is_draft: bool = False


def put(db: Store, round_id: str, groups: Sequence[tuple[str, Sequence[Matched]]]) -> None:
    """Keep the matches made of what people said in a round, each an issue and its people, in place of a draft."""
    db.execute("DELETE FROM matches WHERE round_id = :id AND met_in IS NULL", id=round_id)
    made = [(new_id(), number, issue, people) for number, (issue, people) in enumerate(groups, start=1)]
    db.insert_all(
        "matches",
        [{"id": name, "round_id": round_id, "number": number, "issue": issue} for name, number, issue, _ in made],
    )
    db.insert_all(
        "matched",
        [
            {
                "match_id": name, "participant_id": each.participant_id, "stand": each.stand, "place": each.place,
                "name": each.name,
            }
            for name, _, _, people in made
            for each in people
        ],
    )  # fmt: skip


def show(db: Store, round_id: str, met_in: str) -> None:
    """Let the matches made of a round be met in another one: the draft, where there is none those met before."""
    draft = db.one("SELECT 1 FROM matches WHERE round_id = :id AND met_in IS NULL LIMIT 1", id=round_id)
    which = "met_in IS NULL" if draft else "met_in = (SELECT MAX(met_in) FROM matches WHERE round_id = :id)"
    db.execute(f"UPDATE matches SET met_in = :met WHERE round_id = :id AND {which}", id=round_id, met=met_in)


def of_round(db: Store, round_id: str) -> list[Match]:
    """What would be met next of the matches made of a round: the draft, else those met last; by their numbers."""
    rows = db.query(
        f"""SELECT {_COLUMNS} FROM matches m LEFT JOIN matched p ON p.match_id = m.id
            WHERE m.round_id = :id ORDER BY m.number, p.participant_id""",
        id=round_id,
    )
    latest = None if any(row["met_in"] is None for row in rows) else max((row["met_in"] for row in rows), default=None)
    return _matches([row for row in rows if row["met_in"] == latest])


def of_people(db: Store, meeting_id: str, participant_ids: Collection[str]) -> dict[tuple[str, str], Match]:
    """By activity and participant the match they were shown last in it; those without one are left out."""
    people, ids = listed("p", participant_ids)
    rows = db.query(
        f"""SELECT {_COLUMNS}, r.activity_id FROM matches m JOIN matched p ON p.match_id = m.id
            JOIN rounds r ON r.id = m.met_in JOIN activities a ON a.id = r.activity_id
            WHERE a.meeting_id = :m AND m.id IN (SELECT match_id FROM matched WHERE participant_id IN {people})
            ORDER BY m.met_in, m.id""",
        m=meeting_id, **ids,
    )  # fmt: skip
    activity = {row["id"]: row["activity_id"] for row in rows}
    return {
        (activity[match.id], each.participant_id): match
        for match in _matches(rows)
        for each in match.people
        if each.participant_id in participant_ids
    }


def meetings_of(db: Store, participant_ids: Collection[str]) -> list[str]:
    """The ids of the meetings at which any of these people were matched and shown it, the latest first."""
    people, ids = listed("p", participant_ids)
    rows = db.query(
        f"""SELECT DISTINCT m.id, m.held_on FROM matched p JOIN matches x ON x.id = p.match_id
            JOIN rounds r ON r.id = x.met_in JOIN activities a ON a.id = r.activity_id
            JOIN meetings m ON m.id = a.meeting_id
            WHERE p.participant_id IN {people} AND m.is_rehearsal = 0 ORDER BY m.held_on DESC, m.id DESC""",
        **ids,
    )
    return [row["id"] for row in rows]


def met(db: Store, community_id: str) -> set[frozenset[str]]:
    """Every two people of a community who were matched and shown to each other; try-outs do not count."""
    rows = db.query(
        """SELECT one.participant_id AS one, other.participant_id AS other
           FROM matched one JOIN matched other
             ON other.match_id = one.match_id AND other.participant_id > one.participant_id
           JOIN matches x ON x.id = one.match_id JOIN rounds r ON r.id = x.met_in
           JOIN activities a ON a.id = r.activity_id JOIN meetings m ON m.id = a.meeting_id
           WHERE m.community_id = :id AND m.is_rehearsal = 0""",
        id=community_id,
    )
    return {frozenset((row["one"], row["other"])) for row in rows}


def forget(db: Store, meeting_id: str, participant_ids: Collection[str] | None = None) -> None:
    """Take these people, or all, out of the matches of a meeting; those they were matched with keep theirs."""
    people, ids = listed("p", participant_ids or ())
    whom = "" if participant_ids is None else f"participant_id IN {people} AND"
    db.execute(
        f"""DELETE FROM matched WHERE {whom} match_id IN (SELECT x.id FROM matches x
            JOIN rounds r ON r.id = x.round_id JOIN activities a ON a.id = r.activity_id WHERE a.meeting_id = :m)""",
        m=meeting_id, **ids,
    )  # fmt: skip


_COLUMNS = "m.id, m.number, m.issue, m.met_in, p.participant_id, p.stand, p.place, p.name"


def _matches(rows: Sequence[Row]) -> list[Match]:
    """Rows of people as the matches they are in, in the order those come first."""
    people: dict[str, list[Matched]] = {}
    for row in rows:
        found = people.setdefault(row["id"], [])
        if row["participant_id"]:
            found.append(Matched(row["participant_id"], row["stand"], row["place"], row["name"]))
    first = {row["id"]: row for row in reversed(rows)}
    return [
        Match(
            name,
            first[name]["number"],
            first[name]["issue"],
            tuple(found),
            first[name]["met_in"] is None,
        )
        for name, found in people.items()
    ]
