"""Lines to try with two dots: one, and as many and as long as may be."""

from __future__ import annotations

from typing import Any

_STEM = "In this group today: who decides what to work on when time and money are short, and who is asked"
_LONG = [
    {
        "id": f"line{n}",
        "stem": {"en": f"{n} {_STEM}"[:110], "es": f"{n} Ñ {_STEM}"[:110]},
        "left": {"en": "Whoever carries the duty and the budget", "es": "Quien tiene el deber y el presupuesto"},
        "right": {
            "en": "Everyone whose life it touches in the end",
            "es": "Todas las personas a quienes toca el fin",
        },
    }
    for n in range(8)
]
EXAMPLES: dict[str, Any] = {
    "two dots on one line": {"lines": _LONG[:1], "wished": True},
    "two dots on four lines": {"lines": _LONG[:4], "wished": True},
    "two dots on eight lines": {"lines": _LONG, "wished": True, "talks": False},
}
