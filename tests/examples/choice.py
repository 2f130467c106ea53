"""Choices to try: one of a few, several of many, and as long as everything may be."""

from __future__ import annotations

from typing import Any

_ENDING = " y a quien las acompaña cada semana en su vecindario"


def _choice(name: str, en: str, es: str) -> dict[str, Any]:
    return {"id": name, "text": {"en": en, "es": es}}


EXAMPLES: dict[str, Any] = {
    "one": {
        "question": {"en": "What should we do next?", "es": "¿Qué hacemos ahora?"},
        "choices": [
            _choice("visit", "Visit another program", "Visitar otro programa"),
            _choice("train", "Train together", "Capacitarnos juntos"),
            _choice("listen", "Listen to families", "Escuchar a las familias"),
        ],
    },
    "several of twelve, as long as may be": {
        "question": {
            "en": ("Which of these would make the greatest difference to the families you know, this year? " * 2)[:150],
            "es": ("¿Qué haría este año la mayor diferencia para las familias que usted conoce? " * 2)[:150],
        },
        "choices": [
            _choice(f"c{n}", f"{n} {'More time for families and those who visit them each week' * 2}"[:60],
                    f"{n} Más tiempo para las familias{_ENDING}"[:60])
            for n in range(12)
        ],
        "several": True,
        "most": 3,
    },
}  # fmt: skip
