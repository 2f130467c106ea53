"""Round against round: two rounds of one activity side by side, and how the same people moved, as counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

import streamlit as st

from components.activities.base import Json
from components.activities.registry import chart_of
from components.charts import Look
from components.exports import names_in
from components.live.past import PastActivity, PastRound
from components.text import t
from components.text.distinct import distinct
from components.ui.pictures import show_picture, under_in


def round_against_round(activity: PastActivity, look: Look) -> None:
    """One click away, any two rounds of the same step that may be shown; nothing where there are no two."""
    shown = _alike([rnd for rnd in activity.rounds if rnd.given and not rnd.is_hidden])
    if len(shown) < 2:
        return
    words = t(look.language, "replay.against")
    opened = st.expander(words, key=f"against-{activity.activity.id}", on_change="rerun")
    if opened.open:
        with opened:
            _two(activity, shown, look)


def _alike(rounds: Sequence[PastRound]) -> list[PastRound]:
    """The rounds of the step that the latest of them has."""
    return [rnd for rnd in rounds if rnd.step == rounds[-1].step]


@st.fragment
def _two(activity: PastActivity, shown: Sequence[PastRound], look: Look) -> None:
    before, after = (shown[-2], shown[-1]) if len(shown) == 2 else _chosen(activity.activity.id, shown, look.language)
    told = movement(activity, before, after, look.language)
    if told:
        lines = "".join(f'<p class="said">{escape(sentence)}</p>' for sentence in told)
        st.html(f'<div class="attune-past">{lines}</div>')
    for column, rnd in zip(st.columns(2), (before, after), strict=True):
        with column:
            words = escape(t(look.language, "history.round", number=rnd.round.number))
            st.html(f'<h3 class="attune-round">{words}</h3>')
            picture = chart_of(rnd.kind.name).picture(rnd.config_json, rnd.step, rnd.tally, look)
            show_picture(
                picture, look, f"against-{before.round.id}-{after.round.id}-{rnd.round.id}", under_in(rnd.tally)
            )


def _chosen(activity_id: str, shown: Sequence[PastRound], language: str) -> tuple[PastRound, PastRound]:
    """Which two of several: an earlier one, and one after it."""
    names = distinct({rnd.round.id: t(language, "history.round", number=rnd.round.number) for rnd in shown})
    first, second = st.columns(2)
    earlier = [rnd.round.id for rnd in shown[:-1]]
    with first:
        one = st.selectbox(
            t(language, "replay.before"), earlier, index=len(earlier) - 1, format_func=names.__getitem__,
            key=f"against-before-{activity_id}",
        )  # fmt: skip
    later = [rnd.round.id for rnd in shown[earlier.index(one) + 1 :]]
    with second:
        other = st.selectbox(
            t(language, "replay.after"), later, index=len(later) - 1, format_func=names.__getitem__,
            key=f"against-after-{activity_id}-{one}",
        )  # fmt: skip
    found = {rnd.round.id: rnd for rnd in shown}
    return found[one], found[other]


def movement(activity: PastActivity, before: PastRound, after: PastRound, language: str) -> list[str]:
    """How the same people moved from one round to a later one, a sentence for each part of what was asked.

    Nothing where the kind does not say so, and no sentence for a part that too few answered in both rounds. The words
    are the kind's own, which single nobody out.
    """
    compared = activity.between(before, after)
    if not compared:
        return []
    headline, about = chart_of(after.kind.name).headline, (after.config_json, after.step, after.tally, language)
    standing = headline(*about)
    names, parts = names_in(after.config_json, language), list(_parts(compared))
    told = []
    for part, alone in parts:
        sentence = str(headline(*about, alone)).removesuffix(standing).strip()
        name = names.get(part, "").partition(" · ")[0] if len(parts) > 1 else ""
        if sentence:
            told.append(sentence if _bare(name) in sentence.lower() else f"{name}: {sentence}")
    return told


def _bare(name: str) -> str:
    """A question as it stands within a sentence: without what several share before a colon."""
    return name.rpartition(": ")[2].lower()


def _parts(compared: Json) -> Iterator[tuple[str, Json]]:
    """A comparison of several parts as one of each, by its id; one of a single part as it is."""
    groups = {name: group for name, group in compared.items() if isinstance(group, Mapping)}
    if not groups:
        yield "", compared
    for name, group in groups.items():
        for part, found in group.items():
            yield part, {**compared, name: {part: found}}
