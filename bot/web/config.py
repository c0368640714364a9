"""Where the playground listens and whom it lets in."""

import re
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

SHORTEST_TOKEN = 16
DEFAULT_PORTS = {"http": 80, "https": 443}
"""The ports that browsers leave out of Host and Origin."""

_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")


class WebConfig(BaseModel):
    """The playground and its HTTP API."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", description="Address to listen on; one that is not loopback needs the two below.")
    port: int = Field(8080, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    public_url: str = Field("", description='Address that browsers see, such as "https://darkroom.example".')
    access_token: SecretStr = Field(
        SecretStr(""), description="Secret that visitors enter once; needed where others can reach the playground."
    )
    trusted_proxies: tuple[str, ...] = Field(
        (), description="Proxies whose X-Forwarded-For is believed, as addresses or networks."
    )
    visitors_per_hour: int = Field(60, ge=1, description="New visitors that one network may bring in an hour.")
    messages_per_hour: int = Field(3600, ge=1, description="Messages that one visitor may send in an hour.")
    uploads_per_hour: int = Field(600, ge=1, description="Pictures that one visitor may send in an hour.")
    uploads_at_once: int = Field(4, ge=1, description="Pictures that are received at the same time.")
    upload_seconds: int = Field(120, ge=1, description="Seconds after which a slow upload is ended.")
    downloads_at_once: int = Field(
        8, ge=1, description="Stored pictures that are sent at the same time; each is in memory meanwhile."
    )
    download_seconds: int = Field(120, ge=1, description="Seconds after which a slow download is ended.")

    @field_validator("public_url")
    @classmethod
    def _is_an_origin(cls, value: str) -> str:
        try:
            return _origin(value) if value else ""
        except ValueError:
            raise ValueError('should be scheme, host and port alone, such as "https://darkroom.example"') from None

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            ip_network(each, strict=False)
        return value

    @model_validator(mode="after")
    def _is_guarded_where_others_reach_it(self) -> Self:
        token = self.access_token.get_secret_value()
        if token and len(token) < SHORTEST_TOKEN:
            raise ValueError(f"access_token should have at least {SHORTEST_TOKEN} characters")
        if not self.is_loopback():
            _demand(f"host {self.host}", public_url=self.public_url, access_token=token)
        elif self.public_url and not _is_loopback(urlsplit(self.public_url).hostname or ""):
            _demand(f"public_url {self.public_url}", access_token=token)
        return self

    def is_loopback(self) -> bool:
        """Whether only this machine reaches the playground."""
        return _is_loopback(self.host)


def _origin(address: str) -> str:
    """Return an address as browsers name it in their Origin header, to be compared with that; raises ValueError."""
    parts = urlsplit(address)
    more = "@" in parts.netloc or parts.path.strip("/") or parts.query or parts.fragment
    if more or parts.scheme not in DEFAULT_PORTS:
        raise ValueError(address)
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{_host(parts.hostname or '')}{port}"


def _host(host: str) -> str:
    if ":" in host and "%" not in host:
        return f"[{IPv6Address(host)}]"
    if not _NAME.fullmatch(host):
        raise ValueError(host)
    return host


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _demand(exposed: str, **keys: str) -> None:
    missing = [name for name, given in keys.items() if not given]
    if missing:
        raise ValueError(f"{exposed} can be reached by others: set {' and '.join(missing)} too")
