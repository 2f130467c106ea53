"""What pretend phones wish for before they can go along, for rehearsals and the demo."""

from __future__ import annotations

WISHES = {
    "en": (
        "Say it in plainer words.",
        "Look at it again in six months.",
        "Add that families decide with us.",
        "It needs a name beside it: who does this?",
        "Not more than one evening a month, please.",
        "Say what we do when somebody breaks it.",
    ),
    "es": (
        "Decirlo con palabras más sencillas.",
        "Volver a verlo en seis meses.",
        "Agregar que las familias deciden con nosotros.",
        "Falta un nombre: ¿quién se encarga?",
        "Por favor, no más de una tarde al mes.",
        "Decir qué hacemos cuando alguien no lo cumple.",
    ),
}
