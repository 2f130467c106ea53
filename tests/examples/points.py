"""100 points to try: over three things, and over ten with the longest texts there may be."""

from __future__ import annotations

from typing import Any

_LONG = {
    "en": "Time with families and with those who visit them every week in their own neighborhood",
    "es": "Tiempo con las familias y con quienes las visitan cada semana en su propio vecindario",
}

EXAMPLES: dict[str, Any] = {
    "three things": {
        "items": [
            {"id": "childcare", "text": {"en": "Childcare", "es": "Cuidado de niños"}},
            {"id": "transport", "text": {"en": "Transport", "es": "Transporte"}},
            {"id": "housing", "text": {"en": "Housing", "es": "Vivienda"}},
        ]
    },
    "ten things, as long as may be": {
        "items": [
            {"id": f"p{n}", "text": {tongue: f"{n} {text}"[:60].strip() for tongue, text in _LONG.items()}}
            for n in range(10)
        ]
    },
}
