"""What is decided about what people wrote: what the room may read, and which words nobody reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from components.activities.base import Entry, Piece, piece_id
from components.activities.written import clean
from components.live.control import CannotControl
from db import answers, meetings, words
from db.engine import Store

Place = tuple[str, str]
"""Where a written piece stands: its answer's id and the part of it."""


@dataclass(frozen=True)
class Written:
    """One text somebody wrote, in the answer it belongs to. `id` tells nobody whose it is."""

    entry: Entry
    piece: Piece

    @property
    def id(self) -> str:
        return piece_id(self.entry.answer_id, self.piece.part)

    @property
    def place(self) -> Place:
        return self.entry.answer_id, self.piece.part

    @property
    def text(self) -> str:
        """In the facilitator's wording, if there is one."""
        return self.entry.words(self.piece)

    @property
    def translations(self) -> dict[str, str]:
        """The same in other languages, where a facilitator wrote that under it."""
        return dict(self.entry.translations.get(self.piece.part, {}))


LONGEST_WORD = 60
LONGEST_TRANSLATION = 500


def let_through(db: Store, meeting_id: str, places: Sequence[Place]) -> None:
    """Let the room see written pieces. Raises `CannotControl` for one of another meeting."""
    _decide(db, meeting_id, places, is_let=1, is_hidden=0)


def leave_out(db: Store, meeting_id: str, places: Sequence[Place]) -> None:
    """Keep written pieces from the room for good; they stay stored."""
    _decide(db, meeting_id, places, is_hidden=1)


def bring_back(db: Store, meeting_id: str, places: Sequence[Place]) -> None:
    """Take back that written pieces were left out: those that were let through are seen again, the others wait."""
    _decide(db, meeting_id, places, is_hidden=0)


def wait_again(db: Store, meeting_id: str, places: Sequence[Place]) -> None:
    """Take back that written pieces were let through or left out."""
    _decide(db, meeting_id, places, is_let=0, is_hidden=0)


def translate(db: Store, meeting_id: str, places: Sequence[Place], language: str, text: str) -> None:
    """Put the same in another language under written pieces, or take it away with an empty text.

    Raises `CannotControl` where the meeting does not speak that language.
    """
    meeting = meetings.by_id(db, meeting_id)
    if meeting is None or language not in meeting.languages:
        raise CannotControl("unknown_language")
    said = clean(text, lines=True)[:LONGEST_TRANSLATION]
    translations = {language: said} if said else {}
    _decide(db, meeting_id, places, translations=json.dumps(translations, ensure_ascii=False))


def _decide(db: Store, meeting_id: str, places: Sequence[Place], **columns: object) -> None:
    if any(answers.meeting_of(db, answer_id) != meeting_id for answer_id in {name for name, _ in places}):
        raise CannotControl("unknown_answer")
    for answer_id, part in places:
        answers.moderate(db, answer_id, part, **columns)
    meetings.touch(db, meeting_id, at_once=True)


def hide_word(db: Store, meeting_id: str, word: str) -> None:
    """Take a word, and every text it is in, off every screen of a meeting. Raises `CannotControl` for no word."""
    words.hide(db, meeting_id, _cleaned(word))
    meetings.touch(db, meeting_id, at_once=True)


def bring_word_back(db: Store, meeting_id: str, word: str) -> None:
    """Take back that a word was hidden in a meeting."""
    words.bring_back(db, meeting_id, word)
    meetings.touch(db, meeting_id, at_once=True)


def list_word(db: Store, community_id: str, word: str, *, is_held: bool) -> None:
    """Put a word on a community's list, or take one off it. Raises `CannotControl` for no word."""
    words.put(db, community_id, _cleaned(word), is_held=is_held)
    _tell(db, community_id)


def unlist_word(db: Store, community_id: str, word: str) -> None:
    """Take back what a community changed about a word."""
    words.forget(db, community_id, word)
    _tell(db, community_id)


def _cleaned(word: str) -> str:
    said = clean(word).casefold()[:LONGEST_WORD]
    if not any(letter.isalpha() for letter in said):
        raise CannotControl("no_word")
    return said


def _tell(db: Store, community_id: str) -> None:
    """Let the screens of the community's live meetings look again."""
    live = meetings.going_on(db, community_id)
    if live:
        meetings.touch(db, *live, at_once=True)
