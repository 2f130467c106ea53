"""The parts of a meeting's page: each draws one piece of what an activity ended with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from random import SystemRandom

import streamlit as st

from components.activities.base import withheld_parts
from components.activities.registry import chart_of
from components.charts import Cards, Look, Picture
from components.exports import Row, names_in, rows_of, to_csv, to_json
from components.live import past
from components.live.past import PastActivity, PastRound
from components.live.room import UnknownMeeting
from components.live.store import open_store
from components.takeaway.told import sentences
from components.text import UnknownText, say, t
from components.ui.dates import moment
from components.ui.frame import LIBRARY, link
from components.ui.guard import for_signed_in
from components.ui.not_shown import not_shown
from components.ui.pictures import Numbers, cards, numbers_table, show_numbers, show_picture, under_in
from components.ui.replay import replay
from components.ui.rounds import round_against_round
from db import communities, meetings
from db.accounts import Account
from db.meetings import Meeting

_FORMS: dict[str, tuple[Callable[[Sequence[Row]], bytes], str]] = {
    "csv": (to_csv, "text/csv"),
    "json": (to_json, "application/json"),
}


def export_file(account_id: str, meeting_id: str, language: str, form: str) -> bytes:
    """A meeting's answers as `csv` or `json`, for an account that may run it at the moment it asks.

    Raises:
        ExportRefused: it is a rehearsal.
        UnknownMeeting: there is no such meeting for this account.
    """
    with open_store() as db:
        meeting = meetings.by_id(db, meeting_id)
        if meeting is None or communities.role_of(db, meeting.community_id, account_id) is None:
            raise UnknownMeeting(meeting_id)
        agenda = past.agenda_of(db, meeting)
    write, _ = _FORMS[form]
    return write(rows_of(meeting, agenda, language))


def download_buttons(account: Account, meeting: Meeting, language: str) -> None:
    """All answers as a spreadsheet and as data, made when they are asked for."""
    name = re.sub(r"\W+", "-", say(meeting.title, language).lower()).strip("-")[:40] or "meeting"
    with st.container(horizontal=True, key="downloads"):
        for form, (_, mime) in _FORMS.items():
            st.download_button(
                t(language, f"history.download_{form}"),
                for_signed_in(account, partial(export_file, account.id, meeting.id, language, form)),
                f"{name}-{meeting.held_on}.{form}", mime, key=f"download-{form}", on_click="ignore",
                icon=":material/download:",
            )  # fmt: skip
    least = past.least_of(meeting)
    st.caption(t(language, "history.download_note_all" if least == 1 else "history.download_note", least=least))


def activity_card(account: Account, meeting: Meeting, activity: PastActivity, look: Look) -> None:
    """An activity: what was asked, what is seen, its picture, and one click away all that lies behind it."""
    final = activity.final
    with st.container(key=f"card-past-{activity.activity.id}"):
        _head(activity, look.language)
        if final is None:
            return
        rows = _round(activity, final, look)
        _texts(meeting, final, look.language)
        not_shown(account, meeting, activity, look.language)
        earlier_rounds(activity, look)
        round_against_round(activity, look)
        replay(activity, look)
        _other_ways(final, look)
        show_numbers(rows, look.language)


def talk_line(activity: PastActivity, language: str) -> None:
    """An activity that asks nothing: its place in the meeting."""
    words = escape(say(activity.activity.title, language))
    st.html(f'<p class="attune-talk"><span>{activity.activity.position}</span>{words}</p>')


def _head(activity: PastActivity, language: str) -> None:
    final, title = activity.final, say(activity.activity.title, language)
    lines = [f"<h2><span>{activity.activity.position}</span>{escape(title)}</h2>"]
    asked = say(final.kind.asks(final.config) or {}, language) if final else ""
    if asked and asked != title:
        lines.append(_line(asked, "asked"))
    if final and activity.activity.is_for_families:
        lines.append(_line(t(language, "history.families" if final.is_kept else "history.families_shared"), "asked"))
    if final is None:
        lines.append(_line(t(language, "history.still_open" if activity.is_open else "history.not_asked"), "asked"))
    st.html(f'<div class="attune-past">{"".join(lines)}</div>')


def _line(words: str, look: str) -> str:
    return f'<p class="{look}">{escape(words)}</p>'


def _round(activity: PastActivity, rnd: PastRound, look: Look) -> Numbers:
    """What a round's picture says, the picture, and how many are in it; the table behind the picture."""
    said = "".join(_line(sentence, "said") for sentence in sentences(activity, rnd, look.language))
    if said:
        st.html(f'<div class="attune-past">{said}</div>')
    picture: Picture | None = None
    chart, about = chart_of(rnd.kind.name), (rnd.config_json, rnd.step, rnd.tally)
    is_shown = bool(rnd.given) and not rnd.is_hidden
    if is_shown:
        before = activity.before(rnd)
        picture = chart.picture(*about, look, before.tally if before else None, activity.comparison(rnd))
        show_picture(picture, look, f"picture-{rnd.round.id}", under_in(rnd.tally))
    st.html(_line(" · ".join(facts(activity, rnd, look.language)), "attune-facts"))
    if rnd.open_until:
        st.html(_line(late_words(rnd, look.language), "attune-facts"))
    return chart.plain(*about, look.language) if is_shown and not isinstance(picture, Cards) else []


def facts(activity: PastActivity, rnd: PastRound, language: str) -> list[str]:
    """How many answered, passed, and had an answer given for them; which of several rounds it is."""
    found = [t(language, "history.round_of", number=rnd.round.number, of=len(activity.rounds))]
    if len(activity.kind.steps) > 1:
        found.append(t(language, f"history.step_{rnd.step}"))
    found = found if len(activity.rounds) > 1 else []
    if not rnd.is_hidden:
        counts = {"answers": len(rnd.given), "passed": rnd.passed, "behalf": rnd.on_behalf, "late": rnd.late}
        found += [counted(name, n, language) for name, n in counts.items() if n]
    return found


def late_words(rnd: PastRound, language: str) -> str:
    """That phones may still answer and until when, and how many late answers the picture does not hold yet."""
    assert rnd.open_until
    words = [t(language, "history.open_until", at=moment(rnd.open_until, language))]
    if rnd.waiting and not rnd.is_hidden:
        words.append(counted("waiting", rnd.waiting, language))
    return " ".join(words)


def counted(name: str, n: int, language: str, **values: object) -> str:
    """A catalog text with a number, in the singular for one."""
    return t(language, f"history.{name}_one" if n == 1 else f"history.{name}", n=n, **values)


def earlier_rounds(activity: PastActivity, look: Look) -> None:
    """The rounds before the one that stands for the activity, one click away."""
    if not activity.others:
        return
    with st.expander(t(look.language, "history.earlier_rounds", n=len(activity.others))):
        for rnd in activity.others:
            words = t(look.language, "history.round", number=rnd.round.number)
            st.html(f'<h3 class="attune-round">{escape(words)}</h3>')
            rows = _round(activity, rnd, look)
            if rows:
                st.html(numbers_table(rows))


def _other_ways(rnd: PastRound, look: Look) -> None:
    """The same answers counted in other ways, where the kind has any."""
    if rnd.is_hidden or not rnd.given:
        return
    pictures = chart_of(rnd.kind.name).details(rnd.config_json, rnd.step, rnd.given, look)
    if pictures:
        with st.expander(t(look.language, "history.more_ways")):
            for number, (column, picture) in enumerate(zip(st.columns(len(pictures)), pictures, strict=True)):
                with column:
                    show_picture(picture, look, key=f"detail-{rnd.round.id}-{number}")


def _texts(meeting: Meeting, rnd: PastRound, language: str) -> None:
    """What people wrote to be read by facilitators, and the way to ask one for the library. Texts that a picture holds
    are not said twice."""
    written = texts_of(rnd, language) if rnd.kind.texts_stay and not rnd.is_hidden else {}
    if not written:
        return
    with st.expander(t(language, "history.texts", n=sum(map(len, written.values())))):
        st.caption(t(language, "history.texts_lead"))
        for question, texts in written.items():
            st.html(f'<h3 class="attune-round">{escape(question)}</h3>{cards(texts, language)}')
        if not meeting.is_rehearsal:
            link(t(language, "library.promote_door"), LIBRARY, library_of(meeting), icon=":material/bookmark_add:")


def library_of(meeting: Meeting) -> dict[str, str]:
    """Where the library shows a meeting's texts, with the way to ask their authors."""
    return {"community": meeting.community_id, "meeting": meeting.id}


def texts_of(rnd: PastRound, language: str) -> dict[str, list[tuple[str, str]]]:
    """By question, the texts that are not hidden, each with its mark where it may be read aloud.

    A question that too few have answered is left out. Every one is shuffled for itself, so that no two texts of one
    person can be found by their places.
    """
    names, withheld = names_in(rnd.config_json, language), withheld_parts(rnd.tally)
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in rnd.given:
        for piece in rnd.kind.pieces(rnd.config, rnd.step, entry.answer):
            if piece.part not in entry.hidden and piece.part.partition(".")[0] not in withheld:
                may = rnd.kind.may_share(entry.answer, piece.part)
                mark = t(language, "history.may_be_read") if may else ""
                found.setdefault(piece.part, []).append((entry.wording.get(piece.part, piece.text), mark))
    for texts in found.values():
        SystemRandom().shuffle(texts)
    in_order = [part for question in names for part in found if part.partition(".")[0] == question]
    return {heading_of(part, names, language): found[part] for part in in_order}


def heading_of(part: str, names: Mapping[str, str], language: str) -> str:
    """A question in words, with the part of it that was answered."""
    question, _, side = part.partition(".")
    words = names.get(question, question)
    try:
        return f"{words} · {t(language, f'history.part_{side}')}" if side else words
    except UnknownText:
        return words
