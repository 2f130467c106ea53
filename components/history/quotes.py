"""Words from the room beside a chart: what people wrote in the meetings it shows and agreed to let out of the room."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.activities.base import texts_in
from components.history.summaries import Summary
from db.meetings import Meeting

MOST_BESIDE = 3
_LONG_WORD = re.compile(r"\w{5,}")


@dataclass(frozen=True)
class Quoted:
    """A text its author allowed to be read aloud and a facilitator let out of the room, with the meeting it is from."""

    text: str
    meeting: Meeting


def quotes_beside(moments: Mapping[str, Sequence[Summary]], most: int = MOST_BESIDE) -> dict[str, list[Quoted]]:
    """By name of kind, at most `most` texts from the meetings its chart shows; none stands beside two charts.

    Those come first that speak of what was asked, in a word of five letters or more, then those of later meetings.
    """
    open_texts = _let_out(moments)
    found: dict[str, list[Quoted]] = {}
    for kind, of_kind in moments.items():
        shown = {moment.meeting.id for moment in of_kind if not moment.is_hidden}
        asked = _words(" ".join(text for moment in of_kind for text in texts_in(moment.config)))
        here = [each for each in open_texts if each.meeting.id in shown]
        here.sort(key=lambda each, asked=asked: -len(_words(each.text) & asked))  # type: ignore[misc]
        found[kind] = here[:most]
        open_texts = [each for each in open_texts if each not in found[kind]]
    return {kind: quotes for kind, quotes in found.items() if quotes}


def _let_out(moments: Mapping[str, Sequence[Summary]]) -> list[Quoted]:
    """Every text that may leave the room, each once, those of the latest meeting first."""
    rounds = [moment for of_kind in moments.values() for moment in of_kind]
    rounds.sort(key=lambda moment: (moment.meeting.held_on, moment.meeting.id), reverse=True)
    found: dict[str, Quoted] = {}
    for moment in rounds:
        for text in moment.echoes:
            found.setdefault(text.casefold(), Quoted(text, moment.meeting))
    return list(found.values())


def _words(text: str) -> set[str]:
    return set(_LONG_WORD.findall(text.casefold()))
