"""Handovers: a control that moves from a mirrored laptop to a phone. Secrets are stored as hashes only."""

from __future__ import annotations

from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id


@dataclass(frozen=True)
class Handover:
    id: str
    meeting_id: str
    account_id: str
    signed_out_at: str | None
    """The account's last sign-out when this was offered: after another one it is worth nothing."""
    expires_at: str
    claim_hash: str | None
    number: int | None
    agreed_at: str | None
    taken_at: str | None


def offer(db: Store, meeting_id: str, account_id: str, signed_out_at: str | None, token_hash: str, until: str) -> str:
    """Offer the control of a meeting to whoever has the token first; earlier offers of it are gone. Returns the id."""
    db.execute("DELETE FROM handovers WHERE meeting_id = :m", m=meeting_id)
    handover_id = new_id()
    db.insert(
        "handovers",
        {
            "id": handover_id, "meeting_id": meeting_id, "account_id": account_id, "signed_out_at": signed_out_at,
            "token_hash": token_hash, "expires_at": until,
        },
    )  # fmt: skip
    return handover_id


def by_id(db: Store, handover_id: str) -> Handover | None:
    return _first(db.query("SELECT * FROM handovers WHERE id = :id", id=handover_id))


def claim(db: Store, token_hash: str, claim_hash: str, number: int, at: str) -> Handover | None:
    """Take an offer with its token, once and in time; None where that is not so."""
    rows = db.query(
        """UPDATE handovers SET claim_hash = :claim, number = :number
           WHERE token_hash = :token AND claim_hash IS NULL AND expires_at > :at RETURNING *""",
        token=token_hash, claim=claim_hash, number=number, at=at,
    )  # fmt: skip
    return _first(rows)


def agree(db: Store, handover_id: str, at: str) -> None:
    """The laptop has seen the same number as the phone that claimed it."""
    db.execute("UPDATE handovers SET agreed_at = :at WHERE id = :id AND claim_hash IS NOT NULL", id=handover_id, at=at)


def take(db: Store, handover_id: str, claim_hash: str, at: str) -> Handover | None:
    """The phone that claimed an agreed offer has confirmed it, once and in time; None where that is not so."""
    rows = db.query(
        """UPDATE handovers SET taken_at = :at WHERE id = :id AND claim_hash = :claim AND agreed_at IS NOT NULL
           AND taken_at IS NULL AND expires_at > :at RETURNING *""",
        id=handover_id, claim=claim_hash, at=at,
    )  # fmt: skip
    return _first(rows)


def withdraw(db: Store, handover_id: str) -> None:
    """Take back an offer nobody has taken."""
    db.execute("DELETE FROM handovers WHERE id = :id AND taken_at IS NULL", id=handover_id)


def _first(rows: list[Row]) -> Handover | None:
    return Handover(**{name: rows[0][name] for name in Handover.__dataclass_fields__}) if rows else None
