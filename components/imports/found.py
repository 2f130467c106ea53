"""What was recognised in a table, whatever its shape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from components.activities.taken import Told


@dataclass(frozen=True)
class Trouble:
    """Something of a file that is left out: its line, the key of a text that says why, and the cell."""

    line: int
    code: str
    cell: str = ""
    question: str = ""
    low: float = 0
    high: float = 0


@dataclass(frozen=True)
class Question:
    """One question: a key within its file, its words, its columns by name, and each person's cells.

    `lines` are the lines of its answers by person, where they are not those of the people.
    """

    key: str
    words: str
    parts: tuple[str, ...]
    said: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...] = ()

    @cached_property
    def told(self) -> Told:
        """The question as the kinds of activity see it."""
        return Told(self.words, self.parts, self.said)

    @property
    def answered(self) -> int:
        """How many people said anything."""
        return sum(any(row) for row in self.said)


@dataclass(frozen=True)
class Found:
    """A recognised table: the tool it is from, its shape (`people` or `options`), its questions.

    `people` is how many there are, `lines` where each stands and `times` when they answered, as written. `left_out`
    are the names of columns about who people are, which are never taken in. Where options were counted, the people are
    as many as the question with the most answers has.
    """

    tool: str
    shape: str
    questions: tuple[Question, ...]
    people: int
    lines: tuple[int, ...]
    times: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def count(self) -> int:
        """How many answers there are in all."""
        return sum(question.answered for question in self.questions)

    def line_of(self, question: Question, person: int) -> int:
        """The line a person's answer to a question stands on."""
        lines = question.lines or self.lines
        return lines[person] if person < len(lines) else 0
