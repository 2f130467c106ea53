"""What has changed, in sentences: the first of them above a community's history, all of them beside their pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from components.history.story import Change, top_of
from components.history.told import how_far, method, rests_on, whose
from components.text import t
from components.ui.frame import section

MOST_TOLD = 3


def show_story(changes: Sequence[Change], language: str) -> None:
    """The largest changes, what is clear first, each a way to its picture."""
    told = top_of(changes, MOST_TOLD)
    if told:
        section(t(language, "story.title"))
        st.html(_list(_told(change, language, f"#{anchor(change.kind)}") for change in told))


def show_changes(changes: Sequence[Change], language: str) -> None:
    """Every change of one kind, with how sure it is, the largest first; and one click away how this is computed."""
    if not changes:
        return
    told = [_told(change, language) + _small(" ".join(rests_on(change, language))) for change in changes]
    st.html(_list(told[:MOST_TOLD]) + _more(told[MOST_TOLD:], language))
    with st.expander(t(language, "story.method_title")):
        st.html("".join(f"<p>{escape(words)}</p>" for words in method(language)))


def _more(told: Sequence[str], language: str) -> str:
    """What is behind a line that opens."""
    if not told:
        return ""
    words = escape(t(language, "story.more" if len(told) > 1 else "story.more_one", n=len(told)))
    return f'<details class="attune-more"><summary>{words}</summary>{_list(told)}</details>'


def _list(items: Iterable[str]) -> str:
    return f'<ul class="attune-story">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def _told(change: Change, language: str, way: str = "") -> str:
    """How far it went, how sure that is where it went anywhere, and below it whose doing that was."""
    words = escape(how_far(change, language))
    linked = f'<a href="{way}" target="_self">{words}</a>' if way else words
    points, _, _ = change.told
    sure = f' <i class="{change.certainty}">{escape(t(language, f"story.{change.certainty}"))}</i>' if points else ""
    return f"<b>{linked}</b>{sure}{_small(whose(change, language))}"


def _small(words: str) -> str:
    return f"<small>{escape(words)}</small>" if words else ""


def anchor(kind: str) -> str:
    """Where the pictures of a kind begin on the page."""
    return f"history-{kind}"
