"""Workgroups: config, answer and tally. An answer is the group somebody joins, and what they bring to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from components.activities.base import ActivityKind, Entry, InvalidAnswer, InvalidConfig, Json, Piece, Words, piece_id
from components.activities.joined import Joined
from components.activities.shapes import (
    check_distinct,
    named_by_words,
    read_blank_or_text,
    read_id,
    read_list,
    read_object,
    read_words,
)
from components.activities.workgroups.said import STEPS
from components.activities.written import clean

MOST_GROUPS = 5
"""So many that a wall still shows every one of them."""
LONGEST_GROUP = 120
LONGEST_STEP = 120
LONGEST_CONTACT = 120


@dataclass(frozen=True)
class Group:
    """What a workgroup is about; its id is made of its words where it comes from a ranking."""

    id: str
    text: Mapping[str, str]


@dataclass(frozen=True)
class Config:
    """The groups people may join, in the facilitator's order."""

    groups: tuple[Group, ...]

    @property
    def ids(self) -> list[str]:
        """The ids of the groups, in their order."""
        return [group.id for group in self.groups]

    @property
    def language(self) -> str:
        """The first language the groups are written in."""
        return next(iter(self.groups[0].text), "en")


@dataclass(frozen=True)
class Answer:
    """The group somebody joins, whether they can lead it, and a first step or "".

    `contact` is how they may be reached. It is there only on its way in: what is stored of an answer has none.
    """

    group: str
    lead: bool = False
    step: str = ""
    contact: str = ""


def starter() -> Json:
    """Two groups that every community can use."""
    return {
        "groups": [
            {
                "id": "families",
                "text": {
                    "en": "Reach families who are not here yet",
                    "es": "Llegar a las familias que aún no están aquí",
                },
            },
            {"id": "next", "text": {"en": "Prepare our next meeting", "es": "Preparar nuestra próxima reunión"}},
        ]
    }


def groups_of(first: Sequence[Words]) -> Json:
    """The config with a group for each of what people put first; the same words are the same group in every meeting."""
    return {"groups": named_by_words(first, MOST_GROUPS)}


def parse_config(json: Json) -> Config:
    """One to five groups with different ids; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["groups"])
    groups = tuple(_group(each) for each in read_list(found["groups"], InvalidConfig, 1, MOST_GROUPS))
    check_distinct([group.id for group in groups], InvalidConfig)
    return Config(groups)


def _group(json: object) -> Group:
    group = read_object(json, InvalidConfig, ["id", "text"])
    return Group(read_id(group["id"], InvalidConfig), read_words(group["text"], LONGEST_GROUP))


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """`{"group": "<id>", "lead": true, "step": "..", "contact": ".."}`, all but the group may be left out.

    Raises `InvalidAnswer`.
    """
    found = read_object(json, InvalidAnswer, ["group"], ["lead", "step", "contact"])
    group, lead = found["group"], found.get("lead", False)
    if not isinstance(group, str) or group not in config.ids:
        raise InvalidAnswer("unknown_choice")
    if not isinstance(lead, bool):
        raise InvalidAnswer("wrong_shape")
    return Answer(
        group,
        lead,
        read_blank_or_text(found.get("step"), InvalidAnswer, LONGEST_STEP),
        read_blank_or_text(found.get("contact"), InvalidAnswer, LONGEST_CONTACT),
    )


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """By group how many joined it and can lead it, and the first steps let through, in an order that tells nothing."""
    groups = {name: _one(name, [entry for entry in entries if entry.answer.group == name]) for name in config.ids}
    return {"n": sum(entry.people for entry in entries), "groups": groups}


def _one(name: str, entries: Sequence[Entry]) -> Json:
    part = part_of(name)
    written = sorted(
        (piece_id(entry.answer_id, part), clean(entry.wording.get(part, entry.answer.step)))
        for entry in entries
        if entry.answer.step and part not in entry.hidden and part not in entry.merged
    )
    steps = dict[str, str]()
    for _, words in written:
        steps.setdefault(words.casefold(), words)
    return {
        "joined": sum(entry.people for entry in entries),
        "leads": sum(entry.answer.lead for entry in entries),
        "steps": [words for words in steps.values() if words],
    }


def part_of(group: str) -> str:
    """Where a first step stands in an answer. It is its own question, so that nothing else is read beside it."""
    return f"step.{group}"


def pieces(config: Config, step: str, answer: Answer) -> list[Piece]:
    """The first step, as `step.<group id>`."""
    return [Piece(part_of(answer.group), answer.step)] if answer.step else []


def between(config: Config, step: str, answer: Answer) -> list[Words]:
    """The group somebody joined."""
    return [group.text for group in config.groups if group.id == answer.group]


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer: the first group draws most, one in six can lead, one in three has a first step."""
    group = rng.choices(config.ids, [len(config.ids) + 1 - place / 2 for place in range(len(config.ids))])[0]
    value: Json = {"group": group}
    if rng.random() < (1 + max(-1.0, min(1.0, mood)) / 2) / 6:
        value["lead"] = True
    if rng.random() < 1 / 3:
        value["step"] = rng.choice(STEPS.get(config.language, STEPS["en"]))
    return value


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """For each group a cell where it was joined, one where it can be led, and one for a first step. No contact."""
    cells: dict[str, str | int | float | None] = {}
    for name in config.ids:
        is_own = name == answer.group
        cells[name] = 1 if is_own else None
        cells[f"{name}.lead"] = 1 if is_own and answer.lead else None
        cells[part_of(name)] = answer.step if is_own and answer.step else None
    return cells


def reports(config: Config, tally: Json) -> list[Words]:
    """The groups that somebody joined."""
    groups = tally.get("groups", {})
    return [group.text for group in config.groups if groups.get(group.id, {}).get("joined")]


def joined(config: Config, tally: Json) -> list[Joined]:
    """The same with how many joined each, and the first steps let through."""
    groups = tally.get("groups", {})
    return [
        Joined(group.id, group.text, groups[group.id]["joined"], groups[group.id]["steps"])
        for group in config.groups
        if groups.get(group.id, {}).get("joined")
    ]


KIND = ActivityKind(
    name="workgroups",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    pieces=pieces,
    between=between,
    contact=lambda answer: answer.contact,
    gathers=True,
    joined=joined,
    reports=reports,
    texts_go_along=True,
)
