"""Accounts in the database: names, roles, failed tries, and the permission to create the first one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db import accounts, communities
from db.accounts import InvalidAccount
from db.engine import Store


@pytest.fixture
def db(store: Store) -> Store:
    return store


def test_a_username_is_found_however_it_is_typed(db: Store) -> None:
    account_id = accounts.create(db, "  María.López ", "María", "hash")
    for typed in ("maría.lópez", "MARÍA.LÓPEZ", "mari\u0301a.lo\u0301pez "):
        account = accounts.by_username(db, typed)
        assert account is not None
        assert account.id == account_id


@pytest.mark.parametrize("username", ["", "a", "two words", "a/b", "name\nname", "<b>", "'; --"])
def test_a_username_of_other_signs_is_refused(db: Store, username: str) -> None:
    with pytest.raises(InvalidAccount) as refusal:
        accounts.create(db, username, "Name", "hash")
    assert refusal.value.code == "username_invalid"
    assert not accounts.are_there_any(db)


def test_a_username_belongs_to_one_account(db: Store) -> None:
    accounts.create(db, "rosa", "Rosa", "hash")
    with pytest.raises(InvalidAccount) as refusal:
        accounts.create(db, "ROSA", "Another Rosa", "hash")
    assert refusal.value.code == "username_taken"


def test_the_first_account_keeps_the_backups_and_later_ones_only_where_it_is_wished(db: Store) -> None:
    accounts.create(db, "rosa", "Rosa", "hash")
    accounts.create(db, "ben", "Ben", "hash")
    accounts.create(db, "eve", "Eve", "hash", is_keeper=True)
    found = [accounts.by_username(db, name) for name in ("rosa", "ben", "eve")]
    assert [account and account.is_keeper for account in found] == [True, False, True]


def test_an_account_needs_a_name(db: Store) -> None:
    with pytest.raises(InvalidAccount) as refusal:
        accounts.create(db, "rosa", " \n ", "hash")
    assert refusal.value.code == "name_missing"


def test_a_password_hash_is_not_printed_with_its_account(db: Store) -> None:
    accounts.create(db, "rosa", "Rosa", "the-hash")
    account = accounts.by_username(db, "rosa")
    assert account is not None
    assert account.password_hash == "the-hash"
    assert "the-hash" not in repr(account)


def test_an_organizer_may_what_a_facilitator_may_but_not_the_other_way(db: Store) -> None:
    rosa, ben, eve = (accounts.create(db, name, name, "hash") for name in ("rosa", "ben", "eve"))
    community = communities.create(db, {"en": "North Coast"}, rosa)
    other = communities.create(db, {"en": "South Coast"}, eve)
    communities.add_member(db, community, ben, "facilitator")
    assert accounts.allowed(db, rosa, community, "organizer")
    assert accounts.allowed(db, rosa, community, "facilitator")
    assert accounts.allowed(db, ben, community)
    assert not accounts.allowed(db, ben, community, "organizer")
    assert not accounts.allowed(db, eve, community)
    assert not accounts.allowed(db, rosa, other)
    assert not accounts.allowed(db, rosa, "no-such-community")


def test_a_deleted_account_may_nothing(db: Store) -> None:
    rosa = accounts.create(db, "rosa", "Rosa", "hash")
    community = communities.create(db, {"en": "North Coast"}, rosa)
    accounts.delete(db, rosa)
    assert accounts.by_id(db, rosa) is None
    assert not accounts.allowed(db, rosa, community)
    assert communities.by_id(db, community) is not None


def test_failures_are_kept_per_name_and_forgotten_per_name(db: Store) -> None:
    for username, at in (
        ("rosa", "2026-01-01T10:00:00.000Z"),
        ("Rosa ", "2026-01-01T11:00:00.000Z"),
        ("ben", "2026-01-01T11:00:00.000Z"),
    ):
        accounts.note_failure(db, username, at)
    assert accounts.recent_failures(db, username="rosa", since="2026-01-01T00:00:00.000Z") == [
        "2026-01-01T10:00:00.000Z",
        "2026-01-01T11:00:00.000Z",
    ]
    assert accounts.recent_failures(db, username="rosa", since="2026-01-01T10:30:00.000Z") == [
        "2026-01-01T11:00:00.000Z"
    ]
    accounts.forget_failures(db, "ROSA")
    assert accounts.recent_failures(db, username="rosa", since="2026-01-01T00:00:00.000Z") == []
    assert accounts.recent_failures(db, username="ben", since="2026-01-01T00:00:00.000Z") == [
        "2026-01-01T11:00:00.000Z"
    ]


def test_the_permission_to_set_up_ends_with_the_first_account(db: Store) -> None:
    accounts.allow_set_up(db, "first")
    accounts.allow_set_up(db, "second")
    assert accounts.set_up_hash(db) == "second"
    rosa = accounts.create(db, "rosa", "Rosa", "hash")
    assert accounts.set_up_hash(db) is None
    accounts.delete(db, rosa)
    assert accounts.set_up_hash(db) is None


@given(some.text(max_size=100))
def test_a_plain_username_stays_as_it_is(typed: str) -> None:
    plain = accounts.plain_username(typed)
    assert len(plain) <= 64
    if accounts._USERNAME.fullmatch(plain):
        assert accounts.plain_username(plain) == plain
