"""The network around a community: its public page, the networks it belongs to, and what these share."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language, require_account
from components.directory.listing import land_of, read_listed
from components.directory.rollup import count, rolled
from components.live.store import open_store
from components.text import say, t
from components.ui import network_map, pictures
from components.ui.find_community import directory_link
from components.ui.frame import MEETINGS, empty_state, frame, link, section
from components.ui.guard import choose_community
from components.ui.network_joining import join_form, keep_network, leave_button, make_form, place_form
from components.ui.network_sharing import shared
from components.ui.public_page import public_page
from db import accounts, meetings, networks, public_pages

account = require_account()
language = reader_language(account)
frame(
    t(language, "facilitator.page_network"), account, active="network", language=language,
    lead=t(language, "network.lead"),
)  # fmt: skip
community = choose_community(account, language)
if community is None:
    empty_state(t(language, "history.no_community"))
    link(t(language, "facilitator.page_meetings"), MEETINGS)
    st.stop()
pictures.style()
network_map.style()
with open_store() as db:
    may_change = accounts.allowed(db, account.id, community.id, role="organizer")
    page, released = public_pages.of_community(db, community.id), public_pages.released(db, community.id)
    held = [meeting for meeting in meetings.of_community(db, community.id) if meeting.is_in_history]
    own, kept = networks.of_community(db, community.id), networks.of_account(db, account.id)
    listed = read_listed(db)
if not may_change:
    st.caption(t(language, "facilitator.organizers_only"))
with st.container(horizontal=True, key="doors-network"):
    directory_link(t(language, "network.directory"), language)
with st.container(key="narrow-public"):
    public_page(account, community, page, held, released, language, is_open=may_change)

for network in own:
    with open_store() as db:
        land = land_of(db, network, listed, language)
        numbers = rolled(count(db, network.id))
    section(t(language, "network.of", name=say(network.name, language)))
    with st.container(key=f"card-past-network-{network.id}"):
        network_map.show_rollup(numbers, land.regions, language)
        network_map.show_map(land, network, language)
    if may_change:
        place_form(account, community, network, list(land.regions), list(land.places), language)
    shared(account, community, network, language, is_open=may_change)
    if may_change:
        leave_button(account, community, network, language)

section(t(language, "network.more" if own else "network.first"))
if not own:
    st.caption(t(language, "network.first_about"))
if may_change:
    join_form(account, community, language)
make_form(account, language)
for network in kept:
    with open_store() as db:
        regions, places = networks.regions(db, network.id), networks.places(db, network.id)
    keep_network(account, network, regions, places, language)
