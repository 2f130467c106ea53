"""What the demo's people did two by two and in small groups: workgroups, their steps, and a peer exchange."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random

from components.activities.base import Json
from components.activities.match.said import NOTES, PLACES
from components.activities.registry import kind_of
from components.activities.workgroups.said import STEPS
from components.demo.beliefs import ISSUES
from components.demo.moderation import let_through
from components.demo.people import stream
from components.live import workgroups as live
from components.live.matched import stances_in
from components.matching.drawing import draw
from components.matching.people import Order, Person, place_of
from components.templates import Step, join_groups, match_on
from db import activities, answers, contacts, matches, meetings, rounds, workgroups
from db.engine import Store
from db.ids import stamp

Reply = Callable[[Random, int], Json]
_GROUPS_AT, _MATCHES_AT, _ASKED_AT = 3, 4, 5
"""At which past meetings, by their places, people joined workgroups, met two by two, and heard from the groups."""
_LASTS = timedelta(minutes=3)
_ABOUT = [next(issue.text for issue in ISSUES if issue.name == name) for name in ("housing", "childcare", "transport")]
_ON = [next(issue.text for issue in ISSUES if issue.name == name) for name in ("housing", "languages", "transport")]
_GROUPS = (
    ({"en": "A list of rooms that families can have within a week, in three towns.",
      "es": "Una lista de cuartos disponibles en una semana, en tres pueblos."}, "Daniel", 200),
    ({"en": "One form for every childcare waiting list in the county.",
      "es": "Un solo formulario para todas las listas de espera de cuidado infantil."}, "Lupe", 160),
    ({"en": "A ride for every family that wants to come to our meetings.",
      "es": "Transporte para cada familia que quiera venir a nuestras reuniones."}, "Rosa", 40),
)  # fmt: skip
_SINCE = (
    ("note", "The housing office lends us a desk on Tuesdays.", 12),
    ("note", "Two landlords came to the parents' evening. One of them stays in the group.", 31),
    ("step", "Ask the three mayors to open the list together.", 33),
)
_CAME_OF_IT = {
    "en": "The library bus now stops at the clinic on meeting days. Eleven families came with it.",
    "es": "El autobús de la biblioteca ya para en la clínica los días de reunión. Once familias vinieron en él.",
}


def gather(db: Store, community_id: str, index: int, meeting_id: str) -> None:
    """Write what people did together at a past meeting, by its place among them, and what followed until the next."""
    if index == _GROUPS_AT:
        _join(db, community_id, meeting_id)
    elif index == _MATCHES_AT:
        _match(db, meeting_id)
    elif index == _ASKED_AT:
        _hear(db, community_id, meeting_id)


def _join(db: Store, community_id: str, meeting_id: str) -> None:
    """People join three groups; these become workgroups, each with a goal, a lead and steps."""
    activity_id, opened = _add(db, meeting_id, join_groups(_ABOUT))
    groups = [group["id"] for group in _config(db, activity_id)["groups"]]

    def reply(rng: Random, at: int) -> Json:
        value: Json = {"group": rng.choices(groups, (5, 4, 3))[0], **({"lead": True} if at % 9 == 0 else {})}
        return {**value, "step": STEPS["en"][at]} if at < len(STEPS["en"]) else value

    round_id = _ask(db, activity_id, "answer", opened, reply)
    for number, given in enumerate(answers.current(db, round_id)[:4]):
        contacts.keep(db, given.id, f"family{number + 1}@example.org")
    live.keep(db, community_id, activity_id)
    meeting = meetings.by_id(db, meeting_id)
    assert meeting
    began = datetime.fromisoformat(meeting.held_on)
    by_name = {group.name["en"]: group for group in workgroups.of_community(db, community_id)}
    for name, (goal, lead, days) in zip(_ABOUT, _GROUPS, strict=True):
        group = by_name[name["en"]]
        workgroups.change(
            db, community_id, group.id, name=group.name, goal=dict(goal), lead=lead, people=group.people,
            due_on=_day(began, days),
        )  # fmt: skip
        for step in group.steps[:1]:
            workgroups.set_done(db, community_id, step.id, _day(began, 15))
    for kind, text, days in _SINCE:
        workgroups.write(db, community_id, by_name[_ABOUT[0]["en"]].id, kind, text, _day(began, days))
    workgroups.close(db, community_id, by_name[_ABOUT[2]["en"]].id, _day(began, 40), dict(_CAME_OF_IT))


def _match(db: Store, meeting_id: str) -> None:
    """Who has solved something meets who is facing it; some of them share what came of it."""
    activity_id, opened = _add(db, meeting_id, match_on(_ON))
    kind, config = kind_of("match"), _config(db, activity_id)

    def offer(rng: Random, at: int) -> Json:
        told = kind.pretend(kind.parse_config(config), "propose", rng, 0.2)
        return {**told, "from": PLACES[at % len(PLACES)]}

    asked = rounds.by_id(db, _ask(db, activity_id, "propose", opened, offer))
    assert asked
    stances = stances_in(db, kind, asked)
    people = [Person(each, place_of(said.place), said.stands) for each, said in stances.items()]
    groups = draw(Order(sorted(people, key=lambda each: each.id), frozenset(), 1))
    matches.put(db, asked.id, [
        (group.issue, [
            matches.Matched(each, stances[each].stands.get(group.issue, ""), stances[each].place)
            for each in group.people
        ])
        for group in groups
    ])  # fmt: skip
    assert kind.matches
    made = kind.matches.made(config, [(group.issue, len(group.people)) for group in groups], 5)
    issue = {each: group.issue for group in groups for each in group.people}
    told = list(issue)

    def came(rng: Random, at: int) -> Json:
        if at % 4 == 3:
            return {"met": False}
        value: Json = {"met": True, "issue": issue[told[at]]} if issue.get(told[at]) else {"met": True}
        return {**value, "note": NOTES["en"][at], "share": at % 3 < 2} if at < len(NOTES["en"]) else value

    round_id = _ask(db, activity_id, "answer", opened + 2 * _LASTS, came, made, told)
    matches.show(db, asked.id, round_id)


def _hear(db: Store, community_id: str, meeting_id: str) -> None:
    """The meeting asks after a workgroup that is at work."""
    group = next(each for each in workgroups.of_community(db, community_id) if each.lead == _GROUPS[0][1])
    _add(db, meeting_id, live.follow_up_of(group))


def _add(db: Store, meeting_id: str, step: Step) -> tuple[str, datetime]:
    """Put a step on the agenda before the last one; its id, and when it may have been opened."""
    meeting = meetings.by_id(db, meeting_id)
    assert meeting
    assert meeting.ended_at
    ids = [activity.id for activity in activities.of_meeting(db, meeting_id)]
    text = json.dumps(step.config, ensure_ascii=False)
    made = activities.add(db, meeting_id, step.kind, dict(step.title), text, step.minutes)
    activities.put_in_order(db, meeting_id, [*ids[:-1], made, ids[-1]])
    at = db.query("SELECT MIN(created_at) AS at FROM activities WHERE meeting_id = :id", id=meeting_id)[0]["at"]
    db.execute("UPDATE activities SET created_at = :at WHERE id = :id", at=at, id=made)
    return made, datetime.fromisoformat(meeting.ended_at) - 4 * _LASTS


def _config(db: Store, activity_id: str) -> Json:
    found = activities.by_id(db, activity_id)
    assert found
    config: Json = json.loads(found.config)
    return config


def _ask(
    db: Store, activity_id: str, step: str, opened: datetime, reply: Reply, config: Json | None = None,
    people: Sequence[str] | None = None,
) -> str:  # fmt: skip
    """Write a round with everybody's answer; its id. `people` are who answers, else all who were still there."""
    activity = activities.by_id(db, activity_id)
    assert activity
    kind, text = kind_of(activity.kind), json.dumps(config, ensure_ascii=False) if config else activity.config
    number = len(rounds.of_activity(db, activity_id)) + 1
    round_id = rounds.create(db, activity_id, number, step, text, at=stamp(opened))
    there = people or [
        row["p"]
        for row in db.query(
            """SELECT participant_id AS p FROM attendances WHERE meeting_id = :id AND first_at < :at
               ORDER BY participant_id""",
            id=activity.meeting_id, at=stamp(opened),
        )
    ]  # fmt: skip
    rng = stream("together", activity.kind, step)
    given = [
        answers.New(
            str(uuid.uuid4()), round_id, person, json.dumps(reply(rng, at), ensure_ascii=False),
            at=stamp(opened + timedelta(seconds=20 + 4 * at)),
        )
        for at, person in enumerate(there)
    ]  # fmt: skip
    answers.add_all(db, given)
    let_through(db, kind, json.loads(text), round_id)
    shown = "closed" if kind.shows_live(kind.parse_config(json.loads(text)), step) else "revealed"
    rounds.set_phase(db, round_id, shown, at=stamp(opened + _LASTS))
    return round_id


def _day(began: datetime, days: int) -> str:
    return (began + timedelta(days=days)).date().isoformat()
