"""The directory: who wished to be found is found by place or topic, and nobody else is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.directory import california, tiles
from components.directory.listing import land_of, read_listed
from components.directory.routes import routes
from components.live.store import open_store, save
from components.text import t
from db import communities, networks, public_pages
from db.engine import Store
from tests.rooms import make_account

CARE = {"en": "Childcare", "es": "Cuidado infantil"}


def community(db: Store, name: str, *, is_listed: bool = True, topics: dict[str, str] | None = None) -> str:
    made = communities.create(db, {"en": name}, make_account(db))
    page = replace(public_pages.of_community(db, made), topics=topics or {}, is_listed=is_listed)
    public_pages.put(db, page)
    public_pages.open_page(db, made)
    return made


def network(db: Store) -> str:
    """The counties of California; a listed community serves Mendocino, one that is not listed serves Kern."""
    made = california.make(db, make_account(db))
    places = {place.name: place for place in networks.places(db, made)}
    for name, county, is_listed in (("Río Círculo", "Mendocino", True), ("Hidden Circle", "Kern", False)):
        own = community(db, name, is_listed=is_listed, topics=CARE)
        networks.enter(db, made, own)
        networks.serve(db, made, own, places[county].region_id, [places[county].id])
    return made


@pytest.fixture
def client(database: str) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=list(routes()))) as opened:
        yield opened


@pytest.mark.parametrize("query", ["mendocino", "rio", "CUIDADO  río", "childcare north", "Norte", "california"])
def test_a_community_is_found_by_place_or_topic_in_either_language(client: TestClient, query: str) -> None:
    save(network)
    told = client.get("/communities", params={"q": query}).text
    assert "Río Círculo" in told
    assert "Hidden Circle" not in told


def test_nothing_found_says_what_to_try(client: TestClient) -> None:
    save(network)
    told = client.get("/communities", params={"q": "quokka", "lang": "es"}).text
    assert "Río Círculo" not in told
    assert t("es", "directory.found_none", query="quokka") in told


def test_an_empty_directory_says_so(client: TestClient) -> None:
    save(lambda db: community(db, "Hidden Circle", is_listed=False))
    told = client.get("/communities?lang=en").text
    assert t("en", "directory.empty") in told
    assert "Hidden Circle" not in told


def test_who_takes_itself_out_is_not_there_any_more(client: TestClient) -> None:
    made = save(lambda db: community(db, "Valley Circle"))
    assert "Valley Circle" in client.get("/communities").text
    save(lambda db: public_pages.close_page(db, made))
    assert "Valley Circle" not in client.get("/communities").text


def test_the_map_has_every_county_once_and_shows_no_community_that_is_not_listed(client: TestClient) -> None:
    made = save(network)
    with open_store() as db:
        found = networks.by_id(db, made)
        assert found
        land = land_of(db, found, read_listed(db), "en")
    assert len(land.places) == len(set(tiles.shorts([place.name for place in land.places]).values())) == 58
    assert len(land.regions) == 6
    assert [place.name for place in land.places if land.here.get(place.id)] == ["Mendocino"]
    told = client.get("/communities?lang=en").text
    assert told.count("<rect") == 58 + 6
    assert 'aria-label="Map of California learning communities: 58 places in 6 regions' in told
    assert t("en", "directory.sample") in told
    assert "<td>Kern</td><td>4 Central Valley</td><td>0</td>" in told


def test_no_two_tiles_lie_on_each_other_and_the_eleven_of_the_north_are_there() -> None:
    assert len(california.TILES) == len(set(california.TILES.values())) == 58
    counties = [county for _, some in california.REGIONS for county in some]
    assert sorted(counties) == sorted(california.TILES)
    assert len(california.REGIONS[0][1]) == 11


def test_a_sample_grouping_is_one_until_its_keeper_has_put_every_county_where_it_belongs(store: Store) -> None:
    made = california.make(store, make_account(store))
    keeper = make_account(store)
    [kern] = [place for place in networks.places(store, made) if place.name == "Kern"]
    south = networks.regions(store, made)[5]
    networks.move_places(store, make_account(store, "bea"), made, {kern.id: south.id})
    assert [each.region_id for each in networks.places(store, made) if each.name == "Kern"] == [kern.region_id]
    networks.move_places(store, keeper, made, {kern.id: south.id})
    assert [each.region_id for each in networks.places(store, made) if each.name == "Kern"] == [south.id]
    found = networks.by_id(store, made)
    assert found
    assert not found.is_sample


def test_a_code_lets_a_community_in_until_there_is_another(store: Store) -> None:
    made = california.make(store, make_account(store))
    first, second = community(store, "One"), community(store, "Two")
    found = networks.by_id(store, made)
    assert found
    assert found.code
    assert networks.join(store, first, found.code) == made
    networks.invite_anew(store, make_account(store), made)
    with pytest.raises(networks.UnknownCode):
        networks.join(store, second, found.code)
    networks.invite_anew(store, make_account(store), made, is_open=False)
    with pytest.raises(networks.UnknownCode):
        networks.join(store, second, "")
    assert [member.community_id for member in networks.members(store, made)] == [first]


def test_who_leaves_takes_along_what_it_shared_and_serves_no_place_any_more(store: Store) -> None:
    made = network(store)
    own = networks.members(store, made)[0].community_id
    networks.offer(store, made, own, "prompt", {"en": "A"}, {}, "[]")
    networks.leave(store, made, own)
    assert networks.offers(store, [made]) == []
    assert own not in networks.served(store, made)
    assert networks.of_community(store, own) == []
