"""At the end of a community's page: deleting it, with what is gone said first, and its name to be typed."""

from __future__ import annotations

import streamlit as st

from components.live import doing_away
from components.live.control import CannotControl
from components.live.store import open_store
from components.text import say, t
from components.text.literal import literal
from components.ui.frame import BACKUP, REPORTS, link, section
from components.ui.guard import do
from db import communities, meetings
from db.accounts import Account
from db.communities import Community


def delete_community(account: Account, community: Community, language: str) -> None:
    """The way to delete a community, one click away from what will be gone; for its organizers."""
    section(t(language, "retention.delete_title"))
    st.caption(t(language, "retention.delete_lead"))
    if st.button(t(language, "retention.delete"), key="delete-community"):
        st.dialog(t(language, "retention.delete_title"), width="medium")(_ask)(account, community, language)


def _ask(account: Account, community: Community, language: str) -> None:
    with open_store() as db:
        held, live = communities.holdings(db, community.id), meetings.going_on(db, community.id)
    if live:
        st.warning(t(language, "retention.delete_live"))
        return
    gone = {name: getattr(held, name) for name in held.__dataclass_fields__}
    st.text(t(language, "retention.delete_gone", **gone))
    st.text(t(language, "retention.delete_first"))
    with st.container(horizontal=True):
        link(t(language, "retention.to_reports"), REPORTS, {"community": community.id})
        if account.is_keeper:
            link(t(language, "retention.to_backup"), BACKUP)
    name = say(community.name, language)
    typed = st.text_input(t(language, "retention.delete_type", name=literal(name)), key="delete-community-name")
    with st.container(horizontal=True):
        agreed = st.button(t(language, "retention.delete_yes"), key="delete-community-yes", type="primary")
        if st.button(t(language, "facilitator.keep_it"), key="delete-community-no"):
            st.rerun()
    if agreed:
        _delete(account, community, typed, language)


def _delete(account: Account, community: Community, typed: str, language: str) -> None:
    try:
        do(
            account, community.id, lambda db: doing_away.delete_community(db, account.id, community.id, typed),
            "organizer", still="erasing",
        )  # fmt: skip
    except CannotControl as error:
        st.error(t(language, f"retention.{error.code}"))
        return
    doing_away.sweep_soon(thorough=True)
    for name in ("community", "community-switch"):
        st.session_state.pop(name, None)
    st.session_state["community-deleted"] = True
    st.rerun()
