"""People's words in places that read Markdown: labels, captions, headings of Streamlit."""

from __future__ import annotations

import re

_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0x200E, 0x200F, 0xFEFF])
_MARKS = re.compile(r"[\\`*_\[\]<>~$&]")
_STARTS = re.compile(r"^(\d*)(?=[-+=#.)])")
# Streamlit makes links, icons, emoji and arrows of these even where a backslash stands before them.
_TIES = re.compile(r"(?<=:)(?=/|[a-z]|[\w+-]+:)|(?<=www)(?=\.)|(?<=@)(?=\w)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def literal(text: str) -> str:
    """A text that comes out of Markdown as the characters it is made of, on one line.

    No emphasis, link, image, formula, colour, icon or emoji is made of it, and it does not turn the writing direction.
    """
    line = " ".join(text.translate(_TURNS).split())
    parts = (_MARKS.sub(r"\\\g<0>", part) for part in _TIES.split(line))
    return _STARTS.sub(r"\1\\", _WORD_JOINER.join(parts))
