"""The field a new two by two starts from: how much work something is, against how much it would change."""

from __future__ import annotations

from components.activities.base import Json


def _words(english: str, spanish: str) -> dict[str, str]:
    return {"en": english, "es": spanish}


STARTER: Json = {
    "x": {"left": _words("Little effort", "Poco esfuerzo"), "right": _words("Much effort", "Mucho esfuerzo")},
    "y": {"bottom": _words("Changes little", "Cambia poco"), "top": _words("Changes much", "Cambia mucho")},
    "items": [
        {"id": "remind", "text": _words("A call on the day before a visit", "Una llamada el día antes de la visita")},
        {"id": "form", "text": _words("One form for all agencies", "Un solo formulario para todas las agencias")},
        {"id": "parents", "text": _words("Parents who plan with us", "Padres y madres que planean con el grupo")},
    ],
}
