"""Settings: read once from the environment, where Streamlit also puts top-level secrets."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

_SHORTEST_KEY = 32
_GUESSABLE = re.compile(
    r"(.{1,20}?)\1+.{0,20}|.*(change|replace|paste).{0,3}(me|this|your|with).*|.*(example|placeholder).*", re.I
)
"""A key that was copied from somebody's guide, or typed with one finger."""
_HOST_NAME = re.compile(r"\*|(\*\.)?[a-z0-9.-]+|[0-9a-f:.]+")
_SHORTEST_TOKEN = 20
_DISKS = ("kept", "wiped")
_WIPERS = (
    "DYNO", "K_SERVICE", "SPACE_ID", "RENDER", "RAILWAY_ENVIRONMENT_NAME", "FLY_APP_NAME", "KOYEB_APP_NAME",
    "CONTAINER_APP_NAME",
)  # fmt: skip
"""What hosts set that give an app a new disk at every start, unless one that stays was asked for."""
_COMMUNITY_CLOUD = Path("/mount/src")
"""Where Streamlit Community Cloud puts an app; it also sets HOSTNAME to `streamlit`. Neither is documented."""


class WrongSetting(SystemExit):
    """A setting has a value Attune cannot work with; the message names the key, the reason and the way out."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key}: {reason}")
        self.key = key


@dataclass(frozen=True)
class Settings:
    """Everything a host can set. See the table in README.md."""

    database: str
    """The path of an SQLite file, or the address of a PostgreSQL server."""
    secret_key: str | None
    """Signs cookies; None where a server keeps one for all its processes."""
    copies: Path | None
    """Where a copy goes before something is replaced; None for beside the database."""
    public_url: str | None
    language: str
    first_account: str | None
    first_password: str | None
    allowed_hosts: tuple[str, ...]
    """The names this app is asked by, without ports, `*.example.org` for all below one; none for any."""
    metrics_token: str | None
    """Who shows it may read this process's figures; None and nobody may."""
    log: str | None
    """`json` for one line of JSON about everything that happens; None for quiet."""
    disk: str
    """`kept`, or `wiped` where the host takes a new disk at every start."""
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    """Whose word is taken for where a request comes from, beside a proxy on this very machine."""
    files_mb: int = 500
    """So many megabytes at most have all files of the library together: they lie in the database."""
    max_per_address: int | None = None
    """So many phones at most come into a meeting from one address; None where nobody counts."""

    @property
    def fingerprints(self) -> dict[str, str]:
        """What must be alike in all processes of one Attune, by its key, in a form that gives nothing away."""
        shared = {
            "ATTUNE_SECRET_KEY": self.secret_key,
            "ATTUNE_PUBLIC_URL": self.public_url,
            "ATTUNE_LANGUAGE": self.language,
        }
        return {key: sha256(f"{key}={value or ''}".encode()).hexdigest()[:16] for key, value in shared.items()}

    @property
    def will_be_wiped(self) -> bool:
        """Whether everything lies in a file on a disk that the host wipes."""
        return self.disk == "wiped" and "://" not in self.database


@cache
def settings() -> Settings:
    """The settings of this process, from the environment; stops the start with one sentence if one is wrong."""
    return read(os.environ)


@cache
def is_community_cloud() -> bool:
    """Whether this process runs on Streamlit Community Cloud."""
    return _is_community_cloud(os.environ)


def read(environment: Mapping[str, str]) -> Settings:
    """Settings from a mapping of names to text.

    Raises:
        WrongSetting: a value that is not of its key's form.
    """
    database = _database(environment)
    return Settings(
        database=database,
        secret_key=_secret_key(environment, database),
        copies=Path(environment["ATTUNE_COPIES"]).absolute() if environment.get("ATTUNE_COPIES") else None,
        public_url=_public_url(environment),
        language=_language(environment),
        first_account=environment.get("ATTUNE_FIRST_ACCOUNT") or None,
        first_password=_first_password(environment),
        allowed_hosts=_allowed_hosts(environment),
        metrics_token=_metrics_token(environment),
        log=_log(environment),
        disk=_disk(environment),
        trusted_proxies=_trusted_proxies(environment),
        files_mb=_files_mb(environment),
        max_per_address=_max_per_address(environment),
    )


def _database(environment: Mapping[str, str]) -> str:
    value = (environment.get("ATTUNE_DATABASE") or "data/attune.db").strip()
    if value.startswith(("postgresql://", "postgres://")):
        return value
    if "://" in value:
        scheme = value.partition("://")[0]
        reason = f"an address with {scheme}:// is none Attune knows; give the path of a file, or postgresql://..."
        raise WrongSetting("ATTUNE_DATABASE", reason)
    path = Path(value)
    if path.is_dir():
        raise WrongSetting("ATTUNE_DATABASE", f"{value!r} is a folder; give the path of a file, say data/attune.db.")
    return str(path.absolute())


def _secret_key(environment: Mapping[str, str], database: str) -> str | None:
    """The key that signs cookies: from the environment, else from a file beside the database, made when missing."""
    key = environment.get("ATTUNE_SECRET_KEY")
    if key is None and "://" in database:
        return None
    if key is None:
        file = Path(database).with_name("secret-key")
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "w") as out:
                out.write(secrets.token_urlsafe(48))
        key = file.read_text().strip()
    if len(key) < _SHORTEST_KEY or _GUESSABLE.fullmatch(key):
        raise WrongSetting("ATTUNE_SECRET_KEY", f"use at least {_SHORTEST_KEY} random characters, or leave it out.")
    return key


def _public_url(environment: Mapping[str, str]) -> str | None:
    value = environment.get("ATTUNE_PUBLIC_URL", "").rstrip("/")
    if not value:
        return None
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise WrongSetting(
            "ATTUNE_PUBLIC_URL", f"{value!r} is not an address; write it like https://attune.example.org"
        )
    return value


def _allowed_hosts(environment: Mapping[str, str]) -> tuple[str, ...]:
    """As they were set, else that of the public address; Community Cloud asks by another one."""
    names = environment.get("ATTUNE_ALLOWED_HOSTS", "").lower().replace(",", " ").split()
    for name in names:
        if not _HOST_NAME.fullmatch(name):
            raise WrongSetting("ATTUNE_ALLOWED_HOSTS", f"{name!r} is no host; write names without https:// or ports.")
    public = urlsplit(_public_url(environment) or "").hostname
    if not names and public and not _is_community_cloud(environment):
        return (public,)
    return () if "*" in names else tuple(names)


def _is_community_cloud(environment: Mapping[str, str]) -> bool:
    return environment.get("HOSTNAME") == "streamlit" or Path(__file__).is_relative_to(_COMMUNITY_CLOUD)


def _language(environment: Mapping[str, str]) -> str:
    value = environment.get("ATTUNE_LANGUAGE") or "en"
    if value not in ("en", "es"):
        raise WrongSetting("ATTUNE_LANGUAGE", f"{value!r} is not a language Attune speaks; use en or es.")
    return value


def _first_password(environment: Mapping[str, str]) -> str | None:
    value = environment.get("ATTUNE_FIRST_PASSWORD") or None
    if value and len(value) < 10:
        raise WrongSetting("ATTUNE_FIRST_PASSWORD", "use at least 10 characters.")
    return value


def _metrics_token(environment: Mapping[str, str]) -> str | None:
    value = environment.get("ATTUNE_METRICS_TOKEN") or None
    if value and len(value) < _SHORTEST_TOKEN:
        raise WrongSetting(
            "ATTUNE_METRICS_TOKEN", f"use at least {_SHORTEST_TOKEN} random characters, or leave it out."
        )
    return value


def _log(environment: Mapping[str, str]) -> str | None:
    value = environment.get("ATTUNE_LOG") or None
    if value not in (None, "json"):
        raise WrongSetting("ATTUNE_LOG", f"{value!r} is no form of log; use json, or leave it out.")
    return value


def _disk(environment: Mapping[str, str]) -> str:
    """As it was set, else by what is known of hosts."""
    value = environment.get("ATTUNE_DISK") or None
    if value is None:
        is_wiped = _is_community_cloud(environment) or any(environment.get(name) for name in _WIPERS)
        return "wiped" if is_wiped else "kept"
    if value not in _DISKS:
        raise WrongSetting("ATTUNE_DISK", f"{value!r} says nothing about the disk; use kept or wiped.")
    return value


def _trusted_proxies(environment: Mapping[str, str]) -> tuple[IPv4Network | IPv6Network, ...]:
    names = [name.strip() for name in environment.get("ATTUNE_TRUSTED_PROXIES", "").split(",") if name.strip()]
    try:
        return tuple(ip_network(name) for name in names)
    except ValueError as error:
        reason = f"{error}; give addresses or networks, say 10.0.0.5, 172.16.0.0/12."
        raise WrongSetting("ATTUNE_TRUSTED_PROXIES", reason) from error


def _max_per_address(environment: Mapping[str, str]) -> int | None:
    value = environment.get("ATTUNE_MAX_PER_ADDRESS") or None
    if value is not None and not (value.isascii() and value.isdigit() and int(value) > 0):
        reason = f"{value!r} is no number of phones; give one from 1 on, or leave it out: a whole room is one address."
        raise WrongSetting("ATTUNE_MAX_PER_ADDRESS", reason)
    return int(value) if value else None


def _files_mb(environment: Mapping[str, str]) -> int:
    value = environment.get("ATTUNE_FILES_MB") or "500"
    if not (value.isascii() and value.isdigit()):
        reason = f"{value!r} is no number of megabytes; 0 takes no files, left out it is 500."
        raise WrongSetting("ATTUNE_FILES_MB", reason)
    return int(value)
