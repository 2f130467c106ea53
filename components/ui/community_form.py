"""The form that makes a community or renames it; a new one says where it stands."""

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
    """What somebody said about a community; its stage where it is new."""

    name: dict[str, str]
    stage: str | None


def community_form(
    name: dict[str, str], stage: str | None, language: str, *, key: str, button: str, is_open: bool = True
) -> Described | None:
    """Draw the form; what was said once it is sent, with a name. It asks for the stage where `stage` is one."""
    with st.form(key, border=False):
        written = words_input(
            t(language, "facilitator.community_name"), name, language, language, key=f"{key}.name", most=_LONGEST_NAME,
            placeholder=t(language, "facilitator.community_name_example"),
        )  # fmt: skip
        chosen = _stage(stage, language, key) if stage else None
        is_sent = st.form_submit_button(button, type="primary", disabled=not is_open)
    if is_sent and not written:
        st.error(t(language, "facilitator.community_name_missing"))
        return None
    return Described(written, chosen) if is_sent else None


def _stage(stage: str, language: str, key: str) -> str:
    with st.container(key=f"choices-{key}"):
        chosen = st.radio(
            t(language, "facilitator.stage"), STAGES, STAGES.index(stage), key=f"{key}.stage", width="stretch",
            format_func=lambda one: t(language, f"facilitator.stage_{one}"),
            captions=[t(language, f"facilitator.stage_{one}_about") for one in STAGES],
        )  # fmt: skip
    return str(chosen)


def first_community(account: Account, language: str, *, key: str = "first-community") -> None:
    """Make a community with this account as its organizer, and start the run again."""
    described = community_form({}, STAGES[0], language, key=key, button=t(language, "facilitator.create_community"))
    if described:
        try:
            made = save_own(
                account,
                lambda db: communities.create(db, described.name, account.id, stage=described.stage or STAGES[0]),
            )
        except NotAllowed:
            st.rerun()
        st.session_state["community"] = made
        st.session_state.pop("community-switch", None)
        st.rerun()
