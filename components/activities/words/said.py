"""What pretend phones say. Words are here more than once where people often reach for them."""

from __future__ import annotations

WARM = (
    *("hope", "hope", "Hope", "hope", "trust", "trust", "Trust", "together", "together", "courage", "energy", "calm"),
    *("new ideas", "new ideas", "a plan", "friends", "listening", "listening", "gratitude", "curiosity", "patience"),
    *("esperanza", "Esperanza", "esperanza", "confianza", "confianza", "familia", "comunidad", "ganas", "ánimo"),
    *("Animo", "gracias", "one next step", "one next step", "a phone number to call", "muchas ideas", "compañía"),
)
LOW = (
    *("tired", "tired", "Tired", "questions", "questions", "more questions", "too much at once", "doubt", "worry"),
    *("cansancio", "preguntas", "preguntas", "dudas", "poco tiempo", "not enough time", "a long list", "impatience"),
)
