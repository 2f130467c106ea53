"""A report as one page that needs nothing else: no script, no other file, no request. It opens from a disk."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from components.charts.editable import Editable
from components.reports.report import OUTSIDE, Article, Part, Report, Rows
from components.reports.svg import draw
from components.text import LANGUAGE_NAMES, t

_FIGURE = re.compile(r"[\d.,\s%−-]*")
_SMALLER = 0.78
"""How large the sheets with charts are on paper, so that they fit one."""
_SHEETS = {"families": "letter landscape", "": "letter portrait"}


def page(report: Report, *, is_for_paper: bool = False, scale: float = 1) -> str:
    """The whole page as HTML. Every word somebody wrote is escaped.

    `is_for_paper` opens its tables, and `scale` makes it smaller on paper.
    """
    first = report.first
    style = _style(first.audience, scale)
    body = "".join(_article(article, report.is_one_page, is_for_paper) for article in report.articles)
    look = "families" if first.audience == "families" else "one" if report.is_one_page else "whole"
    return (
        f'<!doctype html>\n<html lang="{first.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(first.audience, scale)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex, nofollow">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(first.title)} · {escape(first.community)}</title>\n"
        f'<link rel="icon" href="data:,">\n<style>{style}</style>\n</head>\n'
        f'<body>\n<main class="{look}">{body}</main>\n</body>\n</html>\n'
    )


def policy(audience: str, scale: float = 1) -> str:
    """What a browser may do with a page for an audience: draw it in its own style, and nothing else."""
    digest = b64encode(sha256(_style(audience, scale).encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def _style(audience: str, scale: float) -> str:
    size = _SHEETS.get(audience, _SHEETS[""])
    margin = "1.2cm" if audience != "organizers" else "1.5cm"
    zoom = scale * (_SMALLER if audience in OUTSIDE else 1)
    smaller = f"@media print {{ main {{ zoom: {zoom:.2f}; }} }}\n" if zoom != 1 else ""
    css = Path(__file__).with_name("report.css").read_text(encoding="utf-8")
    return f"{css}@page {{ size: {size}; margin: {margin}; }}\n{smaller}"


def _article(article: Article, is_short: bool, is_open: bool) -> str:
    notes = "".join(f"<p>{escape(note)}</p>" for note in (*article.notes, article.made) if note)
    told = "".join(f"<li>{escape(said)}{_small(rest)}</li>" for said, rest in article.told)
    parts = "".join(_part(part, article.language, is_short, is_open) for part in article.parts)
    where = LANGUAGE_NAMES[article.language] if article.audience == "families" else ""
    return (
        f'<article lang="{article.language}"{f" aria-label={chr(34)}{where}{chr(34)}" if where else ""}>'
        f"<header><p>{escape(article.community)}</p><h1>{escape(article.title)}</h1><p>{escape(article.days)}</p></header>"
        f"{f'<ul class={chr(34)}told{chr(34)}>{told}</ul>' if told else ''}{parts}<footer>{notes}</footer></article>"
    )


def _small(words: str) -> str:
    return f"<small>{escape(words)}</small>" if words else ""


def _part(part: Part, language: str, is_short: bool, is_open: bool) -> str:
    said = "".join(f"<p>{escape(words)}</p>" for words in part.said)
    items = "".join(f"<li>{escape(words)}</li>" for words in part.items)
    charts = "".join(_figure(chart, language) for chart in part.charts)
    numbers = "" if is_short else _numbers(part.rows, language, is_open)
    return (
        f"<section><h2>{escape(part.head)}</h2>{said}{f'<ul>{items}</ul>' if items else ''}"
        f"{f'<div class={chr(34)}charts{chr(34)}>{charts}</div>' if charts else ''}{numbers}</section>"
    )


def _figure(chart: Editable, language: str) -> str:
    note = f"<figcaption>{escape(chart.note)}</figcaption>" if chart.note else ""
    return f"<figure><h3>{escape(chart.title)}</h3>{draw(chart, language)}{note}</figure>"


def _numbers(rows: Rows, language: str, is_open: bool) -> str:
    """The table behind a part's charts, a click away on a screen and whole on paper."""
    if not rows:
        return ""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    words = escape(t(language, "history.numbers"))
    return f"<details{' open' if is_open else ''}><summary>{words}</summary>{_table(rows, columns)}</details>"


def _table(rows: Rows, columns: Sequence[str]) -> str:
    right = {name for name in columns if all(_FIGURE.fullmatch(str(row.get(name, ""))) for row in rows)}
    sides = {name: ' class="number"' if name in right else "" for name in columns}
    head = "".join(f'<th scope="col"{sides[name]}>{escape(name)}</th>' for name in columns)
    lines = "".join(
        "<tr>" + "".join(f"<td{sides[name]}>{escape(str(row.get(name, '')))}</td>" for name in columns) + "</tr>"
        for row in rows
    )
    return f'<div class="table" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'
