"""A personal link makes another phone the same device, for a quarter of an hour and for nobody else."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from starlette.testclient import TestClient

from components.live import control
from components.live.secret import signing_key
from components.live.store import open_store, save
from components.phone.another import MINUTES, seal, unseal
from components.phone.app import app
from components.phone.identity import COOKIE, TODAY, new_device
from components.text import t
from db import participants
from db.engine import Store
from tests.rooms import LINES, Made, answer, make_meeting, open_activity

HERE = "http://testserver"


@pytest.fixture
def server(database: str) -> Iterator[TestClient]:
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def made(server: TestClient) -> Made:
    return save(lambda db: make_meeting(db, configs={"spectrum": LINES}))


def remembered(made: Made) -> str:
    """A phone that has answered, by its cookie."""
    device = new_device()

    def hold(db: Store) -> None:
        round_id = open_activity(db, made, "spectrum")
        answer(db, made, round_id, device, {"lines": {"expertise": 30}})

    save(hold)
    return device


def carrying(server: TestClient, **cookies: str) -> TestClient:
    """The same server, asked by a phone with these cookies alone."""
    server.cookies.clear()
    for name, value in cookies.items():
        server.cookies.set(name, value)
    return server


def ask_link(server: TestClient, made: Made, device: str, lang: str = "en") -> str:
    replied = carrying(server, **{COOKIE: device}).post(f"/j/{made.code}/link?lang={lang}", headers={"origin": HERE})
    assert replied.status_code == 200
    assert replied.headers["cache-control"] == "no-store"
    assert replied.headers["referrer-policy"] == "no-referrer"
    assert replied.json()["qr"].startswith("data:image/svg+xml")
    return str(replied.json()["url"])


def token_in(url: str) -> str:
    return parse_qs(urlsplit(url).query)["link"][0]


def test_the_phone_that_opens_it_becomes_the_same_device(server: TestClient, made: Made) -> None:
    device = remembered(made)
    url = ask_link(server, made, device)
    assert url.startswith(f"{HERE}/j/{made.code}/bring?")
    page = carrying(server).get(url)
    assert page.status_code == 200
    assert t("en", "phone.kind_bring_title") in unescape(page.text)
    assert "set-cookie" not in page.headers
    done = server.post(f"/j/{made.code}/bring", data={"link": token_in(url)}, headers={"origin": HERE})
    assert (done.status_code, done.headers["location"]) == (303, f"/j/{made.code}")
    assert f"{COOKIE}={device};" in done.headers["set-cookie"]
    assert "HttpOnly" in done.headers["set-cookie"]
    own = server.get(f"/j/{made.code}/state").json()["mine"]
    assert own["value"] == {"lines": {"expertise": 30}}
    with open_store() as db:
        assert participants.count_of_meeting(db, made.id) == 1


def test_nobody_can_read_the_device_from_the_link(server: TestClient, made: Made) -> None:
    device = remembered(made)
    url = ask_link(server, made, device)
    carried = jwt.decode(token_in(url), options={"verify_signature": False})
    assert set(carried) == {"aud", "exp", "jti", "dev"}
    assert 0 < carried["exp"] - time.time() <= MINUTES * 60
    assert device not in url
    assert device not in str(carried)
    assert unseal(token_in(url)) == device


def refused(server: TestClient, made: Made, token: str) -> None:
    """Both the page and its button say kindly that the link is over, and set no cookie."""
    page = carrying(server).get(f"/j/{made.code}/bring", params={"link": token})
    done = server.post(f"/j/{made.code}/bring", data={"link": token}, headers={"origin": HERE})
    for replied in (page, done):
        assert replied.status_code == 410
        assert t("en", "phone.kind_link_over") in unescape(replied.text)
        assert "set-cookie" not in replied.headers


def signed(key: str, device: str, **claims: object) -> str:
    good = jwt.decode(seal(device), options={"verify_signature": False})
    return jwt.encode({**good, **claims}, key, algorithm="HS256")


def test_a_link_that_is_over_or_forged_or_another_server_s_is_refused(server: TestClient, made: Made) -> None:
    device = remembered(made)
    good = seal(device)
    head, body, _ = good.split(".")
    refused(server, made, signed(signing_key(), device, exp=int(time.time()) - 1))
    refused(server, made, signed("another server's secret, also long", device))
    refused(server, made, signed(signing_key(), device, aud="ticket"))
    refused(server, made, signed(signing_key(), device, dev="é!"))
    refused(server, made, f"{head}.{body}.")
    refused(server, made, jwt.encode(jwt.decode(good, options={"verify_signature": False}), "", algorithm="none"))
    refused(server, made, good[:-4] + ("AAAA" if good[-4:] != "AAAA" else "BBBB"))
    for nothing in ("", "x", "a.b.c", "é" * 50):
        refused(server, made, nothing)
    assert unseal(signed(signing_key(), device)) == device


def test_another_site_can_neither_ask_for_a_link_nor_press_the_button(server: TestClient, made: Made) -> None:
    device = remembered(made)
    token = seal(device)
    for origin in ("https://elsewhere.example", "null"):
        asked = carrying(server, **{COOKIE: device}).post(f"/j/{made.code}/link", headers={"origin": origin})
        assert (asked.status_code, asked.content) == (403, b"")
        pressed = carrying(server).post(f"/j/{made.code}/bring", data={"link": token}, headers={"origin": origin})
        assert pressed.status_code == 403
        assert "set-cookie" not in pressed.headers


def test_a_phone_nobody_is_remembered_on_has_nothing_to_bring(server: TestClient, made: Made) -> None:
    for cookies in ({}, {COOKIE: new_device()}):
        asked = carrying(server, **cookies).post(f"/j/{made.code}/link", headers={"origin": HERE})
        assert (asked.status_code, asked.json()) == (409, {"reason": "nothing"})
    refused(server, made, seal(new_device()))


def test_who_is_here_only_for_today_has_no_link(server: TestClient, made: Made) -> None:
    device = remembered(made)
    phone = carrying(server, **{COOKIE: device, TODAY: new_device()})
    asked = phone.post(f"/j/{made.code}/link", headers={"origin": HERE})
    assert (asked.status_code, asked.json()) == (409, {"reason": "today"})


def test_a_phone_that_was_here_only_for_today_is_the_other_one_afterwards(server: TestClient, made: Made) -> None:
    token = seal(remembered(made))
    carrying(server, **{TODAY: new_device()})
    done = server.post(f"/j/{made.code}/bring", data={"link": token}, headers={"origin": HERE})
    gone = [each for each in done.headers.get_list("set-cookie") if each.startswith(TODAY)]
    assert [re.search(r"Max-Age=0", each) is not None for each in gone] == [True]


def test_the_page_says_what_becomes_of_answers_given_on_this_phone(server: TestClient, made: Made) -> None:
    url = ask_link(server, made, remembered(made), "es")
    fresh = unescape(carrying(server).get(url).text)
    used = unescape(carrying(server, **{COOKIE: remembered(made)}).get(url).text)
    assert t("es", "phone.kind_bring_both") in fresh
    assert t("es", "phone.kind_bring_kept") not in fresh
    assert t("es", "phone.kind_bring_kept") in used


@pytest.mark.parametrize("is_over", [True, False], ids=["ended", "unknown code"])
def test_where_no_meeting_is_live_a_calm_page_comes_next(server: TestClient, made: Made, is_over: bool) -> None:
    device = remembered(made)
    token = seal(device)
    save(lambda db: control.end(db, made.id))
    code = made.code if is_over else "ZZZZZZ"
    done = carrying(server).post(f"/j/{code}/bring", data={"link": token}, headers={"origin": HERE})
    assert f"{COOKIE}={device};" in done.headers["set-cookie"]
    if is_over:
        assert done.headers["location"] == f"/j/{code}", "where it was, it sees its own answers"
    else:
        assert t("en", "phone.kind_brought") in unescape(done.text)
