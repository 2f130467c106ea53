"""What the wall says while people talk among themselves."""

from __future__ import annotations

from collections.abc import Sequence

from components.activities.base import Json

PRESETS: dict[str, Json] = {
    "welcome": {
        "text": {
            "en": "Welcome. Find a seat beside somebody you do not know yet.",
            "es": "Bienvenidos y bienvenidas. Siéntense junto a alguien que todavía no conocen.",
        },
        "style": "welcome",
    },
    "pairs": {
        "text": {
            "en": "Turn to a neighbor. One speaks, the other listens; then switch.",
            "es": "Busque a alguien cerca. Una persona habla y la otra escucha; luego cambian.",
        },
        "style": "pairs",
    },
    "break": {
        "text": {
            "en": "A break. Stretch, have something to drink, say hello to somebody.",
            "es": "Un descanso. Estírese, tome algo, salude a alguien.",
        },
        "style": "break",
    },
    "closing": {
        "text": {
            "en": "Thank you for today. Travel safely, and see you next time.",
            "es": "Gracias por este día. Buen camino, y hasta la próxima.",
        },
        "style": "closing",
    },
}
"""Config by style, ready to use."""

CHANGED = {
    "en": "Thank you for telling us. This is what came of it.",
    "es": "Gracias por decirlo. Esto es lo que resultó.",
}
"""What phones say above *You said, we changed*."""

TEXTS = {**{style: preset["text"] for style, preset in PRESETS.items()}, "changed": CHANGED}
"""The text of every style as it comes."""


def changed(changes: Sequence[Json]) -> Json:
    """The config that tells what was changed since people said so."""
    return {"text": dict(CHANGED), "style": "changed", "changes": [dict(change) for change in changes]}
