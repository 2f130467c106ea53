"""Company: config, answer and tally. An answer is whether somebody wants company for what they mean to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from components.activities.base import ActivityKind, Entry, InvalidAnswer, InvalidConfig, Json
from components.activities.shapes import read_id, read_object, read_words

LONGEST_QUESTION = 160
LONGEST_PLACE = 80
SIGNS = ("sun", "tree", "bridge", "boat", "bird", "hill", "river", "star", "door", "bell", "leaf", "lamp")
_USUAL = 3


@dataclass(frozen=True)
class Config:
    """The first question a group talks about, and where groups meet."""

    first: Mapping[str, str]
    meet: Mapping[str, str]


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
    """A first question and a place to meet; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["first", "meet"])
    return Config(read_words(found["first"], LONGEST_QUESTION), read_words(found["meet"], LONGEST_PLACE))


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


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """How many want company, and the groups by the tags their phones made up."""
    wanted = [entry for entry in entries if entry.answer.join]
    return {
        "n": sum(entry.people for entry in entries),
        "joined": sum(entry.people for entry in wanted),
        "groups": groups_of([entry.answer.tag for entry in wanted]),
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
)
