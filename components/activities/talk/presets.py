"""What the wall says while people talk among themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.activities.base import Json

PRESETS: dict[str, Json] = {
    "welcome": {
        "text": {
            "en": "Welcome. Find a seat beside somebody you do not know yet.",
            "es": "Bienvenidos y bienvenidas. Siéntense junto a alguien que todavía no conocen.",
        },
        "style": "welcome",
    },
    "pairs": {
        "text": {
            "en": "Turn to a neighbor. One speaks, the other listens; then switch.",
            "es": "Busque a alguien cerca. Una persona habla y la otra escucha; luego cambian.",
        },
        "style": "pairs",
    },
    "groups": {
        "text": {
            "en": "Hear from the workgroups: what was done, what comes next, what would help.",
            "es": "Escuchar a los grupos de trabajo: qué se hizo, qué sigue, qué ayudaría.",
        },
        "style": "groups",
    },
    "break": {
        "text": {
            "en": "A break. Stretch, have something to drink, say hello to somebody.",
            "es": "Un descanso. Estírese, tome algo, salude a alguien.",
        },
        "style": "break",
    },
    "closing": {
        "text": {
            "en": "Thank you for today. Travel safely, and see you next time.",
            "es": "Gracias por este día. Buen camino, y hasta la próxima.",
        },
        "style": "closing",
    },
}
"""Config by style, ready to use."""

CHANGED = {
    "en": "Thank you for telling us. This is what came of it.",
    "es": "Gracias por decirlo. Esto es lo que resultó.",
}
"""What phones say above *You said, we changed*."""

STILL_OPEN = {
    "en": "Still open from last time. Talk about it with a neighbor, then we answer together.",
    "es": "Quedó abierto la vez pasada. Coméntelo con alguien cerca; luego respondemos en conjunto.",
}
"""What the wall says above questions nobody has answered yet."""

BACK_AGAIN = {
    "en": "This came up again. Turn to a neighbor: what would move it?",
    "es": "Esto volvió a salir. Coméntelo con alguien cerca: ¿qué lo haría avanzar?",
}
"""What the wall says above themes that came back."""

TEXTS = {**{style: preset["text"] for style, preset in PRESETS.items()}, "changed": CHANGED}
"""The text of every style as it comes."""


def changed(changes: Sequence[Json]) -> Json:
    """The config that tells what was changed since people said so."""
    return {"text": dict(CHANGED), "style": "changed", "changes": [dict(change) for change in changes]}


def heard(groups: Sequence[Mapping[str, str]], most: int) -> Json:
    """The config that asks workgroups to speak, each by its name; long names are cut so that `most` letters suffice."""
    text = dict[str, str]()
    for language, asks in PRESETS["groups"]["text"].items():
        room = (most - len(asks)) // len(groups) - 3
        names = [group.get(language) or next(iter(group.values())) for group in groups]
        text[language] = "\n".join([asks, *(f"– {_cut(name, room)}" for name in names)])
    return {"text": text, "style": "groups"}


FOLLOW_UP = {
    "en": "What has happened since? What did you learn, and what do you need from us?",
    "es": "¿Qué ha pasado desde entonces? ¿Qué aprendieron y qué necesitan de los demás?",
}
"""What a workgroup is asked at the next meeting."""


def follow_up_text(goal: Mapping[str, str], steps: Sequence[str], most: int) -> dict[str, str]:
    """What a workgroup is asked, with what it set out to do and the steps ahead, as long as `most` letters suffice."""
    return _listed(FOLLOW_UP, [*([goal] if goal else []), *({"en": step} for step in steps)], most)


def still_open(asked: Sequence[Mapping[str, str]], most: int) -> Json:
    """The config that takes up what nobody has answered; the first of it, as long as `most` letters suffice."""
    return {"text": _listed(STILL_OPEN, asked, most), "style": "pairs"}


def back_again(themes: Sequence[Mapping[str, str]], most: int) -> Json:
    """The config that takes up what came back meeting after meeting."""
    return {"text": _listed(BACK_AGAIN, themes, most), "style": "pairs"}


def _listed(asks: Mapping[str, str], lines: Sequence[Mapping[str, str]], most: int) -> dict[str, str]:
    text = dict[str, str]()
    for language, question in asks.items():
        text[language] = question
        for line in lines:
            longer = f"{text[language]}\n– {line.get(language) or next(iter(line.values()))}"
            text[language] = longer if len(longer) <= most else text[language]
    return text


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
