"""For whom it holds: what people of each group answered, meeting by meeting, as far as that gives nobody away.

The groups of all attributes are held against each other, whichever is looked at (`components.stats.disclosure`); so
looking at one after the other tells no more than looking at all of them. What is told of a group is its average, never
its dots: two lists of dots that share one would name whoever is in both groups.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from components.activities.base import LEAST_AT_FIVE, Words
from components.activities.measure import Measure
from components.history.story import CHANCE, Certainty
from components.history.summaries import Summary
from components.live.about import LISTS, parse_asked
from components.stats.disclosure import safe_groups
from components.stats.intervals import LEAST_FOR_INTERVAL, Interval, mean_interval, share_interval
from components.stats.overlapping import holm
from components.stats.permutation import groups_differ
from db import history, participants
from db.communities import Community
from db.engine import Store
from db.meetings import Meeting

PRESENCE = "presence"
"""Whether somebody had been at an earlier meeting: what a phone tells by itself."""
NEW, BACK = "new", "back"
_ORDER = ("roles", "sector", "region", "size", PRESENCE)

Group = tuple[str, str]
"""An attribute, and one of its values."""
People = frozenset[str]


@dataclass(frozen=True)
class Crowd:
    """Who belongs to which group. `labels` are what the community calls the values of the attributes it asks about;
    `first` is the first meeting everybody was at."""

    labels: Mapping[Group, Words]
    members: Mapping[Group, People]
    first: Mapping[str, str]

    @property
    def attributes(self) -> list[str]:
        """What can be looked at, in a fixed order."""
        known = {attribute for attribute, _ in self.members} | {PRESENCE}
        return [attribute for attribute in _ORDER if attribute in known]

    def at(self, meeting_id: str, people: Iterable[str]) -> dict[Group, People]:
        """Of these people at a meeting, who is in which group."""
        here = frozenset(people)
        new = frozenset(person for person in here if self.first.get(person) == meeting_id)
        found = {group: here & members for group, members in self.members.items()}
        return {**found, (PRESENCE, NEW): new, (PRESENCE, BACK): here - new}


@dataclass(frozen=True)
class GroupMean:
    """The average of a group of `people`, of 100; where it plausibly lies, from 8 people on."""

    people: int
    mean: float
    interval: Interval | None


@dataclass(frozen=True)
class Broken:
    """One thing that is followed, by the values of an attribute.

    `rows` have for the first meeting that asked it and for the latest (one, where these are the same), or for every
    meeting in between too, the groups that are shown; `asked` is at how many meetings it was. `certainty` is whether
    the groups of the latest differ by more than chance.
    """

    measure: Measure
    rows: tuple[tuple[Meeting, Mapping[str, GroupMean]], ...]
    certainty: Certainty
    asked: int = 1

    @property
    def values(self) -> list[str]:
        """The values of which anything is shown, in a fixed order."""
        return sorted({value for _, groups in self.rows for value in groups})

    @property
    def apart(self) -> float:
        """How far the groups of the latest meeting are from each other, of 100; 0 for fewer than two."""
        latest = [group.mean for group in self.rows[-1][1].values()]
        return max(latest) - min(latest) if len(latest) > 1 else 0.0


def crowd_of(db: Store, community: Community) -> Crowd:
    """Who belongs to which group of a community, as people said themselves; values it asks about no more are left
    out, and so are names of organizations: they are nobody's but their few people's."""
    asked = parse_asked(community.asks_about)
    labels = {(name, value): words for name in LISTS for value, words in asked.choices.get(name, {}).items()}
    first = history.first_meetings(db, community.id)
    members: dict[Group, set[str]] = {}
    for person, said in participants.attributes_of(db, first).items():
        for group in _groups_in(json.loads(said)):
            if group in labels:
                members.setdefault(group, set()).add(person)
    return Crowd(labels, {group: frozenset(people) for group, people in members.items()}, first)


def _groups_in(said: Mapping[str, object]) -> list[Group]:
    found = []
    for name in LISTS:
        value = said.get(name)
        values = value if isinstance(value, list) else [value]
        found += [(name, each) for each in values if isinstance(each, str)]
    return found


def broken_down(
    summaries: Sequence[Summary], crowd: Crowd, attribute: str, *, is_whole: bool = False
) -> list[Broken]:  # fmt: skip
    """Everything followed in these summaries by an attribute, where at least one group is shown at the latest meeting
    that asked it; what sets the groups apart most comes first. `is_whole` tells of every meeting, not of two alone."""
    asked: dict[str, dict[str, tuple[Meeting, Measure]]] = {}
    for summary in summaries:
        for measure in summary.measures:
            if len(measure.values) >= LEAST_AT_FIVE:
                asked.setdefault(measure.id, {})[summary.meeting.id] = (summary.meeting, measure)
    found, p_values = list[Broken](), list[float | None]()
    shown_of = cache(lambda meeting_id, people: shown_at(meeting_id, people, crowd, attribute))
    for meetings in asked.values():
        told_of = list(meetings.values())[:: 1 if is_whole else max(1, len(meetings) - 1)]
        rows = [(*each, shown_of(each[0].id, frozenset(each[1].values))) for each in told_of]
        _, latest, shown = rows[-1]
        if shown:
            told = tuple((each, means(measure, groups)) for each, measure, groups in rows)
            found.append(Broken(latest, told, "few", len(meetings)))
            p_values.append(_chance(latest, shown))
    return sorted(_judged(found, p_values), key=lambda each: -each.apart)


def presence(present: Mapping[str, People], meeting_ids: Sequence[str], crowd: Crowd) -> dict[Group, list[int | None]]:
    """How many people of each group the community asks about were at each of these meetings.

    None for nobody, for fewer than five, and where the number would give few others away.
    """
    found: dict[Group, list[int | None]] = {group: [] for group in crowd.labels}
    for meeting_id in meeting_ids:
        people = present.get(meeting_id, frozenset())
        groups = crowd.at(meeting_id, people)
        safe = safe_groups(people, groups)
        for group, counts in found.items():
            counts.append(len(groups[group]) if group in safe else None)
    return found


def shown_at(meeting_id: str, people: People, crowd: Crowd, attribute: str) -> dict[str, People]:
    """The groups of an attribute that may be shown of those who gave a number at a meeting, by value."""
    groups = crowd.at(meeting_id, people)
    safe = safe_groups(people, groups)
    return {value: groups[name, value] for name, value in groups if name == attribute and (name, value) in safe}


def means(measure: Measure, groups: Mapping[str, People]) -> dict[str, GroupMean]:
    """The averages of groups of those who gave a number."""
    found = {}
    for value, people in groups.items():
        given = [measure.values[person] for person in sorted(people)]
        found[value] = GroupMean(len(given), sum(given) / len(given), _interval(measure, given))
    return found


def _interval(measure: Measure, given: Sequence[float]) -> Interval | None:
    """Where the true average plausibly lies; None too where all gave the same number: that has no spread to tell it."""
    if measure.is_yes_or_no:
        return share_interval(sum(value > 0 for value in given), len(given))
    return mean_interval(given) if len(set(given)) > 1 else None


def _chance(measure: Measure, groups: Mapping[str, People]) -> float | None:
    """How often chance alone sets groups apart as far; None where fewer than two of them have eight people."""
    large = [people for people in groups.values() if len(people) >= LEAST_FOR_INTERVAL]
    return groups_differ(measure.values, large) if len(large) > 1 else None


def _judged(found: Sequence[Broken], p_values: Sequence[float | None]) -> list[Broken]:
    tested = [index for index, p in enumerate(p_values) if p is not None]
    judged = list(found)
    for index, p in zip(tested, holm([p for p in p_values if p is not None]), strict=True):
        judged[index] = replace(found[index], certainty="clear" if p < CHANCE else "chance")
    return judged
