"""Only a configured proxy is believed about where a request comes from."""

from pathlib import Path
from unittest.mock import Mock

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.web.clients import Clients
from storage.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault.open(tmp_path, bytes(32))


def address(vault: Vault, peer: str, forwarded: str | None, trusted: tuple[str, ...] = ()) -> str:
    transport = Mock()
    transport.get_extra_info.side_effect = lambda name, default=None: (peer, 1) if name == "peername" else default
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return str(Clients(vault, trusted).address(make_mocked_request("GET", "/", headers, transport=transport)))


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "client"),
    [
        ("203.0.113.9", None, (), "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", (), "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1", ("10.0.0.0/8",), "198.51.100.1"),
        ("10.0.0.1", "127.0.0.1, 198.51.100.1, 10.0.0.7", ("10.0.0.0/8",), "198.51.100.1"),
        ("10.0.0.1", "not an address", ("10.0.0.0/8",), "10.0.0.1"),
        ("10.0.0.1", "10.0.0.2", ("10.0.0.0/8",), "10.0.0.1"),
    ],
)
def test_the_client_is_the_nearest_address_that_no_trusted_proxy_has(
    vault: Vault, peer: str, forwarded: str | None, trusted: tuple[str, ...], client: str
) -> None:
    assert address(vault, peer, forwarded, trusted) == client


def test_neighbours_share_a_network_and_no_address_is_kept(vault: Vault) -> None:
    clients = Clients(vault, ())

    def network(peer: str) -> bytes:
        transport = Mock()
        transport.get_extra_info.side_effect = lambda name, default=None: (peer, 1) if name == "peername" else default
        return clients.network(make_mocked_request("GET", "/", transport=transport))

    assert network("203.0.113.9") == network("203.0.113.200")
    assert network("203.0.113.9") != network("203.0.114.9")
    assert network("2001:db8:0:11::1") == network("2001:db8:0:ff::2")
    assert b"203" not in network("203.0.113.9")
