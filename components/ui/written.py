"""Written texts as the facilitator's desk holds them, the same words from several people being one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import Any

from components.activities.base import piece_id
from components.live.reading import Place, Written
from components.live.room import Room
from db.engine import Store

Wish = Callable[[Store], Any]


@dataclass(frozen=True)
class Shown(Written):
    """One written text on the desk."""

    @property
    def key(self) -> str:
        """The same for as long as its author sends this text, and no word about who that is."""
        return piece_id(self.entry.person, f"{self.question}:{self.piece.text}")

    @property
    def question(self) -> str:
        """The id of what was asked: `q2` for `q2.obstacle`."""
        return self.piece.part.partition(".")[0]

    @property
    def is_reworded(self) -> bool:
        return self.piece.part in self.entry.wording

    @property
    def is_seen(self) -> bool:
        """Whether nothing keeps it from the room."""
        return self.piece.part not in self.entry.hidden

    @property
    def marks(self) -> frozenset[str]:
        return self.entry.marks.get(self.piece.part, frozenset())

    @property
    def is_held(self) -> bool:
        """Whether it waits for a tap."""
        return self.piece.part in self.entry.held

    @property
    def is_listed(self) -> bool:
        return self.piece.part in self.entry.listed

    @property
    def is_of_today(self) -> bool:
        """Whether a word in it is hidden today."""
        return self.piece.part in self.entry.of_today

    @property
    def is_hidden(self) -> bool:
        """Whether a facilitator left it out."""
        return self.piece.part in self.entry.hidden and not (self.is_held or self.is_of_today)


@dataclass(frozen=True)
class Same:
    """The same words, as an answer to the same question, from one or several people."""

    each: tuple[Shown, ...]

    @property
    def first(self) -> Shown:
        return self.each[0]

    @property
    def text(self) -> str:
        return self.first.text

    @property
    def places(self) -> list[Place]:
        return [shown.place for shown in self.each]

    @property
    def id(self) -> str:
        """The same as long as these words stand there, and nothing about who wrote them."""
        return sha256(f"{self.first.question}:{self.text.casefold()}".encode()).hexdigest()[:12]


def pieces(room: Room) -> list[Shown]:
    """The written texts of the current round, in an order that tells nothing about who was when.

    Where there are marks to give, those about which nothing was decided yet come first.
    """
    found = [Shown(entry, piece) for entry, piece in room.written]
    has_marks = bool(room.round and room.kind and room.kind.marks(room.config, room.round.step))
    return sorted(
        found, key=lambda shown: (has_marks and _decided(shown), Random(shown.piece.text).random(), shown.key)
    )


def _decided(shown: Shown) -> int:
    """How much has been decided about a text."""
    gone = shown.is_hidden or shown.is_of_today or shown.piece.part in shown.entry.merged
    return 100 if gone else len(shown.marks)


def together(found: Iterable[Shown]) -> list[Same]:
    """The texts with those that say the same as one, each where its first one stood."""
    by_words: dict[tuple[str, str], list[Shown]] = {}
    for shown in found:
        by_words.setdefault((shown.question, shown.text.casefold()), []).append(shown)
    return [Same(tuple(each)) for each in by_words.values()]
