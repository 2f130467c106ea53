"""The texts of a meeting that may be sorted: what its page lets a facilitator read, once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from components.activities.base import withheld_parts
from components.live.past import PastActivity, PastRound
from components.live.reading import Written
from components.themes.stems import Said


@dataclass(frozen=True)
class Card(Written):
    """One written text, and the round it was written in."""

    rnd: PastRound

    @property
    def others(self) -> list[str]:
        """The same in other languages, where that is not the same words."""
        return [words for words in self.translations.values() if words != self.text]

    @property
    def may_be_read(self) -> bool:
        """Whether its author allowed it to be read aloud."""
        return self.rnd.kind.may_share(self.entry.answer, self.piece.part)

    @property
    def said(self) -> Said:
        """The text for the word counts, without a trace of who wrote it."""
        return Said(self.id, f"{self.rnd.round.id}.{self.piece.part}", self.text, is_own=not self.entry.on_behalf)


def cards_of(agenda: Iterable[PastActivity]) -> list[Card]:
    """The texts of a meeting's activities as they ended, in an order that tells nothing."""
    finals = (_final(activity) for activity in agenda)
    return sorted((card for rnd in finals if rnd for card in cards_in(rnd)), key=lambda card: card.id)


def cards_in(rnd: PastRound) -> Iterator[Card]:
    """The texts of a round that a facilitator may read and everybody may hear of.

    None where it is for families alone or too few answered. What was hidden, waits or was merged into another is left
    out, and so is a question that too few answered.
    """
    if not _is_sorted(rnd) or rnd.is_kept or rnd.is_hidden:
        return
    withheld = withheld_parts(rnd.tally)
    for entry in rnd.given:
        for piece in rnd.kind.pieces(rnd.config, rnd.step, entry.answer):
            is_out = piece.part in entry.hidden or piece.part in entry.merged
            if not is_out and piece.part.partition(".")[0] not in withheld:
                yield Card(entry, piece, rnd)


def said_in(rnd: PastRound) -> Iterator[tuple[Card, Said]]:
    """The same texts as what was said, each as often as people said so: what was merged into one stands for itself."""
    found = {card.id: card for card in cards_in(rnd)}
    for card in found.values():
        yield card, card.said
    for entry in rnd.given:
        for into in entry.merged.values():
            if into in found:
                yield found[into], replace(found[into].said, is_own=not entry.on_behalf)


def _final(activity: PastActivity) -> PastRound | None:
    """The latest round of an activity's last step that was answered."""
    rounds = [rnd for rnd in activity.rounds if rnd.entries and rnd.step == rnd.kind.steps[-1]]
    return rounds[-1] if rounds else None


def _is_sorted(rnd: PastRound) -> bool:
    """Whether people write sentences in it: no single words, and no first steps of a group that has gathered."""
    return rnd.kind.writes and not rnd.kind.gathers and not rnd.kind.counts_words(rnd.config, rnd.step)
