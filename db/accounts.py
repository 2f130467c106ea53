"""Accounts: people who sign in. Also the tries that failed, and the one-time permission to create the first account."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from db import communities, facts
from db.engine import Row, Store
from db.ids import new_id, now

_USERNAME = re.compile(r"[\w.@+-]{2,64}")


class InvalidAccount(ValueError):
    """An account cannot be made like this; `code` names a text in the `account` catalog."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Account:
    id: str
    username: str
    name: str
    password_hash: str = field(repr=False)
    language: str
    signed_out_at: str | None
    """The last time every sign-in of this account was ended; a sign-in from before that is dead."""
    created_at: str
    is_keeper: bool
    """May take and restore backups of everything, of all communities."""


def plain_username(typed: str) -> str:
    """A username as it is compared: lower case, no space around it, one way of writing each letter, 64 characters."""
    return unicodedata.normalize("NFKC", typed).strip().lower()[:64]


def _plain_name(typed: str) -> str:
    """A name on one line, without control characters and marks that turn the writing direction, 80 characters."""
    line = " ".join(typed.split())
    return "".join(letter for letter in line if unicodedata.category(letter) not in ("Cc", "Cf", "Cs"))[:80].strip()


def create(
    db: Store, username: str, name: str, password_hash: str, language: str = "en", *, is_keeper: bool = False
) -> str:
    """Add an account and return its id. The first one there is keeps the backups, whoever makes it.

    Raises:
        InvalidAccount: the username has other signs than letters, digits and `. _ - + @`, or is taken; or no name.
    """
    username, name = plain_username(username), _plain_name(name)
    if not _USERNAME.fullmatch(username):
        raise InvalidAccount("username_invalid")
    if not name:
        raise InvalidAccount("name_missing")
    if by_username(db, username):
        raise InvalidAccount("username_taken")
    account_id = new_id()
    db.insert(
        "accounts",
        {
            "id": account_id, "username": username, "name": name, "password_hash": password_hash,
            "language": language, "created_at": now(), "is_keeper": int(is_keeper or not are_there_any(db)),
        },
    )  # fmt: skip
    forget_set_up(db)
    return account_id


def by_username(db: Store, username: str) -> Account | None:
    row = db.one("SELECT * FROM accounts WHERE username = :username", username=plain_username(username))
    return _account(row) if row else None


def by_id(db: Store, account_id: str) -> Account | None:
    row = db.one("SELECT * FROM accounts WHERE id = :id", id=account_id)
    return _account(row) if row else None


def are_there_any(db: Store) -> bool:
    return db.one("SELECT 1 FROM accounts LIMIT 1") is not None


def change(db: Store, account_id: str, *, name: str, language: str) -> None:
    """Set how an account is called and the language it reads.

    Raises:
        InvalidAccount: no name.
    """
    name = _plain_name(name)
    if not name:
        raise InvalidAccount("name_missing")
    db.execute("UPDATE accounts SET name = :n, language = :l WHERE id = :id", id=account_id, n=name, l=language)


def set_password_hash(db: Store, account_id: str, password_hash: str) -> None:
    """Give an account another password. Sign-ins go on: end them with `sign_out_everywhere`."""
    db.execute("UPDATE accounts SET password_hash = :hash WHERE id = :id", id=account_id, hash=password_hash)


def sign_out_everywhere(db: Store, account_id: str, at: str) -> None:
    """End every sign-in of an account, on every device."""
    db.execute("UPDATE accounts SET signed_out_at = :at WHERE id = :id", id=account_id, at=at)


def carry_over(db: Store, account: Account) -> Account:
    """Let somebody who was here before everything was replaced sign in and keep the backups as before.

    Who is known by the same username stays who they are there, with the password and the right they had here.
    """
    known = by_username(db, account.username)
    account_id = known.id if known else account.id if by_id(db, account.id) is None else new_id()
    if known is None:
        row = {name: getattr(account, name) for name in Account.__dataclass_fields__}
        db.insert("accounts", {**row, "id": account_id, "is_keeper": 0})
    db.execute(
        "UPDATE accounts SET password_hash = :hash, is_keeper = :keeper WHERE id = :id",
        id=account_id, hash=account.password_hash, keeper=int(account.is_keeper),
    )  # fmt: skip
    found = by_id(db, account_id)
    assert found
    return found


def delete(db: Store, account_id: str) -> None:
    """Remove an account with its memberships; what its communities have stays theirs."""
    db.execute("DELETE FROM accounts WHERE id = :id", id=account_id)


def allowed(db: Store, account_id: str, community_id: str, role: str = "facilitator") -> bool:
    """Whether an account may act for a community in a role. An organizer may do all that a facilitator may."""
    held = communities.role_of(db, community_id, account_id)
    return held is not None and communities.ROLES.index(held) <= communities.ROLES.index(role)


def note_failure(db: Store, username: str, at: str, whence: str = "") -> None:
    """Remember a try to sign in under a name, whether or not anybody has that name; `whence` marks where it was."""
    db.insert("sign_in_failures", {"username": plain_username(username), "at": at, "whence": whence})


def recent_failures(
    db: Store, since: str, *, username: str | None = None, whence: str | None = None, but: str | None = None
) -> list[str]:
    """When tries failed, oldest first: under a name, from one place, or (`but`) from no place that begins like this."""
    rows = db.query(
        f"""SELECT at FROM sign_in_failures WHERE at >= :since
            {"AND username = :u" if username is not None else ""}
            {"AND whence = :whence" if whence is not None else ""}
            {"AND whence NOT LIKE :but" if but is not None else ""} ORDER BY at""",
        since=since, u=plain_username(username or ""), whence=whence or "", but=f"{but}%",
    )  # fmt: skip
    return [row["at"] for row in rows]


def forget_failures(db: Store, username: str, whence: str | None = None) -> None:
    """Forget tries under a name: all, or those from one place."""
    only = "AND whence = :whence" if whence is not None else ""
    db.execute(
        f"DELETE FROM sign_in_failures WHERE username = :u {only}", u=plain_username(username), whence=whence or ""
    )


def forget_failures_before(db: Store, at: str) -> None:
    db.execute("DELETE FROM sign_in_failures WHERE at < :at", at=at)


def allow_set_up(db: Store, token_hash: str) -> None:
    """Let whoever holds the token create the first account; an earlier token is dead from now on."""
    facts.put(db, facts.SET_UP, token_hash)


def set_up_hash(db: Store) -> str | None:
    """The hash of the token that may create the first account, or None when nobody may."""
    return None if are_there_any(db) else facts.get(db, facts.SET_UP)


def forget_set_up(db: Store) -> None:
    facts.drop(db, facts.SET_UP)


def _account(row: Row) -> Account:
    found = {name: row[name] for name in Account.__dataclass_fields__}
    return Account(**{**found, "is_keeper": bool(row["is_keeper"])})
