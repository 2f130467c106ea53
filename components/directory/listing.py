"""The communities in the public directory, with the maps of the networks they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from urllib.parse import quote

from components.directory import tiles
from components.directory.search import Listed, plain
from components.directory.tiles import Land
from components.text import Words, say, t
from db import communities, networks, public_pages
from db.engine import Store
from db.networks import Network, Place


def read_listed(db: Store) -> list[Listed]:
    """Every community that wished to be found, by name."""
    found = dict[str, Listed]()
    for page in public_pages.in_directory(db):
        community = communities.by_id(db, page.community_id)
        if community:
            found[community.id] = Listed(page, community.name)
    for network in networks.of_communities(db, found) if found else ():
        regions = {region.id: region.name for region in networks.regions(db, network.id)}
        places, served = networks.places(db, network.id), networks.served(db, network.id)
        for member in networks.members(db, network.id):
            if member.community_id in found:
                here = [place for place in places if place.id in served.get(member.community_id, ())]
                wanted = {member.region_id, *(place.region_id for place in here)}
                names = [name for id, name in regions.items() if id in wanted]
                found[member.community_id] = _within(found[member.community_id], network, names, here)
    return sorted(found.values(), key=lambda each: plain(say(each.name, "en")))


def _within(one: Listed, network: Network, regions: Sequence[Words], here: Sequence[Place]) -> Listed:
    """A community with one network more, and the regions and places it has there."""
    return replace(
        one, networks=(*one.networks, network.name), regions=(*one.regions, *regions),
        places=(*one.places, *(place.name for place in here)), counties=(*one.counties, *(place.id for place in here)),
    )  # fmt: skip


def land_of(db: Store, network: Network, listed: Sequence[Listed], language: str) -> Land:
    """A network's places, with how many of the listed communities serve each."""
    places = networks.places(db, network.id)
    known = {place.id for place in places}
    here = Counter(place for each in listed for place in each.counties if place in known)
    return Land(say(network.name, language), networks.regions(db, network.id), places, here)


def maps_of(db: Store, listed: Sequence[Listed], found: Sequence[Listed], query: str, language: str) -> str:
    """The maps of all networks that a listed community belongs to, as HTML; what was found stands out."""
    own = [each.page.community_id for each in listed]
    seen = networks.of_communities(db, own) if own else []
    lit = {place for each in found for place in each.counties} if query else set[str]()
    drawn = []
    for network in seen:
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
