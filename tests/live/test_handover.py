from __future__ import annotations

from collections.abc import Iterator

import pytest

from components import account_cookie
from components.live import handover
from components.live.handover import HandoverOver, Offer
from db import accounts, communities, handovers
from db.accounts import Account
from db.engine import Store
from db.ids import now
from tests.rooms import Made, make_meeting, open_migrated


@pytest.fixture
def db(database: str) -> Iterator[Store]:
    store = open_migrated(database)
    yield store
    store.close()


@pytest.fixture
def made(db: Store) -> Made:
    return make_meeting(db)


def account_of(db: Store, made: Made) -> Account:
    found = accounts.by_id(db, made.account_id)
    assert found
    return found


def offered(db: Store, made: Made) -> Offer:
    return handover.offer(db, made.id, account_of(db, made))


def stands(db: Store, offer: Offer) -> str:
    return handover.stands(handovers.by_id(db, offer.id))


def test_the_phone_takes_the_control_and_the_laptop_is_signed_out(db: Store, made: Made) -> None:
    laptop = account_cookie.claims_of(account_of(db, made))
    offer = offered(db, made)
    claim = handover.claim(db, offer.token)
    assert 10 <= claim.number <= 99
    assert stands(db, offer) == "claimed"
    handover.agree(db, offer)
    account = handover.take(db, claim)
    assert stands(db, offer) == "taken"
    assert account.id == made.account_id
    assert not account_cookie.is_alive(laptop, account)
    assert account_cookie.is_alive(account_cookie.claims_of(account, 1), account)


def test_a_code_is_good_for_one_phone(db: Store, made: Made) -> None:
    offer = offered(db, made)
    handover.claim(db, offer.token)
    with pytest.raises(HandoverOver):
        handover.claim(db, offer.token)


def test_a_phone_that_was_faster_gets_nothing_until_the_laptop_agrees(db: Store, made: Made) -> None:
    offer = offered(db, made)
    claim = handover.claim(db, offer.token)
    with pytest.raises(HandoverOver):
        handover.take(db, claim)
    handover.withdraw(db, offer)
    assert stands(db, offer) == "over"
    with pytest.raises(HandoverOver):
        handover.take(db, claim)


def test_nobody_can_agree_to_an_offer_without_a_phone(db: Store, made: Made) -> None:
    offer = offered(db, made)
    handover.agree(db, offer)
    assert stands(db, offer) == "waiting"


@pytest.mark.parametrize("end", ["late", "again", "signed out", "left"])
def test_an_offer_ends_with_its_time_another_one_a_sign_out_or_the_membership(db: Store, made: Made, end: str) -> None:
    offer = offered(db, made)
    claim = handover.claim(db, offer.token)
    handover.agree(db, offer)
    if end == "late":
        db.execute("UPDATE handovers SET expires_at = :at", at=now(later=-1))
    elif end == "again":
        offered(db, made)
    elif end == "signed out":
        accounts.sign_out_everywhere(db, made.account_id, now())
    else:
        communities.remove_member(db, made.community_id, made.account_id)
    with pytest.raises(HandoverOver):
        handover.take(db, claim)


def test_a_token_out_of_thin_air_opens_nothing(db: Store, made: Made) -> None:
    offer = offered(db, made)
    for token in ("", "x", offer.id):
        with pytest.raises(HandoverOver):
            handover.claim(db, token)


def test_secrets_are_stored_as_hashes_alone(db: Store, made: Made) -> None:
    offer = offered(db, made)
    claim = handover.claim(db, offer.token)
    stored = str(db.query("SELECT * FROM handovers"))
    assert offer.token not in stored
    assert claim.secret not in stored
