"""What a community has agreed that funders and agencies see: said to people when they join."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

CHOICES = ("none", "wall", "results", "sent")
"""Nothing agreed yet; what the wall shows; a summary of the results too; only what the community sends them."""
Words = Mapping[str, str]


@dataclass(frozen=True)
class Agreed:
    """An agreement. `own` is what the community adds in its own words, `told` the whole sentence as it was agreed.

    The sentence is kept as people were told it: another version of Attune does not word it anew.
    """

    sees: str = "none"
    own: Words = field(default_factory=dict)
    told: Words = field(default_factory=dict)

    @property
    def brief(self) -> Words:
        """The sentence without the community's own words."""
        return {tongue: text.removesuffix(self.own.get(tongue, "")).strip() for tongue, text in self.told.items()}

    def stored(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False)


def parse_agreed(stored: str) -> Agreed:
    """An agreement as it is stored; what is none reads as nothing agreed."""
    found = json.loads(stored or "{}")
    if found.get("sees") not in CHOICES:
        return Agreed()
    return Agreed(found["sees"], dict(found.get("own") or {}), dict(found.get("told") or {}))
