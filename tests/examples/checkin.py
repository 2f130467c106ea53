"""Check-ins to try everything with: both questions, one alone, and the longest texts there may be."""

from __future__ import annotations

from typing import Any

DID = {"id": "did", "text": {"en": "Did you?", "es": "¿Lo hizo?"}}
OBSTACLE = {"id": "obstacle", "text": {"en": "What got in the way?", "es": "¿Qué lo hizo difícil?"}}


def long(words: str, letters: int) -> dict[str, str]:
    """A text that fills a limit, in both languages; the Spanish one differs, so that both are shown."""
    english = " ".join([words] * letters)[:letters].strip()
    return {"en": english, "es": ("Ñ" + english)[:letters].strip()}


EXAMPLES: dict[str, Any] = {
    "both questions": {"questions": [DID, OBSTACLE]},
    "one question": {"questions": [DID]},
    "long questions": {
        "questions": [
            {"id": "did", "text": long("Did you do what you set out to do when we last met?", 160)},
            {"id": "obstacle", "text": long("What got in the way, and who could help?", 160)},
        ]
    },
}
