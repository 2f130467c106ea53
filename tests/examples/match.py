"""Peer matches to try: before anybody is matched, after it, and as many issues with as long names as may be."""

from __future__ import annotations

from typing import Any

_EN = "Child care that families can afford and reach without a car, also early in the morning and late in the evening, "
_ES = (
    "Cuidado infantil que las familias puedan pagar y al que lleguen sin auto, también temprano por la mañana y tarde, "
)
_QUESTION = {"en": "What did you try first?", "es": "¿Qué probaron primero?"}


def _issue(name: str, en: str, es: str) -> dict[str, Any]:
    return {"id": name, "text": {"en": en, "es": es}}


_THREE = [
    _issue("childcare", "Child care", "Cuidado infantil"),
    _issue("transport", "Transport", "Transporte"),
    _issue("housing", "Housing", "Vivienda"),
]
_MANY = [_issue(f"i{n}", f"{n} {_EN * 2}"[:120].strip(), f"{n} {_ES * 2}"[:120].strip()) for n in range(6)]

EXAMPLES: dict[str, Any] = {
    "three": {"issues": _THREE, "question": _QUESTION},
    "matched": {
        "issues": _THREE,
        "question": _QUESTION,
        "made": {"groups": 12, "issues": {"childcare": 7, "transport": 4}},
    },
    "as many and as long as may be": {
        "issues": _MANY,
        "question": {"en": (_EN * 2)[:200].strip(), "es": (_ES * 2)[:200].strip()},
        "made": {"groups": 250, "issues": {f"i{n}": 40 for n in range(6)}},
    },
}


def longest(number: int, config: dict[str, Any]) -> dict[str, Any]:
    """Every issue and a long place while that is asked; a shared note of 280 letters once people meet."""
    issues = [issue["id"] for issue in config["issues"]]
    if "made" not in config:
        stands = dict.fromkeys(issues, "solved" if number % 2 else "facing")
        return {"stands": stands, "from": f"{number} {_EN}"[:60].strip(), "name": "Maximiliana Guadalupe"}
    return {
        "met": True, "note": f"{number} {_ES * 3}"[:280].strip(), "share": True, "issue": issues[number % len(issues)],
    }  # fmt: skip
