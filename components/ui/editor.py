"""One activity in its kind's own editor, beside what the phone will show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.activities.base import InvalidConfig, Json
from components.activities.registry import kind_of, views_of
from components.activities.written import clean
from components.live.store import open_store
from components.text import UnknownText, t
from components.ui.frame import turn_to
from components.ui.preview import phone_preview
from components.ui.thinking import think_input
from components.ui.words import words_input, writing_language
from db import rounds
from db.activities import WHOM, Activity
from db.communities import Community
from db.meetings import Meeting

_LONGEST_TITLE = 120
_LONGEST_NOTES = 2000


@dataclass(frozen=True)
class Edited:
    """What an activity is to become; `config` is JSON text its kind has accepted."""

    title: dict[str, str]
    config: str
    minutes: int
    think_seconds: int | None
    notes: str
    whom: str = "everybody"


def edit_activity(activity: Activity, meeting: Meeting, community: Community, of: int, language: str) -> Edited | None:
    """Draw the editor and the preview; what to save once that is asked for."""
    stored: Json = json.loads(activity.config)
    key = f"draft-{activity.id}-{st.session_state.get(_turn(activity), 0)}"
    left, right = st.columns([7, 5], gap="large")
    with left:
        _warn(activity, language)
        title, minutes, think = _frame_fields(activity, meeting, language, key)
        whom = _whom(activity, language, key)
        draft: Json = views_of(activity.kind).edit(stored, meeting.languages, language, key)
        notes = _notes_field(activity, language, key)
        problem = _problem(activity.kind, title, draft)
        is_changed = (title, minutes, think, notes, whom, _parsed(activity.kind, draft)) != (
            activity.title, activity.minutes, activity.think_seconds, activity.notes, activity.whom,
            _parsed(activity.kind, stored),
        )  # fmt: skip
        is_saved = _save_bar(activity, meeting, problem, is_changed, language)
    with right, st.container(key="preview"):
        st.caption(t(language, "facilitator.preview"))
        if problem:
            st.info(problem_words(problem, language))
        else:
            phone_preview(
                activity.kind, title, draft, meeting, community, language, key=f"preview-{activity.id}",
                position=activity.position, of=of,
            )  # fmt: skip
    if not is_saved or problem:
        return None
    st.session_state[_turn(activity)] = st.session_state.get(_turn(activity), 0) + 1
    st.toast(t(language, "facilitator.saved"))
    return Edited(title, json.dumps(draft, ensure_ascii=False), minutes, think, notes, whom)


def problem_words(code: str, language: str) -> str:
    """What is still missing, for a code of `InvalidConfig`."""
    try:
        return t(language, code if "." in code else f"facilitator.config_{code}")
    except UnknownText:
        return t(language, "facilitator.config_wrong")


def _turn(activity: Activity) -> str:
    return f"draft-turn-{activity.id}"


def _warn(activity: Activity, language: str) -> None:
    with open_store() as db:
        is_answered = bool(rounds.of_activity(db, activity.id))
    if is_answered:
        st.info(t(language, "facilitator.rounds_keep"))


def _frame_fields(
    activity: Activity, meeting: Meeting, language: str, key: str
) -> tuple[dict[str, str], int, int | None]:
    """Title, minutes and seconds to think, which every kind has that asks something."""
    tongue = writing_language(meeting.languages, language)
    title = words_input(
        t(language, "facilitator.activity_title"), activity.title, tongue, language, key=f"{key}.title",
        most=_LONGEST_TITLE,
    )  # fmt: skip
    slim, wide = st.columns([1, 2])
    minutes = slim.number_input(
        t(language, "facilitator.activity_minutes"), 1, 240, min(max(activity.minutes, 1), 240), key=f"{key}.minutes"
    )
    if not kind_of(activity.kind).steps:
        return title, int(minutes), activity.think_seconds
    with wide:
        think = think_input(activity.think_seconds, language, key=f"{key}.think", in_meeting=meeting.think_seconds)
    return title, int(minutes), think


def _notes_field(activity: Activity, language: str, key: str) -> str:
    """What a facilitator wants before their eyes while this activity is on."""
    written = st.text_area(
        t(language, "facilitator.activity_notes"), activity.notes, key=f"{key}.notes", max_chars=_LONGEST_NOTES,
        placeholder=t(language, "facilitator.activity_notes_hint"),
    )  # fmt: skip
    st.caption(t(language, "facilitator.activity_notes_about"))
    return clean(written, lines=True)


def _whom(activity: Activity, language: str, key: str) -> str:
    """Who answers and sees the result first; fixed once it was opened, and not asked where nothing is answered."""
    if not kind_of(activity.kind).steps:
        return activity.whom
    with open_store() as db:
        is_opened = bool(rounds.of_activity(db, activity.id))
    chosen = st.selectbox(
        t(language, "facilitator.whom"), WHOM, WHOM.index(activity.whom), key=f"{key}.whom", disabled=is_opened,
        help=t(language, "facilitator.whom_hint"), format_func=lambda one: t(language, f"facilitator.whom_{one}"),
    )  # fmt: skip
    return str(chosen)


def _problem(kind: str, title: dict[str, str], draft: Json) -> str | None:
    """The code of what keeps this from being saved."""
    if not title:
        return "title_missing"
    try:
        kind_of(kind).parse_config(draft)
    except InvalidConfig as error:
        return error.code
    return None


def _parsed(kind: str, config: Json) -> Any:
    """The config as its kind sees it, to tell a change from another way to write the same."""
    try:
        return kind_of(kind).parse_config(config)
    except InvalidConfig:
        return config


def _save_bar(activity: Activity, meeting: Meeting, problem: str | None, is_changed: bool, language: str) -> bool:
    """Save, or leave it as it was, and whether there is anything to save."""
    with st.container(key="save-bar", horizontal=True, vertical_alignment="center"):
        is_saved = st.button(
            t(language, "facilitator.save"), key="save-activity", type="primary",
            disabled=not is_changed or problem is not None,
        )  # fmt: skip
        if is_changed:
            st.button(
                t(language, "facilitator.discard"), key="discard-activity", type="tertiary", on_click=_discard,
                args=(activity,),
            )  # fmt: skip
        elif st.button(t(language, "facilitator.back_to_agenda"), key="back-to-agenda", type="tertiary"):
            turn_to({"meeting": meeting.id})
        words = problem_words(problem, language) if problem else t(
            language, "facilitator.unsaved" if is_changed else "facilitator.all_saved"
        )  # fmt: skip
        st.caption(words, width="content")
    return is_saved


def _discard(activity: Activity) -> None:
    st.session_state[_turn(activity)] = st.session_state.get(_turn(activity), 0) + 1
