"""Who guesses join codes finds nobody's meeting, and a room full of honest phones notices nothing of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from random import Random

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from components.live.start import enter_lifespan
from components.live.store import open_store, save
from components.network import network_of
from components.phone import guesses
from components.phone.door import find_meeting
from components.phone.guesses import AT_ONCE, SECONDS_EACH, Guesses, TooManyGuesses
from components.phone.identity import COOKIE
from components.phone.routes import routes
from components.text import t
from db import meetings, participants
from db.engine import Store
from db.ids import CROCKFORD, new_secret, now
from tests.rooms import Made, make_meeting

VENUE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    async with enter_lifespan():
        yield


@pytest.fixture
def made(database: str) -> Made:
    return save(make_meeting)


@pytest.fixture
def lane(made: Made) -> Iterator[TestClient]:
    app = Starlette(routes=list(routes()), lifespan=_lifespan)
    with TestClient(app, follow_redirects=False, client=(VENUE, 50_000)) as client:
        yield client


def phone_at(lane: TestClient, address: str, device: str | None = None) -> TestClient:
    cookies = {COOKIE: device} if device else None
    phone = TestClient(lane.app, follow_redirects=False, client=(address, 50_000), cookies=cookies)
    phone.portal = lane.portal
    return phone


def wrong_codes(count: int, *right: str) -> list[str]:
    random = Random(7)
    found = ["".join(random.choices(CROCKFORD, k=6)) for _ in range(count)]
    return [code for code in found if code not in right]


def use_up(phone: TestClient, made: Made) -> None:
    for code in wrong_codes(AT_ONCE + 5, made.code):
        phone.get(f"/j/{code}/state")


# The length of a code


def test_a_code_has_thirty_bits(made: Made) -> None:
    assert len(made.code) == 6
    assert len(set(CROCKFORD)) == 32
    drawn = {save(make_meeting).code for _ in range(20)}
    assert len(drawn) == 20


@pytest.mark.slow
def test_ten_thousand_guesses_find_none_of_twenty_live_meetings(lane: TestClient, made: Made) -> None:
    codes = {made.code, *(save(make_meeting).code for _ in range(19))}
    guesser = phone_at(lane, ELSEWHERE)
    wrong = wrong_codes(10_000)
    asked = [guesser.get(f"/j/{code}/state").status_code for code in wrong[:1_000]]
    with open_store() as db:  # the others where every route asks, which is quicker
        asked += [status_at_the_door(db, code) for code in wrong[1_000:]]
    assert len(asked) == 10_000
    assert set(asked) == {404, 429}
    looked_up = asked.count(404)
    assert looked_up < AT_ONCE * 2  # a few more come free while this runs
    assert {guesser.get(f"/j/{code}").status_code for code in codes} == {429}


def status_at_the_door(db: Store, code: str) -> int:
    try:
        return 404 if find_meeting(db, code, ELSEWHERE) is None else 200
    except TooManyGuesses:
        return 429


# What an address may


def test_after_too_many_wrong_codes_an_address_finds_nothing_new(lane: TestClient, made: Made) -> None:
    guesser = phone_at(lane, ELSEWHERE)
    use_up(guesser, made)
    page = guesser.get(f"/j/{made.code}")
    assert (page.status_code, page.headers["retry-after"]) == (429, str(int(SECONDS_EACH)))
    assert t("en", "phone.kind_guesses") in page.text
    assert made.id not in page.text
    assert guesser.get(f"/j/{made.code}/state").json() == {"reason": "too fast"}
    assert guesser.post(f"/j/{made.code}/answers", json={}).status_code == 429
    assert guesser.get(f"/j/{made.code}/takeaway").status_code == 429
    with guesser.websocket_connect(f"/j/{made.code}/live") as socket, pytest.raises(WebSocketDisconnect) as closed:
        socket.receive_text()
    assert closed.value.code == 1013
    with guesser.websocket_connect(f"/j/{made.code}/pulse") as socket, pytest.raises(WebSocketDisconnect) as closed:
        socket.receive_text()
    assert closed.value.code == 1013


def test_five_hundred_phones_behind_one_address_come_in_while_somebody_there_guesses(
    lane: TestClient, made: Made
) -> None:
    with phone_at(lane, VENUE).websocket_connect(f"/j/{made.code}/pulse") as wall:
        assert "revision" in json.loads(wall.receive_text())
        use_up(phone_at(lane, VENUE), made)
        for number in range(500):
            phone = phone_at(lane, VENUE, new_secret())
            assert phone.get(f"/j/{made.code}{'/state' if number % 2 else ''}").status_code == 200
        with phone_at(lane, VENUE, new_secret()).websocket_connect(f"/j/{made.code}/live") as socket:
            assert json.loads(socket.receive_text())["type"] == "state"


def test_right_codes_are_never_counted(lane: TestClient, made: Made) -> None:
    codes = [made.code, *(save(make_meeting).code for _ in range(10))]
    for code in codes * 20:
        assert phone_at(lane, VENUE).get(f"/j/{code}/state").status_code == 200


def test_what_cannot_be_a_code_is_no_guess(lane: TestClient, made: Made) -> None:
    phone = phone_at(lane, VENUE)
    for _ in range(AT_ONCE + 5):
        assert phone.get("/j/not-a-code/state").status_code == 404
    assert phone.get(f"/j/{made.code}/state").status_code == 200


def test_a_phone_of_this_community_comes_in_wherever_it_is(lane: TestClient, made: Made) -> None:
    device = new_secret()
    save(lambda db: participants.find_or_create(db, made.community_id, device))
    use_up(phone_at(lane, ELSEWHERE), made)
    assert phone_at(lane, ELSEWHERE, new_secret()).get(f"/j/{made.code}").status_code == 429
    assert phone_at(lane, ELSEWHERE, device).get(f"/j/{made.code}").status_code == 200


def test_an_address_may_try_again_after_a_while_and_is_never_shut_out_for_good() -> None:
    clock = [0.0]
    own = Guesses(lambda: clock[0])
    for _ in range(AT_ONCE):
        assert own.may_ask(VENUE, "K7QF2M")
        own.missed(VENUE)
    assert not own.may_ask(VENUE, "K7QF2M")
    assert own.may_ask(ELSEWHERE, "K7QF2M")
    clock[0] += SECONDS_EACH
    assert own.may_ask(VENUE, "K7QF2M")
    own.missed(VENUE)
    assert not own.may_ask(VENUE, "K7QF2M")
    clock[0] += 10 * AT_ONCE * SECONDS_EACH
    for _ in range(AT_ONCE):
        assert own.may_ask(VENUE, "K7QF2M")
        own.missed(VENUE)
    assert not own.may_ask(VENUE, "K7QF2M")


def test_memory_of_addresses_has_an_end() -> None:
    own = Guesses()
    for number in range(guesses.MOST_ADDRESSES + 10):
        own.missed(f"address {number}")
    for number in range(guesses.MOST_FOUND + 10):
        own.found(VENUE, f"code {number}")
    assert len(own._addresses) == guesses.MOST_ADDRESSES
    assert len(own._addresses[VENUE].found) == guesses.MOST_FOUND


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("198.51.100.7", "198.51.100.7"), ("::ffff:198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"), ("127.0.0.1", ""), ("::1", ""), ("testclient", ""), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_an_address_is_counted_by_its_household(host: str | None, network: str) -> None:
    assert network_of(host) == network


# How long a code is good for


def test_a_meeting_that_nobody_ended_lets_nobody_new_in_after_two_weeks(lane: TestClient, made: Made) -> None:
    old = phone_at(lane, VENUE, new_secret())
    assert old.get(f"/j/{made.code}/state").status_code == 200
    save(lambda db: meetings.change(db, made.id, live_at=now(-15 * 86_400)))
    assert phone_at(lane, VENUE, new_secret()).get(f"/j/{made.code}").status_code == 404
    assert old.get(f"/j/{made.code}").status_code == 200
