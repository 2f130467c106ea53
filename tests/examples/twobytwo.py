"""Two by twos to try everything with: several items, one alone, and the longest texts there may be."""

from __future__ import annotations

from typing import Any

AXES: dict[str, Any] = {
    "x": {"left": {"en": "Little effort", "es": "Poco esfuerzo"}, "right": {"en": "Much effort", "es": "Mucho"}},
    "y": {"bottom": {"en": "Helps few", "es": "Ayuda a pocas"}, "top": {"en": "Helps many", "es": "Ayuda a muchas"}},
}
ITEMS: list[dict[str, Any]] = [
    {"id": name, "text": {"en": english, "es": spanish}}
    for name, english, spanish in (
        ("childcare", "Childcare at meetings", "Cuidado infantil en las reuniones"),
        ("buses", "Bus passes", "Pases de autobús"),
        ("forms", "Shorter forms", "Formularios más cortos"),
        ("evenings", "Evening hours", "Horario por la tarde"),
    )
]


def long(words: str, letters: int) -> dict[str, str]:
    """A text that fills a limit, in both languages; the Spanish one differs, so that both are shown."""
    english = " ".join([words] * letters)[:letters].strip()
    return {"en": english, "es": ("Ñ" + english)[:letters].strip()}


EXAMPLES: dict[str, Any] = {
    "four items": {**AXES, "items": ITEMS},
    "one item": {**AXES, "items": ITEMS[:1]},
    "eight long items": {
        "x": {"left": long("Responsabilidad compartida de todas", 50), "right": long("Whoever carries the duty", 50)},
        "y": {"bottom": long("Responsabilidad de una agencia", 50), "top": long("Everyone it touches, near", 50)},
        "items": [{"id": f"item{n}", "text": long(f"{n} Housing that families can afford", 80)} for n in range(8)],
    },
    "one long item": {
        "x": {"left": long("Responsabilidad compartida de todas", 50), "right": long("Whoever carries the duty", 50)},
        "y": {"bottom": long("Responsabilidad de una agencia", 50), "top": long("Everyone it touches, near", 50)},
        "items": [{"id": "only", "text": long("Housing that families can afford near work", 80)}],
    },
}
