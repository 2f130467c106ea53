"""Question walls to try: one that shows each question at once, one that lets them wait, and one as long as may be."""

from __future__ import annotations

from typing import Any

_EN = "What would you like to ask the county about the new waiting list, the forms and the help with them? "
_ES = "¿Qué le gustaría preguntar al condado sobre la nueva lista de espera, los formularios y la ayuda? "

EXAMPLES: dict[str, Any] = {
    "at once": {
        "prompt": {"en": "What would you like to ask the county?", "es": "¿Qué le gustaría preguntar al condado?"},
        "wait": False,
    },
    "in Spanish": {"prompt": {"es": "¿Qué quiere preguntar?"}, "wait": False},
    "as long as may be": {"prompt": {"en": (_EN * 3)[:160].strip(), "es": (_ES * 3)[:160].strip()}, "wait": False},
}


def longest(number: int, config: dict[str, Any]) -> dict[str, Any]:
    """One question of 150 letters."""
    words = "¿Por qué pide la oficina otra vez los comprobantes a quienes ya los entregaron en enero? "
    return {"questions": [f"{number} {words * 2}"[:150].strip()]}
