"""A community with a long past: 5 years, 60 meetings, 300 activities, 200 people and 100,000 answers, all pretended."""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random

from components.activities.base import Json
from components.activities.registry import kind_of
from components.live.entries import parsed_config
from db import accounts, activities, answers, communities, meetings, participants, rounds
from db.engine import Store
from db.ids import new_id

MEETINGS, PEOPLE = 60, 200
ANSWERS = 100_000
_BEGAN = date(2021, 11, 4)
_T = {"en": "In English", "es": "En español"}
_LINES: Json = {
    "lines": [
        {
            "id": name,
            "stem": {"en": f"Where are we on {name}?"},
            "left": {"en": "One way"},
            "right": {"en": "Other way"},
        }
        for name in ("expertise", "approach", "diversity")
    ]
}
_ITEMS: Json = {"items": [{"id": f"item{n}", "text": {"en": f"Issue number {n}"}} for n in range(8)], "top": 3}
_CHOICE: Json = {
    "question": {"en": "When shall we meet?"},
    "choices": [{"id": f"time{n}", "text": {"en": f"Time {n}"}} for n in range(5)],
    "several": True,
}
_FIST: Json = {"statements": [{"id": "go", "text": {"en": "We go ahead."}}], "scale": "fist"}
PLAN = ("spectrum", "ranking", "reflection", "choice", "fist")
_ASKS: Json = {
    name: [{"id": f"{name}{n}", "text": {"en": f"{name.title()} {n}"}} for n in range(count)]
    for name, count in (("roles", 4), ("sector", 5), ("region", 6))
}


def build(db: Store) -> tuple[str, str]:
    """Write it into an empty database in one go; returns the ids of the account and of the community."""
    rng = Random(7)
    account = accounts.create(db, "long", "Long Past", "-")
    community = communities.create(db, {"en": "Sixty meetings"}, account)
    communities.ask_about(db, community, json.dumps(_ASKS))
    people = [_person(db, community, number, rng) for number in range(PEOPLE)]
    configs = {"spectrum": _LINES, "ranking": _ITEMS, "reflection": kind_of("reflection").starter(), "choice": _CHOICE,
               "fist": _FIST}  # fmt: skip
    each = ANSWERS // (MEETINGS * len(PLAN))
    for index in range(MEETINGS):
        day = _BEGAN + timedelta(days=30 * index)
        _meeting(db, community, day, configs, people, each, rng)
    return account, community


def _person(db: Store, community: str, number: int, rng: Random) -> str:
    person = participants.find_or_create(db, community, f"device {number}")
    said = {"roles": [f"roles{rng.randrange(4)}"], "sector": f"sector{rng.randrange(5)}",
            "region": f"region{rng.randrange(6)}"}  # fmt: skip
    participants.set_attributes(db, person, json.dumps(said))
    return person


def _meeting(
    db: Store, community: str, day: date, configs: dict[str, Json], people: list[str], each: int, rng: Random
) -> None:
    at = f"{day.isoformat()}T18:00:00.000Z"
    made = meetings.create(db, community, {"en": f"Meeting of {day}"}, held_on=day.isoformat())
    participants.attend_all(db, [(made, person) for person in people], at=at)
    for name in PLAN:
        config, kind = configs[name], kind_of(name)
        text = json.dumps(config)
        activity = activities.add(db, made, name, _T, text, 10)
        rnd = rounds.create(db, activity, 1, kind.steps[-1], text, at=at)
        parsed = parsed_config(name, text)
        given = [*people, *rng.choices(people, k=max(0, each - len(people)))][:each]
        answers.add_all(db, [
            answers.New(new_id() + new_id()[:10], rnd, person,
                        json.dumps(kind.pretend(parsed, kind.steps[-1], rng, rng.uniform(-1, 1))), at=at)
            for person in given
        ])  # fmt: skip
        rounds.set_phase(db, rnd, "closed", at=at)
    meetings.change(db, made, phase="ended", live_at=at, ended_at=at)
