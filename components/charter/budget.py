"""What a community's resources come to: what is there, what was asked for, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.resources import SORTS, STATUSES, Resource


@dataclass(frozen=True)
class Budget:
    """Whole dollars by status, and how many resources have each status, whether they cost anything or not."""

    amounts: Mapping[str, int]
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of it, in whole dollars."""
        return sum(self.amounts.values())


def budget_of(resources: Sequence[Resource]) -> Budget:
    """The sums of a list of resources."""
    return Budget(
        {status: sum(each.amount or 0 for each in resources if each.status == status) for status in STATUSES},
        {status: sum(each.status == status for each in resources) for status in STATUSES},
    )


def by_sort(resources: Sequence[Resource]) -> dict[str, list[Resource]]:
    """The resources under each sort, in the order of the source; a sort nobody wrote anything under has none."""
    return {sort: [each for each in resources if each.sort == sort] for sort in SORTS}
