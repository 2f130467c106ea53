"""A meeting's texts beside its community's themes, with what the app may suggest: it only ever asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.live import past
from components.themes.cards import Card, cards_of
from components.themes.stems import LEAST_PEOPLE, Shared, shared, stems
from db import communities, meetings, themes
from db.engine import Store
from db.meetings import Meeting
from db.themes import Place, Theme

MOST_GROUPS = 3
MOST_WORDS = 3


@dataclass(frozen=True)
class Column:
    """A theme on the board. `before` is how many texts it had at the last meeting before this one that had any in it;
    `is_elsewhere` whether any other meeting has."""

    theme: Theme
    before: int = 0
    is_elsewhere: bool = False


@dataclass(frozen=True)
class Hint:
    """A theme that a text may belong to, and the words it shares with it."""

    theme_id: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Texts in no theme that share words, and the ids of their cards."""

    words: tuple[str, ...]
    cards: frozenset[str]


@dataclass(frozen=True)
class Board:
    """The texts, the theme each of them is in, and the themes to sort them into."""

    meeting: Meeting
    cards: tuple[Card, ...]
    placed: Mapping[str, str]
    """Theme ids by card id; a card that is not in it is in no theme."""
    columns: tuple[Column, ...]
    languages: tuple[str, ...]
    texts: Mapping[str, tuple[str, ...]]
    """By theme, the texts in it, at this meeting and at the last one before it where anything was sorted."""

    @property
    def loose(self) -> list[Card]:
        """The cards in no theme."""
        return [card for card in self.cards if card.id not in self.placed]


def read_board(db: Store, meeting: Meeting) -> Board:
    """The board of a meeting as it stands.

    It has every theme of the community that is used, and of those put away the ones with a text of this meeting in
    them.
    """
    where = themes.placed(db, meeting.community_id)
    cards = tuple(cards_of(past.agenda_of(db, meeting)))
    placed = {card.id: where[card.place] for card in cards if card.place in where}
    counts, earlier = themes.counts(db, meeting.community_id), _earlier(db, meeting)
    columns = tuple(
        _column(theme, counts.get(theme.id, {}), meeting.id, earlier)
        for theme in themes.of_community(db, meeting.community_id)
        if theme.put_away_at is None or theme.id in placed.values()
    )
    sorted_at = [each for each in earlier if any(each.id in of_theme for of_theme in counts.values())]
    before = cards_of(past.agenda_of(db, sorted_at[0])) if sorted_at else []
    texts = _texts([*cards, *before], where)
    return Board(meeting, cards, placed, columns, _languages(db, meeting), texts)


def _languages(db: Store, meeting: Meeting) -> tuple[str, ...]:
    community = communities.by_id(db, meeting.community_id)
    return tuple(dict.fromkeys([*meeting.languages, *(community.languages if community else ())]))


def _earlier(db: Store, meeting: Meeting) -> list[Meeting]:
    """The meetings of the community before this one, the latest first."""
    found = meetings.of_community(db, meeting.community_id)
    return found[[each.id for each in found].index(meeting.id) + 1 :]


def _column(theme: Theme, counts: Mapping[str, int], meeting_id: str, earlier: Iterable[Meeting]) -> Column:
    before = [counts[each.id] for each in earlier if each.id in counts]
    return Column(theme, before[0] if before else 0, any(name != meeting_id for name in counts))


def _texts(cards: Iterable[Card], where: Mapping[Place, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for card in cards:
        if card.place in where:
            theme_id = where[card.place]
            found[theme_id] = (*found.get(theme_id, ()), card.text)
    return found


def hints(board: Board) -> dict[str, Hint]:
    """For texts in no theme, the one each shares most words with: words of its name, or of two of its texts.

    Nothing is written; it is for somebody to say yes to.
    """
    used = [column.theme for column in board.columns if not column.theme.put_away_at]
    known = {theme.id: _words_of(board, theme) for theme in used}
    found = {}
    for card in board.loose:
        own = stems(card.text, board.languages)
        common = {theme_id: sorted(own.keys() & words) for theme_id, words in known.items() if own.keys() & words}
        if common:
            best = min(common, key=lambda theme_id: -len(common[theme_id]))
            words = dict.fromkeys(own[stem] for stem in common[best])
            found[card.id] = Hint(best, tuple(words)[:MOST_WORDS])
    return found


def _words_of(board: Board, theme: Theme) -> set[str]:
    times = Counter(stem for text in board.texts.get(theme.id, ()) for stem in stems(text, board.languages))
    named = {stem for name in theme.name.values() for stem in stems(name, board.languages)}
    return named | {stem for stem, n in times.items() if n > 1}


def groups(board: Board, leave_out: Iterable[str] = ()) -> list[Group]:
    """Texts in no theme of which at least three people's share words; at most three groups, no text in two.

    Cards in `leave_out` are suggested elsewhere already. Nothing is written here either.
    """
    left = {card.id: card for card in board.loose if card.id not in set(leave_out)}
    found: list[Group] = []
    while len(found) < MOST_GROUPS:
        common = shared((card.said for card in left.values()), board.languages, LEAST_PEOPLE)
        if not common:
            break
        found.append(_group(common))
        left = {name: card for name, card in left.items() if name not in found[-1].cards}
    return found


def _group(common: Sequence[Shared]) -> Group:
    """The word most people share, with the others that most of the same texts have."""
    first = common[0]
    beside = [one for one in common[1:] if 2 * len(one.texts & first.texts) > max(len(one.texts), len(first.texts))]
    return Group(tuple(one.word for one in (first, *beside))[:MOST_WORDS], first.texts)
