"""The communities in the public directory, with the maps of the networks they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from components.directory import tiles
from components.directory.search import Listed, plain
from components.directory.tiles import Land
from components.text import Words, say, t
from db import communities, networks, public_pages
from db.engine import Store
from db.networks import Network


def read_listed(db: Store) -> list[Listed]:
    """Every community that wished to be found, by name."""
    found = []
    for page in public_pages.in_directory(db):
        community = communities.by_id(db, page.community_id)
        if community:
            found.append(_with_networks(db, Listed(page, community.name)))
    return sorted(found, key=lambda each: plain(say(each.name, "en")))


def _with_networks(db: Store, one: Listed) -> Listed:
    own, community_id = networks.of_community(db, one.page.community_id), one.page.community_id
    names, regions, places, ids = list[Words](), list[Words](), list[str](), list[str]()
    for network in own:
        names.append(network.name)
        served = networks.served(db, network.id).get(community_id, frozenset())
        here = [place for place in networks.places(db, network.id) if place.id in served]
        places, ids = places + [place.name for place in here], ids + [place.id for place in here]
        member = next(each for each in networks.members(db, network.id) if each.community_id == community_id)
        wanted = {member.region_id, *(place.region_id for place in here)}
        regions += [each.name for each in networks.regions(db, network.id) if each.id in wanted]
    return Listed(one.page, one.name, tuple(names), tuple(regions), tuple(places), tuple(ids))


def land_of(db: Store, network: Network, listed: Sequence[Listed], language: str) -> Land:
    """A network's places, with how many of the listed communities serve each."""
    places = networks.places(db, network.id)
    known = {place.id for place in places}
    here = Counter(place for each in listed for place in each.counties if place in known)
    return Land(say(network.name, language), networks.regions(db, network.id), places, here)


def maps_of(db: Store, listed: Sequence[Listed], found: Sequence[Listed], query: str, language: str) -> str:
    """The maps of all networks that a listed community belongs to, as HTML; what was found stands out."""
    seen: dict[str, Network] = {}
    for each in listed:
        seen |= {network.id: network for network in networks.of_community(db, each.page.community_id)}
    lit = {place for each in found for place in each.counties} if query else set[str]()
    drawn = []
    for network in seen.values():
        land = land_of(db, network, listed, language)
        if land.has_map:
            drawn.append(_map(land, lit, network, language))
    return f"<div>{''.join(drawn)}</div>" if drawn else ""


def _map(land: Land, lit: set[str], network: Network, language: str) -> str:
    shown = tiles.draw(land, language, lambda place: f"/communities?lang={language}&q={quote(place.name)}", lit)
    sample = f'<p class="soft">{escape(t(language, "directory.sample"))}</p>' if network.is_sample else ""
    summary = escape(t(language, "directory.as_table"))
    rows = f"<details><summary>{summary}</summary>{tiles.table(land, language)}</details>"
    return f"<section><h2>{escape(land.name)}</h2>{sample}{shown}{tiles.key(land, language)}{rows}</section>"
