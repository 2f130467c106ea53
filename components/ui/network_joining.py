"""Joining a network by its code, making one, saying where a community is in it, and keeping one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import streamlit as st

from components.activities.written import clean
from components.directory import california
from components.live.permission import NotAllowed, save_own
from components.live.store import open_store
from components.text import LANGUAGES, say, t
from components.text.literal import literal
from components.ui.copy import copy_button
from components.ui.frame import confirm
from components.ui.guard import do, may_run
from components.ui.words import every_language
from db import networks
from db.accounts import Account
from db.communities import Community
from db.engine import Store
from db.ids import clean_join_code, show_join_code
from db.networks import SORTS, Network, Place, Region

_LONGEST = 80
_MOST_PLACES = 400
_SAMPLE = "california"


def join_form(account: Account, community: Community, language: str) -> None:
    """The field for an invitation's code, for organizers of a community."""
    with st.form("join-network", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            typed = st.text_input(
                t(language, "network.code"), max_chars=12, key="network-code", width=240,
                placeholder=t(language, "network.code_example"),
            )  # fmt: skip
            is_sent = st.form_submit_button(t(language, "network.join"), type="primary")
        st.caption(t(language, "network.join_about"))
    if not is_sent:
        return
    code = clean_join_code(typed) or ""
    try:
        do(account, community.id, partial(networks.join, community_id=community.id, code=code), "organizer")
    except networks.UnknownCode:
        st.error(t(language, "network.unknown_code"))
        return
    st.toast(t(language, "network.joined"))
    st.rerun()


def make_form(account: Account, language: str) -> None:
    """Make a network of one's own, or begin with California's counties."""
    with st.expander(t(language, "network.make"), icon=":material/add:"), st.form("make-network", border=False):
        st.caption(t(language, "network.make_about"))
        name = every_language(t(language, "network.name"), {}, LANGUAGES, language, key="network-name", most=_LONGEST)
        sort = st.radio(
            t(language, "network.sort"), (*SORTS, _SAMPLE), key="network-sort",
            format_func=lambda one: t(language, f"network.sort_{one}"),
        )  # fmt: skip
        written = st.text_area(
            t(language, "network.regions"), height=140, key="network-regions", max_chars=4000,
            placeholder=t(language, "network.regions_example"),
        )  # fmt: skip
        is_sent = st.form_submit_button(t(language, "network.make_it"), type="primary")
    if not is_sent:
        return
    if not name and sort != _SAMPLE:
        st.error(t(language, "network.name_missing"))
        return
    _own(account, partial(make, account_id=account.id, name=name, sort=str(sort), written=written, language=language))


def make(db: Store, account_id: str, name: dict[str, str], sort: str, written: str, language: str) -> str:
    """A network as a form describes it, with a region on each line: its name, a colon, its places; returns its id."""
    if sort == _SAMPLE:
        return california.make(db, account_id)
    network_id = networks.create(db, account_id, name, sort)
    left = _MOST_PLACES
    for line in written.splitlines():
        head, _, rest = line.partition(":")
        region_id = networks.add_region(db, account_id, network_id, {language: clean(head)}) if clean(head) else None
        places = dict.fromkeys(place for place in map(clean, rest.split(",")) if place)
        if region_id and left > 0:
            networks.add_places(db, account_id, region_id, dict.fromkeys(list(places)[:left]))
            left -= len(places)
    return network_id


def place_form(
    account: Account, community: Community, network: Network, regions: list[Region], places: list[Place], language: str
) -> None:  # fmt: skip
    """Where a community is in a network: its region and the places it serves."""
    with open_store() as db:
        served = networks.served(db, network.id).get(community.id, frozenset())
        member = next((each for each in networks.members(db, network.id) if each.community_id == community.id), None)
    key = f"served-{network.id}-{community.id}"
    names = {region.id: say(region.name, language) for region in regions}
    with st.expander(t(language, "network.where"), expanded=not served and bool(places)), st.form(key, border=False):
        known = list(names)
        at = known.index(member.region_id) if member and member.region_id in names else None
        region = st.selectbox(
            t(language, "directory.region"), known, at, format_func=names.__getitem__, key=f"{key}-region",
            placeholder=t(language, "network.choose"),
        )  # fmt: skip
        called = {place.id: place.name for place in places}
        chosen = st.multiselect(
            t(language, "network.serves"), list(called), [id for id in called if id in served],
            format_func=called.__getitem__, key=f"{key}-places", placeholder=t(language, "network.choose"),
        )  # fmt: skip
        is_sent = st.form_submit_button(t(language, "facilitator.save"), type="primary")
    if is_sent:
        job = partial(networks.serve, network_id=network.id, community_id=community.id, region_id=region,
                      place_ids=chosen)  # fmt: skip
        do(account, community.id, job, "organizer")
        st.toast(t(language, "facilitator.saved"))
        st.rerun()


def leave_button(account: Account, community: Community, network: Network, language: str) -> None:
    """The way out of a network, asked once more."""
    if st.button(t(language, "network.leave"), key=f"leave-{network.id}", type="tertiary"):
        st.dialog(t(language, "network.leave"))(_leave)(account, community, network, language)


def _leave(account: Account, community: Community, network: Network, language: str) -> None:
    if not may_run(account, community.id):
        st.rerun()
    words = t(language, "network.leave_about", name=literal(say(network.name, language)))
    if confirm(words, t(language, "network.leave_yes"), language, key="leave-network"):
        job = partial(networks.leave, network_id=network.id, community_id=community.id)
        do(account, community.id, job, "organizer", still="people")
        st.rerun()


def keep_network(
    account: Account, network: Network, regions: list[Region], places: list[Place], language: str
) -> None:  # fmt: skip
    """For the account that made a network: its invitation, the names of its regions, which place is in which."""
    with st.expander(t(language, "network.keep", name=literal(say(network.name, language))), icon=":material/key:"):
        st.caption(t(language, "network.keep_about"))
        if network.code:
            shown = show_join_code(network.code)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f'<p class="attune-facts"><b class="attune-code">{shown}</b></p>')
                copy_button(shown, t(language, "network.copy"), t(language, "reports.copied"), key=f"c-{network.id}")
        with st.container(horizontal=True):
            if st.button(t(language, "network.new_code"), key=f"code-{network.id}"):
                _own(account, partial(networks.invite_anew, account_id=account.id, network_id=network.id))
            if network.code and st.button(t(language, "network.no_code"), key=f"no-code-{network.id}"):
                job = partial(networks.invite_anew, account_id=account.id, network_id=network.id, is_open=False)
                _own(account, job)
            if st.button(t(language, "network.delete"), key=f"delete-{network.id}"):
                st.dialog(t(language, "network.delete"))(_delete)(account, network, language)
        _regroup(account, network, regions, places, language)


def _delete(account: Account, network: Network, language: str) -> None:
    words = t(language, "network.delete_about", name=literal(say(network.name, language)))
    if confirm(words, t(language, "network.delete_yes"), language, key="delete-network"):
        _own(account, partial(networks.delete, account_id=account.id, network_id=network.id))


def _regroup(
    account: Account, network: Network, regions: list[Region], places: list[Place], language: str
) -> None:  # fmt: skip
    """Which place is in which region, as a table; saving it says that the regions are no example any more."""
    if not regions:
        return
    called = {region.id: f"{n} {say(region.name, language)}" for n, region in enumerate(regions, 1)}
    by_name = {name: id for id, name in called.items()}
    with st.form(f"regroup-{network.id}", border=False):
        names = {
            region.id: every_language(
                t(language, "network.region_name", n=n), region.name, LANGUAGES, language, key=f"region-{region.id}",
                most=_LONGEST,
            )
            for n, region in enumerate(regions, 1)
        }  # fmt: skip
        rows = [{"place": place.name, "region": called[place.region_id]} for place in places]
        edited = st.data_editor(
            rows, key=f"regroup-rows-{network.id}", hide_index=True, height=320,
            column_config={
                "place": st.column_config.TextColumn(t(language, "directory.place"), disabled=True),
                "region": st.column_config.SelectboxColumn(
                    t(language, "directory.region"), options=list(by_name), required=True
                ),
            },
        ) if places else []  # fmt: skip
        is_sent = st.form_submit_button(t(language, "network.regroup"))
    if is_sent:
        moved = {place.id: by_name[row["region"]] for place, row in zip(places, edited, strict=True)}

        def job(db: Store) -> None:
            networks.rename_regions(db, account.id, network.id, {id: words for id, words in names.items() if words})
            networks.move_places(db, account.id, network.id, moved)

        _own(account, job)


def _own(account: Account, job: Callable[[Store], object]) -> None:
    """Do what concerns an account's own networks and show the page anew; who signed out is back at its guard."""
    with suppress(NotAllowed):
        save_own(account, job)
    st.rerun()
