"""What a network comes to: communities, meetings, people reached, goals met, with nobody and no community told apart.

Communities that are not in the directory count like people do: a region's numbers are shown only if they are of none
or at least three of these, and so is what is left when shown numbers are taken from each other. People are shown from
five on, by the same rule. Nobody is counted in two communities: a phone has another number in each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.goals.met import goals_met
from components.stats.disclosure import safe_groups
from db import history, networks, public_pages
from db.engine import Store

LEAST_COMMUNITIES = 3
LEAST_PEOPLE = 5


@dataclass(frozen=True)
class Counted:
    """A community of a network as it counts; `people` are the participants of its ended meetings."""

    community_id: str
    region_id: str | None
    is_listed: bool
    meetings: int
    people: frozenset[str]
    goals: int = 0


@dataclass(frozen=True)
class Sum:
    """Numbers of some communities; None where they are not told."""

    communities: int
    meetings: int | None
    people: int | None
    goals: int | None


@dataclass(frozen=True)
class Rolled:
    whole: Sum
    regions: Mapping[str, Sum]
    """By region that has a community."""


def count(db: Store, network_id: str) -> list[Counted]:
    """Every community of a network, counted over the meetings of its history."""
    members = networks.members(db, network_id)
    listed = {page.community_id for page in public_pages.in_directory(db)}
    found = []
    for member in members:
        present = history.present(db, member.community_id)
        people = frozenset[str]().union(*present.values())
        found.append(
            Counted(member.community_id, member.region_id, member.community_id in listed, len(present), people,
                    len(goals_met(db, member.community_id)))
        )  # fmt: skip
    return found


def rolled(found: Sequence[Counted]) -> Rolled:
    """The numbers of all communities and of each region, as far as they single nobody out."""
    by_region: dict[str, list[Counted]] = {}
    for each in found:
        if each.region_id:
            by_region.setdefault(each.region_id, []).append(each)
    told = _told(found, by_region)
    if told is None:
        untold = {region: Sum(len(some), None, None, None) for region, some in by_region.items()}
        return Rolled(Sum(len(found), None, None, None), untold)
    everybody = frozenset[str]().union(*(each.people for each in found))
    of_regions = {region: frozenset[str]().union(*(each.people for each in by_region[region])) for region in told}
    safe = safe_groups(everybody, of_regions, LEAST_PEOPLE)
    return Rolled(
        _sum(found, everybody if len(everybody) >= LEAST_PEOPLE else None),
        {
            region: _sum(some, of_regions[region] if region in safe else None)
            if region in told
            else Sum(len(some), None, None, None)
            for region, some in by_region.items()
        },
    )


def _told(found: Sequence[Counted], by_region: Mapping[str, Sequence[Counted]]) -> set[str] | None:
    """The regions whose numbers single no community out beside those of all; None where those of all do already."""
    hidden = {each.community_id for each in found if not each.is_listed}
    if 0 < len(hidden) < LEAST_COMMUNITIES:
        return None
    groups = {region: {each.community_id for each in some} & hidden for region, some in by_region.items()}
    free = {region for region, some in groups.items() if not some}
    return free | safe_groups(hidden, {name: some for name, some in groups.items() if some}, LEAST_COMMUNITIES)


def _sum(some: Sequence[Counted], people: frozenset[str] | None) -> Sum:
    return Sum(
        len(some), sum(each.meetings for each in some), None if people is None else len(people),
        sum(each.goals for each in some),
    )  # fmt: skip
