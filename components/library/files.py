"""Which files the library takes: known by what is in them, whatever they are called."""

from __future__ import annotations

import zipfile
from io import BytesIO

from components.activities.written import clean

MOST_BYTES = 10 * 1024 * 1024
"""Of one file."""
LONGEST_NAME = 120
_IMAGES = {
    b"\x89PNG\r\n\x1a\n": ("image/png", "png"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
    b"GIF87a": ("image/gif", "gif"),
    b"GIF89a": ("image/gif", "gif"),
}
_OFFICE = {
    "word/document.xml": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xl/workbook.xml": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
}
_OPEN = {
    b"application/vnd.oasis.opendocument.text": ("application/vnd.oasis.opendocument.text", "odt"),
    b"application/vnd.oasis.opendocument.spreadsheet": ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    b"application/vnd.oasis.opendocument.presentation": ("application/vnd.oasis.opendocument.presentation", "odp"),
}
_TEXTS = {"csv": "text/csv", "md": "text/markdown", "ics": "text/calendar"}
_MACROS = "vbaproject.bin"
_MOST_PARTS = 5000


class FileRefused(ValueError):
    """A file is not taken; `code` names a text in the `library` catalog."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def checked(name: str, content: bytes, room: int) -> tuple[str, str]:
    """The name and the type under which a file is kept, where there is `room` for so many bytes.

    Raises `FileRefused`: it is too large or empty, no room is left, or it is of no kind that is taken: PDF, Word,
    Excel, PowerPoint and OpenDocument without macros, PNG, JPEG, GIF, and plain text.
    """
    if len(content) > MOST_BYTES:
        raise FileRefused("file_large")
    if not content:
        raise FileRefused("file_empty")
    if len(content) > room:
        raise FileRefused("file_no_room")
    type_, ending = _kind_of(name, content)
    return _named(name, ending), type_


def _kind_of(name: str, content: bytes) -> tuple[str, str]:
    if content.startswith(b"%PDF-"):
        return "application/pdf", "pdf"
    for begin, found in _IMAGES.items():
        if content.startswith(begin):
            return found
    if content.startswith(b"PK\x03\x04"):
        return _in_archive(content)
    return _text(name, content)


def _in_archive(content: bytes) -> tuple[str, str]:
    """Which document lies in an archive; nothing in it is unpacked but a name of a few bytes."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > _MOST_PARTS or any(each.casefold().endswith(_MACROS) for each in names):
                raise FileRefused("file_macros")
            office = [found for part, found in _OFFICE.items() if part in names]
            if office:
                return office[0]
            if "mimetype" in names:
                with archive.open("mimetype") as told:
                    found = _OPEN.get(told.read(120).strip())
                if found and not any(each.startswith("Basic/") for each in names):
                    return found
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused("file_kind") from error
    raise FileRefused("file_kind")


def _text(name: str, content: bytes) -> tuple[str, str]:
    """Plain text, which no browser makes a page of."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused("file_kind") from None
    begin = text[:2000].lstrip().casefold()
    if any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text) or begin.startswith("<"):
        raise FileRefused("file_kind")
    ending = name.rpartition(".")[2].casefold()
    return _TEXTS.get(ending, "text/plain"), ending if ending in _TEXTS else "txt"


def _named(name: str, ending: str) -> str:
    """A file's own name without folders and odd signs, with the ending its content has."""
    bare = clean(name.replace("\\", "/").rpartition("/")[2])
    stem = bare.rpartition(".")[0] or bare
    stem = "".join(letter if letter.isalnum() or letter in " -_()" else "-" for letter in stem).strip(" -.")
    return f"{(stem or 'file')[:LONGEST_NAME]}.{ending}"
