"""Words to try: one from everybody, and up to three about a prompt as long as may be."""

from __future__ import annotations

from typing import Any

_EN = "What do you hope our network will be known for among the families of the valley in three years, and who helps? "
_ES = "¿Por qué le gustaría que las familias del valle conocieran a nuestra red en tres años, y quién ayuda? "

EXAMPLES: dict[str, Any] = {
    "three": {
        "prompt": {
            "en": "What do you hope our network will be known for among the families of the valley in three years?",
            "es": "¿Por qué le gustaría que las familias del valle conocieran a nuestra red dentro de tres años?",
        },
        "most": 3,
    },
    "one": {"prompt": {"en": "One word for today?", "es": "¿Una palabra para hoy?"}, "most": 1},
    "as long as may be": {"prompt": {"en": (_EN * 2)[:160].strip(), "es": (_ES * 2)[:160].strip()}, "most": 3},
}


def longest(number: int, config: dict[str, Any]) -> dict[str, Any]:
    """As many words of 40 letters as may be sent, some of them said by several people."""
    said = [f"{number % width} in {width} a long way to go together with all of us"[:40] for width in (14, 31, 17)]
    return {"words": said[: config["most"]]}
