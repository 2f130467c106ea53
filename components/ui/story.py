"""What has changed, in sentences: the first of them above a community's history, all of them beside their pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from components.history.story import Change
from components.text import say, t
from components.ui.dates import day
from components.ui.frame import section

MOST_TOLD = 3


def show_story(changes: Sequence[Change], language: str) -> None:
    """The largest changes, what is clear first, each a way to its picture."""
    told = sorted(changes, key=lambda change: change.certainty != "clear")[:MOST_TOLD]
    if told:
        section(t(language, "story.title"))
        st.html(_list(_told(change, language, f"#{anchor(change.kind)}") for change in told))


def show_changes(changes: Sequence[Change], language: str) -> None:
    """Every change of one kind, with how sure it is, and one click away how this is computed."""
    if changes:
        st.html(_list(_told(change, language) + _small(" ".join(_numbers(change, language))) for change in changes))
        method = "".join(f"<p>{escape(t(language, f'story.method_{name}'))}</p>" for name in ("split", "sure", "few"))
        with st.expander(t(language, "story.method_title")):
            st.html(method)


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


def how_far(change: Change, language: str) -> str:
    """How far the average went and towards which pole, in whole points."""
    first, last = (day(meeting.held_on, language) for meeting in (change.first, change.last))
    values = {"first": first, "last": last, "stem": say(change.measure.words, language)}
    points, _, _ = change.told
    if not points:
        return t(language, "story.steady", **values)
    name = "moved_one" if abs(points) == 1 else "moved"
    return t(language, f"story.{name}", points=abs(points), pole=_pole(change, points, language), **values)


def whose(change: Change, language: str) -> str:
    """Which part of a change people made who were at both meetings, and which is that different people came.

    The two add up to the whole points of the change; "" where they are not told, or nothing has changed.
    """
    points, stayed, came = change.told
    if change.split is None or not points:
        return ""
    if stayed * points >= 0 and came * points >= 0:
        return t(language, "story.parts", stayed=abs(stayed), came=abs(came))
    poles = {"stayed_pole": _pole(change, stayed, language), "came_pole": _pole(change, came, language)}
    return t(language, "story.parts_apart", stayed=abs(stayed), came=abs(came), **poles)


def _pole(change: Change, points: float, language: str) -> str:
    return say(change.measure.high if points > 0 else change.measure.low, language)


def _numbers(change: Change, language: str) -> list[str]:
    """What the sentence rests on."""
    told = []
    if change.bounds:
        way = -1 if change.points < 0 else 1
        low, high = sorted(way * round(end) for end in (change.bounds.low, change.bounds.high))
        told.append(t(language, "story.bounds", low=_signed(low), high=_signed(high)))
    if change.split:
        told.append(t(language, "story.recognised", both=change.split.both, of=len(change.measure.values)))
    else:
        told.append(t(language, "story.no_split"))
    return told


def _signed(points: int) -> str:
    return f"{'−' if points < 0 else '+' if points > 0 else ''}{abs(points)}"
