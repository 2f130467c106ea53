"""One-time links at the phones' door, and the doors' other words."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from components.live import control, doors
from components.live.store import open_store, save
from components.phone.app import app
from components.phone.identity import COOKIE
from components.settings import settings
from components.text import LANGUAGES, t
from db import answers, one_time_links
from tests.rooms import LINES, Made, make_meeting, open_activity

HERE = "http://testserver"
ORIGIN = {"origin": HERE}


@pytest.fixture
def server(database: str) -> Iterator[TestClient]:
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def made(server: TestClient) -> Made:
    return save(lambda db: make_meeting(db, configs={"spectrum": LINES}))


@pytest.fixture
def asked(made: Made) -> str:
    return save(lambda db: open_activity(db, made, "spectrum"))


def phone(server: TestClient) -> TestClient:
    """Another phone that asks the same server."""
    found = TestClient(server.app, base_url=HERE, follow_redirects=False)
    found.portal = server.portal
    return found


def come_in(one: TestClient, made: Made) -> None:
    """Open the page and the line to the room."""
    assert one.get(f"/j/{made.code}").status_code == 200
    with one.websocket_connect(f"/j/{made.code}/live") as socket:
        socket.receive_text()


def ask_for_links(made: Made, how_many: int = 2) -> list[str]:
    save(lambda db: doors.ask_for_links(db, "Rosa", made.id, True))
    return save(lambda db: doors.make_links(db, made.id, how_many))


def sent(round_id: str) -> dict[str, object]:
    return {"type": "answer", "id": str(uuid.uuid4()), "round": round_id, "value": {"lines": {"expertise": 9}}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_without_one_sees_a_page_that_sends_it_to_the_facilitator(
    server: TestClient, made: Made, asked: str, language: str
) -> None:
    early, late = phone(server), phone(server)
    come_in(early, made)
    ask_for_links(made)
    page = late.get(f"/j/{made.code}?lang={language}")
    assert page.status_code == 403
    assert t(language, "phone.kind_one_time") in unescape(page.text)
    assert late.get(f"/j/{made.code}/state").json() == {"reason": "door"}
    replied = late.post(f"/j/{made.code}/answers", content=json.dumps(sent(asked)))
    assert (replied.status_code, replied.json()["reason"]) == (422, "door")
    with late.websocket_connect(f"/j/{made.code}/live") as socket, pytest.raises(WebSocketDisconnect) as closed:
        socket.receive_text()
    assert closed.value.code == 4404
    assert early.post(f"/j/{made.code}/answers", content=json.dumps(sent(asked))).status_code == 200
    with open_store() as db:
        assert answers.count(db, asked) == 1


def test_a_link_is_used_up_by_the_button_and_not_by_a_look(server: TestClient, made: Made, asked: str) -> None:
    [code, _] = ask_for_links(made)
    first, second = phone(server), phone(server)
    url = f"/j/{made.code}/one-time?link={code}"
    for looking in (first, second, first):
        page = looking.get(url)
        assert page.status_code == 200
        assert t("en", "phone.kind_one_link_title") in unescape(page.text)
        assert page.headers["cache-control"] == "no-store"
        assert "set-cookie" not in page.headers
    assert first.post(url, data={"link": code}, headers={"origin": "https://evil.example"}).status_code == 403
    came = first.post(url, data={"link": code}, headers=ORIGIN)
    assert (came.status_code, came.headers["location"]) == (303, f"/j/{made.code}")
    assert COOKIE in first.cookies
    come_in(first, made)
    assert first.post(f"/j/{made.code}/answers", content=json.dumps(sent(asked))).status_code == 200
    for again in (second.get(url), second.post(url, data={"link": code}, headers=ORIGIN)):
        assert again.status_code == 410
        assert t("en", "phone.kind_link_used") in unescape(again.text)
    assert first.get(url).status_code == 303


@pytest.mark.parametrize("wrong", ["", "nonsense", "é", "a" * 5000])
def test_a_wrong_link_lets_nobody_in(server: TestClient, made: Made, wrong: str) -> None:
    ask_for_links(made)
    replied = phone(server).post(f"/j/{made.code}/one-time", data={"link": wrong}, headers=ORIGIN)
    assert replied.status_code == 410
    with open_store() as db:
        assert one_time_links.of_meeting(db, made.id).used == 0


def test_while_everybody_may_come_in_a_link_is_kept(server: TestClient, made: Made) -> None:
    [code] = save(lambda db: doors.make_links(db, made.id, 1))
    assert phone(server).get(f"/j/{made.code}/one-time?link={code}").status_code == 303
    with open_store() as db:
        assert one_time_links.is_unused(db, made.id, code)


def test_a_link_opens_no_meeting_that_has_ended_or_is_not_there(server: TestClient, made: Made) -> None:
    [code, _] = ask_for_links(made)
    save(lambda db: control.end(db, made.id))
    for path in (made.code, "ZZZZZZ", "no-code"):
        assert phone(server).get(f"/j/{path}/one-time?link={code}").status_code == 404


def test_nobody_becomes_another_device_behind_one_time_links(server: TestClient, made: Made) -> None:
    one = phone(server)
    come_in(one, made)
    ask_for_links(made)
    refused = one.post(f"/j/{made.code}/today", content='{"today": true}', headers=ORIGIN)
    assert (refused.status_code, refused.json()) == (409, {"reason": "door"})


def test_where_so_many_may_come_from_one_address_the_next_sees_why(
    server: TestClient, made: Made, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTUNE_MAX_PER_ADDRESS", "2")
    settings.cache_clear()
    many = [TestClient(app, base_url=HERE, follow_redirects=False, client=("203.0.113.9", 4000 + n)) for n in range(3)]
    for one in many:
        one.portal = server.portal
    for one in many[:2]:
        come_in(one, made)
    page = many[2].get(f"/j/{made.code}")
    assert page.status_code == 403
    assert t("en", "phone.kind_too_many_here") in unescape(page.text)
    assert many[2].post(f"/j/{made.code}/answers", content=json.dumps(sent(asked))).json()["reason"] == "door"
    come_in(many[0], made)
    forged = many[2].get(f"/j/{made.code}", headers={"x-forwarded-for": "198.51.100.1"})
    assert forged.status_code == 403
