"""Adopt: config, answer and tally. An answer is where somebody stands on a text, and what would make it work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from components.activities.adopt.said import WISHES
from components.activities.base import ActivityKind, Entry, InvalidAnswer, InvalidConfig, Json, Piece, Proposed
from components.activities.shapes import (
    read_blank_or_text,
    read_id,
    read_object,
    read_one_of,
    read_words,
)

STANDS = ("support", "can_live", "problem")
"""Where somebody may stand, the warmest first."""
LONGEST_TEXT = 400
LONGEST_WISH = 280
SHORT_TEXT = 160
"""A text up to so many letters is the question on the wall; a longer one has the wall for itself until it is shown."""
WISH = "wish"


@dataclass(frozen=True)
class Config:
    """`part` is the part of a charter the text is for, `proposal` where it was written down; each may be ""."""

    text: Mapping[str, str]
    part: str = ""
    proposal: str = ""

    @property
    def language(self) -> str:
        """The first language the text is written in."""
        return next(iter(self.text), "en")

    @property
    def is_short(self) -> bool:
        """Whether it can stand above a picture."""
        return all(len(text) <= SHORT_TEXT and "\n" not in text for text in self.text.values())


@dataclass(frozen=True)
class Answer:
    """One of `STANDS`, and what would make it work or ""."""

    stand: str
    wish: str = ""


def starter() -> Json:
    """An agreement for a safe space that most groups can begin with."""
    return {
        "text": {
            "en": "What is said here stays here; what is learned here leaves here.",
            "es": "Lo que se dice aquí se queda aquí; lo que se aprende aquí sale de aquí.",
        },
        "part": "agreements",
        "proposal": "",
    }


def parse_config(json: Json) -> Config:
    """A text and, where it belongs to a charter, for which part of it; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["text"], ["part", "proposal"])
    part, proposal = (found.get(name) or "" for name in ("part", "proposal"))
    return Config(
        read_words(found["text"], LONGEST_TEXT, lines=True),
        read_id(part, InvalidConfig) if part != "" else "",
        read_id(proposal, InvalidConfig) if proposal != "" else "",
    )


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """`{"stand": "support", "wish": ".."}`; the wish may be left out; raises `InvalidAnswer`."""
    found = read_object(json, InvalidAnswer, ["stand"], ["wish"])
    return Answer(
        read_one_of(found["stand"], InvalidAnswer, STANDS),
        read_blank_or_text(found.get("wish"), InvalidAnswer, LONGEST_WISH),
    )


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """How many stand where, and the wishes a facilitator put on the wall, apart from who stands where."""
    stands = dict.fromkeys(STANDS, 0)
    for entry in entries:
        stands[entry.answer.stand] += entry.people
    picked = {entry.wording.get(WISH, entry.answer.wish) for entry in entries if WISH in entry.picked - entry.hidden}
    return {"n": sum(entry.people for entry in entries), "stands": stands, "wishes": sorted(picked - {""})}


def pieces(config: Config, step: str, answer: Answer) -> list[Piece]:
    """What would make it work."""
    return [Piece(WISH, answer.wish)] if answer.wish else []


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer: most support it, some can live with it, and those have a wish now and then."""
    mood = max(-1.0, min(1.0, mood))
    stand = rng.choices(STANDS, (6 + 3 * mood, 3, 1.2 - mood))[0]
    if stand == STANDS[0] or rng.random() < 0.4:
        return {"stand": stand}
    return {"stand": stand, "wish": rng.choice(WISHES.get(config.language, WISHES["en"]))}


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """A cell for where somebody stands and one for their wish."""
    return {"stand": answer.stand, WISH: answer.wish or None}


def _asks(config: Config) -> Mapping[str, str] | None:
    return config.text if config.is_short else None


def _reads(config: Config) -> Mapping[str, str] | None:
    return None if config.is_short else config.text


def proposes(config: Config) -> Proposed | None:
    """The text with the part of the charter it is for; None for a text that belongs to none."""
    return Proposed(config.part, config.text, config.proposal) if config.part else None


KIND = ActivityKind(
    name="adopt",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    pieces=pieces,
    may_share=lambda answer, part: True,
    asks=_asks,
    reads=_reads,
    proposes=proposes,
    texts_stay=True,
)
