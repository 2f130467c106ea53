"""The parts of a charter, with what may be chosen in each, and what holds of the texts that were written for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.charters import CharterText

PARTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "purpose": {"about": ("topic", "practice", "collaboration")},
    "vision": {},
    "duration": {"term": ("short", "long")},
    "membership": {
        "reach": ("within_agency", "across_agencies", "across_systems"),
        "doors": ("open", "closed"),
    },
    "structure": {
        "frequency": ("weekly", "biweekly", "monthly", "six_weeks", "quarterly"),
        "format": ("onsite", "distance", "hybrid"),
        "facilitation": ("designated", "rotating"),
    },
    "agreements": {},
}
"""By part what is chosen from a list, by the name of the list."""
LONGEST_OWN = 270
"""With the sentences of what was chosen, a text keeps within the 400 letters a room can read at once."""

INSIGHTS: Mapping[str, tuple[str, ...]] = {
    "design": ("relevant", "who", "vision"),
    "execute": ("fluid", "safe", "resources"),
    "extend": ("unanticipated", "practices", "daily"),
}
"""By stage of a learning community's making the insights into what goes into a successful one."""


@dataclass(frozen=True)
class Part:
    """One part of a community's charter: the text that holds, one that waits, and those that held before."""

    name: str
    holds: CharterText | None = None
    proposed: CharterText | None = None
    earlier: Sequence[CharterText] = ()
    """Texts that were adopted and hold no more, the latest first; those taken back too."""

    @property
    def latest(self) -> CharterText | None:
        """What somebody writes on at: the proposal, else what holds."""
        return self.proposed or self.holds


def parts_of(texts: Sequence[CharterText]) -> list[Part]:
    """Every part of a charter, in order, made of all its texts, the latest adopted first."""
    return [_part(name, [each for each in texts if each.part == name]) for name in PARTS]


def _part(name: str, texts: Sequence[CharterText]) -> Part:
    adopted = [each for each in texts if each.adopted_at]
    holds = next((each for each in adopted if each.holds), None)
    return Part(
        name, holds, next((each for each in texts if not each.adopted_at), None),
        [each for each in adopted if each is not holds],
    )  # fmt: skip


def is_begun(parts: Sequence[Part]) -> bool:
    """Whether anything of a charter was written yet."""
    return any(part.latest or part.earlier for part in parts)
