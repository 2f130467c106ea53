"""Texts that could go into the library: which they are, and asking their authors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.library.kinds import LESSONS, NotAnEntry, checked
from components.library.words import first_words
from components.live import past
from components.themes.cards import Card, cards_of
from db import library_asks, meetings, themes
from db.engine import Store
from db.library import Item
from db.library_asks import Ask
from db.meetings import Meeting


@dataclass(frozen=True)
class Text:
    """A text of a meeting: its card, the theme it is in, and what was asked about it, if anything was."""

    card: Card
    theme_id: str
    ask: Ask | None

    @property
    def id(self) -> str:
        return self.card.id

    @property
    def kind(self) -> str:
        """What it would most likely be in the library."""
        return self._side if self.is_lesson else LESSONS[0]

    @property
    def is_lesson(self) -> bool:
        """Whether its author was asked for a lesson."""
        return self._side in LESSONS

    @property
    def _side(self) -> str:
        return self.card.piece.part.partition(".")[2]

    @property
    def title(self) -> str:
        """Its first words, for a title to begin with."""
        return first_words(self.card.text)


def texts_of(db: Store, meeting: Meeting) -> list[Text]:
    """The texts of a meeting whose authors can be asked, in an order that tells nothing.

    They are those that facilitators read anyway: none of a question that too few have answered, none that is for
    families alone.
    """
    cards = cards_of(past.agenda_of(db, meeting)) if not meeting.is_rehearsal else []
    ids = [card.place[0] for card in cards]
    can_be = library_asks.reachable(db, meeting.community_id, ids)
    asked = {(each.answer_id, each.part): each for each in library_asks.of_answers(db, ids)}
    placed = themes.placed(db, meeting.community_id)
    return [Text(card, placed.get(card.place, ""), asked.get(card.place)) for card in cards if card.place[0] in can_be]


def ask(db: Store, meeting: Meeting, text_id: str, kind: str, title: str) -> bool:
    """Ask the author of a text on their phone whether these words may go in, under this title.

    False where that was asked before or nobody can be asked. Raises `NotAnEntry`.
    """
    found = next((text for text in texts_of(db, meeting) if text.id == text_id), None)
    if found is None:
        return False
    item = checked(Item("", kind, title, found.card.text))
    if not item.body:
        raise NotAnEntry("no_title")
    is_asked = library_asks.ask(db, meeting.community_id, found.card.place, item.kind, item.title, item.body)
    if is_asked:
        meetings.touch(db, meeting.id, *meetings.going_on(db, meeting.community_id))
    return is_asked


def waiting(texts: Sequence[Text]) -> int:
    """How many of these texts' authors have been asked and have not said anything yet."""
    return sum(text.ask is not None and not text.ask.said for text in texts)
