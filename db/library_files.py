"""Files of the library. They lie in the database itself, so that every backup holds them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id, now

_PART = 48 * 1024
"""Bytes in one row: a copy has several hundred rows in memory."""


@dataclass(frozen=True)
class File:
    """A file without its bytes; `size` is in bytes."""

    id: str
    item_id: str
    name: str
    type: str
    size: int


def add(db: Store, community_id: str, item_id: str, name: str, type: str, content: bytes) -> str | None:
    """Keep a file with an entry of this community and return its id; None where there is no such entry."""
    if not db.one("SELECT 1 AS n FROM library_items WHERE id = :i AND community_id = :c", i=item_id, c=community_id):
        return None
    file_id = new_id()
    row = {"id": file_id, "item_id": item_id, "name": name, "type": type, "size": len(content), "created_at": now()}
    db.insert("library_files", row)
    for number, start in enumerate(range(0, len(content), _PART)):
        part = b64encode(content[start : start + _PART]).decode()
        db.insert("library_file_parts", {"file_id": file_id, "number": number, "content": part})
    return file_id


def remove(db: Store, community_id: str, file_id: str) -> None:
    """Delete a file of a community."""
    db.execute(
        """DELETE FROM library_files WHERE id = :id
           AND item_id IN (SELECT id FROM library_items WHERE community_id = :c)""",
        id=file_id, c=community_id,
    )  # fmt: skip


def of_community(db: Store, community_id: str) -> dict[str, list[File]]:
    """By entry, its files, the first added first."""
    found: dict[str, list[File]] = {}
    for row in db.query(
        """SELECT f.* FROM library_files f JOIN library_items i ON i.id = f.item_id WHERE i.community_id = :c
           ORDER BY f.created_at, f.id""",
        c=community_id,
    ):
        found.setdefault(row["item_id"], []).append(_file(row))
    return found


def by_id(db: Store, file_id: str) -> tuple[File, str] | None:
    """A file, and the community it is of."""
    row = db.one(
        """SELECT f.*, i.community_id FROM library_files f JOIN library_items i ON i.id = f.item_id
           WHERE f.id = :id""",
        id=file_id,
    )
    return (_file(row), row["community_id"]) if row else None


def content(db: Store, file_id: str) -> bytes:
    """A file's bytes; none for a file that is not there."""
    rows = db.query("SELECT content FROM library_file_parts WHERE file_id = :id ORDER BY number", id=file_id)
    return b"".join(b64decode(row["content"]) for row in rows)


def total(db: Store) -> int:
    """How many bytes all files of this database have."""
    row = db.one("SELECT COALESCE(SUM(size), 0) AS n FROM library_files")
    return int(row["n"]) if row else 0


def _file(row: Row) -> File:
    return File(row["id"], row["item_id"], row["name"], row["type"], int(row["size"]))
