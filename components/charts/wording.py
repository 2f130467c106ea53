"""People's words inside a figure: made inert, and broken into lines that fit."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from html import escape

LARGER = 1.1
"""How much larger the first of two languages is."""

_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF}


class Both(str):
    """A text with the same in a second language, `also`, which is drawn below it; read by itself it is the first."""

    also: str

    def __new__(cls, first: str, also: str) -> Both:
        both = super().__new__(cls, first)
        both.also = also
        return both

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # copies keep both
        return str(self), self.also


def also_in(text: str) -> str:
    """The same in the second language, "" where there is none."""
    return text.also if isinstance(text, Both) else ""


def plain_line(text: str) -> str:
    """A text on one line, without control characters and marks that turn the writing direction."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text if ord(c) not in _BIDI)
    return " ".join("".join(kept).split())


def inert(text: str) -> str:
    """A text plotly draws letter by letter.

    Plotly reads tags (`<b>`, `<a href>`, `<br>`), formulas between dollars and `%{meta}` in most of its
    texts; each of them comes out as the characters the person wrote.
    """
    return escape(plain_line(text)).replace("$", "&#36;").replace("%{", "&#37;{")


def width_of(text: str, size: float) -> float:
    """About how wide a text is in pixels at a font size, on the generous side for system fonts."""
    return size * sum(map(_em, text))


def lines_of(text: str, width: float, size: float, most: int = 2) -> list[str]:
    """A text as at most `most` lines that fit `width` pixels, the last ended with an ellipsis if it goes on."""
    first, second = _shared_lines(text, width, size, most)
    return [*first, *second]


def whole(text: str, width: float, size: float, most: int = 1) -> str:
    """`fitted`; where not all of both languages fits, the first one alone."""
    first, second = _shared_lines(text, width, size, most)
    is_cut = also_in(text) and any(line.endswith("…") for line in [*first, *second])
    return fitted(str(text) if is_cut or "… · " in first[0] else text, width, size, most)


def _shared_lines(
    text: str, width: float, size: float, most: int, larger: float = LARGER
) -> tuple[list[str], list[str]]:
    """The lines of a text, and those of its second language: one at least, on the only line after a dot if need be."""
    also = also_in(text)
    if not also:
        return _broken(text, width, size, most), []
    if most == 1:
        dot = " · "
        room = width - width_of(dot, size)
        first, second = (width_of(plain_line(words), size) for words in (text, also))
        if first + second > room:
            first = max(room / 2, room - second)
        return [_broken(text, first + 1, size, 1)[0] + dot + _broken(also, room - first + 1, size, 1)[0]], []
    first_lines = _broken(text, width, size * larger, most - 1)
    return first_lines, _broken(also, width, size, most - len(first_lines))


def _broken(text: str, width: float, size: float, most: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in _pieces(plain_line(text), width, size):
        joined = f"{line} {word}".strip()
        if line and width_of(joined, size) > width:
            lines.append(line)
            line = word
        else:
            line = joined
    lines.append(line)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(last + "…", size) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,.;:") + "…"]


def fitted(text: str, width: float, size: float, most: int = 2, larger: float = LARGER) -> str:
    """`lines_of`, inert, as plotly wants it, the first of two languages `larger` than the second."""
    first, second = ("<br>".join(map(inert, lines)) for lines in _shared_lines(text, width, size, most, larger))
    return _below(first, second, size, larger)


def fitted_bold(text: str, width: float, size: float, most: int = 2, larger: float = LARGER) -> str:
    """`fitted` in bold letters; where the second of two languages has a line of its own, the first alone is bold."""
    first, second = ("<br>".join(map(inert, lines)) for lines in _shared_lines(text, width, size, most, larger))
    return _below(f"<b>{first}</b>", second, size, larger)


def _below(first: str, second: str, size: float, larger: float) -> str:
    """The first of two languages above the second."""
    if second and larger > 1:
        first = f'<span style="font-size:{size * larger:.0f}px">{first}</span>'
    return f"{first}<br>{second}" if second else first


def _pieces(text: str, width: float, size: float) -> list[str]:
    pieces: list[str] = []
    for word in text.split(" "):
        while len(word) > 1 and width_of(word, size) > width:
            cut = max(1, next(i for i in range(1, len(word) + 1) if width_of(word[:i], size) > width) - 1)
            pieces.append(word[:cut])
            word = word[cut:]
        pieces.append(word)
    return pieces


@lru_cache(4096)
def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.1
    if character in "iljtfr.,:;!'|()[] ":
        return 0.37
    return 0.86 if character in "mwMW@%" else 0.7 if character.isupper() else 0.6
