"""What a written answer must pass before its room sees it: a facilitator's tap, the list, and the words of the day.

A sentence waits for one tap, unless its meeting shows written answers at once; a kind may decide that for itself, and a
word that is counted does not wait. Anything with a word of the list in it waits in every meeting. A word hidden for a
meeting takes what has it off every screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from components.activities.base import ActivityKind, Piece
from components.wordlist import WordList, only, word_list
from db import words
from db.answers import Moderation
from db.engine import Store
from db.meetings import Meeting

_UNDECIDED = Moderation("", "", is_hidden=False, is_picked=False, wording=None, merged_into=None)


@dataclass(frozen=True)
class Judged:
    """The parts of one answer that the room may not see: `hidden` are all of them.

    Of these `held` wait for a tap, `listed` of which for what is on the list, and `of_today` have a word that is hidden
    today; the others were left out by a facilitator.
    """

    hidden: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    of_today: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Gate:
    """The rule of one meeting at one moment. `words` is None where nothing is held but what a facilitator hid."""

    words: WordList | None
    today: WordList
    at_once: bool

    def waits(self, kind: ActivityKind, config: object, step: str) -> bool:
        """Whether the texts of a kind wait for a tap; those that stay with facilitators need none."""
        if kind.texts_stay or kind.counts_words(config, step):
            return False
        wish = kind.waits(config, step)
        return not self.at_once if wish is None else wish and self.words is not None

    def judge(self, pieces: Iterable[Piece], decided: Mapping[str, Moderation], *, waits: bool) -> Judged:
        """What of an answer may not be seen; `waits` is whether its texts wait for a tap."""
        held, listed, of_today, hidden = set(), set(), set(), set()
        for piece in pieces:
            decision = decided.get(piece.part, _UNDECIDED)
            text = decision.wording or piece.text
            if decision.is_hidden:
                hidden.add(piece.part)
            elif any(self.today.has(words) for words in (text, *decision.translations.values())):
                of_today.add(piece.part)
            elif not _is_decided(decision) and (waits or self._lists(text)):
                held.add(piece.part)
                listed |= {piece.part} if self._lists(text) else set()
        return Judged(frozenset(hidden | held | of_today), frozenset(held), frozenset(listed), frozenset(of_today))

    def _lists(self, text: str) -> bool:
        return self.words is not None and self.words.has(text)


def _is_decided(decision: Moderation) -> bool:
    """Whether a facilitator has let it through: whoever picks, merges or marks a text has read it."""
    return decision.is_let or decision.is_picked or decision.merged_into is not None or bool(decision.marks)


OPEN = Gate(None, only(frozenset()), at_once=True)
"""Nothing waits: for who writes the past of a community, and was there."""


def gate_of(db: Store, meeting: Meeting) -> Gate:
    """The rule of a meeting as it stands."""
    return gates_of(db, meeting.community_id, [meeting])[meeting.id]


def gates_of(db: Store, community_id: str, meetings: Iterable[Meeting]) -> dict[str, Gate]:
    """The rules of several meetings of a community, by meeting."""
    found = {meeting.id: meeting for meeting in meetings}
    if not found:
        return {}
    edits, hidden = words.of_community(db, community_id), words.hidden(db, found)
    own = word_list(frozenset(edits.held), frozenset(edits.allowed))
    return {
        name: Gate(own, only(frozenset(hidden.get(name, ()))), meeting.texts_at_once) for name, meeting in found.items()
    }
