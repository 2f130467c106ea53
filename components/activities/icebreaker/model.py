"""Icebreaker: config, answer and tally. An answer is a short text, a word or one of the choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from components.activities.base import ActivityKind, Entry, InvalidAnswer, InvalidConfig, Json, Piece, piece_id
from components.activities.icebreaker.library import config_of, draw
from components.activities.icebreaker.said import TEXTS, WORDS
from components.activities.shapes import (
    check_distinct,
    read_id,
    read_list,
    read_object,
    read_one_of,
    read_text,
    read_words,
)
from components.activities.written import count_words

ANSWERS = ("text", "word", "choice")
LONGEST_PROMPT = 240
LONGEST_TEXT = 280
LONGEST_WORD = 40
LONGEST_CHOICE = 80
LEAST_CHOICES = 2
MOST_CHOICES = 8


@dataclass(frozen=True)
class Choice:
    id: str
    text: Mapping[str, str]


@dataclass(frozen=True)
class Config:
    """`answer` says how people answer; `choices` is empty unless they choose; `prompt_id` names a library prompt."""

    prompt: Mapping[str, str]
    answer: str
    choices: tuple[Choice, ...] = ()
    prompt_id: str | None = None


@dataclass(frozen=True)
class Answer:
    """What was said: a text, a word, or the id of a choice, as the config asks."""

    said: str


def starter() -> Json:
    """The first prompt of the library: how people learn."""
    return {
        "prompt": {
            "en": "How do you learn as a professional? What are some of the formats, venues, or methods you use for "
            "learning and professional development?",
            "es": "¿Cómo aprende usted como profesional? ¿Cuáles son algunos de los formatos, lugares o métodos que "
            "usa para aprender y para su desarrollo profesional?",
        },
        "answer": "text",
        "prompt_id": "how-do-you-learn",
    }


def parse_config(json: Json) -> Config:
    """A prompt, the shape of its answers, and 2 to 8 choices where people choose; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["prompt", "answer"], ["choices", "prompt_id"])
    answer = read_one_of(found["answer"], InvalidConfig, ANSWERS)
    prompt_id = found.get("prompt_id")
    return Config(
        prompt=read_words(found["prompt"], LONGEST_PROMPT),
        answer=answer,
        choices=_choices(found.get("choices", []), answer == "choice"),
        prompt_id=None if prompt_id is None else read_id(prompt_id, InvalidConfig),
    )


def _choices(json: object, is_wanted: bool) -> tuple[Choice, ...]:
    least, most = (LEAST_CHOICES, MOST_CHOICES) if is_wanted else (0, 0)
    choices = tuple(_choice(choice) for choice in read_list(json, InvalidConfig, least, most))
    check_distinct([choice.id for choice in choices], InvalidConfig)
    return choices


def _choice(json: object) -> Choice:
    choice = read_object(json, InvalidConfig, ["id", "text"])
    return Choice(read_id(choice["id"], InvalidConfig), read_words(choice["text"], LONGEST_CHOICE))


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """`{"text"}` up to 280, `{"word"}` up to 40 characters, or `{"choice"}` by id; raises `InvalidAnswer`."""
    said = read_object(json, InvalidAnswer, [config.answer])[config.answer]
    if config.answer == "choice":
        if said not in [choice.id for choice in config.choices]:
            raise InvalidAnswer("unknown_choice")
        return Answer(said)
    if config.answer == "word":
        return Answer(read_text(said, InvalidAnswer, LONGEST_WORD))
    return Answer(read_text(said, InvalidAnswer, LONGEST_TEXT, lines=True))


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """Texts in an order that tells nothing, words by how many said them, or how many chose what.

    `n` counts everybody who answered (a table that answers together with all at it), hidden texts included.
    """
    n = sum(entry.people for entry in entries)
    if config.answer == "choice":
        chosen = Counter({choice.id: 0 for choice in config.choices})
        for entry in entries:
            chosen[entry.answer.said] += entry.people
        return {"n": n, "choices": dict(chosen)}
    shown = [(entry, _worded(config, entry)) for entry in entries if config.answer not in entry.hidden]
    if config.answer == "word":
        return {"n": n, "words": dict(count_words((word, entry.people) for entry, word in shown))}
    cards = sorted((piece_id(entry.answer_id, "text"), text) for entry, text in shown)
    return {"n": n, "texts": [text for _, text in cards]}


def _worded(config: Config, entry: Entry) -> str:
    """What was written, as the facilitator worded it if they did."""
    return entry.wording.get(config.answer, str(entry.answer.said))


def pieces(config: Config, step: str, answer: Answer) -> list[Piece]:
    """The text or word as one piece, `text` or `word`; a choice is nothing somebody wrote."""
    return [] if config.answer == "choice" else [Piece(config.answer, answer.said)]


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer; choices further up are likelier in a low mood, further down in a high one."""
    if config.answer == "text":
        return {"text": rng.choice(TEXTS)}
    if config.answer == "word":
        return {"word": rng.choice(WORDS)}
    ids = [choice.id for choice in config.choices]
    middle = (len(ids) - 1) / 2
    weights = [1 + 0.7 * max(-1.0, min(1.0, mood)) * (place - middle) / max(middle, 1) for place in range(len(ids))]
    return {"choice": rng.choices(ids, weights)[0]}


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """One cell: `text`, `word` or `choice`."""
    return {config.answer: answer.said}


def _asks(config: Config) -> Mapping[str, str]:
    return config.prompt


def _shows_live(config: Config, step: str) -> bool:
    return True


def _is_exempt(config: Config, step: str) -> bool:
    """Cards are shown from the first; words and choices wait for enough answers."""
    return config.answer == "text"


def _counts_words(config: Config, step: str) -> bool:
    return config.answer == "word"


def another(config: Json, used: Sequence[str], rng: Random, stage: str) -> Json:
    """Another prompt from the library for a stage, answered the same way as this one."""
    return config_of(draw([*used, str(config.get("prompt_id"))], rng, stage=stage, answer=config["answer"]))


KIND = ActivityKind(
    name="icebreaker",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    shows_live=_shows_live,
    is_exempt=_is_exempt,
    counts_words=_counts_words,
    pieces=pieces,
    asks=_asks,
    prompt_id=lambda config: config.prompt_id,
    another=another,
)
