"""The parts of the page for reports: for whom, of which meetings, the files, and the links that show one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from html import escape

import streamlit as st
from babel.numbers import format_decimal

from components.live.agreed import parse_agreed
from components.live.courtesy import answers_first
from components.live.keeping import PrivateFile
from components.reports import making
from components.reports.making import Making, NotMade, NotOrganizer
from components.reports.pdf import printer
from components.reports.report import AUDIENCES, OUTSIDE, Order
from components.text import LANGUAGE_NAMES, LANGUAGES, reason, say, t
from components.text.days import day
from components.text.distinct import distinct
from components.ui.dates import today
from components.ui.frame import COMMUNITY, link
from components.ui.guard import for_signed_in
from db.accounts import Account
from db.communities import Community
from db.meetings import Meeting

MIME = {
    "html": "text/html", "csv": "text/csv", "json": "application/json", "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
_SHORT_FORMS = ("html", "pdf")
_MAKING, _MADE, _PROBLEM = "report-making", "report-made", "report-problem"
_LOOK_AGAIN = 0.4
_MOMENT = 0.05


def choose_order(community: Community, held: Sequence[Meeting], wanted: str, language: str) -> Order | None:
    """For whom, of which meetings and in which language; None where the group has not agreed that they see anything.

    `wanted` is the id of a meeting to begin with, or "".
    """
    with st.container(key="card-order"):
        audience = st.radio(
            t(language, "reports.for_whom"), AUDIENCES, key="report-audience", width="stretch",
            format_func=lambda one: t(language, f"reports.for_{one}"),
            captions=[t(language, f"reports.for_{one}_about") for one in AUDIENCES],
        )  # fmt: skip
        chosen = _meetings(held, wanted, language)
        tongue = language if audience == "families" else _language(language)
    if audience in OUTSIDE and parse_agreed(community.funders_see).sees == "none":
        st.info(reason(language, "report_not_agreed"))
        link(t(language, "reports.to_agree"), COMMUNITY, {"community": community.id})
        return None
    return Order(community.id, str(audience), tongue, chosen)


def _meetings(held: Sequence[Meeting], wanted: str, language: str) -> tuple[str, ...]:
    """From which meeting to which; () for all there are, and those to come."""
    ids = [meeting.id for meeting in held]
    if len(ids) < 2:
        return ()
    days = distinct({meeting.id: day(meeting.held_on, language) for meeting in held})
    begin = (wanted, wanted) if wanted in ids else (ids[0], ids[-1])
    first, last = st.select_slider(
        t(language, "history.which_meetings"), ids, begin, format_func=days.__getitem__,
        key=f"report-meetings-{wanted}-{len(ids)}", width=560,
    )  # fmt: skip
    chosen = tuple(ids[ids.index(first) : ids.index(last) + 1])
    return () if len(chosen) == len(ids) else chosen


def _language(language: str) -> str:
    chosen = st.segmented_control(
        t(language, "reports.language"), LANGUAGES, default=language, key="report-language", required=True,
        format_func=LANGUAGE_NAMES.__getitem__,
    )  # fmt: skip
    return str(chosen or language)


def files(account: Account, community: Community, order: Order, language: str) -> None:
    """A line for each file there can be, with its button; while one is made, how far it is."""
    answers_first()
    problem = st.session_state.pop(_PROBLEM, None)
    if problem:
        st.error(reason(language, problem))
    forms = list(MIME) if order.audience == "organizers" else list(_SHORT_FORMS)
    for form in ("html", "pptx", "xlsx", "pdf", "csv", "json"):
        if form in forms:
            _line(account, community, order, form, language)


def _line(account: Account, community: Community, order: Order, form: str, language: str) -> None:
    with st.container(key=f"card-form-{form}", horizontal=True, vertical_alignment="center"):
        about = t(language, "errors.report_no_pdf") if _cannot(form) else t(language, f"reports.{form}_about")
        name = escape(t(language, f"reports.{form}"))
        st.html(f'<div class="attune-what"><b>{name}</b><span>{escape(about)}</span></div>')
        if _cannot(form):
            return
        going: tuple[Order, Making] | None = st.session_state.get(_MAKING)
        if going and going[1].form == form:
            _watch(language)
            return
        made: Mapping[tuple[Order, str], PrivateFile] = st.session_state.get(_MADE, {})
        file = made.get((order, form))
        if file:
            st.download_button(
                t(language, "reports.save", size=_size(file, language)),
                for_signed_in(account, partial(making.content_of, account.id, community.id, file.path)),
                _name(community, order, form, language), MIME[form], key=f"save-{form}", on_click="ignore",
                type="primary", icon=":material/download:",
            )  # fmt: skip
            return
        # Not a callback: its arguments would be those of the run before, and this makes what is chosen now.
        if st.button(t(language, "reports.make"), key=f"make-{form}", disabled=going is not None):
            _begin(account.id, order, form)
            st.rerun()


def _cannot(form: str) -> bool:
    return form == "pdf" and printer() is None


def _begin(account_id: str, order: Order, form: str) -> None:
    if _MAKING in st.session_state:
        return
    with suppress(NotOrganizer):  # the page's guard says so
        st.session_state[_MAKING] = (order, making.begin(account_id, order, form))


@st.fragment(run_every=_LOOK_AGAIN)
def _watch(language: str) -> None:
    """Show how far a file has come until it is there, with the way to stop it."""
    going: tuple[Order, Making] | None = st.session_state.get(_MAKING)
    if going is None:
        st.rerun()
    order, work = going
    with st.container(key="report-making", horizontal=True, vertical_alignment="center"):
        st.progress(work.part, t(language, "reports.making"))
        st.button(t(language, "reports.cancel"), key="stop-report", on_click=work.cancel)
    if not work.is_over(_MOMENT):
        return
    del st.session_state[_MAKING]
    try:
        st.session_state[_MADE] = {**st.session_state.get(_MADE, {}), (order, work.form): work.file()}
    except NotMade as error:
        st.session_state[_PROBLEM] = error.code
    st.rerun()


def forget_old_files(order: Order) -> None:
    """Files that were made of another choice are let go."""
    made: Mapping[tuple[Order, str], PrivateFile] = st.session_state.get(_MADE, {})
    st.session_state[_MADE] = {key: file for key, file in made.items() if key[0] == order}


def _name(community: Community, order: Order, form: str, language: str) -> str:
    plain = re.sub(r"\W+", "-", say(community.name, language).lower()).strip("-")[:40] or "report"
    return f"{plain}-{order.audience}-{today()}.{form}"


def _size(file: PrivateFile, language: str) -> str:
    kilobytes = max(1, round(file.path.stat().st_size / 1024))
    if kilobytes < 1024:
        return f"{kilobytes} KB"
    return f"{format_decimal(round(kilobytes / 1024, 1), locale=language)} MB"
