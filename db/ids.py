"""Identities and times, in the forms every engine stores alike: UUIDv7 text and UTC ISO-8601 text."""

from __future__ import annotations

import secrets
import threading
import time
import uuid
from datetime import UTC, datetime, timedelta

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 6
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


_ticks = 0
_ticking = threading.Lock()


def new_id() -> str:
    """A UUIDv7 (RFC 9562, method 3 of 6.2): its text sorts by the time it was made, in one process without exception.

    The twelve bits behind the milliseconds count 4,096ths of one; two in the same of them, or a clock that is set back,
    go on from the last.
    """
    global _ticks
    with _ticking:
        _ticks = ticks = max(_ticks + 1, time.time_ns() * 4096 // 1_000_000)
    value = (ticks >> 12) << 80 | 0x7 << 76 | (ticks & 0xFFF) << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def now(later: float = 0) -> str:
    """The time in UTC as ISO-8601 text with milliseconds, `later` seconds from now."""
    return stamp(datetime.now(UTC) + timedelta(seconds=later))


def stamp(moment: datetime) -> str:
    """A moment in UTC in the one form that is stored: `2026-05-04T10:00:00.000Z`, which sorts as text."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def seconds_until(at: str) -> float:
    """How many seconds lie between now and a stored time; negative when it is past."""
    return (datetime.fromisoformat(at) - datetime.now(UTC)).total_seconds()


def new_secret() -> str:
    """128 random bits as text for a link or a cookie."""
    return secrets.token_urlsafe(16)


def new_join_code() -> str:
    """Six letters and digits that cannot be mistaken for each other: 30 bits."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(_CODE_LENGTH))


def clean_join_code(typed: str) -> str | None:
    """What a person typed as a join code in its stored form, or None if it cannot be one.

    Lower case, dashes and spaces are fine, and so are the letters people mistake for digits.
    """
    code = "".join(c for c in typed.upper() if c.isalnum()).translate(_LOOKALIKES)
    return code if len(code) == _CODE_LENGTH and all(c in CROCKFORD for c in code) else None


def show_join_code(code: str) -> str:
    """A join code as people read it: `K7QF-2M`."""
    return f"{code[:4]}-{code[4:]}"
