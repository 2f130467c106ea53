"""The form that makes or changes a community: what it is called and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.live.permission import NotAllowed, save_own
from components.text import t
from components.ui.words import words_input
from db import communities
from db.accounts import Account
from db.communities import STAGES

_LONGEST_NAME = 80


@dataclass(frozen=True)
class Described:
    """What somebody said about a community; `stage` is "" where it was not asked for."""

    name: dict[str, str]
    stage: str


def community_form(
    name: dict[str, str], language: str, *, key: str, button: str, is_new: bool = False, is_open: bool = True
) -> Described | None:
    """Draw the form; what was said once it is sent, with a name.

    Only a new community says where it stands: later it moves on with the group's own words, on its charter's page.
    """
    with st.form(key, border=False):
        written = words_input(
            t(language, "facilitator.community_name"), name, language, language, key=f"{key}.name", most=_LONGEST_NAME,
            placeholder=t(language, "facilitator.community_name_example"),
        )  # fmt: skip
        stage = _stage_input(language, key) if is_new else ""
        is_sent = st.form_submit_button(button, type="primary", disabled=not is_open)
    if is_sent and not written:
        st.error(t(language, "facilitator.community_name_missing"))
        return None
    return Described(written, stage) if is_sent else None


def _stage_input(language: str, key: str) -> str:
    with st.container(key=f"choices-{key}"):
        return str(
            st.radio(
                t(language, "facilitator.stage"), STAGES, key=f"{key}.stage", width="stretch",
                format_func=lambda one: t(language, f"facilitator.stage_{one}"),
                captions=[t(language, f"facilitator.stage_{one}_about") for one in STAGES],
            )
        )  # fmt: skip


def first_community(account: Account, language: str, *, key: str = "first-community") -> None:
    """Make a community with this account as its organizer, and start the run again."""
    button = t(language, "facilitator.create_community")
    described = community_form({}, language, key=key, button=button, is_new=True)
    if described:
        try:
            made = save_own(
                account, lambda db: communities.create(db, described.name, account.id, stage=described.stage)
            )
        except NotAllowed:
            st.rerun()
        st.session_state["community"] = made
        st.session_state.pop("community-switch", None)
        st.rerun()
