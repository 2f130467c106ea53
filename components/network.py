"""Who asks, over which connection: the address as limits count it, and whether it is a page of ours."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from components.settings import settings

_HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?|\[[0-9a-f:.]+\](:\d{1,5})?")
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def network_of(host: str | None) -> str:
    """What limits count by: the household an address belongs to.

    "" where it is not known: this machine itself, or a proxy on it that does not say for whom it asks.
    """
    address = _read(host)
    return "" if address is None or address.is_loopback else household_of(host)


def household_of(host: str | None) -> str:
    """An IPv4 address, or the half of an IPv6 address that one household has; "" for what is no address."""
    address = _read(host)
    if isinstance(address, IPv6Address):
        return str(IPv6Address(int(address) >> 64 << 64)) + "/64"
    return str(address or "")


def _read(host: str | None) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address((host or "").partition("%")[0])
    except ValueError:
        return None
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address


def host_of(connection: HTTPConnection) -> str:
    """The host and port a browser asked, in lower case; "" where the header is none."""
    host = connection.headers.get("host", "").lower()
    return host if _HOST.fullmatch(host) else ""


def own_hosts(connection: HTTPConnection) -> tuple[str, ...]:
    """Under which hosts and ports the page of a request knows us: the one it asked, and the public one."""
    public = urlsplit(settings().public_url or "").netloc.lower()
    return tuple(dict.fromkeys(filter(None, (host_of(connection), public))))


def is_own_page(connection: HTTPConnection) -> bool | None:
    """Whether the page that asks is ours, by its Origin; None where there is none, as of what is no browser."""
    origin = connection.headers.get("origin")
    return None if origin is None else urlsplit(origin).netloc.lower() in own_hosts(connection)


def is_secure(connection: HTTPConnection) -> bool:
    """Whether the browser came by https, be it to a proxy before us."""
    forwarded = connection.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    return forwarded == "https" or connection.url.scheme in ("https", "wss")


def is_host_allowed(connection: HTTPConnection) -> bool:
    """Whether we are meant by the host that was asked; this machine may always ask itself."""
    allowed = settings().allowed_hosts
    if not allowed:
        return True
    name = urlsplit(f"//{host_of(connection)}").hostname or ""
    return name in (*allowed, *_THIS_MACHINE) or any(
        name.endswith(each[1:]) for each in allowed if each.startswith("*.")
    )
