"""Check-in: config, answer, tally, and which commitments are due. The room sees counts, never a commitment.

What is due follows from a person's own answers of the few meetings before. A commitment is asked about until its
writer has said `done`, or has said `not_yet` in two meetings; of those that are due, the newest few are asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random

from components.activities.base import (
    ActivityKind,
    Earlier,
    Entry,
    Followed,
    InvalidAnswer,
    InvalidConfig,
    Json,
    Piece,
    Promise,
    are_few,
    piece_id,
)
from components.activities.checkin.said import OBSTACLES, PREVIEW
from components.activities.measure import Measure
from components.activities.shapes import (
    read_blank_or_text,
    read_id,
    read_list,
    read_object,
    read_one_of,
    read_words,
)

STATUSES = ("done", "partly", "not_yet")
NONE = "none"
"""The answer of somebody who had made no commitment."""
MOST_DUE = 5
"""How many commitments a phone is asked about, and can answer for."""
TIMES_NOT_YET = 2
"""In so many meetings somebody may say `not_yet` before a commitment is left in peace."""
LONGEST_QUESTION = 160
LONGEST_OBSTACLE = 280
_QUESTIONS = ("did", "obstacle")


@dataclass(frozen=True)
class Config:
    """What is asked about each commitment, and, if at all, what got in the way."""

    did: Mapping[str, str]
    obstacle: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Answer:
    """What became of commitments, by their ids: one of the `STATUSES` each. Empty for somebody who had none."""

    did: Mapping[str, str]
    obstacle: str = ""


def starter() -> Json:
    """Both questions."""
    return deepcopy(_STARTER)


_STARTER: Json = {
    "questions": [
        {
            "id": "did",
            "text": {"en": "Did you do what you set out to do?", "es": "¿Hizo lo que se propuso la vez pasada?"},
        },
        {"id": "obstacle", "text": {"en": "What got in the way?", "es": "¿Qué lo hizo difícil?"}},
    ]
}


def parse_config(json: Json) -> Config:
    """The question `did` and, after it, `obstacle` or nothing; raises `InvalidConfig`."""
    asked = read_list(read_object(json, InvalidConfig, ["questions"])["questions"], InvalidConfig, 1, len(_QUESTIONS))
    texts = []
    for name, question in zip(_QUESTIONS, asked, strict=False):
        found = read_object(question, InvalidConfig, ["id", "text"])
        read_one_of(found["id"], InvalidConfig, [name])
        texts.append(read_words(found["text"], LONGEST_QUESTION))
    return Config(*texts)


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """`{"did": {"<id>": "done|partly|not_yet"}, "obstacle": "..."}` or `{"did": "none"}`; raises `InvalidAnswer`.

    Ids are not compared with what was due: a phone can only speak of its own, and an unknown one settles nothing.
    """
    has_obstacle = config.obstacle is not None and isinstance(json, dict) and json.get("did") != NONE
    found = read_object(json, InvalidAnswer, ["did"], ["obstacle"] if has_obstacle else [])
    if found["did"] == NONE:
        return Answer({})
    if not isinstance(found["did"], dict):
        raise InvalidAnswer("wrong_shape")
    read_list(list(found["did"]), InvalidAnswer, 1, MOST_DUE)
    did = {
        read_id(name, InvalidAnswer): read_one_of(status, InvalidAnswer, STATUSES)
        for name, status in found["did"].items()
    }
    return Answer(did, read_blank_or_text(found.get("obstacle"), InvalidAnswer, LONGEST_OBSTACLE, lines=True))


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """How many people had no commitment, how many commitments are done, partly done and not yet, and how many people
    wrote what got in the way.

    A table that answers together counts with everybody at it, and is one answer for `least`.
    """
    bound = [entry for entry in entries if entry.answer.did]
    written = [entry for entry in entries if entry.answer.obstacle]
    questions: Json = {"did": {"n": _people(bound), "hidden": "few"} if are_few(bound, least) else _counts(bound)}
    if config.obstacle is not None:
        few = {"hidden": "few"} if are_few(written, least) else {}
        questions["obstacle"] = {"n": _people(written), **few}
    return {"n": _people(entries), "none": _people(entries) - _people(bound), "questions": questions}


def _people(entries: Sequence[Entry]) -> int:
    return sum(entry.people for entry in entries)


def _counts(bound: Sequence[Entry]) -> Json:
    said = [(status, entry.people) for entry in bound for status in entry.answer.did.values()]
    counts = {status: sum(people for found, people in said if found == status) for status in STATUSES}
    return {"n": _people(bound), **counts}


def recalls(earlier: Sequence[Earlier]) -> Json:
    """One person's commitments that are due, the newest first: `{"commitments": [{"id", "text", "by", "obstacle"}]}`.

    `earlier` is what that person answered before, the oldest first.
    """
    due = [each for each in follows(earlier) if is_due([status for _, status in each.said])]
    return {
        "commitments": [
            {"id": each.id, "text": each.promise.text, "by": each.promise.by, "obstacle": each.promise.obstacle}
            for each in due[:MOST_DUE]
        ]
    }


def follows(earlier: Sequence[Earlier]) -> list[Followed]:
    """One person's commitments, the newest first, each with what they said of it last in each meeting since."""
    promised: dict[str, tuple[int, Promise]] = {}
    said: dict[str, dict[str, str]] = {}
    for turn, each in enumerate(earlier):
        for promise in each.promises:
            promised[piece_id(each.activity, promise.part)] = (-turn, promise)
        for name, status in each.answer.did.items() if isinstance(each.answer, Answer) else ():
            said.setdefault(name, {})[each.meeting] = status
    found = sorted(promised.items(), key=lambda made: made[1][0])
    return [Followed(name, promise, tuple(said.get(name, {}).items())) for name, (_, promise) in found]


def due(earlier: Sequence[Earlier], day: str) -> int:
    """How many of one person's commitments are due on an ISO day: those with a later day are not yet."""
    return sum(not told["by"] or told["by"] <= day for told in recalls(earlier)["commitments"])


def is_due(said: Collection[str]) -> bool:
    """Whether a commitment is asked about again, after what its writer said of it in each meeting since."""
    return "done" not in said and list(said).count("not_yet") < TIMES_NOT_YET


def recalled(language: str) -> Json:
    """What a phone with one commitment is told, for a preview."""
    text, obstacle = PREVIEW.get(language, PREVIEW["en"])
    return {"commitments": [{"id": "preview", "text": text, "by": None, "obstacle": obstacle}]}


def pieces(config: Config, step: str, answer: Answer) -> list[Piece]:
    """What got in the way."""
    return [Piece("obstacle", answer.obstacle)] if answer.obstacle else []


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer: one in five had no commitment, a good mood gets things done."""
    if rng.random() < 0.2:
        return {"did": NONE}
    weights = (3 + 2 * mood, 3, 2 - mood)
    did = {f"pretend-{number}": rng.choices(STATUSES, weights)[0] for number in range(rng.choice((1, 1, 1, 2)))}
    is_written = config.obstacle is not None and set(did.values()) != {"done"} and rng.random() < 0.6
    return {"did": did, **({"obstacle": rng.choice(OBSTACLES)} if is_written else {})}


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """How many commitments are done, partly done and not yet; 1 under `none` for who had none; what got in the way."""
    said = list(answer.did.values())
    cells: dict[str, str | int | float | None] = {f"did.{status}": said.count(status) or None for status in STATUSES}
    cells[NONE] = None if said else 1
    return {**cells, "obstacle": answer.obstacle or None} if config.obstacle is not None else cells


def _asks(config: Config) -> Mapping[str, str]:
    return config.did


_WORTH = {"done": 100.0, "partly": 50.0, "not_yet": 0.0}


def measures(config: Config, entries: Sequence[Entry]) -> list[Measure]:
    """How much of what they had promised people did, who had promised something: what is partly done counts half."""
    did = {entry.person: [_WORTH[status] for status in entry.answer.did.values()] for entry in entries}
    values = {person: sum(worth) / len(worth) for person, worth in did.items() if worth}
    return [Measure("did", config.did, values, "kept")]


KIND = ActivityKind(
    name="checkin",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    pieces=pieces,
    asks=_asks,
    recalls=recalls,
    follows=follows,
    recalled=recalled,
    due=due,
    texts_stay=True,
    measures=measures,
)
