"""A playground that others can reach is never open by accident."""

import pytest
from pydantic import ValidationError

from bot.web.config import WebConfig

TOKEN = 20 * "x"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_a_loopback_host_needs_nothing_more(host: str) -> None:
    assert WebConfig(host=host).is_loopback()


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, "public_url and access_token"),
        ({"access_token": TOKEN}, "public_url"),
        ({"public_url": "https://darkroom.example"}, "access_token"),
    ],
)
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "darkroom.example"])  # noqa: S104  refused here
def test_another_host_is_refused_with_the_keys_that_are_missing(host: str, given: dict[str, str], missing: str) -> None:
    with pytest.raises(ValidationError, match=f"set {missing} too"):
        WebConfig.model_validate({"host": host, **given})


def test_a_public_address_before_a_loopback_host_needs_a_token_too() -> None:
    with pytest.raises(ValidationError, match="set access_token too"):
        WebConfig(public_url="https://darkroom.example")
    assert WebConfig(public_url="http://localhost:8080").is_loopback()


def test_another_host_is_fine_with_both() -> None:
    config = WebConfig.model_validate(
        {"host": "0.0.0.0", "public_url": "https://darkroom.example/", "access_token": TOKEN}  # noqa: S104  guarded
    )

    assert config.public_url == "https://darkroom.example"


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Darkroom.Example", "https://darkroom.example"),
        ("HTTPS://darkroom.example:443/", "https://darkroom.example"),
        ("http://darkroom.example:80", "http://darkroom.example"),
        ("https://darkroom.example:8443", "https://darkroom.example:8443"),
        ("https://[2001:DB8:0:0:0:0:0:1]:443", "https://[2001:db8::1]"),
        ("", ""),
    ],
)
def test_a_public_url_is_kept_as_browsers_write_it(url: str, origin: str) -> None:
    assert WebConfig.model_validate({"public_url": url, "access_token": TOKEN}).public_url == origin


@pytest.mark.parametrize(
    "url",
    [
        "darkroom.example",
        "ftp://darkroom.example",
        "https://",
        "https://darkroom.example/path",
        "https://user@darkroom.example",
        "https://user:secret@darkroom.example",
        "https://darkroom.example?x=1",
        "https://darkroom.example/#top",
        "https://darkroom.example.",
        "https://darkroom.example ",
        "https://darkroom.example:port",
        "https://darkroom.example:99999",
        "https://[::1",
        "https://[fe80::1%25eth0]",
        "https://dunkelkämmer.example",
    ],
)
def test_a_public_url_is_an_origin_and_no_more(url: str) -> None:
    with pytest.raises(ValidationError, match="scheme, host and port alone") as refused:
        WebConfig.model_validate({"public_url": url, "access_token": TOKEN})
    assert len(refused.value.errors()) == 1


def test_a_short_token_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least 16"):
        WebConfig.model_validate({"access_token": "hunter2"})


def test_a_proxy_that_is_no_address_is_refused() -> None:
    with pytest.raises(ValidationError, match="trusted_proxies"):
        WebConfig(trusted_proxies=("proxy.example",))
