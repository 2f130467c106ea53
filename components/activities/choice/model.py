"""Choice: config, answer, tally and change. An answer is one or several ids of the choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from components.activities.base import ActivityKind, Contested, Entry, InvalidAnswer, InvalidConfig, Json
from components.activities.choice.taken import TAKES
from components.activities.measure import Measure, shares
from components.activities.shapes import check_distinct, read_id, read_list, read_object, read_whole, read_words

LEAST_CHOICES = 2
LEAST_FOR_WORDS = 5
LEAST_NAMED = 3
"""Of fewer people than this on a side nothing is said."""
MOST_CHOICES = 12
LONGEST_QUESTION = 160
LONGEST_CHOICE = 60
"""So long that a wall with twelve of them still shows every one whole."""


@dataclass(frozen=True)
class Choice:
    """Something to choose; its id is what trends follow."""

    id: str
    text: Mapping[str, str]


@dataclass(frozen=True)
class Config:
    """`several` says whether more than one may be chosen, `most` how many of them (None: any number)."""

    question: Mapping[str, str]
    choices: tuple[Choice, ...]
    several: bool = False
    most: int | None = None

    @property
    def limit(self) -> int:
        """How many one person may choose."""
        return min(self.most or MOST_CHOICES, len(self.choices)) if self.several else 1

    @property
    def ids(self) -> list[str]:
        """The ids of the choices, in the facilitator's order."""
        return [choice.id for choice in self.choices]


@dataclass(frozen=True)
class Answer:
    """The ids that were chosen, at least one, in the order of the config."""

    choices: tuple[str, ...]


def starter() -> Json:
    """When to meet next time, several times being fine."""
    return {
        "question": {
            "en": "Which times suit you for our next meeting?",
            "es": "¿Qué horarios le convienen para nuestra próxima reunión?",
        },
        "choices": [
            {"id": "morning", "text": {"en": "A weekday morning", "es": "Entre semana por la mañana"}},
            {"id": "noon", "text": {"en": "A weekday at noon", "es": "Entre semana al mediodía"}},
            {"id": "evening", "text": {"en": "A weekday evening", "es": "Entre semana por la tarde"}},
            {"id": "weekend", "text": {"en": "A Saturday morning", "es": "Un sábado por la mañana"}},
        ],
        "several": True,
        "most": None,
    }


def parse_config(json: Json) -> Config:
    """A question and 2 to 12 choices with different ids; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["question", "choices"], ["several", "most"])
    choices = tuple(_choice(each) for each in read_list(found["choices"], InvalidConfig, LEAST_CHOICES, MOST_CHOICES))
    check_distinct([choice.id for choice in choices], InvalidConfig)
    several, most = found.get("several", False), found.get("most")
    if not isinstance(several, bool):
        raise InvalidConfig("wrong_shape")
    return Config(
        question=read_words(found["question"], LONGEST_QUESTION),
        choices=choices,
        several=several,
        most=None if most is None else read_whole(most, InvalidConfig, 1, MOST_CHOICES),
    )


def _choice(json: object) -> Choice:
    choice = read_object(json, InvalidConfig, ["id", "text"])
    return Choice(read_id(choice["id"], InvalidConfig), read_words(choice["text"], LONGEST_CHOICE))


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """`{"choices": [ids]}`, at least one and no more than the config allows; raises `InvalidAnswer`."""
    given = read_object(json, InvalidAnswer, ["choices"])["choices"]
    chosen = [str(each) for each in read_list(given, InvalidAnswer, 1, config.limit) if _is_known(config, each)]
    check_distinct(chosen, InvalidAnswer)
    return Answer(tuple(name for name in config.ids if name in chosen))


def _is_known(config: Config, name: object) -> bool:
    if not isinstance(name, str) or name not in config.ids:
        raise InvalidAnswer("unknown_choice")
    return True


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """How many chose each, in the order of the config; a table that answers together counts with all at it."""
    chosen = dict.fromkeys(config.ids, 0)
    for entry in entries:
        for name in entry.answer.choices:
            chosen[name] += entry.people
    return {"n": sum(entry.people for entry in entries), "choices": chosen}


def compare(config: Config, before: Sequence[Entry], after: Sequence[Entry], least: int) -> Json:
    """How many people answered in both rounds (`stayed`) and how many of them chose otherwise (`changed`).

    Which way they went is not told: beside the two pictures it could point at somebody.
    """
    earlier, later = ({e.person: e for e in entries if isinstance(e.answer, Answer)} for entries in (before, after))
    both = [(earlier[person], later[person]) for person in later if person in earlier]
    if len(both) < max(least, 1):
        return {"hidden": "few"}
    people = [min(one.people, other.people) for one, other in both]
    changed = [one.answer != other.answer for one, other in both]
    return {
        "stayed": sum(people),
        "changed": sum(count for count, is_other in zip(people, changed, strict=True) if is_other),
    }


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer; choices further up are likelier in a low mood, further down in a high one."""
    last = max(len(config.choices) - 1, 1)
    weights = {name: 1.3 + mood * (2 * place / last - 1) for place, name in enumerate(config.ids)}
    chosen: list[str] = []
    for _ in range(rng.randint(1, min(config.limit, 3))):
        left = {name: weight for name, weight in weights.items() if name not in chosen}
        chosen += rng.choices(list(left), list(left.values()))
    return {"choices": chosen}


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """A cell per choice, named by its id: 1 where it was chosen."""
    return {name: 1 if name in answer.choices else None for name in config.ids}


def _asks(config: Config) -> Mapping[str, str]:
    return config.question


def measures(config: Config, entries: Sequence[Entry]) -> list[Measure]:
    """Who chose each of the choices."""
    return [
        shares(choice.id, config.question, choice.text, {e.person: choice.id in e.answer.choices for e in entries})
        for choice in config.choices
    ]


def contested(config: Json, tally: Json) -> Contested | None:
    """The question, where the two choices named most are within a tenth of the group, and each has three people."""
    counts = sorted(tally.get("choices", {}).values(), reverse=True)
    n = tally.get("n", 0)
    if n < LEAST_FOR_WORDS or len(counts) < LEAST_CHOICES or counts[1] < LEAST_NAMED or counts[0] - counts[1] > n / 10:
        return None
    return Contested([config["question"]], config)


KIND = ActivityKind(
    name="choice",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    compare=compare,
    contested=contested,
    asks=_asks,
    measures=measures,
    takes=TAKES,
)
