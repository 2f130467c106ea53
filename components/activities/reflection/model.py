"""Reflection: config, answer and tally. Ratings are counted; texts reach the wall only when allowed and picked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from random import Random

from components.activities.base import (
    ActivityKind,
    Entry,
    InvalidAnswer,
    InvalidConfig,
    Json,
    Piece,
    Promise,
    are_few,
    piece_id,
)
from components.activities.measure import Measure, levels
from components.activities.reflection.presets import PRESETS
from components.activities.reflection.said import pretend_reply
from components.activities.reflection.taken import TAKES
from components.activities.shapes import (
    check_distinct,
    read_blank_or_text,
    read_id,
    read_list,
    read_object,
    read_one_of,
    read_text,
    read_whole,
    read_words,
)

TYPES = ("rating", "text", "lesson", "commitment")
SETS = tuple(PRESETS)
MOST_QUESTIONS = 8
LONGEST_QUESTION = 200
LONGEST_TEXT = 500
"""How long a written answer may be where the question says nothing else."""
MOST_MAX_LENGTH = 2000
RATINGS = 5
_RESERVED_IDS = frozenset({"share", "pass"})
_DAY = re.compile(r"20\d\d-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True)
class Question:
    """A question of one of the `TYPES`; `max_length` holds for each text written to it."""

    id: str
    text: Mapping[str, str]
    type: str
    max_length: int = LONGEST_TEXT


@dataclass(frozen=True)
class Config:
    """The questions in order, and the preset they came from, if any."""

    questions: tuple[Question, ...]
    set: str | None = None


@dataclass(frozen=True)
class Lesson:
    """What worked and what did not; at least one of them is written, the other may be empty."""

    worked: str
    did_not: str


@dataclass(frozen=True)
class Commitment:
    """What somebody will try, by which day, and what could get in the way and who can help."""

    text: str
    by: date | None = None
    obstacle: str = ""


Reply = int | str | Lesson | Commitment


@dataclass(frozen=True)
class Answer:
    """Replies by question id (at least one), and the ids of those that may be read aloud without a name."""

    replies: Mapping[str, Reply]
    share: frozenset[str] = frozenset()


def starter() -> Json:
    """The exit reflection."""
    return deepcopy(PRESETS["exit"])


def parse_config(json: Json) -> Config:
    """1 to 8 questions with different ids, none of them `share` or `pass`; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["questions"], ["set"])
    questions = tuple(_question(each) for each in read_list(found["questions"], InvalidConfig, 1, MOST_QUESTIONS))
    check_distinct([question.id for question in questions], InvalidConfig)
    origin = found.get("set")
    return Config(questions, None if origin is None else read_one_of(origin, InvalidConfig, SETS))


def _question(json: object) -> Question:
    found = read_object(json, InvalidConfig, ["id", "text", "type"], ["max_length"])
    name = read_id(found["id"], InvalidConfig)
    if name in _RESERVED_IDS:
        raise InvalidConfig("reserved_id")
    longest = found.get("max_length")
    return Question(
        id=name,
        text=read_words(found["text"], LONGEST_QUESTION),
        type=read_one_of(found["type"], InvalidConfig, TYPES),
        max_length=LONGEST_TEXT if longest is None else read_whole(longest, InvalidConfig, 1, MOST_MAX_LENGTH),
    )


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """Replies to any of the questions, at least one, and `share`; raises `InvalidAnswer`.

    Questions left out are simply not answered. Sharing what was not answered means nothing and is dropped.
    """
    questions = {question.id: question for question in config.questions}
    found = read_object(json, InvalidAnswer, [], [*questions, "share"])
    replies = {name: _reply(question, found[name]) for name, question in questions.items() if name in found}
    wanted = read_list(found.get("share", []), InvalidAnswer, 0, len(questions))
    if any(not isinstance(name, str) for name in wanted):
        raise InvalidAnswer("wrong_shape")
    if any(name not in questions for name in wanted):
        raise InvalidAnswer("unknown_keys")
    if not replies:
        raise InvalidAnswer("empty")
    return Answer(replies, frozenset(str(name) for name in wanted if name in replies))


def _reply(question: Question, value: object) -> Reply:
    readers: dict[str, Callable[[Question, object], Reply]] = {
        "rating": _rating,
        "text": _text,
        "lesson": _lesson,
        "commitment": _commitment,
    }
    return readers[question.type](question, value)


def _rating(question: Question, value: object) -> int:
    return read_whole(value, InvalidAnswer, 1, RATINGS)


def _text(question: Question, value: object) -> str:
    return read_text(value, InvalidAnswer, question.max_length, lines=True)


def _blank_or_text(question: Question, value: object) -> str:
    return read_blank_or_text(value, InvalidAnswer, question.max_length, lines=True)


def _lesson(question: Question, value: object) -> Lesson:
    halves = read_object(value, InvalidAnswer, [], ["worked", "did_not"])
    lesson = Lesson(_blank_or_text(question, halves.get("worked")), _blank_or_text(question, halves.get("did_not")))
    if not (lesson.worked or lesson.did_not):
        raise InvalidAnswer("empty")
    return lesson


def _commitment(question: Question, value: object) -> Commitment:
    if isinstance(value, str):
        return Commitment(_text(question, value))
    found = read_object(value, InvalidAnswer, ["text"], ["by", "obstacle"])
    return Commitment(
        _text(question, found["text"]), _day(found.get("by")), _blank_or_text(question, found.get("obstacle"))
    )


def _day(value: object) -> date | None:
    """A day of this century written 2031-05-30, or None."""
    if value is None:
        return None
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise InvalidAnswer("not_a_date")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidAnswer("not_a_date") from None


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """Per question how many replied and, for a rating, how many gave each of 1 to 5.

    A table that answers together counts with everybody at it, and is one answer for `least`. A written
    question has `texts` once the facilitator has picked some; only those are in it that their writers allowed
    to be read aloud and that are not hidden, in an order that tells nothing.
    """
    questions = {question.id: _summary(question, entries, least) for question in config.questions}
    return {"n": _people(entries), "questions": questions}


def _people(entries: Sequence[Entry]) -> int:
    return sum(entry.people for entry in entries)


def _summary(question: Question, entries: Sequence[Entry], least: int) -> Json:
    name = question.id
    given = [entry for entry in entries if name in entry.answer.replies]
    if are_few(given, least):
        return {"n": _people(given), "hidden": "few"}
    if question.type == "rating":
        counts = [_people([each for each in given if each.answer.replies[name] == r]) for r in range(1, RATINGS + 1)]
        return {"n": _people(given), "ratings": counts}
    texts = sorted(text for entry in given for text in _picked(name, entry))
    return {"n": _people(given), **({"texts": [text for _, text in texts]} if texts else {})}


def _picked(name: str, entry: Entry) -> list[tuple[str, str]]:
    """Piece id and text, as worded by the facilitator, of what is picked and allowed of one person's reply."""
    if name not in entry.answer.share:
        return []
    return [
        (piece_id(entry.answer_id, piece.part), entry.wording.get(piece.part, piece.text))
        for piece in _written(name, entry.answer.replies[name])
        if piece.part in entry.picked and piece.part not in entry.hidden
    ]


def pieces(config: Config, step: str, answer: Answer) -> list[Piece]:
    """What was written: `<id>` for a text or commitment, `<id>.obstacle`, `<id>.worked`, `<id>.did_not`."""
    found = [_written(question.id, answer.replies.get(question.id)) for question in config.questions]
    return [piece for written in found for piece in written]


def _written(name: str, reply: Reply | None) -> list[Piece]:
    match reply:
        case str():
            found = [(name, reply)]
        case Lesson():
            found = [(f"{name}.worked", reply.worked), (f"{name}.did_not", reply.did_not)]
        case Commitment():
            found = [(name, reply.text), (f"{name}.obstacle", reply.obstacle)]
        case _:
            found = []
    return [Piece(part, text) for part, text in found if text]


def promises(config: Config, step: str, answer: Answer) -> list[Promise]:
    """The commitments in an answer, each under its question's id."""
    found = [(question.id, answer.replies.get(question.id)) for question in config.questions]
    return [
        Promise(name, reply.text, reply.by.isoformat() if reply.by else None, reply.obstacle)
        for name, reply in found
        if isinstance(reply, Commitment)
    ]


def may_share(answer: Answer, part: str) -> bool:
    """Whether the writer allowed this piece to be read aloud without a name."""
    return part.partition(".")[0] in answer.share


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer: ratings lean with the mood, some written questions are skipped, about half shared."""
    answered = [question for question in config.questions if question.type == "rating" or rng.random() < 0.75]
    answered = answered or [rng.choice(config.questions)]
    replies = {each.id: pretend_reply(each.id, each.type, each.max_length, rng, mood) for each in answered}
    share = [each.id for each in answered if each.type != "rating" and rng.random() < 0.5]
    return {**replies, "share": share}


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """A cell per question, named by its id, with `<id>.by`, `<id>.obstacle`, `<id>.worked`, `<id>.did_not`; and
    `share`, the ids of what may be read aloud. Every answer has the same cells."""
    cells: dict[str, str | int | float | None] = {}
    for question in config.questions:
        reply = answer.replies.get(question.id)
        if question.type == "rating":
            cells[question.id] = reply if isinstance(reply, int) else None
            continue
        cells |= dict.fromkeys(_columns(question))
        cells |= {piece.part: piece.text for piece in _written(question.id, reply)}
        if isinstance(reply, Commitment) and reply.by:
            cells[f"{question.id}.by"] = reply.by.isoformat()
    return cells | {"share": " ".join(sorted(answer.share))}


def _columns(question: Question) -> list[str]:
    endings = {"text": [""], "lesson": [".worked", ".did_not"], "commitment": ["", ".by", ".obstacle"]}
    return [question.id + ending for ending in endings[question.type]]


def measures(config: Config, entries: Sequence[Entry]) -> list[Measure]:
    """How everybody rated what was to be rated."""
    found = []
    for question in config.questions:
        if question.type == "rating":
            replies = {entry.person: entry.answer.replies.get(question.id) for entry in entries}
            given = {person: reply for person, reply in replies.items() if isinstance(reply, int)}
            found.append(levels(question.id, question.text, given, (1, RATINGS)))
    return found


KIND = ActivityKind(
    name="reflection",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    pieces=pieces,
    promises=promises,
    may_share=may_share,
    texts_stay=True,
    is_quiet=True,
    stays_open=True,
    measures=measures,
    takes=TAKES,
)
