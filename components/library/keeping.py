"""Writing into the library: entries with what they are found by, and files within their limits."""

from __future__ import annotations

from collections.abc import Collection

from components.library.files import checked as checked_file
from components.library.kinds import checked
from components.library.words import stems_of
from db import library, library_files
from db.engine import Store
from db.library import Item


def keep(db: Store, community_id: str, item: Item, others: Collection[str] = ()) -> str:
    """Add an entry, or change the one with its id, and link it with these others; its id. Raises `NotAnEntry`."""
    item = checked(item)
    if item.id:
        library.change(db, community_id, item, stems_of(item))
        item_id = item.id
    else:
        item_id = library.add(db, community_id, item, stems_of(item))
    library.relate(db, community_id, item_id, others)
    return item_id


def attach(db: Store, community_id: str, item_id: str, name: str, content: bytes, most: int) -> str | None:
    """Keep a file with an entry, where all files of this database stay within `most` bytes. Raises `FileRefused`."""
    name, type_ = checked_file(name, content, most - library_files.total(db))
    return library_files.add(db, community_id, item_id, name, type_, content)
