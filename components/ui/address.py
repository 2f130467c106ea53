"""Where phones find a meeting: an address they can reach."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit, urlunsplit

# An address kept for documentation (RFC 5737): asking the system for a route to it sends nothing.
_SOMEWHERE = ("192.0.2.1", 9)
_ONLY_HERE = ("localhost", "127.0.0.1", "::1", "0.0.0.0")


def phone_base(public_url: str | None, opened_with: str) -> str | None:
    """The base address to show phones, without a slash at its end; None where there is none.

    The public address from the settings; else the one this screen was opened with; else, where that means this
    machine alone, the machine's address on the local network.
    """
    if public_url:
        return public_url
    parts = urlsplit(opened_with)
    if parts.hostname and not is_only_here(parts.hostname):
        return opened_with.rstrip("/")
    address = network_address()
    if address is None:
        return None
    host = f"{address}:{parts.port}" if parts.port else address
    return urlunsplit((parts.scheme or "http", host, parts.path.rstrip("/"), "", ""))


def is_only_here(host: str) -> bool:
    """Whether a host name reaches no further than this machine."""
    return host in _ONLY_HERE or host.startswith("127.")


def network_address() -> str | None:
    """This machine's address on the local network, None where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_SOMEWHERE)
            address = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if is_only_here(address) else address


def join_url(base: str, code: str, lane: str) -> str:
    """The address in the QR code: the phone lane, or the Streamlit lane where that is all a host lets through."""
    return f"{base}/j/{code}" if lane == "phone" else f"{base}/?code={code}"


def link_url(base: str, code: str, lane: str, link: str) -> str:
    """The address of a one-time link."""
    return f"{base}/j/{code}/one-time?link={link}" if lane == "phone" else f"{base}/?code={code}&link={link}"


def typed_address(base: str, lane: str) -> str:
    """What people type who cannot scan: without the scheme."""
    return f"{urlsplit(base).netloc}{urlsplit(base).path}" + ("/j" if lane == "phone" else "")
