"""A round as it unfolded: play it, or go through it by hand, in the steps its live display was released in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from components.activities.registry import chart_of
from components.charts import CONFIG, Figure, Look
from components.charts.animated import animated, still
from components.history.replay import Scene, replay_of
from components.live.past import PastActivity, PastRound
from components.live.store import open_store
from components.phone import files
from components.text import t
from components.text.distinct import distinct
from components.ui.scripts import joined

_CSS = Path(__file__).with_name("replay.css")
_HTML = """<div class="attune-replay"><div class="picture" role="img"></div>
<div class="way"><button type="button"></button><input type="range" min="0" value="0" step="1"></div>
<output></output></div>"""
_STILL = {**CONFIG, "staticPlot": True}
_LONG = 60


@cache
def _component() -> Any:
    js = joined("plotly", "replay")
    return st.components.v2.component(
        "attune_replay", html=_HTML, css=_CSS.read_text(encoding="utf-8"), js=js, isolate_styles=False
    )


def replay(activity: PastActivity, look: Look) -> None:
    """One click away, the rounds of an activity as they unfolded; nothing where there is nothing to see."""
    with open_store() as db:
        found = {rnd.round.id: scenes for rnd in activity.rounds if (scenes := replay_of(db, rnd))}
    rounds = {rnd.round.id: rnd for rnd in activity.rounds if rnd.round.id in found and _is_drawn(activity, rnd, look)}
    if not rounds:
        return
    words = t(look.language, "replay.title")
    opened = st.expander(words, key=f"replay-{activity.activity.id}", on_change="rerun")
    if opened.open:
        with opened:
            _shown(activity, rounds, found, look)


@st.fragment
def _shown(activity: PastActivity, rounds: dict[str, PastRound], found: dict[str, list[Scene]], look: Look) -> None:
    language, least = look.language, next(iter(rounds.values())).least
    st.caption(t(language, "replay.lead" if least > 1 else "replay.lead_all", least=least))
    chosen = list(rounds)[-1]
    if len(rounds) > 1:
        names = {each: t(language, "history.round", number=rnd.round.number) for each, rnd in rounds.items()}
        labels = distinct(names)
        chosen = st.selectbox(
            t(language, "replay.which"), list(rounds), index=len(rounds) - 1, format_func=labels.__getitem__,
            key=f"replay-round-{activity.activity.id}",
        )  # fmt: skip
    _player(activity, rounds[chosen], found[chosen], look)


def _player(activity: PastActivity, rnd: PastRound, scenes: Sequence[Scene], look: Look) -> None:
    """Our own player; where its script cannot have plotly, Streamlit's parts do the same without gliding."""
    drawn = [(scene, figure) for scene in scenes if (figure := _figure(activity, rnd, scene, look))]
    labels = [label(scene, look.language) for scene, _ in drawn]
    figures = [figure for _, figure in drawn]
    if not st.session_state.get("plotly_unreachable"):
        words = {name: t(look.language, f"replay.{name}") for name in ("play", "pause", "again", "rail")}
        data = {
            "movie": json.dumps(animated(figures)), "labels": labels, "alts": [each.alt for each in figures],
            "words": words, "plotly_url": f"j/assets/{files.version()}/{files.PLOTLY}", "config": _STILL,
        }  # fmt: skip
        result = _component()(key=f"replay-{rnd.round.id}", data=data, on_unreachable_change=_note_unreachable)
        if not result.unreachable:
            return
        st.session_state["plotly_unreachable"] = True
    _by_hand(f"by-hand-{rnd.round.id}", figures, labels, look.language)


def _by_hand(key: str, figures: Sequence[Figure], labels: Sequence[str], language: str) -> None:
    movie, place = animated(figures), f"{key}-place"
    is_playing = st.toggle(t(language, "replay.play"), key=f"{key}-play")

    @st.fragment(run_every=1.2 if is_playing else None)
    def turn() -> None:
        at = st.session_state.get(place, 1)
        if is_playing and st.session_state.get(f"{key}-seen") == at:
            at = st.session_state[place] = min(at + 1, len(figures))
        st.session_state[f"{key}-seen"] = at
        at = st.slider(t(language, "replay.rail"), 1, len(figures), key=place)
        st.caption(labels[at - 1])
        figure = go.Figure(still(movie, at - 1), _validate=False)
        st.plotly_chart(figure, key=f"{key}-still", theme=None, config=_STILL, alt=figures[at - 1].alt)

    turn()


def label(scene: Scene, language: str) -> str:
    """What a picture of a replay holds, and in coarse words when it was."""
    told = t(language, "history.answers_one" if scene.answers == 1 else "history.answers", n=scene.answers)
    if scene.is_last:
        return f"{told} · {t(language, 'replay.end')}"
    if scene.minutes >= _LONG:
        return f"{told} · {t(language, 'replay.long')}"
    name = {0: "first", 1: "one"}.get(scene.minutes, "minutes")
    return f"{told} · {t(language, f'replay.{name}', n=scene.minutes)}"


def _figure(activity: PastActivity, rnd: PastRound, scene: Scene, look: Look) -> Figure | None:
    before, chart = activity.before(rnd), chart_of(rnd.kind.name)
    picture = chart.picture(rnd.config_json, rnd.step, scene.tally, look, before.tally if before else None, None)
    return picture if isinstance(picture, Figure) else None


def _is_drawn(activity: PastActivity, rnd: PastRound, look: Look) -> bool:
    """Whether the round's picture is one that can glide."""
    last = Scene(rnd.tally, len(rnd.given), 0, is_last=True)
    return _figure(activity, rnd, last, look) is not None


def _note_unreachable() -> None:
    """Streamlit offers a component's values only where a callback stands for each."""
