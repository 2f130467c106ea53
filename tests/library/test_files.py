"""Files are taken by what is in them, and given to their community alone, to keep and never to show."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components import account_cookie
from components.library import files
from components.library.files import MOST_BYTES, FileRefused, checked
from components.library.keeping import attach, keep
from components.library.routes import routes
from components.live.store import open_store, save
from db import accounts, communities
from db.engine import Store
from db.ids import now
from db.library import Item
from tests.rooms import CARDS, Made, make_account, make_meeting


def archive(*names: str, mimetype: str = "") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("report.exe", b"%PDF-1.7 ...", ("report.pdf", "application/pdf")),
        ("C:\\x\\photo.html", b"\x89PNG\r\n\x1a\n...", ("photo.png", "image/png")),
        ("../../plan.docx", archive("word/document.xml"), ("plan.docx", files._OFFICE["word/document.xml"][0])),
        ("a.ods", archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
         ("a.ods", "application/vnd.oasis.opendocument.spreadsheet")),
        ("list.csv", "día;número\n1;2\n".encode(), ("list.csv", "text/csv")),
        ("notes", b"Hello", ("notes.txt", "text/plain")),
        ('a"\r\nSet-Cookie: x.txt', b"Hello", ("a- Set-Cookie- x.txt", "text/plain")),
    ],
)  # fmt: skip
def test_a_file_is_what_its_content_says(name: str, content: bytes, kept: tuple[str, str]) -> None:
    assert checked(name, content, MOST_BYTES) == kept


@pytest.mark.parametrize(
    ("name", "content", "room", "code"),
    [
        ("a.pdf", b"<html><script>1</script>", MOST_BYTES, "file_kind"),
        ("a.txt", b" \n <svg onload=1>", MOST_BYTES, "file_kind"),
        ("a.pdf", b"MZ\x90\x00", MOST_BYTES, "file_kind"),
        ("a.docx", archive("word/document.xml", "word/vbaProject.bin"), MOST_BYTES, "file_macros"),
        ("a.zip", archive("a.txt"), MOST_BYTES, "file_kind"),
        ("a.docx", b"PK\x03\x04 broken", MOST_BYTES, "file_kind"),
        ("a.pdf", b"", MOST_BYTES, "file_empty"),
        ("a.pdf", b"%PDF-" + b"x" * MOST_BYTES, 10 * MOST_BYTES, "file_large"),
        ("a.pdf", b"%PDF-1.7", 3, "file_no_room"),
    ],
)
def test_any_other_file_is_refused(name: str, content: bytes, room: int, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        checked(name, content, room)
    assert refused.value.code == code


@pytest.fixture
def client(database: str) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=list(routes()))) as made:
        yield made


def furnish(db: Store) -> tuple[Made, str, str]:
    made = make_meeting(db, configs={"icebreaker": CARDS})
    item_id = keep(db, made.community_id, Item("", "tool", "Form"))
    file_id = attach(db, made.community_id, item_id, "Ficha niños.txt", b"Hola", 100)
    return made, make_account(db, "bea"), file_id or ""


def cookie_of(account_id: str) -> dict[str, str]:
    with open_store() as db:
        account = accounts.by_id(db, account_id)
    assert account
    return {"Cookie": f"{account_cookie.NAME}={account_cookie.seal(account_cookie.claims_of(account))}"}


def test_a_file_is_there_for_its_community_alone(client: TestClient) -> None:
    made, stranger, file_id = save(furnish)
    path = f"/library/file/{file_id}"
    own, others = cookie_of(made.account_id), cookie_of(stranger)
    found = client.get(path, headers=own)
    assert (found.status_code, found.content) == (200, b"Hola")
    assert found.headers["content-disposition"] == (
        "attachment; filename=\"Ficha ni_os.txt\"; filename*=UTF-8''Ficha%20ni%C3%B1os.txt"
    )
    assert found.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in found.headers["content-security-policy"]
    for headers in ({}, others, {"Cookie": f"{account_cookie.NAME}=forged"}):
        assert client.get(path, headers=headers).status_code == 404
    assert client.get("/library/file/none", headers=own).status_code == 404
    save(lambda db: communities.add_member(db, made.community_id, stranger, "facilitator"))
    assert client.get(path, headers=others).status_code == 200
    save(lambda db: accounts.sign_out_everywhere(db, made.account_id, now()))
    assert client.get(path, headers=own).status_code == 404
