"""What pretend phones say got in the way, and a commitment as a phone might be told of it in a preview."""

from __future__ import annotations

OBSTACLES = (
    "Time. The week was full of intake visits.",
    "I was sick for a week. I will try again.",
    "The clinic had no appointment until next month.",
    "My supervisor wants to see a plan first.",
    "I called twice and nobody picked up.",
    "It went well with one family; the others had moved.",
    "We are two people short.",
    "I forgot until I saw it here.",
    "The form is still with the county.",
    "Harder than I thought. I would like to hear how others do it.",
    "Child care fell through on the day.",
    "The bus does not run in the evening.",
    "No tuve tiempo; lo intento otra vez este mes.",
    "Faltó el permiso de mi supervisora.",
    "Las familias pueden venir solo en la noche.",
    "Se canceló la reunión con la escuela.",
)

PREVIEW = {
    "en": ("Call two families who stopped coming and ask why.", "Time."),
    "es": ("Llamar a dos familias que dejaron de venir y preguntarles por qué.", "El tiempo."),
}
"""A commitment by language, with what its writer thought could get in the way."""
