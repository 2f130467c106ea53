"""Who may sign in: the set-up link, tries and their growing waits, accounts from the settings. Knows no screen."""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from components import passwords
from components.live.secret import signing_key
from components.live.store import open_store, save
from components.network import network_of
from components.settings import Settings, WrongSetting
from db import accounts
from db.accounts import Account, InvalidAccount
from db.engine import Store
from db.ids import new_secret, now

FREE_TRIES = 5
LONGEST_WAIT = 300.0
FREE_FROM_ONE_ADDRESS, LONGEST_AT_ONE_ADDRESS = 30, 60.0
FREE_FROM_EVERYWHERE, LONGEST_FROM_EVERYWHERE = 100, 60.0
_WINDOW = timedelta(hours=24)
_BUSY_AFTER = 10.0
_DEVICE = "device:"
# bcrypt is meant to be slow: a flood of tries must not take every core from the room, nor hold up known browsers.
_one_check, _one_known_check = threading.Lock(), threading.Lock()


@dataclass(frozen=True)
class Whence:
    """Where a try comes from: the address, and the accounts that signed in on this browser before, by its cookie."""

    address: str | None = None
    device: str = ""
    known: tuple[str, ...] = ()

    def mark(self, account: Account | None) -> str:
        """What tries are counted by: a browser that this account used before, else the address, unreadably."""
        if account is not None and self.device and account.id in self.known:
            return _DEVICE + self.device
        network = network_of(self.address)
        digest = hmac.digest(signing_key().encode(), f"tries:{network}".encode(), "sha256").hex()[:32]
        return f"address:{digest}" if network else ""


class Refused(Exception):
    """Not signed in; `code` names a text in the `account` catalog, `wait` is how many seconds to wait first."""

    def __init__(self, code: str, wait: float = 0) -> None:
        super().__init__(code)
        self.code = code
        self.wait = wait


def sign_in(username: str, password: str, at: str | None = None, whence: Whence = Whence()) -> Account:
    """The account with this username and password.

    A try counts as failed until it has succeeded, so that many at the same moment are no way around the waits. A
    name nobody has is treated like any other.

    Raises:
        Refused: wrong name or password, a wait that is not over, or too many people trying at this moment.
    """
    at = at or now()
    with open_store() as db:
        account = accounts.by_username(db, username)
    mark = whence.mark(account)
    check = _one_known_check if mark.startswith(_DEVICE) else _one_check
    if not check.acquire(timeout=_BUSY_AFTER):
        raise Refused("sign_in_busy")
    try:
        wait = save(lambda db: _begin(db, username, mark, at))
        if wait:
            raise Refused("sign_in_wait", wait)
        if not passwords.is_password(password, account.password_hash if account else None) or account is None:
            raise Refused("sign_in_wrong")
    finally:
        check.release()
    save(lambda db: accounts.forget_failures(db, username, mark))
    return account


def _begin(db: Store, username: str, mark: str, at: str) -> float:
    """Note a try as failed and return 0, or leave it unnoted and return the seconds still to wait."""
    since = _stamp(datetime.fromisoformat(at) - _WINDOW)
    accounts.forget_failures_before(db, since)
    wait = _wait(db, username, mark, at, since)
    if not wait:
        accounts.note_failure(db, username, at, mark)
    return wait


def _wait(db: Store, username: str, mark: str, at: str, since: str) -> float:
    """Seconds still to wait: by the tries under this name from this place, from all of its address, from everywhere.

    What others try elsewhere holds nobody up: a browser this account used before counts for itself, and the first try
    under a name from an address goes ahead however many there are from everywhere.
    """
    here = accounts.recent_failures(db, since, username=username, whence=mark)
    wait = wait_after(here, at)
    if mark.startswith(_DEVICE):
        return wait
    if mark:
        there = accounts.recent_failures(db, since, whence=mark)
        wait = max(wait, wait_after(there, at, FREE_FROM_ONE_ADDRESS, LONGEST_AT_ONE_ADDRESS))
    if mark and here:
        everywhere = accounts.recent_failures(db, since, username=username, but=_DEVICE)
        wait = max(wait, wait_after(everywhere, at, FREE_FROM_EVERYWHERE, LONGEST_FROM_EVERYWHERE))
    return wait


def wait_after(failures: Sequence[str], at: str, free: int = FREE_TRIES, longest: float = LONGEST_WAIT) -> float:
    """Seconds still to wait before the next try, given when earlier ones failed.

    So many are free; then 2, 4, 8 ... up to the longest after the last. It is never for good: failures are forgotten
    after a day, and those in the future (a clock that was set back) do not count.
    """
    past = [failure for failure in failures if failure <= at]
    if len(past) < free:
        return 0
    wait = min(longest, 2.0 ** min(len(past) - free + 1, 16))
    gone = (datetime.fromisoformat(at) - datetime.fromisoformat(max(past))).total_seconds()
    return max(0.0, wait - gone)


def make_account(
    db: Store, username: str, name: str, password: str, language: str = "en", *, is_keeper: bool = False
) -> str:
    """Add an account and return its id. The first one there is is a keeper in any case.

    Raises:
        InvalidAccount: the username cannot be used, or no name.
        WeakPassword: the password is too short or too easy to guess.
    """
    hashed = passwords.hash_password(password, username, name)
    return accounts.create(db, username, name, hashed, language, is_keeper=is_keeper)


def change_password(db: Store, username: str, password: str) -> None:
    """Set a new password, end every sign-in of the account and forget its failed tries.

    Raises:
        InvalidAccount: nobody has this username.
        WeakPassword: the password is too short or too easy to guess.
    """
    account = accounts.by_username(db, username)
    if account is None:
        raise InvalidAccount("username_unknown")
    put_password(db, account, passwords.hash_password(password, account.username, account.name))


def put_password(db: Store, account: Account, password_hash: str) -> None:
    """What `change_password` does, for a hash made beforehand: bcrypt takes too long for the writer of a live room."""
    accounts.set_password_hash(db, account.id, password_hash)
    accounts.sign_out_everywhere(db, account.id, now())
    accounts.forget_failures(db, account.username)


def prepare(chosen: Settings) -> str | None:
    """What a start does for a database without accounts: the first account from the settings, else a set-up token.

    Returns the token (128 random bits, to be shown in the terminal only; an earlier one is dead), or None.

    Raises:
        WrongSetting: the account in the settings cannot be made.
    """
    with open_store() as db:
        if accounts.are_there_any(db):
            return None
    if chosen.first_account or chosen.first_password:
        _make_first(chosen)
        return None
    token = new_secret()
    save(lambda db: accounts.allow_set_up(db, _hash(token)))
    return token


def _make_first(chosen: Settings) -> None:
    username, password = chosen.first_account, chosen.first_password
    if not username:
        raise WrongSetting("ATTUNE_FIRST_ACCOUNT", "give the username too, or leave ATTUNE_FIRST_PASSWORD out.")
    if not password:
        raise WrongSetting("ATTUNE_FIRST_PASSWORD", "give the password too, or leave ATTUNE_FIRST_ACCOUNT out.")
    try:
        hashed = passwords.hash_password(password, username)
        save(lambda db: accounts.are_there_any(db) or accounts.create(db, username, username, hashed, chosen.language))
    except InvalidAccount as error:
        raise WrongSetting("ATTUNE_FIRST_ACCOUNT", "use 2 to 64 letters, digits or . _ - + @") from error
    except passwords.WeakPassword as error:
        reason = "is too short, too long or easy to guess; use at least 10 characters, say three words and a number."
        raise WrongSetting("ATTUNE_FIRST_PASSWORD", reason) from error


def may_set_up(db: Store, token: str) -> bool:
    """Whether this token creates the first account: it is the latest one, and there is no account yet."""
    expected = accounts.set_up_hash(db)
    return expected is not None and hmac.compare_digest(expected, _hash(token))


def set_up(db: Store, token: str, username: str, name: str, password_hash: str, language: str) -> Account:
    """Create the first account; of two who try at the same moment, one is refused.

    Raises:
        Refused: the token is not the latest one, or an account exists.
        InvalidAccount: the username cannot be used, or no name.
    """
    if not may_set_up(db, token):
        raise Refused("set_up_used")
    accounts.create(db, username, name, password_hash, language)
    account = accounts.by_username(db, username)
    assert account is not None
    return account


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
