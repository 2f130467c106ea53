"""Who is in the room against who should be, and whose voice is missing from the answers.

How many came is told as the history tells it (`groups.presence`), and whose voice is there of the same groups alone,
in tenths: who did not answer is seen by nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from components.activities.base import LEAST_AT_FIVE
from components.history.groups import Crowd, Group
from components.stats.disclosure import safe_groups
from db.voices import Heard

People = frozenset[str]
Standing = Literal["there", "fewer", "untold"]


@dataclass(frozen=True)
class Came:
    """How many people of a wanted group came to a meeting, of how many; `people` is None where that is not told."""

    people: int | None
    present: int

    @property
    def share(self) -> int | None:
        """In percent of everybody who was there; who said nothing about themselves is in no group."""
        return None if self.people is None else round(100 * self.people / self.present)

    def standing(self, wished: int | None) -> Standing:
        """Whether they were there, as far as was wished; `untold` for nobody, for few, and for what would tell."""
        if self.share is None:
            return "untold"
        return "fewer" if wished is not None and self.share < wished else "there"


@dataclass(frozen=True)
class Wanted:
    """A group that a community wants present: the wished share in percent, or None, and who came to each meeting."""

    group: Group
    wished: int | None
    came: tuple[Came, ...]

    @property
    def latest(self) -> Standing:
        return self.came[-1].standing(self.wished) if self.came else "untold"

    @property
    def times(self) -> int:
        """At how many meetings enough of them to be told were there."""
        return sum(each.people is not None for each in self.came)


def wanted(
    wished: Mapping[Group, int | None], shown: Mapping[Group, Sequence[int | None]], present: Sequence[int]
) -> list[Wanted]:  # fmt: skip
    """Each group that is wanted with who came, meeting by meeting; groups a community asks about no more are left out.

    `shown` is what `groups.presence` tells of these meetings, `present` how many people were at each.
    """
    return [
        Wanted(group, share, tuple(Came(n, of) for n, of in zip(shown[group], present, strict=True)))
        for group, share in wished.items()
        if group in shown
    ]


@dataclass(frozen=True)
class Voices:
    """Of what a meeting asked everybody, how many tenths were answered by everybody there, and by each group; None
    where that is not told."""

    everybody: int | None
    groups: Mapping[Group, int | None]


def voices(present: People, heard: Heard, crowd: Crowd, meeting_id: str) -> Voices:
    """Whose voice is in the answers of a meeting. Who passed, came late or said nothing has none in that answer.

    The groups are those whose number the history tells of, so that sums over them tell of nobody.
    """
    if len(present) < LEAST_AT_FIVE or not heard.asked:
        return Voices(None, {})
    groups = crowd.at(meeting_id, present)
    safe = safe_groups(present, groups)
    told = {group: _tenths(groups[group], heard) if group in safe else None for group in crowd.labels}
    return Voices(_tenths(present, heard), told)


def _tenths(people: People, heard: Heard) -> int:
    given = sum(heard.answered.get(person, 0) for person in people)
    return round(10 * given / (len(people) * heard.asked))


def quietest(found: Voices) -> list[Group]:
    """The groups that answered less than everybody together, the quietest first."""
    if found.everybody is None:
        return []
    fewer = {group: n for group, n in found.groups.items() if n is not None and n < found.everybody}
    return sorted(fewer, key=lambda group: (fewer[group], group))
