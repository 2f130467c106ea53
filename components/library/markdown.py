"""What people paste, as HTML that can do nothing: Markdown without HTML in it, cleaned once more."""

from __future__ import annotations

from functools import cache
from html import unescape

import nh3
from markdown_it import MarkdownIt

_TAGS = {
    "p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "s", "code", "pre", "blockquote", "a",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_DEEPEST = 6


def to_html(text: str) -> str:
    """Markdown as safe HTML: no pictures, no scripts, no styles; links only to the web, and they tell nobody whence.

    Headings begin below those of the page they stand on.
    """
    found = nh3.clean(
        _parser().render(text), tags=_TAGS, attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https"}, link_rel="noopener noreferrer nofollow", strip_comments=True,
    )  # fmt: skip
    return found.strip()


def to_plain(text: str) -> str:
    """Markdown as the words alone, on one line."""
    return " ".join(unescape(nh3.clean(_parser().render(text), tags=set())).split())


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
    parser.disable(["image"])
    parser.core.ruler.push("lower_headings", _lower)
    return parser


def _lower(state: object) -> None:
    for token in state.tokens:  # type: ignore[attr-defined]
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(_DEEPEST, int(token.tag[1]) + 2)}"
