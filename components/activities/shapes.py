"""Reading JSON at the edge: each function returns what it promises, or refuses with a code.

`refuse` is the error to raise: `InvalidConfig` for what a facilitator sets up, `InvalidAnswer` for what a
phone sends. Nothing else is ever raised, whatever the JSON.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

from components.activities.base import InvalidAnswer, InvalidConfig, Json, Words
from components.activities.written import clean

Refusal = type[InvalidAnswer] | type[InvalidConfig]

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


def read_object(value: object, refuse: Refusal, required: Iterable[str], optional: Iterable[str] = ()) -> Json:
    """A JSON object with all of the required keys and no others than the optional ones."""
    if not isinstance(value, dict):
        raise refuse("wrong_shape")
    required = set(required)
    if not value.keys() <= required | set(optional):
        raise refuse("unknown_keys")
    if not required <= value.keys():
        raise refuse("wrong_shape")
    return value


def read_list(value: object, refuse: Refusal, least: int, most: int) -> list[object]:
    """A JSON list of `least` to `most` things."""
    if not isinstance(value, list):
        raise refuse("wrong_shape")
    if len(value) < least:
        raise refuse("empty" if not value else "too_few")
    if len(value) > most:
        raise refuse("too_many")
    return value


def read_one_of(value: object, refuse: Refusal, allowed: Iterable[str]) -> str:
    """One of the allowed words."""
    if not isinstance(value, str) or value not in set(allowed):
        raise refuse("wrong_shape")
    return value


def read_id(value: object, refuse: Refusal) -> str:
    """An id: 1 to 64 letters, digits, `_` and `-`."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise refuse("wrong_shape")
    return value


def check_distinct(ids: Sequence[str], refuse: Refusal) -> None:
    """Refuses when an id is there twice."""
    if len(set(ids)) < len(ids):
        raise refuse("same_id_twice")


def read_number(value: object, refuse: Refusal, least: float, most: float) -> float:
    """A finite number from `least` to `most`; true and false are no numbers."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refuse("wrong_shape")
    if isinstance(value, float) and not math.isfinite(value):
        raise refuse("out_of_range")
    if not least <= value <= most:
        raise refuse("out_of_range")
    return value


def read_whole(value: object, refuse: Refusal, least: int, most: int) -> int:
    """A whole number from `least` to `most`."""
    if not isinstance(value, int):
        raise refuse("wrong_shape")
    read_number(value, refuse, least, most)
    return value


def read_text(value: object, refuse: Refusal, most: int, *, lines: bool = False) -> str:
    """A text of 1 to `most` characters, cleaned (see `written.clean`)."""
    text = read_blank_or_text(value, refuse, most, lines=lines)
    if not text:
        raise refuse("empty")
    return text


def read_blank_or_text(value: object, refuse: Refusal, most: int, *, lines: bool = False) -> str:
    """The same, where nothing written is fine too; null reads as ""."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise refuse("wrong_shape")
    text = clean(value, lines=lines)
    if len(text) > most:
        raise refuse("too_long")
    return text


def read_words(value: object, most: int, *, lines: bool = False) -> dict[str, str]:
    """A facilitator's text by language, at least one of them written; the blank ones are left out."""
    if not isinstance(value, dict):
        raise InvalidConfig("wrong_shape")
    if not all(isinstance(language, str) and _LANGUAGE.fullmatch(language) for language in value):
        raise InvalidConfig("unknown_keys")
    words = {tongue: read_blank_or_text(text, InvalidConfig, most, lines=lines) for tongue, text in value.items()}
    words = {tongue: text for tongue, text in words.items() if text}
    if not words:
        raise InvalidConfig("empty")
    return words


def named_by_words(first: Sequence[Words], most: int) -> list[Json]:
    """Each of these, `most` at most, as `{"id", "text"}`: the same words have the same id in every meeting."""
    found = {_id_of(words): {"id": _id_of(words), "text": dict(words)} for words in first[:most]}
    return list(found.values())


def _id_of(words: Words) -> str:
    return sha256(json.dumps(dict(sorted(words.items()))).encode()).hexdigest()[:12]
