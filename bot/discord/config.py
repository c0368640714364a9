"""How Discord is reached."""

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

_LOCAL = ("localhost", "127.0.0.1", "::1")


class DiscordConfig(BaseModel):
    """The Discord bot."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: SecretStr = Field(
        SecretStr(""), description="The bot's token from discord.com/developers; without one Discord is off."
    )
    api_url: str = Field("https://discord.com/api/v10", description="Address of the REST API.")
    gateway_url: str = Field("wss://gateway.discord.gg/", description="Address of the gateway, where events come from.")
    cdn_url: str = Field("https://cdn.discordapp.com", description="Address of the pictures that people have of them.")
    shards: int = Field(
        1,
        ge=0,
        le=16,
        description="Connections to the gateway; 0: as many as Discord recommends. Past 2,500 servers one is too few.",
    )
    identifies_a_day: int = Field(
        500, ge=10, le=950, description="Most new sessions in 24 hours; Discord takes the token away after 1,000."
    )
    slowest_restart: float = Field(
        300, gt=0, description="Longest pause, in seconds, before the connection is built up anew after it broke."
    )

    @field_validator("api_url", "gateway_url", "cdn_url")
    @classmethod
    def _is_safe(cls, value: str) -> str:
        """Refuse an address that would carry the token over the open network."""
        parts = urlsplit(value)
        if parts.scheme not in ("https", "wss") and parts.hostname not in _LOCAL:
            raise ValueError("should begin with https:// or wss://; only a server on this machine may do without")
        return value
