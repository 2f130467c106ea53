"""Themes, and words that several people used, from meeting to meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.live.past import PastMoment, written_moments_of
from components.themes.cards import Card, said_in
from components.themes.stems import Said, are_enough, people_in, shared, uses
from db import meetings, themes
from db.communities import Community
from db.engine import Store
from db.meetings import Meeting

MOST_ROWS = 8
LATELY = 6
"""Among so many meetings a theme may have come back."""
Words = Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A theme or a word: how many people wrote of it at least at each meeting, None where fewer than three did.

    `name` is by language; a word has it as it was written, under "".
    """

    name: Words
    counts: tuple[int | None, ...]

    @property
    def last(self) -> int:
        return self.counts[-1] or 0

    @property
    def most(self) -> int:
        return max((n or 0 for n in self.counts), default=0)


@dataclass(frozen=True)
class Path:
    """Meetings, the oldest first, and the rows that three people or more wrote of at one of them, the most first.

    `few` are the names of those that fewer did at every meeting.
    """

    meetings: tuple[Meeting, ...] = ()
    rows: tuple[Row, ...] = ()
    few: tuple[Words, ...] = ()


@dataclass(frozen=True)
class OverTime:
    """The facilitators' themes at the meetings where anything was sorted, and words at all where anybody wrote."""

    themes: Path
    words: Path

    @property
    def is_empty(self) -> bool:
        return not self.themes.meetings and not self.words.rows


Written = Sequence[tuple[Card, Said]]


def over_time(db: Store, community: Community, moments: Iterable[PastMoment]) -> OverTime:
    """What the written answers of these meetings say together; `moments` as `written_moments_of` has them.

    Counts hold to the rule for small groups meeting by meeting, so that leaving meetings out tells nothing new.
    """
    said: dict[str, list[tuple[Card, Said]]] = {}
    held: dict[str, Meeting] = {}
    for moment in moments:
        found = list(said_in(moment.final))
        if found:
            held[moment.meeting.id] = moment.meeting
            said.setdefault(moment.meeting.id, []).extend(found)
    order = sorted(held.values(), key=lambda meeting: (meeting.held_on, meeting.live_at or "", meeting.id))
    written = [said[meeting.id] for meeting in order]
    where = themes.placed(db, community.id)
    named = {theme.id: theme.name for theme in themes.of_community(db, community.id)}
    return OverTime(_themes(order, written, where, named), _words(order, written, community.languages))


def came_back(db: Store, community: Community) -> list[tuple[Words, int]]:
    """Themes that three people or more wrote of at the latest meeting that was sorted and at another of the last few,
    by name, with at how many of these; the most frequent first."""
    lately = [each.id for each in meetings.of_community(db, community.id) if each.is_in_history][:LATELY]
    path = over_time(db, community, written_moments_of(db, community.id, lately)).themes
    found = [(row.name, sum(n is not None for n in row.counts)) for row in path.rows if row.last]
    return sorted([each for each in found if each[1] > 1], key=lambda each: -each[1])


def _themes(
    order: Sequence[Meeting], written: Sequence[Written], where: Mapping[themes.Place, str], named: Mapping[str, Words]
) -> Path:
    sorted_out = [
        (meeting, found)
        for meeting, found in zip(order, written, strict=True)
        if any(card.place in where for card, _ in found)
    ]
    rows = [
        Row(name, tuple(_count(s for card, s in found if where.get(card.place) == theme) for _, found in sorted_out))
        for theme, name in named.items()
    ]
    return _path([meeting for meeting, _ in sorted_out], rows)


def _words(order: Sequence[Meeting], written: Sequence[Written], languages: Sequence[str]) -> Path:
    spoken = tuple(dict.fromkeys([*languages, *(name for meeting in order for name in meeting.languages)]))
    used = [uses((s for _, s in found), spoken) for found in written]
    everything = [s for found in written for _, s in found]
    rows = [
        Row({"": one.word}, tuple(_count(s for s, _ in by_stem.get(one.stem, ())) for by_stem in used))
        for one in shared(everything, spoken)
    ]
    path = _path(order, rows)
    return Path(path.meetings, path.rows)


def _count(said: Iterable[Said]) -> int | None:
    found = list(said)
    return people_in(found) if are_enough(found) else None


def _path(order: Sequence[Meeting], rows: Iterable[Row]) -> Path:
    found = list(rows)
    ranked = sorted((row for row in found if row.most), key=lambda row: (-row.last, -row.most, *row.name.values()))
    few = tuple(row.name for row in found if not row.most) if order else ()
    return Path(tuple(order), tuple(ranked[:MOST_ROWS]), few)
