"""Where a request comes from, as coarsely as limits need it."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address


def network_of(host: str | None) -> str:
    """What limits count by: an IPv4 address, or the half of an IPv6 address that one household has.

    "" where it is not known: this machine itself, or a proxy on it that does not say for whom it asks.
    """
    try:
        address = ip_address((host or "").partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.is_loopback:
        return ""
    if isinstance(address, IPv6Address):
        return str(IPv6Address(int(address) >> 64 << 64)) + "/64"
    return str(address)
