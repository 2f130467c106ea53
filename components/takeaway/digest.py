"""A meeting's digest for the mailing list: Markdown, HTML or plain text. What people wrote stays what they wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from components.activities.written import clean
from components.takeaway.page import table
from components.takeaway.told import Part, Told, row_in_words
from components.text import t
from components.text.literal import literal

FORMS = ("txt", "md", "html")
MIME = {"txt": "text/plain", "md": "text/markdown", "html": "text/html"}


@dataclass(frozen=True)
class _Block:
    """A heading with sentences, items (numbered or not) and a table below it; `depth` 1 is the title."""

    head: str
    depth: int = 2
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    is_numbered: bool = False
    part: Part | None = None


def digest(meetings: Sequence[Told], form: str, led_by: str = "") -> str:
    """The digest in one of `FORMS`, one language after the other. No names and no times of answers are in it; where
    somebody asked for that, it says who facilitated (`led_by`)."""
    write, between = {"txt": (_text, "\n\n* * *\n\n"), "md": (_markdown, "\n\n---\n\n"), "html": (_html, "\n<hr>\n")}[
        form
    ]
    return between.join(_joined(told, write, form, led_by) for told in meetings) + "\n"


def _joined(told: Told, write: Callable[[_Block], str], form: str, led_by: str) -> str:
    written = [write(block) for block in _blocks(told, led_by)]
    if form == "html":
        return f'<div lang="{told.language}" style="overflow-wrap: anywhere">\n' + "\n".join(written) + "\n</div>"
    return "\n\n".join(written)


def _blocks(told: Told, led_by: str) -> Iterable[_Block]:
    language = told.language
    led = (t(language, "closing.led_by", names=clean(led_by)),) if led_by else ()
    yield _Block(told.title, 1, (f"{told.community} · {told.day}", *led))
    if told.parts:
        yield _Block(t(language, "closing.asked"))
    for part in told.parts:
        asked = (part.asked,) if part.asked else ()
        yield _Block(part.title, 3, (*asked, *part.said), part=part)
    if told.first:
        yield _Block(t(language, "closing.first"), items=told.first, is_numbered=True)
    if told.echoes:
        yield _Block(t(language, "closing_phone.echoes"), items=told.echoes)
    if told.made:
        shared = (t(language, "closing.made_shared"),) if told.commitments else ()
        yield _Block(t(language, "closing.commitments"), sentences=(told.made, *shared), items=told.commitments)
    if told.reading:
        yield _Block(t(language, "library.reading"), items=told.reading)
    if told.next:
        yield _Block(t(language, "closing_phone.next"), items=told.next)


def _text(block: _Block) -> str:
    signs = "=" if block.depth == 1 else "-"
    head = block.head.upper() if block.depth == 2 else block.head
    lines = [head, signs * min(72, len(head))] if block.depth < 3 else [head]
    lines += block.sentences
    lines += [f"{f'{n}.' if block.is_numbered else '-'} {item}" for n, item in enumerate(block.items, 1)]
    for row in block.part.rows if block.part else ():
        lines.append("- " + ", ".join(filter(None, row_in_words(row))))
    return "\n".join(lines)


def _markdown(block: _Block) -> str:
    parts = [f"{'#' * block.depth} {_inert(block.head)}", *map(_inert, block.sentences)]
    items = [f"{f'{n}.' if block.is_numbered else '-'} {_inert(item)}" for n, item in enumerate(block.items, 1)]
    parts += ["\n".join(items)] if items else []
    parts += [_markdown_table(block.part)] if block.part and block.part.rows else []
    return "\n\n".join(parts)


def _markdown_table(part: Part) -> str:
    names = list(dict.fromkeys(name for row in part.rows for name in row))
    rows = [names, ["---"] * len(names), *([str(row.get(name, "")) for name in names] for row in part.rows)]
    return "\n".join(
        "| " + " | ".join(cell if number == 1 else _inert(cell) for cell in row) + " |"
        for number, row in enumerate(rows)
    )


def _inert(text: str) -> str:
    """A text that no Markdown makes anything of."""
    return literal(text).replace("|", "\\|")


def _html(block: _Block) -> str:
    name = f"h{block.depth}"
    parts = [f"<{name}>{escape(block.head)}</{name}>", *(f"<p>{escape(each)}</p>" for each in block.sentences)]
    kind = "ol" if block.is_numbered else "ul"
    items = "".join(f"<li>{escape(item)}</li>" for item in block.items)
    parts += [f"<{kind}>{items}</{kind}>"] if items else []
    parts += [table(block.part.rows)] if block.part and block.part.rows else []
    return "\n".join(parts)
