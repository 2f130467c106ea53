"""Questions: config, answer and tally. An answer is up to three questions, and votes for questions of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random

from components.activities.base import (
    ActivityKind,
    Entry,
    InvalidAnswer,
    InvalidConfig,
    Json,
    Piece,
    Words,
    are_few,
    piece_id,
    translations_of,
)
from components.activities.questions.said import ASKED
from components.activities.shapes import check_distinct, read_id, read_list, read_object, read_text, read_words
from components.activities.written import clean

LONGEST_PROMPT = 160
LONGEST_QUESTION = 150
MOST_QUESTIONS = 3
MOST_VOTES = 200

ANSWERED = "answered"
"""What a facilitator decides about a question besides what holds for every text."""


@dataclass(frozen=True)
class Config:
    """What questions are wanted about; with `wait` each is seen once a facilitator has let it through."""

    prompt: Mapping[str, str]
    wait: bool = True

    @property
    def language(self) -> str:
        """The first language the prompt is written in."""
        return next(iter(self.prompt), "en")


@dataclass(frozen=True)
class Answer:
    """What one person asks, and the ids of the questions they vote for; at least one of either."""

    questions: tuple[str, ...] = ()
    votes: frozenset[str] = frozenset()


def starter() -> Json:
    """Questions about today, that wait for the facilitator."""
    return {
        "prompt": {
            "en": "What would you like to ask about what you heard today?",
            "es": "¿Qué le gustaría preguntar sobre lo que escuchó hoy?",
        },
        "wait": True,
    }


def parse_config(json: Json) -> Config:
    """A prompt, and whether questions wait for the facilitator (they do, unless told otherwise)."""
    found = read_object(json, InvalidConfig, ["prompt"], ["wait"])
    wait = found.get("wait", True)
    if not isinstance(wait, bool):
        raise InvalidConfig("wrong_shape")
    return Config(read_words(found["prompt"], LONGEST_PROMPT), wait)


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """`{"questions": ["..."], "votes": ["<id>", ..]}`, each may be left out; raises `InvalidAnswer`.

    The same question twice counts once. A vote for a question that is not, or no longer, there is no mistake: it may
    have been withdrawn meanwhile.
    """
    found = read_object(json, InvalidAnswer, [], ["questions", "votes"])
    given = found.get("questions", [])
    if isinstance(given, list) and len(given) > MOST_QUESTIONS:
        raise InvalidAnswer("questions.too_many_questions")
    texts = [
        read_text(text, InvalidAnswer, LONGEST_QUESTION) for text in read_list(given, InvalidAnswer, 0, MOST_QUESTIONS)
    ]
    votes = [read_id(vote, InvalidAnswer) for vote in read_list(found.get("votes", []), InvalidAnswer, 0, MOST_VOTES)]
    check_distinct(votes, InvalidAnswer)
    if not texts and not votes:
        raise InvalidAnswer("empty")
    different: dict[str, str] = {}
    for text in texts:
        different.setdefault(question_id(text), text)
    return Answer(tuple(different.values()), frozenset(votes))


def question_id(text: str) -> str:
    """What a question is known by: made of its words alone, so that it stays the same whoever asks, and however often.

    A question is only ever told by the words it is shown with: those its author wrote first stay with the server.
    """
    return sha256(f"question:{clean(text).casefold()}".encode()).hexdigest()[:12]


@dataclass
class _Asked:
    """A question as it is shown: `ids` are of everything that counts as the same one."""

    id: str
    text: str
    ids: set[str] = field(default_factory=set)
    authors: set[str] = field(default_factory=set)
    is_answered: bool = False
    is_now: bool = False


@dataclass(frozen=True)
class _Written:
    """One question of one person, with what was decided about it."""

    entry: Entry
    part: str
    text: str

    @property
    def piece(self) -> str:
        return piece_id(self.entry.answer_id, self.part)

    @property
    def words(self) -> str:
        """The question as the facilitator worded it, if they did."""
        return clean(self.entry.wording.get(self.part, self.text))

    @property
    def ids(self) -> set[str]:
        """What it is known by: its words as they are, and as they were before a facilitator changed them."""
        return {question_id(self.words), question_id(self.text)}

    @property
    def marks(self) -> frozenset[str]:
        return self.entry.marks.get(self.part, frozenset())

    @property
    def is_picked(self) -> bool:
        return self.part in self.entry.picked

    @property
    def is_hidden(self) -> bool:
        return self.part in self.entry.hidden

    @property
    def is_held(self) -> bool:
        """Whether it waits for a facilitator's tap."""
        return self.part in self.entry.held


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """The questions that may be seen, those most voted for first, in an order that tells nothing among equals.

    `votes` are people who voted for a question or for one merged into it, each once and not its authors; None while
    they are fewer than `least`. `now` is the question on the wall by itself, `waiting` how many were not let through
    yet.
    """
    shown, waiting = _shown(entries)
    voters = _voters(entries)
    rows: list[Json] = [
        {"id": asked.id, "text": asked.text, "votes": _votes(asked, voters, least), "answered": asked.is_answered}
        for asked in shown
    ]
    rows.sort(key=lambda row: (-(row["votes"] or 0), row["id"]))
    now = sorted(asked.id for asked in shown if asked.is_now)
    n = sum(entry.people for entry in entries)
    return {"n": n, "questions": rows, "waiting": waiting, "now": now[0] if now else None}


def _shown(entries: Sequence[Entry]) -> tuple[list[_Asked], int]:
    """The questions that may be seen, the same words or a merge being one, and how many still wait."""
    found: dict[str, _Asked] = {}
    by_piece: dict[str, _Asked] = {}
    waiting: set[str] = set()
    written = [each for each in _written(entries) if each.words and (each.is_held or not each.is_hidden)]
    merged = {each.piece: each.entry.merged[each.part] for each in written if each.part in each.entry.merged}
    for each in written:
        if each.piece in merged:
            continue
        name = question_id(each.words)
        if each.is_held:
            waiting.add(name)
        else:
            by_piece[each.piece] = found.setdefault(name, _Asked(name, each.words))
            _take_in(found[name], each)
    for each in written:
        target = by_piece.get(_end_of(each.piece, merged))
        if target:
            target.ids |= each.ids
    return list(found.values()), len(waiting - found.keys())


def _written(entries: Sequence[Entry]) -> list[_Written]:
    return [_Written(entry, part, text) for entry in entries for part, text in _parts(entry.answer)]


def _parts(answer: Answer) -> list[tuple[str, str]]:
    return [(f"questions.{place}", text) for place, text in enumerate(answer.questions)]


def _take_in(asked: _Asked, written: _Written) -> None:
    # Of two spellings of the same words one is shown, whoever came first.
    asked.text = min(asked.text, written.words)
    asked.authors.add(written.entry.person)
    asked.is_answered |= ANSWERED in written.marks
    asked.is_now |= written.is_picked


def _end_of(piece: str, merged: Mapping[str, str]) -> str:
    """The piece another one was merged into in the end."""
    for _ in merged:
        piece = merged.get(piece, piece)
    return piece


_Voters = Mapping[str, Mapping[str, Entry]]
"""By the id of a question, and then by person, the answers with a vote for it."""


def _voters(entries: Sequence[Entry]) -> _Voters:
    found: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        for vote in entry.answer.votes:
            found.setdefault(vote, {})[entry.person] = entry
    return found


def _votes(asked: _Asked, by_question: _Voters, least: int) -> int | None:
    voters = {person: entry for name in asked.ids for person, entry in by_question.get(name, {}).items()}
    given = [entry for person, entry in voters.items() if person not in asked.authors]
    if least > 1 and (not given or are_few(given, least)):
        return None
    return sum(entry.people for entry in given)


def unanswered(tally: Json) -> list[Json]:
    """The questions of a tally that are still to be answered, those most voted for first: for the next meeting."""
    return [question for question in tally.get("questions", []) if not question["answered"]]


def still_asked(config: Config, tally: Json) -> list[Words]:
    """What was not answered, as words in the language of the prompt and in those a facilitator wrote it in."""
    texts = [str(question["text"]) for question in unanswered(tally)]
    return [{config.language: text, **translations_of(tally, text)} for text in texts]


def pieces(config: Config, step: str, answer: Answer) -> list[Piece]:
    """The questions as `questions.0` and so on."""
    return [Piece(part, text) for part, text in _parts(answer)]


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer: none to two questions of a small stock, and votes for those that many care about."""
    stock = ASKED.get(config.language, ASKED["en"])
    own = rng.sample(stock, rng.choices((0, 1, 2), (2, 5, 1))[0])
    votes = [
        question_id(text)
        for place, text in enumerate(stock)
        if text not in own and rng.random() < (0.6 + 0.2 * max(-1.0, min(1.0, mood))) / (1 + place / 3)
    ]
    if not own and not votes:
        votes = [question_id(stock[0])]
    return {"questions": own, "votes": votes}


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """A cell per question, `question_1` to `question_3`, and how many votes were given."""
    texts = [*answer.questions, *[None] * (MOST_QUESTIONS - len(answer.questions))]
    cells: dict[str, str | int | float | None] = {f"question_{place}": text for place, text in enumerate(texts, 1)}
    return {**cells, "votes": len(answer.votes)}


def _asks(config: Config) -> Mapping[str, str]:
    return config.prompt


def _always(config: Config, step: str) -> bool:
    """Questions show while answers come in, and from the first; votes wait for enough people."""
    return True


KIND = ActivityKind(
    name="questions",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    shows_live=_always,
    is_exempt=_always,
    pieces=pieces,
    may_share=lambda answer, part: True,
    joins=_always,
    waits=lambda config, step: config.wait,
    marks=lambda config, step: (ANSWERED,),
    asks=_asks,
    unanswered=still_asked,
)
