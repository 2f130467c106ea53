"""The network around a community, as an organizer opens, joins and reads it."""

from __future__ import annotations

from html import unescape

import pytest

from components.directory import california
from components.live import control
from components.live.store import open_store, save
from components.text import t
from db import communities, networks, public_pages
from db.engine import Store
from tests.rooms import LINES, Made, answer, make_account, make_meeting, open_activity
from tests.tabs import one, open_tab, said

PAGE = "organizer/network.py"


@pytest.fixture(autouse=True)
def _own_database(database: str) -> None:
    """Pages read the process's database."""


def held(db: Store) -> Made:
    made = make_meeting(db, configs={"spectrum": LINES})
    round_id = open_activity(db, made, "spectrum")
    for person in range(6):
        answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": 90}})
    control.reveal(db, made.id)
    control.end(db, made.id)
    return made


def page_of(made: Made) -> public_pages.PublicPage:
    with open_store() as db:
        return public_pages.of_community(db, made.community_id)


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_empty_page_says_what_it_is_for_and_offers_the_first_step(language: str) -> None:
    made = save(lambda db: make_meeting(db, live=False))
    told = unescape(said(open_tab(PAGE, made.account_id, lang=language)))
    for words in ("network.lead", "public.lead", "public.write_first", "network.first_about", "network.join_about"):
        assert t(language, words) in told


def test_an_organizer_writes_a_page_and_opens_it_and_is_asked_before_it_closes() -> None:
    made = save(held)
    key = f"public-{made.community_id}"
    tab = open_tab(PAGE, made.account_id)
    assert tab.button(key="public-open").disabled
    tab.text_area(key=f"{key}-purpose.en").set_value("Families who learn together")
    tab.text_area(key=f"{key}-purpose.es").set_value("Familias que aprenden juntas")
    tab.checkbox(key=f"{key}-listed").check()
    [save_it] = [each for each in tab.button if each.form_id == key]
    save_it.click().run()
    assert page_of(made).purpose == {"en": "Families who learn together", "es": "Familias que aprenden juntas"}
    assert not page_of(made).is_open
    tab.button(key="public-open").click().run()
    token = page_of(made).token
    assert token
    assert token in str([each.value for each in tab.code])
    tab.button(key="public-close").click().run()
    assert t("en", "public.close_about") in said(tab)
    assert page_of(made).is_open, "it is asked once more"


def test_a_digest_is_looked_at_before_it_is_let_out() -> None:
    made = save(held)
    tab = open_tab(PAGE, made.account_id)
    tab.button(key=f"digest-{made.id}").click().run()
    assert t("en", "public.release_about") in said(tab)
    assert "lived experience" in said(tab).lower()
    with open_store() as db:
        assert public_pages.released(db, made.community_id) == frozenset()
    save(lambda db: public_pages.release(db, made.community_id, made.id))
    tab.run()
    tab.button(key=f"digest-{made.id}").click().run()
    with open_store() as db:
        assert public_pages.released(db, made.community_id) == frozenset()


def joined(db: Store) -> tuple[Made, str]:
    """Ana's community, and the code of a network that Bea keeps."""
    made = held(db)
    network = networks.by_id(db, california.make(db, make_account(db, "bea")))
    assert network
    assert network.code
    return made, network.code


def test_a_community_joins_by_a_code_says_where_it_is_and_reads_what_the_network_came_to() -> None:
    made, code = save(joined)
    tab = open_tab(PAGE, made.account_id)
    tab.text_input(key="network-code").set_value("AAAA-AA")
    one(tab.button, t("en", "network.join")).click().run()
    assert t("en", "network.unknown_code") in said(tab)
    tab.text_input(key="network-code").set_value(f"{code[:4].lower()}-{code[4:]}")
    one(tab.button, t("en", "network.join")).click().run()
    told = said(tab)
    assert t("en", "network.of", name="California learning communities") in told
    assert t("en", "directory.sample") in told
    assert told.count('class="tile"') == 58 + 6
    with open_store() as db:
        [network] = networks.of_community(db, made.community_id)
        places = {place.name: place for place in networks.places(db, network.id)}
    key = f"served-{network.id}-{made.community_id}"
    tab.selectbox(key=f"{key}-region").set_value(places["Humboldt"].region_id)
    tab.multiselect(key=f"{key}-places").set_value([places["Humboldt"].id])
    [keep] = [each for each in tab.button if each.form_id == key]
    keep.click().run()
    with open_store() as db:
        assert networks.served(db, network.id) == {made.community_id: frozenset({places["Humboldt"].id})}
    assert not [each for each in tab.button if str(each.key).startswith("code-")], "Bea keeps it"


def test_whoever_makes_a_network_keeps_it_and_another_code_ends_the_first() -> None:
    made = save(held)
    tab = open_tab(PAGE, made.account_id)
    tab.text_input(key="network-name.en").set_value("Coast network")
    tab.text_area(key="network-regions").set_value("North: Humboldt, Del Norte\nSouth: Mendocino")
    one(tab.button, t("en", "network.make_it")).click().run()
    with open_store() as db:
        [network] = networks.of_account(db, made.account_id)
        assert [region.name for region in networks.regions(db, network.id)] == [{"en": "North"}, {"en": "South"}]
        assert [place.name for place in networks.places(db, network.id)] == ["Del Norte", "Humboldt", "Mendocino"]
    tab.button(key=f"code-{network.id}").click().run()
    with open_store() as db:
        found = networks.by_id(db, network.id)
    assert found
    assert found.code != network.code


def test_a_facilitator_reads_it_and_opens_nothing() -> None:
    made, code = save(joined)

    def add(db: Store) -> str:
        networks.join(db, made.community_id, code)
        cleo = make_account(db, "cleo")
        communities.add_member(db, made.community_id, cleo, "facilitator")
        return cleo

    tab = open_tab(PAGE, save(add))
    assert t("en", "network.of", name="California learning communities") in said(tab)
    keys = {str(each.key).rpartition("-")[0] for each in tab.button}
    assert not keys & {"public", "leave", "share"}
    assert t("en", "network.join") not in [each.label for each in tab.button]
