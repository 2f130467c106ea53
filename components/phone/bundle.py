"""One JavaScript module out of several: the phone's core in a single request, and both core and ballots for Streamlit.

The sources are plain ES modules that run as they are; joining them spares a phone on a slow network six
round trips, and Streamlit's components take their JavaScript inline anyway.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from components.activities.registry import ACTIVITIES, ballot_path
from components.phone.lean import lean_script, lean_style
from components.text import LANGUAGES, catalog

_ASSETS = Path(__file__).parent / "assets"
LATER = {path.stem: path for path in (Path(__file__).parent / "later").glob("*.js")}
"""Parts of the page that come when they are needed, as a kind's ballot does, with texts of their own."""
_CORE = ("parts", "outbox", "cards", "screens", "shell")
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./\w+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.MULTILINE)
_NAME = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
_STYLE = re.compile(r"(export const css = `)([^`]*)(`)")


@cache
def core(language: str) -> str:
    """The phone lane's own module: start, socket and everything they need, with the texts of one language."""
    return _joined([*_CORE, "socket"]) + _words({language: texts(language)}) + lean_script(_plain(_source("start")))


@cache
def bundle(kind: str | None = None) -> str:
    """A module for a Streamlit component, with the ballot of one kind or of all, and the texts in every language."""
    kinds = [kind] if kind else [*ACTIVITIES, *LATER]
    ballots = ",\n".join(f"{json.dumps(name)}: {lean_script(_closed(_ballot(name)))}" for name in kinds)
    own = {language: {name: ballot_texts(name, language) for name in kinds} for language in LANGUAGES}
    known = f"const ballots = {{\n{ballots}\n}};\nconst ballotWords = {_json(own)};\n"
    sheets = ",\n".join(f"{_json(language)}: {_closed(_more(language))}" for language in LANGUAGES)
    known += f"const more = {{\n{lean_script(sheets)}\n}};\n"
    known += _words({language: texts(language) for language in LANGUAGES})
    return _joined(_CORE) + known + lean_script(_plain(_source("streamlit")))


def ballot(kind: str, language: str) -> str:
    """The ballot of one kind, or a part that comes later, as phones fetch it: its own texts in one language are its
    `texts`."""
    return f"export const texts = {_json(ballot_texts(kind, language))};\n{lean_script(_ballot(kind))}"


def more(language: str) -> str:
    """What only some phones need, with its own texts in one language."""
    return lean_script(_more(language))


def _more(language: str) -> str:
    return f"const texts = {_json(catalog(language, 'phone_more'))};\n{_source('more')}"


def texts(language: str) -> dict[str, str]:
    """The phone's texts by name, without those of the pages before a meeting, which the server fills in."""
    return {name: text for name, text in catalog(language, "phone").items() if not name.startswith("kind_")}


def ballot_texts(kind: str, language: str) -> dict[str, str]:
    """What a phone says in activities of this kind, or in this part of the page, alone, by name: `<kind>_phone.po`."""
    return catalog(language, f"{kind}_phone")


@cache
def stylesheet() -> str:
    """The phone's style sheet; ballots add their own rules to it when they come."""
    return lean_style((_ASSETS / "phone.css").read_text("utf-8"))


def _ballot(kind: str) -> str:
    source = (LATER.get(kind) or ballot_path(kind)).read_text("utf-8")
    return _STYLE.sub(lambda found: found[1] + lean_style(found[2]) + found[3], source)


def _words(by_language: dict[str, dict[str, str]]) -> str:
    return f"const words = {_json(by_language)};\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _source(name: str) -> str:
    return (_ASSETS / f"{name}.js").read_text("utf-8")


def _joined(names: list[str] | tuple[str, ...]) -> str:
    """Modules one after the other in one scope: their names differ, so what one imports is simply there."""
    return "".join(lean_script(_plain(_source(name))) for name in names)


def _closed(source: str) -> str:
    """A module as an expression: the object of what it exports."""
    exported = ", ".join(_NAME.findall(source))
    return f"(() => {{\n{_plain(source)}return {{ {exported} }};\n}})()"


def _plain(source: str) -> str:
    """A module without its imports and its export marks, save the default one."""
    return _EXPORT.sub("", _IMPORT.sub("", source))
