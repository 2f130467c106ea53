"""One thing under two names: joined, or set apart, by who knows what was meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from components.history import joins
from components.history.joins import Thing
from components.text import say, t
from components.text.days import day
from components.text.distinct import distinct
from components.text.literal import literal
from db.engine import Store
from db.same_things import SameThing

Wish = Callable[[Store], object]


def ask_joins(
    community_id: str, kind: str, things: Sequence[Thing], decided: Sequence[SameThing], by: str, language: str
) -> Wish | None:
    """What looks alike with a button to join it, any two to join, any to set apart, and what was decided with a way
    back; what to save once something is wished. `by` is what the account is called that wishes it."""
    own = [each for each in decided if each.kind == kind]
    if len(things) < 2 and not own and all(len(set(thing.days)) < 2 for thing in things):
        return None
    with st.expander(t(language, "joins.title")):
        st.caption(t(language, "joins.lead"))
        wishes = [
            _alike(community_id, kind, things, by, language),
            _any_two(community_id, kind, things, by, language),
            _apart(community_id, kind, things, by, language),
            _back(community_id, own, things, by, language),
        ]
    return next((wish for wish in wishes if wish), None)


def _alike(community_id: str, kind: str, things: Sequence[Thing], by: str, language: str) -> Wish | None:
    for number, (one, other) in enumerate(joins.look_alike(things)[:5]):
        with st.container(horizontal=True, vertical_alignment="center", key=f"alike-{kind}-{number}"):
            words = {"one": _called(one, language), "other": _called(other, language)}
            st.text(t(language, "joins.alike", **words), width="content")
            if st.button(t(language, "joins.join"), key=f"join-{kind}-{one.id}-{other.id}", icon=":material/merge:"):
                return partial(joins.join, community_id=community_id, kind=kind, one=one, other=other, by=by)
    return None


def _any_two(community_id: str, kind: str, things: Sequence[Thing], by: str, language: str) -> Wish | None:
    if len(things) < 2:
        return None
    names, by_id = _names(things, language), {thing.id: thing for thing in things}
    with st.container(key=f"join-two-{kind}"):
        first, second = st.columns(2)
        with first:
            one = st.selectbox(t(language, "joins.keep"), names, key=f"one-{kind}", format_func=names.__getitem__)
        others = {id: name for id, name in names.items() if joins.may_join(by_id[one], by_id[id])}
        with second:
            other = st.selectbox(
                t(language, "joins.other"), others, None, key=f"other-{kind}", format_func=names.__getitem__,
                placeholder=t(language, "joins.choose" if others else "joins.none"), disabled=not others,
            )  # fmt: skip
        is_wanted = st.button(t(language, "joins.join"), key=f"join-{kind}", disabled=other is None)
    if not is_wanted or other is None:
        return None
    return lambda db: joins.join(db, community_id, kind, by_id[one], by_id[other], by)


def _apart(community_id: str, kind: str, things: Sequence[Thing], by: str, language: str) -> Wish | None:
    several = {thing.id: thing for thing in things if len(set(thing.days)) > 1}
    if not several:
        return None
    names = _names(list(several.values()), language)
    with st.container(key=f"apart-{kind}"):
        first, second = st.columns(2)
        with first:
            name = st.selectbox(t(language, "joins.apart"), names, key=f"which-{kind}", format_func=names.__getitem__)
        with second:
            since = st.selectbox(
                t(language, "joins.since"), sorted(set(several[name].days))[1:], key=f"since-{kind}-{name}",
                format_func=lambda held_on: day(held_on, language),
            )  # fmt: skip
        is_wanted = st.button(t(language, "joins.separate"), key=f"separate-{kind}", icon=":material/call_split:")
    return (lambda db: joins.separate(db, community_id, kind, several[name], since, by)) if is_wanted else None


def _back(
    community_id: str, own: Sequence[SameThing], things: Sequence[Thing], by: str, language: str
) -> Wish | None:  # fmt: skip
    called = {thing.id: thing.words for thing in things}
    names = {thing.id: _called(thing, language) for thing in things}
    for each in own:
        name = names.get(each.same_as, each.same_as)
        since = day(each.since, language) if each.since else ""
        words = t(language, "joins.was_separated" if since else "joins.was_joined", name=name, since=since)
        with st.container(horizontal=True, vertical_alignment="center", key=f"decided-{each.id}"):
            st.text(words, width="content")
            if st.button(t(language, "joins.back"), key=f"back-{each.id}", icon=":material/undo:"):
                words_of = called.get(each.same_as) or called.get(each.part, {})
                return partial(joins.take_back, community_id=community_id, id=each.id, words=words_of, by=by)
    return None


def _names(things: Sequence[Thing], language: str) -> dict[str, str]:
    return distinct({thing.id: literal(_called(thing, language)) for thing in things})


def _called(thing: Thing, language: str) -> str:
    return say(thing.words, language)
