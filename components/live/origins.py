"""Where a phone is reached from, as far as it matters: whether two phones come from one address, and no more."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from components.live.secret import signing_key
from components.network import household_of
from components.settings import settings


def address_of(peer: str | None, forwarded: str) -> str | None:
    """The address a request came from: the peer's, or what proxies that are trusted say of it.

    `forwarded` is the header X-Forwarded-For: anybody can write one, so it is read from its end, and only as far as
    those who wrote it are trusted.
    """
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    address = peer
    while address and hops and _is_trusted(address):
        address = hops.pop()
    return _plain(address) if address else None


def origin_of(address: str | None, meeting_id: str) -> str:
    """An address as it is kept: a hash that only this server can make, and another one in every meeting; "" for none.

    What cannot be read as an address counts as none.
    """
    home = household_of(address)
    if not home:
        return ""
    return hmac.digest(signing_key().encode(), f"origin:{meeting_id}:{home}".encode(), "sha256")[:12].hex()


def _is_trusted(address: str) -> bool:
    try:
        found = ip_address(_plain(address))
    except ValueError:
        return False
    return any(found in network for network in settings().trusted_proxies)


def _plain(address: str) -> str:
    """Without a port: `10.0.0.1:80`, `[::1]:80`."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
