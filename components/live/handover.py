"""*One screen*: the control moves from a laptop the whole room sees to the facilitator's phone.

Everybody in the room sees the code, so having it first is not enough: the phone that has it shows a number, the laptop
shows the same one, the facilitator says on the laptop that it is theirs, and confirms on the phone. From then on every
earlier sign-in of the account is over, those in other tabs of the laptop too.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256

from db import accounts, communities, handovers, meetings
from db.accounts import Account
from db.engine import Store
from db.handovers import Handover
from db.ids import new_secret, now, seconds_until

OFFER_SECONDS = 180
"""From the offer to the confirmation on the phone."""


class HandoverOver(Exception):
    """The code was used already, its time is over, or it was taken back."""


@dataclass(frozen=True)
class Offer:
    """What the laptop holds: the token is for the phone."""

    id: str
    meeting_id: str
    account_id: str
    token: str


@dataclass(frozen=True)
class Claim:
    """What the phone holds that had the token first."""

    id: str
    meeting_id: str
    secret: str
    number: int


def offer(db: Store, meeting_id: str, account: Account) -> Offer:
    """Offer the control of a meeting this account may run, for three minutes."""
    token = new_secret()
    until = now(later=OFFER_SECONDS)
    found = handovers.offer(db, meeting_id, account.id, account.signed_out_at, _hash(token), until)
    return Offer(found, meeting_id, account.id, token)


def claim(db: Store, token: str) -> Claim:
    """Be the phone an offer is for. Raises `HandoverOver`."""
    secret, number = new_secret(), secrets.randbelow(90) + 10
    found = handovers.claim(db, _hash(token), _hash(secret), number, now())
    if found is None:
        raise HandoverOver
    meetings.touch(db, found.meeting_id, at_once=True)
    return Claim(found.id, found.meeting_id, secret, number)


def stands(found: Handover | None) -> str:
    """`waiting` for a phone, `claimed` by one, `agreed` on the laptop, `taken`, or `over`."""
    if found is None:
        return "over"
    if found.taken_at:
        return "taken"
    if seconds_until(found.expires_at) <= 0:
        return "over"
    return "agreed" if found.agreed_at else "claimed" if found.claim_hash else "waiting"


def agree(db: Store, made: Offer) -> None:
    """Say on the laptop that the number there is the phone's."""
    handovers.agree(db, made.id, now())
    meetings.touch(db, made.meeting_id, at_once=True)


def withdraw(db: Store, made: Offer) -> None:
    """Take an offer back, whoever has claimed it."""
    handovers.withdraw(db, made.id)


def take(db: Store, claimed: Claim) -> Account:
    """Confirm on the phone: ends every earlier sign-in of the account, and returns it for a new one.

    Raises:
        HandoverOver: it was not agreed, its time is over, or the account may not run this meeting any more.
    """
    found = handovers.take(db, claimed.id, _hash(claimed.secret), now())
    account = accounts.by_id(db, found.account_id) if found else None
    meeting = meetings.by_id(db, found.meeting_id) if found else None
    if found is None or account is None or meeting is None or account.signed_out_at != found.signed_out_at:
        raise HandoverOver
    if communities.role_of(db, meeting.community_id, account.id) is None:
        raise HandoverOver
    accounts.sign_out_everywhere(db, account.id, now())
    meetings.touch(db, meeting.id, at_once=True)
    entered = accounts.by_id(db, account.id)
    assert entered
    return entered


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
