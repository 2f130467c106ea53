"""What has changed since a community first asked something: how far, through whom, and whether it may be chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

from components.activities.base import LEAST_AT_FIVE
from components.activities.measure import Measure
from components.history.summaries import Summary
from components.stats.overlapping import MeanChange, holm, mean_change, share_change
from components.stats.shifts import Split, split_change
from db.meetings import Meeting

CHANCE = 0.05
"""A change is clear where chance alone gives one as large less often than this, all that is told counted together."""

LEAST_OPEN = 20
"""By how many points at least the sum of how far those who stayed moved is left open: two grains of the measure."""
COARSEST = 10
"""A part that would have to be rounded to more points than this says nothing, and is not told."""

Certainty = Literal["clear", "chance", "few"]


@dataclass(frozen=True)
class Change:
    """How the average of what was asked (`measure`, as last asked) changed from its first meeting to its last.

    `before` and `after` are the averages, of 100. `split` says how much of it people made who were at both, and how
    much that different people came; None where somebody could be told apart by it. `bounds` are what the change
    plausibly is, 9 times of 10; None where too few answered.
    """

    kind: str
    measure: Measure
    first: Meeting
    last: Meeting
    before: float
    after: float
    split: Split | None
    bounds: MeanChange | None
    certainty: Certainty

    @property
    def points(self) -> float:
        """By how many points of 100 the average changed."""
        return self.after - self.before

    @property
    def is_told_in_tenths(self) -> bool:
        """Whether it is told in tenths of a level: a rating is."""
        return self.measure.unit == "rating"

    @property
    def told(self) -> tuple[int, int, int]:
        """The change as it is told, and its parts: who stayed, who came; the two add up to it.

        Whole points of 100; of a rating tenths of a level. The first part is rounded so far that the sum it stands for
        is open by `open_by` points. Two comparisons whose groups differ by one person, taken together, then leave
        that person's answer open by twice as much.
        """
        ticks = self._ticks
        change = self.ends[1] - self.ends[0]
        if self.split is None:
            return change, 0, 0
        step = ceil(open_by(self.measure) / self.split.both * ticks)
        stayed = _rounded(self.split.shift * ticks, step)
        if stayed == _rounded(self.points * ticks, step):
            stayed = change  # what is left over is rounding, and nobody's doing
        return change, stayed, change - stayed

    @property
    def ends(self) -> tuple[int, int]:
        """The averages at the first meeting and at the last as they are told, so that their difference is the change.

        Between two poles the difference is rounded, and stands for itself.
        """
        if self.measure.unit == "poles":
            return 0, round(self.points)
        low = self.measure.ends[0] * 10 if self.is_told_in_tenths else 0
        return low + round(self.before * self._ticks), low + round(self.after * self._ticks)

    @property
    def _ticks(self) -> float:
        """How many of what it is told in make one point of 100."""
        return 10 / self.measure.grain if self.is_told_in_tenths else 1


def open_by(measure: Measure) -> float:
    """By how many points a sum of answers has to stay open, so that it settles nobody's."""
    return max(LEAST_OPEN, 2 * measure.grain)


def changes_of(moments: Mapping[str, Sequence[Summary]]) -> list[Change]:
    """One for each thing followed that at least two meetings asked, the largest first.

    Meetings where fewer than five answered are left out, however soon they showed their pictures: an average of few
    points at somebody.
    """
    found = [_change(kind, *ends) for kind, of_kind in moments.items() for ends in _first_and_last(of_kind)]
    tested = [index for index, change in enumerate(found) if change.bounds]
    p_values = [change.bounds.p for change in found if change.bounds]
    for index, p in zip(tested, holm(p_values), strict=True):
        found[index] = replace(found[index], certainty="clear" if p < CHANCE else "chance")
    return sorted(found, key=lambda change: -abs(change.points))


Asked = tuple[Meeting, Measure]


def _first_and_last(moments: Iterable[Summary]) -> list[tuple[Asked, Asked]]:
    """For each measure the first and the last meeting that enough people answered it at, as each meeting ended."""
    found: dict[str, dict[str, Asked]] = {}
    for moment in moments:
        for measure in moment.measures:
            if len(measure.values) >= LEAST_AT_FIVE:
                found.setdefault(measure.id, {})[moment.meeting.id] = (moment.meeting, measure)
    in_order = [list(asked.values()) for asked in found.values() if len(asked) > 1]
    return [(asked[0], asked[-1]) for asked in in_order]


def _change(kind: str, first: Asked, last: Asked) -> Change:
    before, after = first[1].values, last[1].values
    return Change(
        kind, last[1], first[0], last[0],
        before=first[1].mean,
        after=last[1].mean,
        split=split_change(before, after) if _may_split(first[1], last[1]) else None,
        bounds=(share_change if last[1].is_yes_or_no else mean_change)(before, after),
        certainty="few",
    )  # fmt: skip


def _may_split(first: Measure, last: Measure) -> bool:
    """Whether the two parts give nobody away.

    Both averages are known; with the shift of those at both, whoever is one of few that left or came could be worked
    out. So each of the three groups has five people, or nobody, the first has people, and so many that its part
    need not be rounded to nothing.
    """
    before, after = first.values, last.values
    both = len(before.keys() & after.keys())
    apart = (len(before) - both, len(after) - both)
    is_fine = both >= LEAST_AT_FIVE and open_by(last) / both <= COARSEST
    return is_fine and all(count == 0 or count >= LEAST_AT_FIVE for count in apart)


def top_of(changes: Sequence[Change], most: int) -> list[Change]:
    """What a summary tells first: what is clear before what is not, one of each kind before a second of any."""
    found: list[Change] = []
    turns: dict[str, int] = {}
    numbered = []
    for change in sorted(changes, key=lambda each: each.certainty != "clear"):
        turns[change.kind] = turns.get(change.kind, 0) + 1
        numbered.append((turns[change.kind], change.certainty != "clear", change))
    found = [change for _, _, change in sorted(numbered, key=lambda each: each[:2])]
    return found[:most]


def _rounded(points: float, step: int) -> int:
    return round(points / step) * step
