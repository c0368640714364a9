"""A webhook without its parts is refused in one line; polling needs a token alone."""

import pytest

from bot.config import ConfigError, load_settings

WHOLE = {
    "DARKROOM_TELEGRAM__TOKEN": "123456:TEST-token",
    "DARKROOM_TELEGRAM__MODE": "webhook",
    "DARKROOM_TELEGRAM__WEBHOOK_URL": "https://bot.example/telegram",
    "DARKROOM_TELEGRAM__WEBHOOK_SECRET": "sixteen-letters-",
}


def test_a_token_is_enough_to_poll() -> None:
    settings = load_settings(environ={"DARKROOM_TELEGRAM__TOKEN": "123456:TEST-token"})
    assert settings.telegram.mode == "polling"
    assert "TEST" not in repr(settings)


def test_a_whole_webhook_is_taken() -> None:
    assert load_settings(environ=WHOLE).telegram.mode == "webhook"


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("WEBHOOK_URL", "", "webhook_url"),
        ("WEBHOOK_URL", "https://bot.example", "webhook_url"),
        ("WEBHOOK_URL", "ftp://bot.example/x", "webhook_url"),
        ("WEBHOOK_URL", "http://bot.example/x", "https"),
        ("WEBHOOK_SECRET", "", "webhook_secret"),
        ("WEBHOOK_SECRET", "too-short", "webhook_secret"),
        ("WEBHOOK_SECRET", "with a space in it all", "webhook_secret"),
    ],
)
def test_a_webhook_without_its_parts_is_refused(key: str, value: str, named: str) -> None:
    with pytest.raises(ConfigError, match=named) as caught:
        load_settings(environ={**WHOLE, f"DARKROOM_TELEGRAM__{key}": value})
    assert "\n" not in str(caught.value)
