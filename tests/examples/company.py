"""Company to try: as it comes, and with as long texts as may be."""

from __future__ import annotations

from typing import Any

_EN = "What will you try first, who could help you, and what could get in the way before we meet again here? "
_ES = "¿Qué probará primero, quién podría ayudarle y qué podría estorbarle antes de que nos reunamos otra vez? "

EXAMPLES: dict[str, Any] = {
    "usual": {
        "first": {"en": "What will you try first?", "es": "¿Qué probará primero?"},
        "meet": {"en": "At the window", "es": "Junto a la ventana"},
    },
    "as long as may be": {
        "first": {"en": (_EN * 2)[:160].strip(), "es": (_ES * 2)[:160].strip()},
        "meet": {"en": _EN[:80].strip(), "es": _ES[:80].strip()},
    },
}


def longest(number: int, config: dict[str, Any]) -> dict[str, Any]:
    """Company, by a tag of twelve letters."""
    return {"join": True, "tag": f"{number:012x}"}
