"""What people write, made safe to keep and to show."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that count as letters or symbols but draw nothing: a text of them alone would look empty."""
_CONTROL = frozenset({"Cc", "Cf", "Cs"})
_JOINERS = frozenset("\u200c\u200d")
# A joiner holds a family emoji together and shapes Persian and Indic words; between Latin letters it only hides.
_NEEDLESS_JOINER = re.compile(
    "(?<![^\u0000-\u024f\u2000-\u206f])[\u200c\u200d]|[\u200c\u200d](?![^\u0000-\u024f\u2000-\u206f])"
)


_ACCENT = re.compile("(n\u0303)|[\u0300-\u036f]")


def clean(text: str, *, lines: bool = False) -> str:
    """The text in NFC without control, direction-changing or zero-width characters, blank at neither end.

    Runs of white space become one space; with `lines`, line breaks stay, at most one blank line in a row.
    `clean` of a clean text is the same text. A text in which nothing would be seen becomes "".
    """
    text = _spaced(unicodedata.normalize("NFC", text), lines)
    text = "".join(letter for letter in text if _is_kept(letter))
    # Taking out what stood between two letters may have brought a letter and its accent together.
    text = _spaced(unicodedata.normalize("NFC", _NEEDLESS_JOINER.sub("", text)), lines)
    return text if any(unicodedata.category(letter)[0] in "LNPS" for letter in text) else ""


def _is_kept(letter: str) -> bool:
    if letter in "\n" or letter in _JOINERS:
        return True
    return letter not in _UNSEEN and unicodedata.category(letter) not in _CONTROL


def _spaced(text: str, lines: bool) -> str:
    if not lines:
        return " ".join(text.split())
    rows = (" ".join(row.split()) for row in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def spelling(word: str) -> str:
    """What a word is told apart by: its letters without case, accents, and signs around them. `n` is not `ñ`.

    Singular and plural stay two words: joining them needs to know the language, and would be wrong in another.
    """
    folded = unicodedata.normalize("NFC", _ACCENT.sub(r"\1", unicodedata.normalize("NFD", word.casefold())))
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", folded)
    return " ".join((bare or folded).split())


def count_words(said: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Words with how many people said them, most first, then by the alphabet.

    Those of one `spelling` are one word, written as most people wrote it. `said` holds each word with its people.
    """
    written: dict[str, Counter[str]] = {}
    for word, people in said:
        written.setdefault(spelling(word), Counter())[word] += people
    counts = [(min(ways, key=lambda word: (-ways[word], word)), ways.total()) for ways in written.values()]
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))


def asked_and_said(question: str, words: str) -> str:
    """What was said after what was asked, on one line: `How useful? 4`, `A lesson: Ask first`."""
    return f"{question} {words}" if question.endswith(("?", ".", "!", "…", ":")) else f"{question}: {words}"
