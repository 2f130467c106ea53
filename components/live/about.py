"""What people may say about themselves: a few attributes, all optional, and which of them a community asks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_SINGLE = ("sector", "region", "size", "organization", "new")
_MOST_LETTERS = 80
_MOST_ROLES = 6


def parse_about(message: Any) -> str | None:
    """An `about` message as the JSON text that is stored, or None if it is not of that shape.

    `attributes` may hold `sector`, `region`, `size`, `organization`, `new` (texts), `roles` (a list of texts) and
    `family` (`yes` or `no`).
    """
    if not isinstance(message, dict) or set(message) != {"type", "attributes"}:
        return None
    attributes = message["attributes"]
    if not isinstance(attributes, dict):
        return None
    for name, value in attributes.items():
        if name in _SINGLE and _is_text(value):
            continue
        if name == "family" and value in ("yes", "no"):
            continue
        if name == "roles" and isinstance(value, list) and len(value) <= _MOST_ROLES and all(map(_is_text, value)):
            continue
        return None
    return json.dumps(attributes, ensure_ascii=False)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _MOST_LETTERS


Words = dict[str, str]
LISTS = ("sector", "roles", "region", "size")
"""Attributes that are chosen from a community's own list; of roles several, for a parent may be staff too.
`size` is how many people one's organization has, in bands."""
_MOST_CHOICES = 30


@dataclass(frozen=True)
class Asked:
    """Which attributes a community asks its people for: choices by id for the lists, and two plain questions."""

    choices: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    organization: bool = False
    new: bool = False
    families: frozenset[str] = frozenset()
    """The roles of parents and family members."""

    def as_json(self) -> dict[str, Any] | None:
        """For phones: `{"sector": [{"id", "text": T}], .., "organization": true}`; None where nothing is asked."""
        asked: dict[str, Any] = {
            name: [{"id": choice, "text": dict(words)} for choice, words in self.choices[name].items()]
            for name in LISTS
            if self.choices.get(name)
        }
        asked |= {name: True for name in ("organization", "new") if getattr(self, name)}
        return asked or None


def parse_asked(stored: str) -> Asked:
    """What a community asks, as it is stored (the JSON that phones get); anything else reads as nothing."""
    found = json.loads(stored or "{}")
    choices = {
        name: {str(one["id"]): dict(one["text"]) for one in found[name][:_MOST_CHOICES]}
        for name in LISTS
        if found.get(name)
    }
    families = frozenset(str(one["id"]) for one in found.get("roles") or () if one.get("family"))
    return Asked(choices, bool(found.get("organization")), bool(found.get("new")), families)
