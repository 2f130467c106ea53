"""What is on the list: whole words with their plurals, beginnings, endings, parts of words, and words in a row.

An entry of the list is `word` (also in the plural), `word*` (a beginning), `*word` (an ending), `*word*` (anywhere in a
word) or several words in a row. With a `!` in front it is innocent: what it names is never held for what it looks like.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from operator import ge
from pathlib import Path

from components.wordlist.letters import Word, fold, joined_in, words_in

_FILE = Path(__file__).with_name("listed.txt")
_MOST_KNOWN = 20_000
_TAKES_ES = ("s", "x", "z", "h", "n", "l", "r")


@dataclass(frozen=True)
class Entry:
    """A word of the list: as it is written, and its letters, each once, with how often each must stand there."""

    plain: str
    letters: str
    counts: tuple[int, ...]
    at_start: bool = True
    at_end: bool = True
    is_exact: bool = False

    @classmethod
    def of(cls, text: str, *, is_exact: bool = False) -> Entry:
        """An entry that may be `*within*` a word; an exact one fits no word with more letters than it has."""
        read = Word(fold(text.strip("*")))
        starts, ends = not text.startswith("*"), not text.endswith("*")
        return cls(read.written, read.letters, read.counts, starts, ends, is_exact)

    def is_at(self, word: Word, at: int) -> bool:
        """Whether it stands in the word from there on, each letter repeated often enough."""
        if at < 0 or not word.letters.startswith(self.letters, at):
            return False
        found = word.counts[at : at + len(self.counts)]
        return found == self.counts or (not self.is_exact and all(map(ge, found, self.counts)))

    def is_within(self, word: Word) -> bool:
        """Whether it stands in the word where it is asked for."""
        if self.at_start:
            return self.is_at(word, 0)
        last = len(word.letters) - len(self.letters)
        if self.at_end:
            return self.is_at(word, last) or (word.letters.endswith("s") and self.is_at(word, last - 1))
        return any(self.is_at(word, at) for at in range(last + 1))

    def is_masked_in(self, written: str) -> bool:
        """Whether it fits a word some letters of which are stars."""
        size = len(self.plain)
        last = len(written) - size
        places = range(last + 1) if not self.at_start else range(1 if last >= 0 else 0)
        ends = {last, last - 1} if self.at_end and written.endswith("s") else {last} if self.at_end else set(places)
        return any(_fits(self.plain, written[at : at + size]) for at in places if at in ends)


def _fits(plain: str, masked: str) -> bool:
    read = [letter for letter, sign in zip(plain, masked, strict=True) if sign != "*" and letter == sign]
    return len(read) + masked.count("*") == len(plain) and len(read) > 1 and masked[0] != "*"


class Lookup:
    """Entries of all forms, ready to be looked for in words."""

    def __init__(self, entries: Iterable[str], *, is_exact: bool = False) -> None:
        self._is_exact = is_exact
        self._whole: dict[str, list[Entry]] = {}
        self._within: list[Entry] = []
        self._phrases: dict[str, list[list[Entry]]] = {}
        for text in entries:
            self._add(text)
        self._may_be_within = re.compile("|".join(each.letters for each in self._within) or "(?!)").search

    def _add(self, text: str) -> None:
        entries = [Entry.of(word, is_exact=self._is_exact) for word in text.split()]
        if len(entries) > 1:
            self._phrases.setdefault(entries[0].letters, []).append(entries)
        elif entries[0].at_start and entries[0].at_end:
            self._whole.setdefault(entries[0].letters, []).append(entries[0])
        else:
            self._within.append(entries[0])

    def has(self, word: Word, *, joined: bool = False) -> bool:
        """Whether the word is an entry, or has one at its beginning, at its end or within it.

        Of a word that was joined, the end is nobody's: `his/hit` are two words.
        """
        stems = [stem for stem in _singulars(word.letters) if stem in self._whole]
        if any(each.is_at(word, 0) for stem in stems for each in self._whole[stem]):
            return True
        if not self._may_be_within(word.letters):
            return False
        return any(each.is_within(word) for each in self._within if not (joined and each.at_end))

    def has_masked(self, word: Word) -> bool:
        """Whether an entry fits a word some letters of which are stars."""
        whole = (each for found in self._whole.values() for each in found)
        return any(each.is_masked_in(word.written) for each in chain(whole, self._within))

    def phrase_at(self, words: Sequence[Word], at: int) -> int:
        """How many words from there on are an entry of words in a row, the longest of them; 0 for none."""
        found = self._phrases.get(words[at].letters, ())
        return max((len(each) for each in found if _is_phrase(each, words[at : at + len(each)])), default=0)


def _singulars(letters: str) -> list[str]:
    """What a word may be the plural of, itself first."""
    found = [letters]
    if letters.endswith("s"):
        found.append(letters[:-1])
    if letters.endswith("es") and letters[:-2].endswith(_TAKES_ES):
        found.append(letters[:-2])
    return found


def _is_phrase(phrase: Sequence[Entry], words: Sequence[Word]) -> bool:
    if len(phrase) != len(words):
        return False
    *first, last = phrase
    is_begun = all(entry.letters == word.letters for entry, word in zip(first, words, strict=False))
    return is_begun and last.letters in _singulars(words[-1].letters)


@cache
def shipped() -> tuple[Lookup, Lookup]:
    """The list that comes with Attune: what is on it, and what is innocent."""
    lines = codecs.decode(_FILE.read_text(encoding="utf-8"), "rot13").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    held = [entry for entry in entries if not entry.startswith("!")]
    return Lookup(held), Lookup((entry[1:] for entry in entries if entry.startswith("!")), is_exact=True)


@dataclass(frozen=True, eq=False)
class WordList:
    """A list as a community or a meeting has it; asked again, it knows what it has read before."""

    held: tuple[Lookup, ...]
    free: tuple[Lookup, ...]
    _texts: dict[str, bool] = field(default_factory=dict, repr=False)
    _words: dict[tuple[str, bool], bool] = field(default_factory=dict, repr=False)

    def has(self, text: str) -> bool:
        """Whether anything on the list is in a text, however it is spelt."""
        if text not in self._texts:
            _keep_small(self._texts)
            self._texts[text] = self._find(text)
        return self._texts[text]

    def _find(self, text: str) -> bool:
        words = self._suspects(words_in(text))
        bare = [word.bare for word in words]
        return (
            any(each.phrase_at(bare, at) for at in range(len(bare)) for each in self.held)
            or any(self._is_held(word, joined=False) for word in words)
            or any(self._is_held(word, joined=True) for word in joined_in(text))
        )

    def _suspects(self, words: list[Word]) -> list[Word]:
        """The words that are not part of an innocent phrase."""
        kept, at, bare = [], 0, [word.bare for word in words]
        while at < len(words):
            skipped = max((each.phrase_at(bare, at) for each in self.free), default=0)
            kept += [] if skipped else [words[at]]
            at += skipped or 1
        return kept

    def _is_held(self, word: Word, *, joined: bool) -> bool:
        key = (word.written, joined)
        if key not in self._words:
            _keep_small(self._words)
            self._words[key] = self._reads_as_held(word, joined)
        return self._words[key]

    def _reads_as_held(self, word: Word, joined: bool) -> bool:
        if not word.is_readable and not word.is_masked:
            return False
        readings = list(word.readings)
        if any(each.has(reading) for each in self.free for reading in readings):
            return False
        if word.is_masked and any(each.has_masked(word) for each in self.held):
            return True
        return any(each.has(reading, joined=joined) for each in self.held for reading in readings)


def _keep_small(known: dict[str, bool] | dict[tuple[str, bool], bool]) -> None:
    if len(known) >= _MOST_KNOWN:
        known.clear()


@lru_cache(maxsize=128)
def word_list(added: frozenset[str] = frozenset(), allowed: frozenset[str] = frozenset()) -> WordList:
    """The list that comes with Attune, with a community's own words added and others taken off."""
    held, free = shipped()
    return WordList((Lookup(added), held), (Lookup(allowed, is_exact=True), free))


@lru_cache(maxsize=128)
def only(words: frozenset[str]) -> WordList:
    """A list of these words and nothing else."""
    return WordList((Lookup(words),), ())
