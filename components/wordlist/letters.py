"""A text as the list reads it: words without accents and capitals, look-alike signs as the letters they stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise, product, zip_longest

_TILDE = "\u0303"
_OTHER_SCRIPTS = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u043a\u043c\u0442\u043d\u0432"
    "\u03b1\u03b5\u03bf\u03b9\u03ba\u03bd\u03c1\u03c4\u03c5\u03c7\u0131\u0251\u00f8\u0142\u0111",
    "aeopcyxisjkmthbaeoikvptuxiaold",
)
"""Letters that look like ours: of the Cyrillic and Greek scripts, and Latin ones with strokes."""
_SIGNS = "@$\u20ac+|!\u00a1*"
_STANDS_FOR = str.maketrans("0345789@$\u20ac+|!\u00a11", "oeastbgasetiiii")
_STROKES, _MOST_STROKES = re.compile(r"[1!|]"), 3
_ENDINGS = re.compile(r"['\u2019](?:s|re)\b")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u2018\u00b4`")
_PIECE = re.compile(rf"(?:[^\W_]|[{re.escape(_SIGNS)}])+")
_EDGES = "+|!\u00a1*"
_MASK = "*"
_VOWELS = frozenset("aeiouy")
_SHORT, _LONGEST_RUN = 2, 30


@dataclass(frozen=True)
class Word:
    """One word of a text, folded; `written` still has its digits and signs."""

    written: str

    @cached_property
    def letters(self) -> str:
        """Its letters, each once however often it is repeated: `c00ol` reads `col`."""
        return "".join(letter for letter, _ in self._runs)

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """How often each of the letters stands there in a row: (1, 3, 1) for `c00ol`."""
        return tuple(number for _, number in self._runs)

    @cached_property
    def _runs(self) -> tuple[tuple[str, int], ...]:
        plain = self.written.translate(_STANDS_FOR)
        return tuple((letter, len(list(same))) for letter, same in groupby(plain))

    @cached_property
    def is_readable(self) -> bool:
        """Whether there are letters enough among its signs: 455 is a number, whatever it looks like."""
        letters = sum(letter.isalpha() for letter in self.written)
        return letters > 1 or 2 * letters >= len(self.written)

    @cached_property
    def is_masked(self) -> bool:
        """Whether stars stand for letters within it."""
        return _MASK in self.written and self.written[0].isalpha() and self.written[-1].isalpha()

    @property
    def bare(self) -> Word:
        """Itself without the signs at its edges."""
        return Word(self.written.strip(_EDGES) or self.written)

    @property
    def readings(self) -> Iterator[Word]:
        """Itself, without the signs at its edges, with each 1 as an i or an l, and with a v as a u."""
        if self.written.isalpha() and "v" not in self.written:
            return iter((self,))
        edged = dict.fromkeys((self.written, self.written.rstrip(_EDGES), self.written.strip(_EDGES)))
        read = [reading for one in edged for each in _is_and_ls(one) for reading in (each, each.replace("v", "u"))]
        return (Word(each) for each in dict.fromkeys(read) if each)


def _is_and_ls(written: str) -> Iterator[str]:
    parts = _STROKES.split(written)
    if len(parts) - 1 > _MOST_STROKES:
        yield from ("i".join(parts), "l".join(parts))
        return
    for letters in product("il", repeat=len(parts) - 1):
        yield "".join(part + letter for part, letter in zip_longest(parts, letters, fillvalue=""))


def fold(text: str) -> str:
    """Small letters without accents (an ñ stays one), in our script, without anything that cannot be seen."""
    text = _ENDINGS.sub("", unicodedata.normalize("NFKC", text).casefold())
    if text.isascii():
        return text.translate(_APOSTROPHES)
    text = text.translate(_OTHER_SCRIPTS).translate(_APOSTROPHES)
    kept: list[str] = []
    for letter in unicodedata.normalize("NFD", text):
        if unicodedata.category(letter) not in ("Mn", "Me", "Cf") or (letter == _TILDE and kept[-1:] == ["n"]):
            kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept))


def words_in(text: str) -> list[Word]:
    """The words of a text as they stand there."""
    return [Word(piece) for piece in _pieces(fold(text))]


def joined_in(text: str) -> Iterator[Word]:
    """Words that may have been taken apart: `f u n`, `f.u.n`, `f un`.

    Two longer words that stand side by side are not joined: they may be words by themselves.
    """
    folded = fold(text)
    for chunk in folded.split():
        pieces = _pieces(chunk)
        if len(pieces) > 1:
            yield Word("".join(pieces))
    pieces = _pieces(folded)
    for is_short, run in groupby(pieces, key=lambda piece: len(piece) <= _SHORT):
        if is_short:
            yield from _joins(list(run)[:_LONGEST_RUN])
    for one, other in pairwise(pieces):
        if (_is_stray(one) and len(other) > _SHORT) or (_is_stray(other) and len(one) > _SHORT):
            yield Word(one + other)


def _pieces(folded: str) -> list[str]:
    return [piece for piece in _PIECE.findall(folded) if any(letter.isalnum() for letter in piece)]


def _joins(run: list[str]) -> Iterator[Word]:
    for start in range(len(run)):
        for end in range(start + 2, len(run) + 1):
            yield Word("".join(run[start:end]))


def _is_stray(piece: str) -> bool:
    """One consonant by itself: no word in either language."""
    return len(piece) == 1 and piece.isalpha() and piece not in _VOWELS
