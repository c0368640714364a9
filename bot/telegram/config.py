"""How Telegram is reached, and by which way updates come."""

import re
from typing import Annotated, Literal, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

_SECRET = re.compile(
    r"[A-Za-z0-9_-]{16,256}"
)  # core.telegram.org/bots/api#setwebhook, and long enough not to be guessed

_LOCAL = ("localhost", "127.0.0.1", "::1")


Language = Annotated[str, Field(pattern="^[a-z]{2}$")]
Name = Annotated[str, Field(min_length=1, max_length=64)]


class TelegramConfig(BaseModel):
    """The Telegram bot."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: SecretStr = Field(SecretStr(""), description="The bot's token from @BotFather; without one Telegram is off.")
    names: dict[Language, Name] = Field(
        {},
        description='The bot\'s name by language, such as {en = "Darkroom"}; en is for all others too. '
        "None leaves the name that it has from @BotFather.",
    )
    mode: Literal["polling", "webhook"] = Field(
        "polling", description="polling: Darkroom asks for updates; webhook: Telegram brings them to webhook_url."
    )
    webhook_url: str = Field(
        "", description='Address that Telegram posts to, such as "https://darkroom.example/telegram".'
    )
    webhook_secret: SecretStr = Field(
        SecretStr(""), description="Secret that Telegram sends along: 16 to 256 letters, digits, - and _."
    )
    base_url: str = Field("https://api.telegram.org/bot", description="Address of the Bot API, before the token.")
    base_file_url: str = Field(
        "https://api.telegram.org/file/bot", description="Address of the Bot API's files, before the token."
    )
    poll_seconds: int = Field(30, ge=1, le=50, description="Seconds that one request for updates waits for some.")
    inbox: int = Field(
        2000,
        ge=1,
        description="Updates that may wait here before no more are taken; a hundredth of it is one person's share.",
    )
    messages_per_second: float = Field(25, gt=0, description="Messages sent in a second; Telegram allows about 30.")
    chat_per_second: float = Field(1, gt=0, description="Messages to one person in a second.")
    group_per_minute: float = Field(20, gt=0, description="Messages to one group in a minute.")

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        if self.mode == "webhook" and self.token.get_secret_value():
            parts = urlsplit(self.webhook_url)
            if not _is_safe(parts) or not parts.path.strip("/"):
                raise ValueError('webhook_url should be an https address with a path, such as "https://host/telegram"')
            if not _SECRET.fullmatch(self.webhook_secret.get_secret_value()):
                raise ValueError("webhook_secret should have 16 to 256 letters, digits, - and _")
        return self


def _is_safe(address: SplitResult) -> bool:
    """Whether Telegram would post there, or a Bot API server of one's own on this machine."""
    if address.scheme == "http":
        return address.hostname in _LOCAL
    return address.scheme == "https" and bool(address.hostname)
