"""What a kind takes in of polls that were held elsewhere: a question of a file, and the ways to make an activity of it.

The parts here are shared by the kinds; all are pure. What a way gives passes the kind's own gates before it is kept.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from components.activities.base import InvalidAnswer, Json
from components.activities.written import clean, spelling

ENOUGH = 0.7
"""How much of what was said has to be of a sort for a question to be taken as that."""
MARKS = frozenset({"1", "x", "✓", "✔", "✗", "yes", "true", "sí", "si", "verdadero", "selected", "checked"})
NO_MARKS = frozenset({"0", "no", "false", "falso", "-", "unselected", "unchecked"})
_NUMBER = re.compile(r"[-+]?\d{1,9}([.,]\d{1,9})?")
_SCALE = re.compile(r"(\d{1,3})\s*(?:-|–|—|to|a|hasta|/)\s*(\d{1,3})(?!\d)", re.IGNORECASE)
SEPARATORS = (";", "\n", ", ", "|")
MOST_PIECES = 12
_SCALES = ((1, 5), (0, 5), (1, 7), (1, 10), (0, 10), (0, 100), (-5, 5), (-100, 100))


@dataclass(frozen=True)
class Told:
    """A question of a file: its words, its columns by name (`("",)` where it has one), and what each person said.

    A person's cells are as many as the columns; blank ones are no answer.
    """

    words: str
    parts: tuple[str, ...]
    said: tuple[tuple[str, ...], ...]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each thing that is not blank was said, in the order of the first time."""
        return Counter(cell for row in self.said for cell in row if cell)

    def share(self, is_one: Callable[[str], bool]) -> float:
        """How much of what was said is of a sort, 0 where nothing was."""
        return sum(n for cell, n in self.counts.items() if is_one(cell)) / max(1, self.counts.total())


@dataclass(frozen=True)
class Wishes:
    """What an organizer says about a question: its words, the ends of its scale and what they stand for, how several
    choices in one cell are told apart, and what it is the same as in the community's history.

    `same` is what a way's `known` gave. With `is_turned` the scale's high end is the left one.
    """

    words: str
    language: str
    low: float = 1
    high: float = 5
    left: str = ""
    right: str = ""
    separator: str = ""
    is_turned: bool = False
    same: Known | None = None

    @property
    def asked(self) -> dict[str, str]:
        return {self.language: self.words}


@dataclass(frozen=True)
class Known:
    """Something that is followed in history already, which a question may be the same as: its id, its words, and the
    part of a config that says so. `left` and `right` are its poles, where it has some."""

    id: str
    words: Mapping[str, str]
    json: Json
    left: Mapping[str, str] = field(default_factory=dict)
    right: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Way:
    """One way to make an activity of a question.

    `fit(told)` is how likely it is what was meant, 0 to 100, where 0 is impossible. `config(told, wishes)` is an
    activity's config and `value(told, wishes, config, cells)` one person's answer, as JSON, None where nothing was
    answered; it raises `InvalidAnswer` with a code of the `imports` catalog for what cannot be read. `asks` names what
    of the wishes an organizer may correct: `scale`, `poles`, `separator`. `known` is what of an earlier config a
    question may be the same as. The name is that of a text in the kind's catalog: `taken_<name>`.
    """

    name: str
    fit: Callable[[Told], int]
    config: Callable[[Told, Wishes], Json]
    value: Callable[[Told, Wishes, Json, Sequence[str]], Json | None]
    asks: tuple[str, ...] = ()
    known: Callable[[Json], Sequence[Known]] = field(default=lambda config: ())


def without_scale(words: str) -> str:
    """What was asked, without the scale that stands behind it: `How sure are you? (0-10)`."""
    return re.sub(r"\s*[(\[]\D{0,12}" + _SCALE.pattern + r"\D{0,24}[)\]]\s*$", "", words, flags=re.IGNORECASE) or words


def lasting_id(*words: str) -> str:
    """An id for something by its words: the same words in another file are the same thing."""
    told = "\x1f".join(spelling(clean(each)) for each in words)
    return "t-" + sha256(told.encode()).hexdigest()[:16]


def short(words: str, most: int) -> str:
    """Words as a config may hold them, cut at a space where they are too long."""
    text = clean(words)
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0][: most - 1] + "…"


def number_of(cell: str) -> float | None:
    """The number a cell is, written with a point or a comma, maybe with its words after it (`4 - Agree`); else None."""
    found = _NUMBER.match(cell)
    if not found or not re.fullmatch(r"|\s*%|\s*[-–:=(.]\s*\D*|\s*/\s*\d+", cell[found.end() :]):
        return None
    return float(found[0].replace(",", "."))


def are_numbers(told: Told) -> bool:
    """Whether most of what was said in its one column is a number."""
    return len(told.parts) == 1 and told.share(lambda cell: number_of(cell) is not None) >= ENOUGH


def scale_of(told: Told) -> tuple[float, float]:
    """The ends of a scale: as the question says (`1-10`), else the narrowest usual one that holds what was said."""
    found = ((number_of(cell), n) for cell, n in told.counts.items())
    numbers = [number for number, n in found if number is not None for _ in range(n)]
    named = [(int(low), int(high)) for low, high in _SCALE.findall(told.words)]
    for ends, least in ((named, ENOUGH), (_SCALES, 0.9)):
        for low, high in ends:
            inside = sum(low <= number <= high for number in numbers)
            if low < high and numbers and inside >= least * len(numbers):
                return low, high
    return (min(numbers), max(numbers)) if len(set(numbers)) > 1 else (0, 100)


def on_scale(wishes: Wishes, cell: str) -> float:
    """A number within the wished scale. Raises `InvalidAnswer`."""
    number = number_of(cell)
    if number is None:
        raise InvalidAnswer("imports.not_a_number")
    if not wishes.low <= number <= wishes.high:
        raise InvalidAnswer("imports.off_the_scale")
    return number


def rounded(number: float) -> int:
    """The nearest whole number, halves upwards."""
    return math.floor(number + 0.5)


def pieces_of(cell: str, separator: str) -> list[str]:
    """The choices in a cell that may hold several, each once."""
    found = cell.split(separator) if separator else [cell]
    return list(dict.fromkeys(piece.strip() for piece in found if piece.strip()))


def separator_of(told: Told) -> str:
    """What tells several choices in a cell apart: the sign between pieces that come again; "" where there is none."""
    cells = set(told.counts)
    for sign in SEPARATORS:
        apart = [pieces_of(cell, sign) for cell in cells]
        pieces = {piece for found in apart for piece in found}
        is_ended = all(cell.endswith(sign) for cell in cells)  # as Microsoft Forms writes even a single choice
        are_several = sum(len(found) > 1 for found in apart) > 0.1 * len(apart)
        if cells and len(pieces) <= MOST_PIECES and (is_ended or (are_several and len(pieces) < len(cells))):
            return sign
    return ""


def is_marked(cell: str) -> bool:
    """Whether a cell under an option says that it was chosen."""
    return cell.casefold() in MARKS


def are_marks(told: Told) -> bool:
    """Whether the columns are options that were ticked: their own words, a tick, or nothing."""
    if len(told.parts) < 2 or not told.counts:
        return False
    columns = zip(told.parts, zip(*told.said, strict=True), strict=True)
    return all(
        not cell or cell.casefold() in MARKS | NO_MARKS or spelling(cell) == spelling(part)
        for part, column in columns
        for cell in set(column)
    )
