"""Company: config, answer and tally. An answer is whether somebody wants company for what they mean to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from components.activities.base import ActivityKind, Earlier, Entry, InvalidAnswer, InvalidConfig, Json
from components.activities.shapes import check_distinct, read_id, read_list, read_object, read_words

LONGEST_QUESTION = 160
LONGEST_PLACE = 80
SIGNS = ("sun", "tree", "bridge", "boat", "bird", "hill", "river", "star", "door", "bell", "leaf", "lamp")
_USUAL = 3
_MOST_GROUPS = 10_000
_MOST_IN_ONE = 1_000


@dataclass(frozen=True)
class Config:
    """The first question a group talks about, where groups meet, and the groups that were shown, once they were."""

    first: Mapping[str, str]
    meet: Mapping[str, str]
    shown: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Answer:
    """`tag` is a word the phone made up for this alone, by which it finds its group; "" without company."""

    join: bool
    tag: str = ""


def starter() -> Json:
    """A first question that fits whatever people mean to try."""
    return {
        "first": {
            "en": "What will you try first, and what could get in the way?",
            "es": "¿Qué probará primero y qué podría estorbarle?",
        },
        "meet": {"en": "At the window, after the meeting", "es": "Junto a la ventana, después de la reunión"},
    }


def parse_config(json: Json) -> Config:
    """A first question, a place to meet and, where groups were shown, their tags; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["first", "meet"], ["shown"])
    groups = read_list(found.get("shown", []), InvalidConfig, 0, _MOST_GROUPS)
    shown = tuple(tuple(_tags(group)) for group in groups)
    check_distinct([tag for group in shown for tag in group], InvalidConfig)
    return Config(read_words(found["first"], LONGEST_QUESTION), read_words(found["meet"], LONGEST_PLACE), shown)


def _tags(json: object) -> Iterable[str]:
    return [read_id(tag, InvalidConfig) for tag in read_list(json, InvalidConfig, 0, _MOST_IN_ONE)]


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """`{"join": true, "tag": ".."}` or `{"join": false}`; raises `InvalidAnswer`."""
    found = read_object(json, InvalidAnswer, ["join"], ["tag"])
    join = found["join"]
    if not isinstance(join, bool) or join != ("tag" in found):
        raise InvalidAnswer("wrong_shape")
    return Answer(join, read_id(found["tag"], InvalidAnswer) if join else "")


def groups_of(tags: Sequence[str]) -> list[list[str]]:
    """The tags in groups of two to four, of three where it can be; one alone is a group. The order tells nothing."""
    found = sorted(tags)
    count = max(1, round(len(found) / _USUAL)) if found else 0
    return [found[index::count] for index in range(count)]


def keep_groups(tags: Sequence[str], shown: Sequence[Sequence[str]]) -> list[list[str]]:
    """The groups that were shown with whoever is still there, each in its place; others go where fewest are.

    Who is left alone goes where fewest are too: their place stays empty, so that nobody else's sign changes.
    """
    there = set(tags)
    groups = [[tag for tag in group if tag in there] for group in shown]
    placed = {tag for group in groups for tag in group}
    late = sorted(there - placed)
    if not placed:
        return groups_of(late)
    for group in groups:
        if len(group) == 1 and len(there) > 1:
            late += group
            group.clear()
    kept = [group for group in groups if group]
    if not kept:
        return [sorted(late), *([] for _ in groups[1:])]
    for tag in late:
        min(kept, key=len).append(tag)
    return [sorted(group) for group in groups]


def keeps(config: Json, tally: Json) -> Json:
    """The config with the groups that are shown now."""
    groups = tally.get("groups", [])
    return {**config, "shown": groups} if groups else config


def recalls(earlier: Sequence[Earlier]) -> Json:
    """Whether somebody has said what they will try: who has not is asked to do that first."""
    return {"promised": any(each.promises for each in earlier)}


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """How many want company, and the groups by the tags their phones made up."""
    wanted = [entry for entry in entries if entry.answer.join]
    return {
        "n": sum(entry.people for entry in entries),
        "joined": sum(entry.people for entry in wanted),
        "groups": keep_groups(sorted({entry.answer.tag for entry in wanted}), config.shown),
    }


def sign_of(index: int) -> tuple[str, int]:
    """The sign of a group by its place among them, and which one with this sign it is."""
    return SIGNS[index % len(SIGNS)], index // len(SIGNS) + 1


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer: two in three want company."""
    if rng.random() < 0.66 + max(-1.0, min(1.0, mood)) / 5:
        return {"join": True, "tag": f"{rng.getrandbits(48):012x}"}
    return {"join": False}


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """One cell: whether somebody wants company. Who is in which group is nobody's business."""
    return {"join": int(answer.join)}


KIND = ActivityKind(
    name="company",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    keeps=keeps,
    recalls=recalls,
    recalled=lambda language: {"promised": True},
    recalls_today=True,
    suggests=lambda config, number, tally: "look_at_phone" if tally.get("groups") else "",
)
