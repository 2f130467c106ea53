"""What has changed since a community first asked something: how far, through whom, and whether it may be chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

from components.activities.base import LEAST_AT_FIVE
from components.activities.measure import Measure
from components.history.summaries import Summary
from components.stats.overlapping import MeanChange, holm, mean_change
from components.stats.shifts import Split, split_change
from db.meetings import Meeting

CHANCE = 0.05
"""A change is clear where chance alone gives one as large less often than this, all that is told counted together."""

LEAST_OPEN = 20
"""By how many points the sum of how far those who stayed moved is left open."""

Certainty = Literal["clear", "chance", "few"]


@dataclass(frozen=True)
class Change:
    """How the average of what was asked (`measure`, as last asked) changed from its first meeting to its last.

    `points` is the change of the average, of 100. `split` says how much of it people made who were at both, and how
    much that different people came; None where somebody could be told apart by it. `bounds` are what the change
    plausibly is, 9 times of 10; None where too few answered.
    """

    kind: str
    measure: Measure
    first: Meeting
    last: Meeting
    points: float
    split: Split | None
    bounds: MeanChange | None
    certainty: Certainty

    @property
    def told(self) -> tuple[int, int, int]:
        """The change in whole points, and its parts: who stayed, who came; the two add up to it.

        The first part is rounded to so many points that the sum it stands for is open by 20 or more. Two comparisons
        whose groups differ by one person, taken together, then leave that person's answer open by 40 of 100 points.
        """
        points = round(self.points)
        if self.split is None:
            return points, 0, 0
        step = ceil(LEAST_OPEN / self.split.both)
        stayed = _rounded(self.split.shift, step)
        if stayed == _rounded(points, step):
            stayed = points  # what is left over is rounding, and nobody's doing
        return points, stayed, points - stayed


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
        points=_mean(after) - _mean(before),
        split=split_change(before, after) if _may_split(before, after) else None,
        bounds=mean_change(before, after),
        certainty="few",
    )  # fmt: skip


def _may_split(before: Mapping[str, float], after: Mapping[str, float]) -> bool:
    """Whether the two parts give nobody away.

    Both averages are known; with the shift of those at both, whoever is one of few that left or came could be worked
    out. So each of the three groups has five people, or nobody; and there is none to speak of without the first.
    """
    both = len(before.keys() & after.keys())
    apart = (len(before) - both, len(after) - both)
    return both >= LEAST_AT_FIVE and all(count == 0 or count >= LEAST_AT_FIVE for count in apart)


def _rounded(points: float, step: int) -> int:
    return round(points / step) * step


def _mean(values: Mapping[str, float]) -> float:
    return sum(values.values()) / len(values)
