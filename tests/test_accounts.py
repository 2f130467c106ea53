"""Passwords, tries, the set-up token and the signed cookie."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median

import bcrypt
import jwt
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components import account_cookie, credentials, passwords
from components.credentials import Refused, Whence
from components.live.secret import signing_key
from components.live.store import close_writer, open_store, save
from components.passwords import WeakPassword
from components.settings import Settings, WrongSetting, settings
from components.text import LANGUAGES, catalog
from db import accounts
from db.accounts import Account, InvalidAccount
from db.engine import Store
from tests.rooms import make_account

PASSWORD = "lluvia mesa roja 7"
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def rosa() -> Account:
    save(lambda db: make_account(db, "rosa", "Rosa Díaz", PASSWORD))
    return found("rosa")


def found(username: str) -> Account:
    with open_store() as db:
        account = accounts.by_username(db, username)
    assert account is not None
    return account


def at(seconds: float) -> str:
    return credentials._stamp(START + timedelta(seconds=seconds))


def refusal(username: str, password: str, seconds: float) -> Refused:
    with pytest.raises(Refused) as caught:
        credentials.sign_in(username, password, at(seconds))
    return caught.value


def use_up_free_tries(username: str) -> None:
    for _ in range(credentials.FREE_TRIES):
        save(lambda db: accounts.note_failure(db, username, at(0)))


# Passwords


@pytest.mark.parametrize("password", [PASSWORD, "ñandú-cañón-río", "correct horse battery staple" * 5, "x7#Kq!m2Vw"])
def test_a_password_matches_its_own_hash_and_no_other(password: str) -> None:
    hashed = passwords.hash_password(password)
    assert hashed.startswith("$2b$12$")
    assert passwords.is_password(password, hashed)
    assert not passwords.is_password(password + "x", hashed)
    assert not passwords.is_password(password[:-1], hashed)


def test_letters_with_accents_match_however_a_keyboard_composes_them() -> None:
    hashed = passwords.hash_password("ñandú-cañón-río")
    assert passwords.is_password("n\u0303andu\u0301-can\u0303o\u0301n-ri\u0301o", hashed)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("x7#Kq!m2V", "password_short"), ("x7#Kq!m2V" * 30, "password_long"), ("password123", "password_common"),
        ("P@ssw0rd2026", "password_common"), ("1234567890", "password_common"), ("qwertyuiop", "password_common"),
        ("1q2w3e4r5t", "password_common"), ("aaaaaaaaaaaa", "password_common"), ("contraseña2026", "password_common"),
        ("1qaz2wsx3edc", "password_common"), ("Rosa-1234567", "password_common"), ("díaz!!!2026!", "password_common"),
    ],
)  # fmt: skip
def test_a_password_that_is_easy_to_guess_is_refused(password: str, code: str) -> None:
    with pytest.raises(WeakPassword) as caught:
        passwords.hash_password(password, "rosa", "Rosa Díaz")
    assert caught.value.code == code


# Signing in


def test_the_right_password_signs_in_however_the_name_is_typed(rosa: Account) -> None:
    assert credentials.sign_in(" ROSA ", PASSWORD).id == rosa.id


def test_unknown_and_known_names_get_the_same_words_and_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    save(lambda db: credentials.make_account(db, "rosa", "Rosa Díaz", PASSWORD))
    costs = []
    check = bcrypt.checkpw

    def counted(password: bytes, hashed: bytes) -> bool:
        costs.append(hashed[:7])
        return check(password, hashed)

    monkeypatch.setattr(bcrypt, "checkpw", counted)
    known, unknown = refusal("rosa", "wrong password", 0), refusal("nobody", "wrong password", 0)
    assert (known.code, known.wait) == (unknown.code, unknown.wait) == ("sign_in_wrong", 0)
    assert costs == [b"$2b$12$", b"$2b$12$"]


def test_the_password_of_nobody_does_not_exist() -> None:
    for guess in ("", " ", "nobody", PASSWORD):
        assert not passwords.is_password(guess, None)


def test_tries_get_growing_waits_and_are_never_locked_out_for_good(rosa: Account) -> None:
    for second in range(credentials.FREE_TRIES):
        assert refusal("rosa", "wrong password", second).code == "sign_in_wrong"
    last = credentials.FREE_TRIES - 1
    waiting = refusal("rosa", PASSWORD, last + 1)
    assert (waiting.code, waiting.wait) == ("sign_in_wait", 1)
    assert refusal("rosa", "wrong password", last + 2).code == "sign_in_wrong"
    assert refusal("rosa", PASSWORD, last + 2).wait == 4
    assert credentials.sign_in("rosa", PASSWORD, at(last + 6)).id == rosa.id
    assert refusal("rosa", "wrong password", last + 7).code == "sign_in_wrong"


@pytest.mark.parametrize(("failures", "wait"), [(4, 0), (5, 2), (6, 4), (11, 128), (13, 300), (5000, 300)])
def test_the_wait_doubles_up_to_five_minutes(failures: int, wait: float) -> None:
    assert credentials.wait_after([at(0)] * failures, at(0)) == wait


def test_a_clock_that_was_set_back_locks_nobody_out() -> None:
    assert credentials.wait_after([at(86000)] * 50, at(0)) == 0


def test_failures_are_forgotten_after_a_day(rosa: Account) -> None:
    use_up_free_tries("rosa")
    day = 24 * 3600
    assert credentials.sign_in("rosa", PASSWORD, at(day + 1)).id == rosa.id


def test_a_name_nobody_has_waits_like_any_other() -> None:
    for _ in range(credentials.FREE_TRIES):
        assert refusal("nobody", "wrong password", 0).code == "sign_in_wrong"
    assert refusal("nobody", "wrong password", 0).code == "sign_in_wait"


def test_waits_outlast_a_restart(rosa: Account) -> None:
    use_up_free_tries("rosa")
    close_writer()
    assert refusal("rosa", PASSWORD, 0).code == "sign_in_wait"


def test_tries_at_the_same_moment_are_no_way_around_the_waits(rosa: Account) -> None:
    codes: list[str] = []

    def attempt() -> None:
        codes.append(refusal("rosa", "wrong password", 0).code)

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["sign_in_wait"] * 7 + ["sign_in_wrong"] * 5


def test_waits_of_one_name_are_not_waits_of_another(rosa: Account) -> None:
    use_up_free_tries("ben")
    assert credentials.sign_in("rosa", PASSWORD, at(0)).id == rosa.id


# Waits: by place, so that nobody keeps anybody else waiting

VENUE, ELSEWHERE = Whence("198.51.100.7"), Whence("203.0.113.9")


def tried(username: str, password: str, seconds: float, whence: Whence) -> Refused:
    with pytest.raises(Refused) as caught:
        credentials.sign_in(username, password, at(seconds), whence)
    return caught.value


def failed(username: str, times: int, whence: Whence, seconds: float = 0) -> None:
    """So many tries that failed, without the work of checking them."""
    mark = whence.mark(None)
    for _ in range(times):
        save(lambda db: accounts.note_failure(db, username, at(seconds), mark))


def test_who_tries_elsewhere_keeps_nobody_waiting(rosa: Account) -> None:
    failed("rosa", 90, ELSEWHERE)
    assert tried("rosa", "wrong password", 1, ELSEWHERE).wait > 200
    assert credentials.sign_in("rosa", PASSWORD, at(1), VENUE).id == rosa.id


def test_many_who_try_from_everywhere_still_lock_nobody_out(rosa: Account) -> None:
    for number in range(200):
        failed("rosa", 5, Whence(f"203.0.113.{number}"))
    assert tried("rosa", "wrong password", 1, VENUE).code == "sign_in_wrong"
    assert 0 < tried("rosa", PASSWORD, 1, VENUE).wait <= credentials.LONGEST_FROM_EVERYWHERE
    assert credentials.sign_in("rosa", PASSWORD, at(62), VENUE).id == rosa.id


def test_a_browser_that_signed_in_before_waits_for_nobody_even_at_the_same_address(rosa: Account) -> None:
    failed("rosa", 200, VENUE)
    own = Whence(VENUE.address, "laptop", (rosa.id,))
    assert tried("rosa", PASSWORD, 1, VENUE).code == "sign_in_wait"
    assert tried("rosa", "wrong password", 1, own).code == "sign_in_wrong"
    assert credentials.sign_in("rosa", PASSWORD, at(1), own).id == rosa.id


def test_a_browser_that_signed_in_before_has_waits_of_its_own(rosa: Account) -> None:
    own = Whence(VENUE.address, "laptop", (rosa.id,))
    for _ in range(credentials.FREE_TRIES):
        assert tried("rosa", "wrong password", 0, own).code == "sign_in_wrong"
    assert tried("rosa", PASSWORD, 0, own).code == "sign_in_wait"
    assert credentials.sign_in("rosa", PASSWORD, at(0), VENUE).id == rosa.id


def test_one_address_waits_whatever_names_it_tries() -> None:
    for number in range(credentials.FREE_FROM_ONE_ADDRESS):
        failed(f"name-{number}", 1, ELSEWHERE)
    assert tried("another", PASSWORD, 0, ELSEWHERE).code == "sign_in_wait"
    assert tried("another", PASSWORD, 0, Whence("203.0.113.10")).code == "sign_in_wrong"


def test_an_address_is_stored_unreadably() -> None:
    tried("rosa", PASSWORD, 0, VENUE)
    with open_store() as db:
        rows = db.query("SELECT * FROM sign_in_failures")
    assert rows[0]["whence"].startswith("address:")
    assert "198.51" not in str(rows)


def test_whoever_signed_in_forgets_own_failures_and_not_those_from_elsewhere(rosa: Account) -> None:
    failed("rosa", 9, ELSEWHERE)
    failed("rosa", 3, VENUE)
    credentials.sign_in("rosa", PASSWORD, at(1), VENUE)
    with open_store() as db:
        assert len(accounts.recent_failures(db, at(-10), username="rosa")) == 9


@pytest.mark.slow
def test_how_long_a_refusal_takes_does_not_tell_a_known_name_from_an_unknown_one() -> None:
    """Known and unknown by turns, in seconds of a core's work: what else a machine does is no part of it."""
    save(lambda db: credentials.make_account(db, "rosa", "Rosa Díaz", PASSWORD))
    taken: dict[str, list[float]] = {"rosa": [], "nobody": []}
    for turn in range(9):
        for name, seconds in taken.items():
            save(partial(accounts.forget_failures, username=name))
            began = time.thread_time()
            refusal(name, "wrong password", turn)
            seconds.append(time.thread_time() - began)
    assert min(taken["nobody"]) > 0.05, "the work is done"
    assert abs(median(taken["rosa"]) - median(taken["nobody"])) < 0.02


def test_a_password_set_from_the_terminal_ends_sign_ins_and_waits(rosa: Account) -> None:
    claims = account_cookie.claims_of(rosa)
    use_up_free_tries("rosa")
    save(lambda db: credentials.change_password(db, "Rosa", "tres gatos azules"))
    assert not account_cookie.is_alive(claims, found("rosa"))
    assert credentials.sign_in("rosa", "tres gatos azules", at(0)).id == rosa.id
    assert refusal("rosa", PASSWORD, 0).code == "sign_in_wrong"


def test_a_password_for_nobody_is_refused() -> None:
    with pytest.raises(InvalidAccount) as caught:
        save(lambda db: credentials.change_password(db, "nobody", PASSWORD))
    assert caught.value.code == "username_unknown"


# The first account


def chosen(username: str | None = None, password: str | None = None) -> Settings:
    return replace(settings(), language="en", first_account=username, first_password=password)


def set_up(token: str, username: str) -> Account:
    hashed = passwords.hash_password(PASSWORD)

    def job(db: Store) -> Account:
        return credentials.set_up(db, token, username, "Name", hashed, "es")

    return save(job)


def test_the_set_up_token_creates_the_first_account_and_is_dead_after_it() -> None:
    token = credentials.prepare(chosen())
    assert token is not None
    first = set_up(token, "rosa")
    assert (first.username, first.is_keeper) == ("rosa", True)
    with pytest.raises(Refused) as caught:
        set_up(token, "eve")
    assert caught.value.code == "set_up_used"
    assert credentials.prepare(chosen()) is None


def test_only_the_latest_set_up_token_works() -> None:
    first, second = credentials.prepare(chosen()), credentials.prepare(chosen())
    assert first is not None
    assert second is not None
    with open_store() as db:
        assert not credentials.may_set_up(db, first)
        assert not credentials.may_set_up(db, "")
        assert credentials.may_set_up(db, second)


def test_the_set_up_token_is_not_in_the_database(database: str) -> None:
    token = credentials.prepare(chosen())
    assert token is not None
    assert len(token) >= 22
    with open_store() as db:
        stored = str(db.query("SELECT * FROM facts"))
    assert token not in stored
    assert sha256(token.encode()).hexdigest() in stored


def test_the_first_account_may_come_from_the_settings() -> None:
    assert credentials.prepare(chosen("rosa", PASSWORD)) is None
    assert credentials.sign_in("rosa", PASSWORD).is_keeper
    assert credentials.prepare(chosen("eve", PASSWORD)) is None
    with open_store() as db:
        assert accounts.by_username(db, "eve") is None


@pytest.mark.parametrize(
    ("username", "password", "key"),
    [
        ("rosa", None, "ATTUNE_FIRST_PASSWORD"), (None, PASSWORD, "ATTUNE_FIRST_ACCOUNT"),
        ("two words", PASSWORD, "ATTUNE_FIRST_ACCOUNT"), ("rosa", "password123", "ATTUNE_FIRST_PASSWORD"),
    ],
)  # fmt: skip
def test_a_first_account_that_cannot_be_made_stops_the_start(
    username: str | None, password: str | None, key: str
) -> None:
    with pytest.raises(WrongSetting) as caught:
        credentials.prepare(chosen(username, password))
    assert caught.value.key == key
    assert password is None or password not in str(caught.value)
    with open_store() as db:
        assert not accounts.are_there_any(db)


# The cookie


def test_a_sign_in_holds_until_the_account_signs_out_anywhere(rosa: Account) -> None:
    here, there = account_cookie.claims_of(rosa), account_cookie.claims_of(rosa)
    assert here["jti"] != there["jti"]
    assert account_cookie.is_alive(here, rosa)
    save(lambda db: accounts.sign_out_everywhere(db, rosa.id, at(0)))
    later = found("rosa")
    assert not account_cookie.is_alive(here, later)
    assert not account_cookie.is_alive(there, later)
    assert account_cookie.is_alive(account_cookie.claims_of(later), later)


def test_a_sign_in_ends_with_its_account(rosa: Account) -> None:
    claims = account_cookie.claims_of(rosa)
    save(lambda db: accounts.delete(db, rosa.id))
    assert not account_cookie.is_alive(claims, None)
    save(lambda db: credentials.make_account(db, "rosa", "Another Rosa", PASSWORD))
    assert not account_cookie.is_alive(claims, found("rosa"))


def test_a_sign_in_ends_after_its_days(rosa: Account) -> None:
    claims = {**account_cookie.claims_of(rosa), "exp_date": START.timestamp() - 10 * 365 * 86400}
    assert not account_cookie.is_alive(claims, rosa)
    assert account_cookie.unseal(account_cookie.seal(claims)) is None


def test_only_what_was_signed_here_as_a_cookie_is_read(rosa: Account) -> None:
    claims = account_cookie.claims_of(rosa)
    sealed = account_cookie.seal(claims)
    assert account_cookie.unseal(sealed) == claims
    assert account_cookie.unseal(account_cookie.ticket(claims)) is None
    payload = {**claims, "aud": "cookie", "exp": int(claims["exp_date"])}
    forged = [
        jwt.encode(payload, "another key of at least 32 characters", algorithm="HS256"),
        jwt.encode(payload, "", algorithm="none"),
        jwt.encode(payload, signing_key(), algorithm="HS512") if len(signing_key()) >= 64 else "",
        sealed[:-2], sealed + "x", "", "a.b.c",
    ]  # fmt: skip
    assert [account_cookie.unseal(text) for text in forged] == [None] * len(forged)


@pytest.fixture
def browser() -> TestClient:
    return TestClient(Starlette(routes=account_cookie.routes), base_url="https://attune.test")


HERE = {"Origin": "https://attune.test"}


def test_the_route_exchanges_a_ticket_for_a_cookie_no_script_can_read(rosa: Account, browser: TestClient) -> None:
    claims = account_cookie.claims_of(rosa)
    assert browser.get("/account/cookie").status_code == 404
    headers = {**HERE, "X-Attune-Ticket": account_cookie.ticket(claims)}
    reply = browser.post("/account/cookie", headers=headers)
    assert reply.status_code == 204
    parts = {part.strip().lower() for part in reply.headers["set-cookie"].split(";")}
    assert {"httponly", "secure", "samesite=strict", "path=/"} <= parts
    assert account_cookie.unseal(reply.cookies[account_cookie.NAME]) == claims
    assert browser.get("/account/cookie").status_code == 204


def test_a_browser_stays_known_when_its_people_sign_out_and_for_them_alone(rosa: Account, browser: TestClient) -> None:
    ben_id = save(lambda db: make_account(db, "ben", "Ben", PASSWORD))
    assert account_cookie.known_here("") == ("", ())
    for account in (rosa, found("ben")):
        ticket = account_cookie.ticket(account_cookie.claims_of(account))
        reply = browser.post("/account/cookie", headers={**HERE, "X-Attune-Ticket": ticket})
        kept = next(each for each in reply.headers.get_list("set-cookie") if each.startswith(account_cookie.KNOWN))
        assert {"httponly", "secure", "samesite=strict"} <= {part.strip().lower() for part in kept.split(";")}
    browser.delete("/account/cookie", headers=HERE)
    device, known = account_cookie.known_here(browser.cookies[account_cookie.KNOWN])
    assert device
    assert known == (ben_id, rosa.id)
    assert account_cookie.unseal(browser.cookies[account_cookie.KNOWN]) is None
    assert account_cookie.known_here(account_cookie.seal(account_cookie.claims_of(rosa))) == ("", ())
    assert Whence(None, device, known).mark(rosa) == f"device:{device}"
    eve = replace(rosa, id="another")
    assert Whence(None, device, known).mark(eve) == ""


def test_over_plain_http_the_cookie_is_not_secure_only(rosa: Account) -> None:
    browser = TestClient(Starlette(routes=account_cookie.routes), base_url="http://192.168.1.5:8501")
    headers = {
        "Origin": "http://192.168.1.5:8501",
        "X-Attune-Ticket": account_cookie.ticket(account_cookie.claims_of(rosa)),
    }
    reply = browser.post("/account/cookie", headers=headers)
    assert reply.status_code == 204
    assert "secure" not in reply.headers["set-cookie"].lower()


@pytest.mark.parametrize("origin", [None, "", "null", "https://evil.test", "https://attune.test.evil.test"])
def test_another_site_signs_nobody_in_or_out(rosa: Account, browser: TestClient, origin: str | None) -> None:
    headers = {"X-Attune-Ticket": account_cookie.ticket(account_cookie.claims_of(rosa))}
    if origin is not None:
        headers["Origin"] = origin
    for method in ("POST", "DELETE"):
        reply = browser.request(method, "/account/cookie", headers=headers)
        assert reply.status_code == 403
        assert "set-cookie" not in reply.headers


def test_a_ticket_is_needed_and_a_cookie_is_none(rosa: Account, browser: TestClient) -> None:
    claims = account_cookie.claims_of(rosa)
    old = jwt.encode({**claims, "aud": "ticket", "exp": 1}, signing_key(), algorithm="HS256")
    for ticket in ("", "a.b.c", account_cookie.seal(claims), old):
        reply = browser.post("/account/cookie", headers={**HERE, "X-Attune-Ticket": ticket})
        assert reply.status_code == 403
        assert "set-cookie" not in reply.headers


def test_signing_out_removes_the_cookie(rosa: Account, browser: TestClient) -> None:
    headers = {**HERE, "X-Attune-Ticket": account_cookie.ticket(account_cookie.claims_of(rosa))}
    browser.post("/account/cookie", headers=headers)
    assert browser.delete("/account/cookie", headers=HERE).status_code == 204
    assert account_cookie.NAME not in browser.cookies


# Where they may run


def test_the_command_line_needs_no_streamlit_for_accounts() -> None:
    """The admin command and the route import these; Streamlit would cost them a second and its warnings."""
    modules = "components.credentials, components.account_cookie, components.passwords"
    code = f"import sys, {modules}; print('streamlit' in sys.modules, 'components.passwords' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"], done.stderr


# Words


def test_the_words_of_accounts_are_there_in_every_language() -> None:
    english = catalog("en", "account")
    for language in LANGUAGES:
        texts = catalog(language, "account")
        assert texts.keys() == english.keys()
        assert all(texts.values())
