"""Themes, and words that several people used, from meeting to meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.history.summaries import Summary
from components.live.next_agenda import Theme
from components.themes.stems import Said, are_enough, people_in
from db import themes
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


def over_time(db: Store, community_id: str, summaries: Iterable[Summary]) -> OverTime:
    """What the written answers of these meetings say together.

    Counts hold to the rule for small groups meeting by meeting, so that leaving meetings out tells nothing new.
    """
    held: dict[str, list[Summary]] = {}
    for each in summaries:
        if each.has_texts:
            held.setdefault(each.meeting.id, []).append(each)
    order = sorted(
        held.values(), key=lambda each: (each[0].meeting.held_on, each[0].meeting.live_at or "", each[0].meeting.id)
    )
    where = themes.placed(db, community_id)
    named = {theme.id: theme.name for theme in themes.of_community(db, community_id)}
    return OverTime(_themes(order, where, named), _words(order))


def came_back(db: Store, community_id: str, summaries: Iterable[Summary]) -> list[Theme]:
    """Themes that three people or more wrote of at the latest meeting that was sorted and at another of the last few;
    the most frequent first."""
    found = list(summaries)
    lately = list(dict.fromkeys(each.meeting.id for each in reversed(found)))[:LATELY]
    path = over_time(db, community_id, [each for each in found if each.meeting.id in lately]).themes
    named = [Theme(row.name, sum(n is not None for n in row.counts)) for row in path.rows if row.last]
    return sorted([each for each in named if each.meetings > 1], key=lambda each: -each.meetings)


def _themes(order: Sequence[Sequence[Summary]], where: Mapping[themes.Place, str], named: Mapping[str, Words]) -> Path:
    """By theme how many people wrote of it: the most texts to one question, which nobody answers twice."""
    counted = [(held[0].meeting, _by_theme(held, where)) for held in order]
    sorted_out = [(meeting, by_theme) for meeting, by_theme in counted if by_theme]
    rows = [
        Row(name, tuple(_count(by_theme.get(theme, ())) for _, by_theme in sorted_out)) for theme, name in named.items()
    ]
    return _path([meeting for meeting, _ in sorted_out], rows)


def _by_theme(held: Sequence[Summary], where: Mapping[themes.Place, str]) -> dict[str, list[Said]]:
    """By theme the texts of a meeting that are in it, none of which says whose it is."""
    found: dict[str, list[Said]] = {}
    for summary in held:
        for text in summary.texts if where else ():
            theme = where.get((text.answer_id, text.part))
            if theme is not None:
                question = f"{summary.activity_id}.{text.part}"
                found.setdefault(theme, []).append(Said("", question, "", text.is_own))
    return found


def _count(said: Sequence[Said]) -> int | None:
    return people_in(said) if are_enough(said) else None


def _words(order: Sequence[Sequence[Summary]]) -> Path:
    """By stem the most people that used it in answer to one question; as the latest of those meetings wrote it."""
    used: list[dict[str, int]] = []
    written: dict[str, str] = {}
    for held in order:
        used.append({})
        for word in (word for summary in held for word in summary.words):
            used[-1][word.stem] = max(word.people, used[-1].get(word.stem, 0))
            written[word.stem] = word.word
    rows = [Row({"": word}, tuple(counts.get(stem) for counts in used)) for stem, word in written.items()]
    return _path([held[0].meeting for held in order], rows)


def _path(order: Sequence[Meeting], rows: Iterable[Row]) -> Path:
    found = list(rows)
    ranked = sorted((row for row in found if row.most), key=lambda row: (-row.last, -row.most, *row.name.values()))
    few = tuple(row.name for row in found if not row.most) if order else ()
    return Path(tuple(order), tuple(ranked[:MOST_ROWS]), few)
