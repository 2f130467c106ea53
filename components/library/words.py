"""The words an entry is found by, in whichever form and with or without accents, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape

from components.activities.written import spelling
from components.themes.stems import stems
from db.engine import Wanted
from db.library import Item, Stems

LANGUAGES = ("en", "es")
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 12
_BEGINS = 4
"""A word of so many letters is found where it is only the beginning of another one."""
_BEFORE, _AROUND = 90, 260
_FIRST = 70


def stems_of(item: Item) -> Stems:
    """What is kept with an entry for the search."""
    rest = [item.body, *item.detail.values(), *item.tags, item.credit, item.link]
    return Stems(_indexed(item.title), _indexed("\n".join(rest)))


def wanted(typed: str) -> Wanted:
    """What somebody typed into the search, as forms of words; empty where it holds no word that says anything."""
    words = list(dict.fromkeys(_WORD.findall(typed)))[:_MOST_WORDS]
    telling = [word for word in words if stems(word, LANGUAGES)] or words
    return [_looked_for(word) for word in telling]


def marked(text: str, words: Wanted) -> str:
    """A text as HTML with the words that were looked for marked."""
    parts, last = [], 0
    for place in _WORD.finditer(text):
        if _is_hit(place[0], words):
            parts += [escape(text[last : place.start()]), f"<mark>{escape(place[0])}</mark>"]
            last = place.end()
    return "".join([*parts, escape(text[last:])])


def excerpt(text: str, words: Wanted) -> str:
    """A few lines of a text around the first word that was looked for, else its beginning."""
    text = " ".join(text.split())
    hit = next((place.start() for place in _WORD.finditer(text) if _is_hit(place[0], words)), 0)
    start = 0 if hit < _BEFORE else text.rfind(" ", 0, hit - _BEFORE // 2) + 1
    end = len(text) if len(text) <= start + _AROUND else text.rfind(" ", start, start + _AROUND)
    end = end if end > start else start + _AROUND
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def first_words(text: str, most: int = _FIRST) -> str:
    """The first words of a text in so many letters at most, for a title or to name it by."""
    text = " ".join(text.split())
    return text if len(text) <= most else (text[: most - 2].rpartition(" ")[0] or text[: most - 2]) + " …"


def _is_hit(word: str, words: Wanted) -> bool:
    own = forms(word)
    return any(_fits(one, form) for looked_for in words for form in looked_for for one in own)


def _fits(one: str, form: str) -> bool:
    return one.startswith(form[:-1]) if form.endswith("*") else one == form


def _looked_for(word: str) -> Sequence[str]:
    return [f"{form}*" if len(form) >= _BEGINS else form for form in forms(word)]


def _indexed(text: str) -> str:
    return " ".join(dict.fromkeys(form for word in _WORD.findall(text) for form in forms(word)))


@lru_cache(16384)
def forms(word: str) -> tuple[str, ...]:
    """A word without case and accents, and its stems in every language."""
    found = [spelling(word), *stems(word, LANGUAGES)]
    return tuple(dict.fromkeys(plain for form in found if (plain := form.replace("ñ", "n")).isalnum()))
