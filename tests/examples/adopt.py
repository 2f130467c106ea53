"""Texts to adopt: a short one, one for a part of the charter, and one as long as may be in both languages."""

from __future__ import annotations

from typing import Any

_EN = "We learn together how families and agencies can decide side by side, and we try one small thing every month. "
_ES = "Aprendemos en grupo cómo deciden juntas familias y agencias, y cada mes probamos una cosa pequeña. "

EXAMPLES: dict[str, Any] = {
    "short": {"text": {"en": "We listen before we answer.", "es": "Escuchamos antes de responder."}},
    "for a part": {
        "text": {"en": "We meet every six weeks.", "es": "Nos reunimos cada seis semanas."},
        "part": "structure",
        "proposal": "0199c0de",
    },
    "as long as may be": {
        "text": {"en": (_EN * 5)[:400].strip(), "es": (_ES * 5)[:400].strip()},
        "part": "purpose",
        "proposal": "",
    },
}


def longest(number: int, config: dict[str, Any]) -> dict[str, Any]:
    """A problem with 280 letters of what would make it work."""
    words = "Que se diga con palabras que todas las familias entiendan, y que se revise dentro de seis meses. "
    return {"stand": "problem", "wish": f"{number} {words * 4}"[:280].strip()}
