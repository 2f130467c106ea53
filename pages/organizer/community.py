"""A community: what it is called, where it stands, and what it asks and has agreed on."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language, require_account
from components.live.agreed import Agreed
from components.live.store import open_store
from components.text import say, t
from components.text.literal import literal
from components.ui.about_form import about_form
from components.ui.community_form import Described, community_form, first_community
from components.ui.delete_community import delete_community
from components.ui.frame import CHARTER, frame, link, section
from components.ui.funders_form import funders_form
from components.ui.guard import choose_community, do
from components.ui.listed import keep, word_list
from components.ui.retention_form import retention_form
from db import accounts, communities, words
from db.accounts import Account
from db.communities import Community
from db.engine import Store


def is_organizer(account: Account, community: Community) -> bool:
    """Whether an account may change a community now."""
    with open_store() as db:
        return accounts.allowed(db, account.id, community.id, role="organizer")


def show_list(account: Account, community: Community, may_change: bool, language: str) -> None:
    """What the community changed about the words that wait; done at once what its organizer wishes."""
    with open_store() as db:
        edits = words.of_community(db, community.id)
    wish = word_list(community, edits, language, is_open=may_change)
    if wish and may_change:
        keep(account, community, wish, language)


def rewrite(account: Account, community: Community, described: Described, language: str) -> None:
    """Save what the community is called; where it stands may have moved since this page was drawn, and stays."""

    def job(db: Store) -> None:
        stands = communities.by_id(db, community.id) or community
        communities.change(db, community.id, name=described.name, stage=stands.stage)

    do(account, community.id, job, "organizer")
    st.toast(t(language, "facilitator.saved"))


def ask_about(account: Account, community: Community, asks: str, language: str) -> None:
    """Save what people may say about themselves."""
    do(account, community.id, lambda db: communities.ask_about(db, community.id, asks), "organizer")
    st.toast(t(language, "facilitator.saved"))


def agree(account: Account, community: Community, agreed: Agreed, language: str) -> None:
    """Save what funders and agencies see."""
    stored = agreed.stored()
    do(
        account, community.id, lambda db: communities.agree_on_funders(db, community.id, stored), "organizer",
        still="people",
    )  # fmt: skip
    st.toast(t(language, "facilitator.saved"))


account = require_account()
language = reader_language(account)
frame(
    t(language, "facilitator.page_community"), account, active="about", language=language,
    lead=t(language, "facilitator.community_lead"),
)  # fmt: skip
if st.session_state.pop("community-deleted", False):
    st.toast(t(language, "retention.deleted"))
community = choose_community(account, language)
if community is None:
    with st.container(key="narrow"):
        first_community(account, language)
    st.stop()
may_change = is_organizer(account, community)
with st.container(key="narrow"):
    section(t(language, "facilitator.community_about"))
    if not may_change:
        st.caption(t(language, "facilitator.organizers_only"))
    described = community_form(
        community.name, language, key=f"community-{community.id}", button=t(language, "facilitator.save"),
        is_open=may_change,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(t(language, "charter.stands_at", stage=t(language, f"facilitator.stage_{community.stage}")))
        link(t(language, "charter.to_stage"), CHARTER, {"community": community.id})
    if described and may_change:
        rewrite(account, community, described, language)

    section(t(language, "facilitator.community_asks"))
    st.caption(t(language, "facilitator.community_asks_lead"))
    asks = about_form(community, language, is_open=may_change)
    if asks is not None and may_change:
        ask_about(account, community, asks, language)

    section(t(language, "facilitator.funders"))
    st.caption(t(language, "facilitator.funders_lead"))
    agreed = funders_form(community, language, is_open=may_change)
    if agreed is not None and may_change:
        agree(account, community, agreed, language)

    section(t(language, "reading.list"))
    show_list(account, community, may_change, language)

    retention_form(account, community, language, is_open=may_change)

    with st.expander(t(language, "facilitator.another_community", name=literal(say(community.name, language)))):
        first_community(account, language, key="another-community")

    if may_change:
        delete_community(account, community, language)
