"""The library as it is read: all entries with their themes, links and files, searched and narrowed down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.library.words import wanted
from db import goals, library, library_files, themes, trials
from db.engine import Store, Wanted
from db.goals import Goal
from db.library import Item
from db.library_files import File
from db.themes import Theme
from db.trials import Trial

_MOST_ALIKE = 3


@dataclass(frozen=True)
class Shelf:
    """A community's library. `linked` has by entry those it was linked with by hand; `trials` and `goals` are what
    entries may have been made of."""

    items: Mapping[str, Item]
    linked: Mapping[str, set[str]]
    files: Mapping[str, Sequence[File]]
    themes: Mapping[str, Theme]
    trials: Mapping[str, Trial]
    goals: Mapping[str, Goal]

    @property
    def tags(self) -> list[str]:
        """Every tag, the most used first."""
        counts = Counter(tag for item in self.items.values() for tag in item.tags)
        return sorted(counts, key=lambda tag: (-counts[tag], tag))

    @property
    def reading(self) -> list[Item]:
        """What to read for the next meeting."""
        found = [item for item in self.items.values() if item.reading_at]
        return sorted(found, key=lambda item: (item.reading_at or "", item.id))

    def related(self, item: Item) -> list[Item]:
        """The entries linked with this one by hand, then those that share most tags and themes with it."""
        by_hand = [self.items[other] for other in self.linked.get(item.id, ()) if other in self.items]
        others = [each for each in self.items.values() if each.id != item.id and each not in by_hand]
        alike = {each.id: _shared(item, each) for each in others if _shared(item, each)}
        ranked = sorted(alike, key=lambda name: (-alike[name], name))[:_MOST_ALIKE]
        return sorted(by_hand, key=lambda each: each.title) + [self.items[name] for name in ranked]


@dataclass(frozen=True)
class Filters:
    """What narrows a search down; nothing chosen is everything."""

    typed: str = ""
    kinds: tuple[str, ...] = ()
    theme: str = ""
    stage: str = ""
    sector: str = ""
    tag: str = ""

    @property
    def words(self) -> Wanted:
        """The words that are looked for."""
        return wanted(self.typed)


def read_shelf(db: Store, community_id: str) -> Shelf:
    """A community's whole library, the latest first."""
    return Shelf(
        {item.id: item for item in library.of_community(db, community_id)},
        library.links_of(db, community_id),
        library_files.of_community(db, community_id),
        {theme.id: theme for theme in themes.of_community(db, community_id)},
        {trial.id: trial for trial in trials.of_community(db, community_id)},
        {goal.id: goal for goal in goals.of_community(db, community_id)},
    )


def search(db: Store, community_id: str, shelf: Shelf, filters: Filters) -> list[Item]:
    """The entries that fit, the best first; without words the latest first."""
    words = filters.words
    ids = library.find(db, community_id, words) if words else list(shelf.items)
    return [shelf.items[name] for name in ids if name in shelf.items and _fits(shelf.items[name], filters)]


def _fits(item: Item, filters: Filters) -> bool:
    return (
        (not filters.kinds or item.kind in filters.kinds)
        and (not filters.theme or filters.theme in item.themes)
        and (not filters.stage or filters.stage == item.stage)
        and (not filters.sector or filters.sector == item.sector)
        and (not filters.tag or filters.tag in item.tags)
    )


def _shared(one: Item, other: Item) -> int:
    return len({*one.tags} & {*other.tags}) + len(one.themes & other.themes)
