"""Finding a community by place or topic."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.text import Words
from db.public_pages import PublicPage

LONGEST = 80


@dataclass(frozen=True)
class Listed:
    """A community that wished to be in the directory, with the names of its networks, regions and places."""

    page: PublicPage
    name: dict[str, str]
    networks: tuple[Words, ...] = ()
    regions: tuple[Words, ...] = ()
    places: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    """The ids of the places on its networks' maps."""

    def words(self) -> Iterable[str]:
        """Everything it is found by."""
        yield from (*self.name.values(), *self.page.topics.values(), *self.page.purpose.values(), self.page.places)
        yield from (text for words in (*self.networks, *self.regions) for text in words.values())
        yield from self.places


def find(listed: Sequence[Listed], query: str) -> list[Listed]:
    """Those that every word of the query occurs in, whatever its case and accents; all of them without a query."""
    wanted = plain(query[:LONGEST]).split()
    return [each for each in listed if all(word in plain(" ".join(each.words())) for word in wanted)]


def plain(text: str) -> str:
    """A text as it is compared: small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
