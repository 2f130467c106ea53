"""Statements to try: one hand, several, and as long as everything may be."""

from __future__ import annotations

from typing import Any


def _statement(name: str, en: str, es: str) -> dict[str, Any]:
    return {"id": name, "text": {"en": en, "es": es}}


_LONG = [
    _statement(
        f"s{n}",
        f"{n} Families decide with us how the money of the network is spent, and everybody can see where it goes"[:110],
        f"{n} Las familias deciden con nosotros cómo se gasta el dinero de la red y todas pueden ver adónde va"[:110],
    )
    for n in range(6)
]
EXAMPLES: dict[str, Any] = {
    "one hand": {
        "statements": [
            _statement("monthly", "We meet every month from now on.", "Nos reunimos cada mes a partir de ahora.")
        ],
        "scale": "fist",
    },
    "three hands": {"statements": _LONG[:3], "scale": "fist"},
    "six hands": {"statements": _LONG, "scale": "fist"},
    "one to agree with": {"statements": _LONG[:1], "scale": "agree"},
    "six to agree with": {"statements": _LONG, "scale": "agree"},
    "three how often": {"statements": _LONG[:3], "scale": "often"},
}
