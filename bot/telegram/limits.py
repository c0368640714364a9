"""What Telegram takes. https://core.telegram.org/bots/api#sending-files and the constants of python-telegram-bot."""

from handlers.request import ChatLimits

PLATFORM = "telegram"

CAPTION_LENGTH = 1024
TEXT_LENGTH = 4096
CALLBACK_BYTES = 64
ALBUM_SIZE = 10
DOWNLOAD_BYTES = 20 << 20
"""Telegram's own server compares with 20 MiB, though its documentation says 20 MB."""

TELEGRAM_LIMITS = ChatLimits(
    name="Telegram",
    text_length=TEXT_LENGTH,
    upload_bytes=50_000_000,
    photo_bytes=10_000_000,
    photo_keeps_alpha=False,
    formats=("jpeg", "png"),
    animations=("gif",),
    fetches_later=False,
    max_side=10_000,
    draws_palette=False,
    photo_sides=10_000,
    photo_ratio=20,
    photo_side=2560,
    download_bytes=DOWNLOAD_BYTES,
)
