"""Passwords: what is too easy to guess, and bcrypt. Knows no storage and no screen."""

from __future__ import annotations

import base64
import hmac
import re
import secrets
import unicodedata
from pathlib import Path

import bcrypt

SHORTEST, LONGEST = 10, 200
_COST = 12
_READABLE = "23456789abcdefghjkmnpqrstuvwxyz0"
_LEET = str.maketrans("013457@$!", "oleastasi")
_ROWS = (
    "01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)  # fmt: skip
_WALKS = " ".join((*_ROWS, *(row[::-1] for row in _ROWS)))
_COMMON = frozenset((Path(__file__).parent / "common_passwords.txt").read_text().split())


class WeakPassword(ValueError):
    """A password that is not to be used; `code` names a text in the `account` catalog."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def weakness(password: str, *own_words: str) -> str | None:
    """Why a password should not be used, as a code, or None.

    `own_words` are the person's username and name, which others know.
    """
    password = unicodedata.normalize("NFKC", password)
    if len(password) < SHORTEST:
        return "password_short"
    if len(password) > LONGEST:
        return "password_long"
    lower = password.lower()
    known = {_bare(word) for words in own_words for word in (words, *re.split(r"[\W_]+", words))} - {""}
    if len(set(lower)) < 5 or _is_walk(lower) or _bare(lower) in _COMMON | known:
        return "password_common"
    return None


def _bare(text: str) -> str:
    """The word in a password once digits and signs around it, look-alikes and repetition are taken away."""
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text.lower()).translate(_LEET)
    core = unicodedata.normalize("NFKD", core)
    letters = "".join(character for character in core if character.isalpha())
    repeated = re.fullmatch(r"(.+?)\1+", letters)
    return repeated[1] if repeated else letters


def _is_walk(text: str) -> bool:
    """Whether a password only walks along the keyboard, the alphabet or the digits, in one or two strands."""
    return _follows_rows(text) or (_follows_rows(text[0::2]) and _follows_rows(text[1::2]))


def _follows_rows(text: str) -> bool:
    pairs = [a + b for a, b in zip(text, text[1:], strict=False)]
    return sum(pair in _WALKS or pair[0] == pair[1] for pair in pairs) >= 0.75 * len(pairs)


def new_password() -> str:
    """A random password that can be read out: three groups of four letters and digits, 60 bits."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(3))


def hash_password(password: str, *own_words: str) -> str:
    """A bcrypt hash to store.

    Raises:
        WeakPassword: see `weakness`.
    """
    code = weakness(password, *own_words)
    if code:
        raise WeakPassword(code)
    return bcrypt.hashpw(_digest(password), bcrypt.gensalt(_COST)).decode()


# Of no password: what a try under an unknown name is checked against, so that it takes as long as any other.
_NOBODY = f"$2b${_COST}$" + "." * 21 + "O" + "." * 31


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether this is the password; takes the same work when there is no account to compare with (None)."""
    matches = bcrypt.checkpw(_digest(password[: LONGEST * 4]), (password_hash or _NOBODY).encode())
    return matches and password_hash is not None


def _digest(password: str) -> bytes:
    """44 bytes of any password, since bcrypt reads only 72, however the letters were typed (NFKC)."""
    text = unicodedata.normalize("NFKC", password).encode()
    return base64.b64encode(hmac.digest(b"attune-password", text, "sha256"))
