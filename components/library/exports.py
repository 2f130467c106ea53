"""The whole library to take along: as a spreadsheet, as data, or as Markdown to read and pass on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping

from components.activities.base import Json
from components.exports import inert
from components.library.shelf import Shelf
from components.library.tried import made_of
from components.text import say, t
from components.text.literal import literal
from db.library import Item

_MARK = "\ufeff"


def rows_of(shelf: Shelf, sectors: Mapping[str, str], language: str) -> list[Json]:
    """Every entry in words; no word about whose answer one was made of, and no time but the day."""
    return [_row(item, shelf, sectors, language) for item in shelf.items.values()]


def to_csv(shelf: Shelf, sectors: Mapping[str, str], language: str) -> bytes:
    """A spreadsheet with a column for everything an entry has."""
    rows = rows_of(shelf, sectors, language)
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    for row in rows:
        flat = {name: "; ".join(value) if isinstance(value, list) else value for name, value in row.items()}
        writer.writerow({name: inert(value) for name, value in flat.items()})
    return (_MARK + out.getvalue()).encode()


def to_json(shelf: Shelf, sectors: Mapping[str, str], language: str) -> bytes:
    """The same as JSON."""
    return json.dumps(rows_of(shelf, sectors, language), ensure_ascii=False, indent=1).encode()


def to_markdown(shelf: Shelf, sectors: Mapping[str, str], language: str) -> bytes:
    """A document with a chapter for every kind."""
    parts = [f"# {t(language, 'library.title')}"]
    for kind in dict.fromkeys(item.kind for item in shelf.items.values()):
        parts.append(f"## {t(language, f'library.many_{kind}')}")
        parts += [_chapter(item, language) for item in shelf.items.values() if item.kind == kind]
    return ("\n\n".join(parts) + "\n").encode()


FORMS: Mapping[str, tuple[Callable[[Shelf, Mapping[str, str], str], bytes], str]] = {
    "csv": (to_csv, "text/csv"),
    "json": (to_json, "application/json"),
    "md": (to_markdown, "text/markdown"),
}


def _row(item: Item, shelf: Shelf, sectors: Mapping[str, str], language: str) -> Json:
    detail = {f"detail_{name}": text for name, text in item.detail.items()}
    return {
        "kind": t(language, f"library.kind_{item.kind}"), "title": item.title, "text": item.body, **detail,
        "tags": list(item.tags), "themes": [say(shelf.themes[name].name, language) for name in sorted(item.themes)],
        "stage": t(language, f"facilitator.stage_{item.stage}") if item.stage else "",
        "sector": sectors.get(item.sector, ""), "link": item.link, "by": item.credit,
        "from": made_of(item, shelf, language), "files": [file.name for file in shelf.files.get(item.id, ())],
        "related": [shelf.items[name].title for name in sorted(shelf.linked.get(item.id, ()))], "day":
        item.created_at[:10],
    }  # fmt: skip


def _chapter(item: Item, language: str) -> str:
    parts = [f"### {literal(item.title)}", item.body]
    for name, text in item.detail.items():
        words = t(language, f"library.about_{text}") if name == "about" else text
        parts.append(f"**{t(language, f'library.detail_{name}')}**\n\n{words}")
    last = [f"<{item.link}>" if item.link else "", " ".join(f"\\#{literal(tag)}" for tag in item.tags)]
    last.append(t(language, "library.by", name=literal(item.credit)) if item.credit else "")
    return "\n\n".join(part for part in [*parts, " · ".join(filter(None, last))] if part)
