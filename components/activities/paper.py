"""What a paper ballot is made of. A kind's `paper.py` puts its ballot together from these; a page draws them."""

from __future__ import annotations

from dataclasses import dataclass

from components.activities.base import Json


@dataclass(frozen=True)
class Ask:
    """A question, and how it is answered on paper."""

    text: str
    hint: str = ""


@dataclass(frozen=True)
class Boxes:
    """A box to tick before each label."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Blanks:
    """A blank to write a number in before each label."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A line between two poles, for a cross."""

    left: str
    right: str


@dataclass(frozen=True)
class Scale:
    """Circles side by side, each with a number in it and a word, or "", below."""

    marks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Field:
    """A field with two axes, and what is placed on it by its letter."""

    left: str
    right: str
    bottom: str
    top: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Write:
    """Lines to write on, with a word or two above them."""

    lines: int
    label: str = ""


Part = Ask | Boxes | Blanks | Line | Scale | Field | Write


@dataclass(frozen=True)
class Hand:
    """What hands can be raised for, and the answer each of them stands for."""

    label: str
    value: Json


def no_hands(config: Json, step: str, language: str) -> list[Hand]:
    """For kinds whose answers are no show of hands."""
    return []
