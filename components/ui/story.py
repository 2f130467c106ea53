"""What has changed, in sentences: the first of them above a community's history, all of them beside their pictures."""

from __future__ import annotations

from collections.abc import Sequence
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
    if not told:
        return
    section(t(language, "story.title"))
    lines = "".join(
        f'<li><a href="#{anchor(change.kind)}" target="_self">{escape(in_words(change, language))}</a> '
        f"<i>{escape(_certainty(change, language))}</i></li>"
        for change in told
    )
    st.html(f'<ul class="attune-story">{lines}</ul>')


def show_changes(changes: Sequence[Change], language: str) -> None:
    """Every change of one kind, with how sure it is, and one click away how this is computed."""
    if not changes:
        return
    lines = "".join(
        f"<li>{escape(in_words(change, language))} <i>{escape(_certainty(change, language))}</i>"
        f"<small>{escape(' '.join(_numbers(change, language)))}</small></li>"
        for change in changes
    )
    st.html(f'<ul class="attune-story">{lines}</ul>')
    with st.expander(t(language, "story.method_title")):
        st.html("".join(f"<p>{escape(t(language, f'story.method_{name}'))}</p>" for name in ("split", "sure", "few")))


def anchor(kind: str) -> str:
    """Where the pictures of a kind begin on the page."""
    return f"history-{kind}"


def in_words(change: Change, language: str) -> str:
    """How far the average went and towards which pole, and how much of it is whose; whole points that add up."""
    values = {"day": day(change.first.held_on, language), "stem": say(change.measure.words, language)}
    points = round(change.points)
    if not points:
        return t(language, "story.steady", **values)
    pole = _pole(change, points, language)
    moved = t(
        language, "story.moved_one" if abs(points) == 1 else "story.moved", points=abs(points), pole=pole, **values
    )
    return f"{moved} {parts}" if (parts := _parts(change, points, language)) else moved


def _parts(change: Change, points: int, language: str) -> str:
    """Which part of a change people made who were at both meetings, and which is that different people came."""
    if change.split is None:
        return ""
    stayed = round(change.split.shift)
    came = points - stayed
    if stayed * points >= 0 and came * points >= 0:
        return t(language, "story.parts", stayed=abs(stayed), came=abs(came))
    poles = {"stayed_pole": _pole(change, stayed, language), "came_pole": _pole(change, came, language)}
    return t(language, "story.parts_apart", stayed=abs(stayed), came=abs(came), **poles)


def _pole(change: Change, points: float, language: str) -> str:
    return say(change.measure.high if points > 0 else change.measure.low, language)


def _certainty(change: Change, language: str) -> str:
    return t(language, f"story.{change.certainty}")


def _numbers(change: Change, language: str) -> list[str]:
    """What the sentence rests on."""
    told = []
    if change.bounds:
        low, high = round(change.bounds.low), round(change.bounds.high)
        told.append(t(language, "story.bounds", low=_signed(low), high=_signed(high)))
    if change.split:
        told.append(t(language, "story.recognised", both=change.split.both, of=len(change.measure.values)))
    else:
        told.append(t(language, "story.no_split"))
    return told


def _signed(points: int) -> str:
    return f"{'−' if points < 0 else '+' if points > 0 else ''}{abs(points)}"
