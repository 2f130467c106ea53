"""Words to try: one from everybody, and three about a long prompt."""

from __future__ import annotations

from typing import Any

EXAMPLES: dict[str, Any] = {
    "three": {
        "prompt": {
            "en": "What do you hope our network will be known for among the families of the valley in three years?",
            "es": "¿Por qué le gustaría que las familias del valle conocieran a nuestra red dentro de tres años?",
        },
        "most": 3,
    },
    "one": {"prompt": {"en": "One word for today?", "es": "¿Una palabra para hoy?"}, "most": 1},
}
