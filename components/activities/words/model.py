"""Words: config, answer and tally. An answer is one to three words or short phrases about a prompt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from components.activities.base import ActivityKind, Entry, InvalidAnswer, InvalidConfig, Json, Piece
from components.activities.shapes import read_list, read_object, read_text, read_whole, read_words
from components.activities.words.said import LOW, WARM
from components.activities.words.taken import TAKES
from components.activities.written import count_words, spelling

LONGEST_PROMPT = 160
LONGEST_WORD = 40
MOST_WORDS = 3


@dataclass(frozen=True)
class Config:
    """`most` is how many words one person may give, 1 to 3."""

    prompt: Mapping[str, str]
    most: int = MOST_WORDS


@dataclass(frozen=True)
class Answer:
    """Different words, at least one, in the order they were written."""

    words: tuple[str, ...]


def starter() -> Json:
    """What people take with them."""
    return {
        "prompt": {"en": "What do you take with you from today?", "es": "¿Qué se lleva usted del día de hoy?"},
        "most": MOST_WORDS,
    }


def parse_config(json: Json) -> Config:
    """A prompt, and how many words a person may give; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["prompt"], ["most"])
    return Config(
        prompt=read_words(found["prompt"], LONGEST_PROMPT),
        most=read_whole(found.get("most", MOST_WORDS), InvalidConfig, 1, MOST_WORDS),
    )


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """`{"words": [..]}`, 1 to `most` of up to 40 characters each; raises `InvalidAnswer`.

    The same word twice is one word, in whatever case and accents.
    """
    given = read_list(read_object(json, InvalidAnswer, ["words"])["words"], InvalidAnswer, 1, config.most)
    words = [read_text(each, InvalidAnswer, LONGEST_WORD) for each in given]
    first = {spelling(word): word for word in reversed(words)}
    return Answer(tuple(word for word in words if first[spelling(word)] is word))


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """Words with how many people said them, most first. `n` counts everybody who answered, hidden words included.

    A person counts once for a word, a table that answers together with everybody at it.
    """
    said = [(word, entry.people) for entry in entries for word in _shown(config, entry)]
    return {"n": sum(entry.people for entry in entries), "words": [list(pair) for pair in count_words(said)]}


def _shown(config: Config, entry: Entry) -> list[str]:
    """What one person said that is not hidden, as the facilitator worded it if they did, each word once."""
    words = [
        entry.wording.get(piece.part, piece.text)
        for piece in pieces(config, "answer", entry.answer)
        if piece.part not in entry.hidden
    ]
    return list({spelling(word): word for word in reversed(words)}.values())[::-1]


def pieces(config: Config, step: str, answer: Answer) -> list[Piece]:
    """Each word by itself: `word1`, `word2`, `word3`, so that nobody's words need be read together."""
    return [Piece(f"word{number}", word) for number, word in enumerate(answer.words, 1)]


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer: some of what many people say, warmer in a high mood."""
    many = rng.randint(1, config.most)
    chosen = [rng.choice(WARM if rng.random() < 0.65 + 0.3 * mood else LOW) for _ in range(many)]
    return {"words": list(dict.fromkeys(chosen))}


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """A cell per word: `word1`, `word2`, `word3`, as many as one may give."""
    words = [*answer.words, *[None] * config.most]
    return {f"word{number}": word for number, word in enumerate(words[: config.most], 1)}


def _asks(config: Config) -> Mapping[str, str]:
    return config.prompt


def _shows_live(config: Config, step: str) -> bool:
    return True


KIND = ActivityKind(
    name="words",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    shows_live=_shows_live,
    pieces=pieces,
    asks=_asks,
    counts_words=lambda config, step: True,
    takes=TAKES,
)
