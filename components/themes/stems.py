"""Which words of texts are the same word: `bus` and `buses`, `reunión` and `reuniones`, with or without accents.

Stems are Snowball's (M. F. Porter, 2001), the words that say nothing are those of stopwords-iso.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from components.activities.written import spelling

LEAST_PEOPLE = 3
"""A word is told of only where so many people used it."""

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+")
_one_at_a_time = Lock()
"""A stemmer keeps the word it works on, and tabs run in threads."""


@dataclass(frozen=True)
class Said:
    """One text. `id` names it, and `question` what it answers: nobody answers a question twice.

    `is_own` is False where somebody else typed it for its author. Who that is stands nowhere here, so that nothing that
    is made of it tells which texts are one person's.
    """

    id: str
    question: str
    text: str
    is_own: bool = True


@dataclass(frozen=True)
class Shared:
    """A word as most wrote it, its stem, how many people used it at least, and the ids of the texts it is in."""

    word: str
    stem: str
    people: int
    texts: frozenset[str]


@lru_cache(16384)
def stems(text: str, languages: tuple[str, ...]) -> Mapping[str, str]:
    """The stems of a text's words, each with the word as it was written; words that say nothing are left out.

    A text is read in the one of the languages whose little words are in it most; where that tells nothing, in all.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    found: dict[str, str] = {}
    for language in _spoken(words, languages):
        for word in words:
            if len(word) >= _SHORTEST and _plain(word) not in _little(language):
                for stem in _stems_of(word, language):
                    found.setdefault(stem, word)
    return found


def people_in(said: Iterable[Said]) -> int:
    """How many people these texts are from at least: the most that answer one question."""
    return max(Counter(each.question for each in said).values(), default=0)


def are_enough(said: Iterable[Said], least: int = LEAST_PEOPLE) -> bool:
    """Whether at least `least` people wrote these texts; what a facilitator typed for others does not count."""
    return people_in(each for each in said if each.is_own) >= least


def uses(said: Iterable[Said], languages: Sequence[str]) -> dict[str, list[tuple[Said, str]]]:
    """By stem, the texts it is in, each with the word as it was written."""
    found: dict[str, list[tuple[Said, str]]] = {}
    for each in said:
        for stem, word in stems(each.text, tuple(languages)).items():
            found.setdefault(stem, []).append((each, word))
    return found


def shared(said: Iterable[Said], languages: Sequence[str], least: int = LEAST_PEOPLE) -> list[Shared]:
    """The words that at least `least` people used, most people first, then by the alphabet.

    Two stems of the same words are one.
    """
    by_stem = uses(said, languages)
    enough = {stem: found for stem, found in by_stem.items() if are_enough((each for each, _ in found), least)}
    told = (_shared(stem, found) for stem, found in enough.items())
    ranked = sorted(told, key=lambda one: (-one.people, one.word, -len(one.texts), one.stem))
    kept: list[Shared] = []
    for one in ranked:
        forms = {word for _, word in enough[one.stem]}
        if not any(one.texts <= each.texts and forms <= {w for _, w in enough[each.stem]} for each in kept):
            kept.append(one)
    return kept


def _shared(stem: str, found: Sequence[tuple[Said, str]]) -> Shared:
    """The word is the one most texts have; of several the shortest, with its accents."""
    forms = Counter(word for _, word in found)
    word = min(forms, key=lambda form: (-forms[form], len(form), form.isascii(), form))
    return Shared(word, stem, people_in(each for each, _ in found), frozenset(each.id for each, _ in found))


def _spoken(words: Sequence[str], languages: Sequence[str]) -> list[str]:
    """The languages a text may be in, of those given."""
    plain = [_plain(word) for word in words]
    hits = {language: sum(word in _little(language) for word in plain) for language in languages}
    most = max(hits.values(), default=0)
    return [language for language in languages if hits[language] == most]


@lru_cache(16384)
def _plain(word: str) -> str:
    return spelling(word)


@cache
def _little(language: str) -> frozenset[str]:
    """The words of a language that say nothing by themselves, without accents."""
    import stopwordsiso  # a tenth of a second that only this needs

    return frozenset(spelling(word) for word in stopwordsiso.stopwords(language))


@lru_cache(16384)
def _stems_of(word: str, language: str) -> tuple[str, ...]:
    stemmer = _stemmer(language)
    if stemmer is None:
        return (spelling(word),)
    forms = [word, spelling(word)]  # on a phone accents are often left out, and endings are read off them
    if language == "en" and word.endswith("uses"):
        forms.append(word[:-2])  # Snowball makes "buse" of "buses"
    with _one_at_a_time:
        return tuple(dict.fromkeys(spelling(stemmer.stemWord(form)) for form in forms))


@cache
def _stemmer(language: str) -> Any:
    """Snowball's stemmer for a language, None where it has none."""
    import snowballstemmer

    return snowballstemmer.stemmer(STEMMERS[language]) if language in STEMMERS else None
