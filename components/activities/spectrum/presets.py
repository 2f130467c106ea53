"""The four lines every spectrum starts from: the underlying values of learning."""

from __future__ import annotations

from components.activities.base import Json


def _line(name: str, stem: tuple[str, str], left: tuple[str, str], right: tuple[str, str]) -> Json:
    texts = {"stem": stem, "left": left, "right": right}
    return {"id": name, **{part: dict(zip(("en", "es"), pair, strict=True)) for part, pair in texts.items()}}


_LINES = (
    _line(
        "expertise",
        ("In this group today: who has the expertise?", "Hoy, en este grupo: ¿quién tiene los conocimientos?"),
        ("Authority", "La autoridad"),
        ("Lived experience", "La experiencia vivida"),
    ),
    _line(
        "diversity",
        ("In this group today: diversity of perspective?", "Hoy, en este grupo: ¿cuántas perspectivas se escuchan?"),
        ("Single", "Una sola"),
        ("Multiple", "Muchas"),
    ),
    _line(
        "approach",
        ("In this group today: learning approach?", "Hoy, en este grupo: ¿cómo es el aprendizaje?"),
        ("Event", "Un evento"),
        ("Process", "Un proceso"),
    ),
    _line(
        "engagement",
        ("In this group today: learner engagement?", "Hoy, en este grupo: ¿cómo participan quienes aprenden?"),
        ("Passive", "De forma pasiva"),
        ("Active", "De forma activa"),
    ),
)

PRESETS: dict[str, Json] = {line["id"]: line for line in _LINES}
"""Line by id, ready for a config's `lines`; the ids stay, so that trends follow them from meeting to meeting."""
