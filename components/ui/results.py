"""The parts of a meeting's page: each draws one piece of what an activity ended with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from random import SystemRandom

import streamlit as st

from components.activities.registry import chart_of
from components.charts import Cards, Look
from components.exports import ExportRefused, Row, names_in, rows_of, to_csv, to_json
from components.live import past
from components.live.past import PastActivity, PastRound
from components.live.store import open_store
from components.text import UnknownText, say, t
from components.ui.pictures import cards, numbers_table, show_numbers, show_picture
from db import communities, meetings
from db.meetings import Meeting

_FORMS: dict[str, tuple[Callable[[Sequence[Row]], bytes], str]] = {
    "csv": (to_csv, "text/csv"),
    "json": (to_json, "application/json"),
}


def export_file(account_id: str, meeting_id: str, language: str, form: str) -> bytes:
    """A meeting's answers as `csv` or `json`, for an account that may run it when it asks. Raises `ExportRefused`."""
    with open_store() as db:
        meeting = meetings.by_id(db, meeting_id)
        if meeting is None or communities.role_of(db, meeting.community_id, account_id) is None:
            raise ExportRefused(meeting_id)
        agenda = past.agenda_of(db, meeting)
    write, _ = _FORMS[form]
    return write(rows_of(meeting, agenda, language))


def download_buttons(account_id: str, meeting: Meeting, language: str) -> None:
    """All answers as a spreadsheet and as data, made when they are asked for."""
    name = re.sub(r"[^a-z0-9]+", "-", say(meeting.title, language).lower()).strip("-")[:40] or "meeting"
    with st.container(horizontal=True, key="downloads"):
        for form, (_, mime) in _FORMS.items():
            st.download_button(
                t(language, f"history.download_{form}"), partial(export_file, account_id, meeting.id, language, form),
                f"{name}-{meeting.held_on}.{form}", mime, key=f"download-{form}", on_click="ignore",
                icon=":material/download:",
            )  # fmt: skip
    least = past.least_of(meeting)
    st.caption(t(language, "history.download_note_all" if least == 1 else "history.download_note", least=least))


def activity_card(activity: PastActivity, look: Look) -> None:
    """An activity: what was asked, what is seen, its picture, and one click away all that lies behind it."""
    final = activity.final
    with st.container(key=f"card-past-{activity.activity.id}"):
        _head(activity, final, look.language)
        if final is None:
            return
        if _is_shown(final, look.language):
            show_picture(_picture(activity, final, look), look, key=f"picture-{final.round.id}")
        _facts(activity, final, look.language)
        if final.is_hidden:
            _earlier(activity, look)
            return
        _texts(final, look.language)
        _earlier(activity, look)
        _other_ways(activity, final, look)
        show_numbers(_plain(final, look.language), look.language)


def _head(activity: PastActivity, final: PastRound | None, language: str) -> None:
    title = say(activity.activity.title, language)
    lines = [f"<h2><span>{activity.activity.position}</span>{escape(title)}</h2>"]
    asked = say(final.kind.asks(final.config) or {}, language) if final else ""
    if asked and asked != title:
        lines.append(f'<p class="asked">{escape(asked)}</p>')
    if final is None and activity.kind.steps:
        words = t(language, "history.still_open" if activity.is_open else "history.not_asked")
        lines.append(f'<p class="asked">{escape(words)}</p>')
    lines += [f'<p class="said">{escape(sentence)}</p>' for sentence in _sentences(activity, final, language)]
    st.html(f'<div class="attune-past">{"".join(lines)}</div>')


def _sentences(activity: PastActivity, rnd: PastRound | None, language: str) -> list[str]:
    """What a round's picture says, and how the group moved since the round before."""
    if rnd is None or rnd.is_hidden or not rnd.given:
        return []
    say_it = partial(chart_of(rnd.kind.name).headline, rnd.config_json, rnd.step, rnd.tally, language)
    comparison = activity.comparison(rnd)
    return list(dict.fromkeys(filter(None, [say_it(), say_it(comparison) if comparison else ""])))


def _is_shown(rnd: PastRound, language: str) -> bool:
    """Whether a round has a picture; says why where it has none."""
    if rnd.is_hidden:
        st.html(f'<p class="attune-facts">{escape(t(language, "history.few", least=rnd.least))}</p>')
    return bool(rnd.given) and not rnd.is_hidden


def _picture(activity: PastActivity, rnd: PastRound, look: Look) -> object:
    before = activity.before(rnd)
    chart = chart_of(rnd.kind.name)
    return chart.picture(
        rnd.config_json, rnd.step, rnd.tally, look, before.tally if before else None, activity.comparison(rnd)
    )


def _plain(rnd: PastRound, language: str) -> list[dict[str, str | int | float]]:
    rows: list[dict[str, str | int | float]] = chart_of(rnd.kind.name).plain(
        rnd.config_json, rnd.step, rnd.tally, language
    )
    return rows
