"""Workgroups to try: three of them, and as many with as long texts as may be."""

from __future__ import annotations

from typing import Any

_EN = "Child care that families can afford and reach without a car, also early in the morning and late in the evening, "
_ES = (
    "Cuidado infantil que las familias puedan pagar y al que lleguen sin auto, también temprano por la mañana y tarde, "
)


def _group(name: str, en: str, es: str) -> dict[str, Any]:
    return {"id": name, "text": {"en": en, "es": es}}


EXAMPLES: dict[str, Any] = {
    "three": {
        "groups": [
            _group("childcare", "Child care", "Cuidado infantil"),
            _group("transport", "Transport", "Transporte"),
            _group("housing", "Housing", "Vivienda"),
        ]
    },
    "one": {"groups": [_group("visits", "Visit another program", "Visitar otro programa")]},
    "as many and as long as may be": {
        "groups": [_group(f"g{n}", f"{n} {_EN * 2}"[:120].strip(), f"{n} {_ES * 2}"[:120].strip()) for n in range(5)]
    },
}


def longest(number: int, config: dict[str, Any]) -> dict[str, Any]:
    """A first step of 120 letters, in one group after the other."""
    groups = config["groups"]
    words = "Pedir a la biblioteca una sala para el sábado y avisar a quienes no pudieron venir hoy a la reunión. "
    return {
        "group": groups[number % len(groups)]["id"],
        "lead": number % 3 == 0,
        "step": f"{number} {words * 2}"[:120].strip(),
    }
