"""The first half of an import: the file, what it was recognised as, and the meeting it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from html import escape

import streamlit as st
from babel.numbers import format_decimal

from components.activities.taken import NO_MARKS, are_marks
from components.activities.written import clean
from components.imports.apart import read_apart
from components.imports.found import Found, Question
from components.imports.moments import FIRST, Gathering, days_of, gather
from components.imports.shapes import Offer, recognise
from components.imports.tables import Unreadable
from components.text import LANGUAGE_NAMES, LANGUAGES, t
from components.text.days import day
from components.text.distinct import distinct
from components.text.literal import literal
from components.ui.dates import PICKER, today
from components.ui.frame import section
from components.ui.pictures import numbers_table
from db.imports import Import

BROUGHT = "import-file"
_TURN, _WRONG = "import-turn", "import-wrong"
_MOST_MEGABYTES = 10
_FIRST_LINES, _FIRST_COLUMNS, _LONGEST_SHOWN = 4, 8, 60


@dataclass(frozen=True)
class Brought:
    """A file that was read, with what it holds; `digest` tells whether it is one that was imported before."""

    community_id: str
    name: str
    digest: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Setting:
    """What an organizer said about when and how it was: the meetings' title, their language, and who was at which."""

    title: str
    language: str
    gatherings: tuple[Gathering, ...]


def counted(name: str, n: int, language: str) -> str:
    """So many of something: `23 people`."""
    return t(language, f"imports.{name}_one" if n == 1 else f"imports.{name}", n=format_decimal(n, locale=language))


def brought(community_id: str) -> Brought | None:
    """The file this tab has read for a community and not yet imported or put away."""
    found = st.session_state.get(BROUGHT)
    return found if isinstance(found, Brought) and found.community_id == community_id else None


def ask_for_file(community_id: str, language: str) -> None:
    """The field for a file; once it is read, the run starts again with what is in it."""
    with st.container(key="card-import-file"):
        st.html(f'<div class="attune-part"><p>{escape(t(language, "imports.about"))}</p></div>')
        label, hint = t(language, "imports.choose"), t(language, "imports.choose_hint")
        # Streamlit's field speaks English only; the style rules of pages put these words in its place.
        st.html(f'<style>.stFileUploader {{ --button: "{escape(label)}"; --hint: "{escape(hint)}" }}</style>')
        turn = st.session_state.setdefault(_TURN, 0)
        file = st.file_uploader(
            label, key=f"import-{turn}", label_visibility="collapsed", max_upload_size=_MOST_MEGABYTES
        )
        st.caption(t(language, "imports.nobody_named"))
        if file is None:
            code = st.session_state.get(_WRONG)
            if code:
                st.error(t(language, f"imports.{code}"), icon=":material/error:")
            return
        st.session_state[_TURN] = turn + 1
        with st.spinner(t(language, "imports.reading")):
            _read(community_id, file.name, file.getvalue())
    st.rerun()


def _read(community_id: str, name: str, data: bytes) -> None:
    st.session_state.pop(_WRONG, None)
    try:
        offers = recognise(read_apart(name, data), name)
    except Unreadable as error:
        st.session_state[_WRONG] = error.code
        return
    shown = clean(name)[:120] or "?"
    st.session_state[BROUGHT] = Brought(community_id, shown, sha256(data).hexdigest(), tuple(offers))


def put_away() -> None:
    """Forget the file of this tab."""
    for name in (BROUGHT, _WRONG):
        st.session_state.pop(name, None)


def show_found(file: Brought, past: Sequence[Import], language: str) -> tuple[int, Found]:
    """What the file was recognised as, with its first lines; which of its tables is meant, and what is in it."""
    with st.container(key="card-import-found"):
        place = _which(file, language)
        found = file.offers[place].found
        tool = t(language, f"imports.tool_{found.tool}")
        people, questions = (
            counted(name, n, language) for name, n in (("people", found.people), ("questions", len(found.questions)))
        )
        words = t(language, "imports.seen", tool=tool, people=people, questions=questions)
        st.html(f'<p class="attune-file"><b>{escape(file.name)}</b><br>{escape(words)}</p>')
        same = next((each for each in past if each.digest == file.digest), None)
        if same:
            at = day(same.created_at[:10], language)
            st.warning(t(language, "imports.same_file", day=at), icon=":material/warning:")
        st.html(numbers_table(_first_lines(found), t(language, "imports.first_rows")))
        if found.shape == "options":
            st.caption(t(language, "imports.counted_note"))
        if found.left_out:
            names = ", ".join(found.left_out)
            st.caption(literal(t(language, "imports.left_out_people", names=names)))
        if st.button(t(language, "imports.another"), key="import-another", icon=":material/upload_file:"):
            put_away()
            st.rerun()
    return place, found


def _which(file: Brought, language: str) -> int:
    """The place of the table that is meant, where there are several."""
    if len(file.offers) == 1:
        return 0
    together = t(language, "imports.all_sheets")
    names = distinct({str(place): offer.name or together for place, offer in enumerate(file.offers)})
    label = t(language, "imports.which_table")
    return int(st.selectbox(label, list(names), format_func=names.__getitem__, key=f"sheet-{file.digest}", width=384))


def _first_lines(found: Found) -> list[dict[str, str | int | float]]:
    """The first people's answers, without what says who they are; or the first options."""
    names = distinct({each.key: _cut(each.words) for each in found.questions[:_FIRST_COLUMNS]})
    rows: list[dict[str, str | int | float]] = []
    for person in range(min(_FIRST_LINES, found.people)):
        row: dict[str, str | int | float] = {}
        for question in found.questions[:_FIRST_COLUMNS]:
            cells = question.said[person] if person < len(question.said) else ()
            row[names[question.key]] = _cut(_told(question, cells))
        rows.append(row)
    return rows


def _told(question: Question, cells: Sequence[str]) -> str:
    """What somebody said to a question: the names of the columns they ticked, or what stands in each."""
    filled = [(part, cell) for part, cell in zip(question.parts, cells, strict=False) if cell]
    if are_marks(question.told):
        return ", ".join(part for part, cell in filled if cell.casefold() not in NO_MARKS)
    return ", ".join(f"{part}: {cell}" if part else cell for part, cell in filled)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1] + "…"


def ask_setting(file: Brought, place: int, found: Found, language: str) -> Setting:
    """The meeting's name, language and day; with no day chosen there are no gatherings."""
    section(t(language, "imports.meeting"))
    key = f"{file.digest}-{place}"
    with st.container(key="card-import-meeting"):
        columns = st.columns([3, 2, 2])
        with columns[0]:
            title = st.text_input(t(language, "imports.meeting_title"), _title(file.name), max_chars=120,
                                  key=f"title-{key}")  # fmt: skip
        with columns[2]:
            spoken = st.selectbox(t(language, "imports.language"), LANGUAGES, LANGUAGES.index(language),
                                  format_func=LANGUAGE_NAMES.__getitem__, key=f"spoken-{key}")  # fmt: skip
        gatherings = gather(days_of(found.times, day_first=spoken != "en"))
        is_each = len(gatherings) > 1 and _is_each(gatherings, key, language)
        if not is_each:
            with columns[1]:
                gatherings = _one(gatherings, found.people, key, language)
        if not gatherings:
            st.info(t(language, "imports.no_day"), icon=":material/event:")
    return Setting(clean(title) or _title(file.name), str(spoken), tuple(gatherings))


def _title(name: str) -> str:
    """A file's name as a meeting's: without its ending and what tools write behind it."""
    stem = clean(name.rsplit(".", 1)[0].replace("_", " "))
    for ending in ("(Responses)", "(respuestas)", "(Respuestas)", "- Form Responses 1"):
        stem = stem.removesuffix(ending).strip()
    return stem[:120] or "?"


def _is_each(gatherings: Sequence[Gathering], key: str, language: str) -> bool:
    """Whether each gathering was a meeting of its own."""
    days = ", ".join(day(each.day.isoformat(), language) for each in gatherings)
    words = {True: t(language, "imports.each_day", days=days), False: t(language, "imports.one_day")}
    label = t(language, "imports.several_days", n=len(gatherings))
    return bool(st.radio(label, [True, False], format_func=words.__getitem__, key=f"each-{key}"))


def _one(gatherings: Sequence[Gathering], people: int, key: str, language: str) -> list[Gathering]:
    """One meeting for everybody, on the day most of them answered unless another is chosen."""
    usual = max(gatherings, key=lambda each: len(each.people)).day if gatherings else None
    last = max(date.fromisoformat(today()), usual or FIRST)
    chosen = st.date_input(t(language, "imports.meeting_day"), usual, FIRST, last, key=f"day-{key}-{usual}",
                           format=PICKER[language])  # fmt: skip
    return [Gathering(chosen, tuple(range(people)))] if isinstance(chosen, date) else []
