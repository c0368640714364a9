"""Where a request comes from: the peer, or what a trusted proxy says of it, as a keyed hash of its network."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from aiohttp import web

from storage.vault import Vault

Address = IPv4Address | IPv6Address
_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")
_PREFIX = {4: 24, 6: 56}  # what one household or office usually holds


class Clients:
    """Tells clients apart without keeping their addresses."""

    def __init__(self, vault: Vault, trusted_proxies: tuple[str, ...]) -> None:
        self._vault = vault
        self._trusted = [ip_network(each, strict=False) for each in trusted_proxies]

    def network(self, request: web.Request) -> bytes:
        """Return a keyed hash of the client's network; it cannot be turned back into an address."""
        address = self.address(request)
        if address is None:
            return b"unknown"
        prefix = ip_network((address, _PREFIX[address.version]), strict=False)
        return self._vault.sign(str(prefix).encode(), "web network")

    def is_local(self, request: web.Request) -> bool:
        """Whether the client is on this machine and not behind a proxy here."""
        address = self.address(request)
        proxied = any(name in request.headers for name in _FORWARDED)
        return address is not None and address.is_loopback and not proxied

    def address(self, request: web.Request) -> Address | None:
        """Return the nearest address that is not a trusted proxy's."""
        peer = _address(request.remote or "")
        hops = [_address(each.strip()) for each in request.headers.get("X-Forwarded-For", "").split(",")]
        for hop in [peer, *reversed(hops)]:
            if hop is None or not any(hop in network for network in self._trusted):
                return hop or peer
        return peer


def _address(text: str) -> Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
