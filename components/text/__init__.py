"""Every word a person reads: gettext catalogs, and the map a facilitator's own words are kept in.

Catalogs lie in `components/text/<language>/<area>.po`. A key is `area.name`; the message id in the
file is the name, so `t("es", "phone.saved")` reads `saved` from `es/phone.po`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = ("en", "es")
LANGUAGE_NAMES = {"en": "English", "es": "Español"}
_HERE = Path(__file__).parent

Words = Mapping[str, str]
"""A text somebody wrote, by language: `{"en": "Welcome", "es": "Bienvenida"}`, at least one entry."""


class UnknownText(KeyError):
    """No catalog has this key."""


@cache
def catalog(language: str, area: str) -> dict[str, str]:
    """All texts of one area in one language, by name; empty where there is no such file."""
    path = _HERE / language / f"{area}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    return {str(message.id): str(message.string) for message in messages if message.id}


def t(language: str, key: str, /, **values: object) -> str:
    """The text for `area.name` in a language, its `{placeholders}` filled in.

    A text missing in another language falls back to English; one missing there raises `UnknownText`.
    """
    area, _, name = key.partition(".")
    text = catalog(language, area).get(name) or catalog("en", area).get(name)
    if not text:
        raise UnknownText(key)
    return text.format(**values) if values else text


def reason(language: str, code: str) -> str:
    """Why something was refused: `code` names a text in `errors`, or with a dot one of another area: `choice.gone`."""
    return t(language, code if "." in code else f"errors.{code}")


def say(words: Words, language: str) -> str:
    """What a facilitator wrote, in the wanted language, else English, else whatever there is."""
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


def best_language(accepted: str, offered: tuple[str, ...] = LANGUAGES) -> str:
    """The first offered language in an `Accept-Language` header, else the first offered."""
    for part in accepted.split(","):
        language = part.split(";")[0].strip().lower()[:2]
        if language in offered:
            return language
    return offered[0]
