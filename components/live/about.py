"""What people may say about themselves: a few attributes, all optional."""

from __future__ import annotations

import json
from typing import Any

_SINGLE = ("sector", "region", "organization", "new")
_MOST_LETTERS = 80
_MOST_ROLES = 6


def parse_about(message: Any) -> str | None:
    """An `about` message as the JSON text that is stored, or None if it is not of that shape.

    `attributes` may hold `sector`, `region`, `organization`, `new` (texts) and `roles` (a list of texts).
    """
    attributes = message.get("attributes")
    if set(message) != {"type", "attributes"} or not isinstance(attributes, dict):
        return None
    for name, value in attributes.items():
        if name in _SINGLE and _is_text(value):
            continue
        if name == "roles" and isinstance(value, list) and len(value) <= _MOST_ROLES and all(map(_is_text, value)):
            continue
        return None
    return json.dumps(attributes, ensure_ascii=False)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _MOST_LETTERS
