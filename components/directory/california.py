"""California's 58 counties as tiles, about where they lie, and six regions as an example.

The first network of learning communities had six regions over all 58 counties. Which county belonged to which is not in
the source; what is known of it is that the northern region had eleven counties. So these six are an example, marked as
such wherever they are shown, until whoever keeps the network has put every county where it belongs.
"""

from __future__ import annotations

from collections.abc import Mapping

from db import networks
from db.engine import Store

NAME = {"en": "California learning communities", "es": "Comunidades de aprendizaje de California"}
REGIONS: tuple[tuple[Mapping[str, str], tuple[str, ...]], ...] = (
    ({"en": "North", "es": "Norte"},
     ("Del Norte", "Siskiyou", "Modoc", "Humboldt", "Trinity", "Shasta", "Lassen", "Mendocino", "Tehama", "Plumas",
      "Lake")),
    ({"en": "Sacramento Valley and Sierra", "es": "Valle de Sacramento y Sierra"},
     ("Butte", "Glenn", "Yuba", "Sierra", "Colusa", "Sutter", "Nevada", "Yolo", "Placer", "Sacramento", "El Dorado",
      "Alpine", "Amador")),
    ({"en": "Bay Area", "es": "Área de la Bahía"},
     ("Sonoma", "Napa", "Marin", "Solano", "San Francisco", "Contra Costa", "San Mateo", "Alameda", "Santa Cruz",
      "Santa Clara")),
    ({"en": "Central Valley", "es": "Valle Central"},
     ("San Joaquin", "Stanislaus", "Calaveras", "Tuolumne", "Merced", "Mariposa", "Madera", "Fresno", "Tulare", "Kings",
      "Kern")),
    ({"en": "Central Coast", "es": "Costa Central"},
     ("Monterey", "San Benito", "San Luis Obispo", "Santa Barbara", "Ventura")),
    ({"en": "South", "es": "Sur"},
     ("Mono", "Inyo", "Los Angeles", "San Bernardino", "Orange", "Riverside", "San Diego", "Imperial")),
)  # fmt: skip
_ROWS = (
    ("Del Norte", "Siskiyou", "Modoc"),
    ("Humboldt", "Trinity", "Shasta", "Lassen"),
    ("Mendocino", "Tehama", "Butte", "Plumas"),
    ("Lake", "Glenn", "Yuba", "Sierra"),
    ("Sonoma", "Colusa", "Sutter", "Nevada"),
    ("Marin", "Napa", "Yolo", "Placer"),
    ("San Francisco", "Solano", "Sacramento", "El Dorado", "Alpine"),
    ("San Mateo", "Contra Costa", "San Joaquin", "Amador"),
    ("", "Alameda", "Stanislaus", "Calaveras", "Tuolumne", "Mono"),
    ("Santa Cruz", "Santa Clara", "Merced", "Mariposa", "Madera"),
    ("", "Monterey", "San Benito", "Fresno", "Tulare", "Inyo"),
    ("", "", "San Luis Obispo", "Kings", "Kern"),
    ("", "", "", "Santa Barbara", "Ventura", "Los Angeles", "San Bernardino"),
    ("", "", "", "", "", "Orange", "Riverside"),
    ("", "", "", "", "", "San Diego", "Imperial"),
)
TILES: Mapping[str, tuple[int, int]] = {
    name: (across, down) for down, row in enumerate(_ROWS) for across, name in enumerate(row) if name
}
"""Where each county's tile stands, counted from the north-west."""


def make(db: Store, account_id: str) -> str:
    """A network of the 58 counties in six regions, kept by an account; returns its id."""
    network_id = networks.create(db, account_id, NAME, "counties", is_sample=True)
    for name, counties in REGIONS:
        region_id = networks.add_region(db, account_id, network_id, dict(name))
        assert region_id, "the account keeps what it has just made"
        networks.add_places(db, account_id, region_id, {county: TILES[county] for county in counties})
    return network_id
