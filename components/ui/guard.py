"""Which meeting and which community a page is about, and whether this account may see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Never, TypeVar

import streamlit as st

from components.accounts import current_account, reader_language, require_account
from components.live.permission import NotAllowed, Still, check, save_for
from components.live.store import open_store
from components.text import reason, say, t
from components.text.distinct import distinct
from components.ui.frame import MEETINGS, empty_state, frame, link
from db import communities, meetings
from db.accounts import Account
from db.communities import Community
from db.endings import CommunityClosed
from db.engine import Store
from db.meetings import Meeting

R = TypeVar("R")
_CHOSEN = "community"
_SWITCH = "community-switch"


def require_meeting() -> tuple[Account, Meeting]:
    """The signed-in account and the meeting in `?meeting=`, which its community lets it run; else the run ends.

    Somebody else's meeting behaves like one that does not exist.
    """
    account = require_account()
    with open_store() as db:
        meeting = meetings.by_id(db, st.query_params.get("meeting", ""))
        if meeting is None or communities.role_of(db, meeting.community_id, account.id) is None:
            meeting = None
    if meeting is None:
        _not_here(account)
    return account, meeting


def require_keeper() -> Account:
    """The signed-in account, which may take and restore backups of everything; else the run ends."""
    account = require_account()
    if not account.is_keeper:
        language = reader_language(account)
        frame(t(language, "facilitator.page_backup"), account, active="", language=language)
        empty_state(t(language, "backup.not_keeper"))
        st.stop()
    return account


def may_keep(account: Account) -> bool:
    """Whether this tab is still signed in as this account, which still may take and restore backups."""
    current = current_account()
    return current is not None and current.id == account.id and current.is_keeper


def may_run(account: Account, community_id: str) -> bool:
    """Whether this tab is still signed in as this account, which still belongs to a community.

    For what happens in a dialog or a fragment, long after its page was drawn.
    """
    current = current_account()
    if current is None or current.id != account.id:
        return False
    with open_store() as db:
        return communities.role_of(db, community_id, account.id) is not None


def do(
    account: Account,
    community_id: str,
    job: Callable[[Store], R],
    role: str = "facilitator",
    *,
    still: Still | None = None,
) -> R:
    """Change something of a community, as `save_for` does; who may not any more is back at the page's guard.

    Who changes what a community that has closed may not change is told so where it was pressed, and the run ends.
    """
    try:
        return save_for(account, community_id, job, role, still=still)
    except CommunityClosed as error:
        # No new run: what was set on the page stands still, and would ask for the same again without end.
        st.error(reason(reader_language(account), error.code))
        st.stop()
    except NotAllowed:
        st.rerun()


def for_signed_in(account: Account, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What a download button asks for when it is pressed, for as long as this sign-in holds.

    Raises `NotAllowed` then: a tab that was left open hands out no file once its account has signed out elsewhere.
    """

    def made() -> bytes:
        with open_store() as db:
            check(db, account)
        return make()

    return made


def stay(account: Account, meeting: Meeting) -> None:
    """For a fragment, which runs without its page's guard: back to the guard once this meeting is not theirs to run."""
    with open_store() as db:
        is_there = meetings.by_id(db, meeting.id) is not None
    if not is_there or not may_run(account, meeting.community_id):
        st.rerun()


def choose_community(account: Account, language: str) -> Community | None:
    """The community this tab is about: of `?community=`, the last one chosen, else the first; None without any.

    Draws a switcher where the account belongs to several.
    """
    with open_store() as db:
        own = communities.of_account(db, account.id)
    if not own:
        return None
    ids = [community.id for community in own]
    asked = st.query_params.get(_CHOSEN)
    wanted = asked if asked in ids else st.session_state.get(_CHOSEN)
    if wanted not in ids:
        wanted = ids[0]
    if len(own) > 1:
        wanted = _switcher(own, str(wanted), language)
    st.session_state[_CHOSEN] = wanted
    return own[ids.index(wanted)]


def _switcher(own: Sequence[Community], wanted: str, language: str) -> str:
    names = distinct({community.id: say(community.name, language) for community in own})
    if st.query_params.pop(_CHOSEN, None) or st.session_state.get(_SWITCH) not in names:
        st.session_state[_SWITCH] = wanted
    chosen = st.selectbox(
        t(language, "facilitator.which_community"), list(names), format_func=names.__getitem__, key=_SWITCH, width=384
    )
    return str(chosen)


def _not_here(account: Account) -> Never:
    language = reader_language(account)
    frame(t(language, "facilitator.no_meeting"), account, active="meetings", language=language)
    empty_state(t(language, "facilitator.no_meeting_next"))
    link(t(language, "facilitator.to_meetings"), MEETINGS)
    st.stop()
