"""What Discord takes. https://docs.discord.com/developers/reference#uploading-files and its components reference."""

from handlers.request import ChatLimits

PLATFORM = "discord"

TEXT_LENGTH = 4000
"""Letters over all texts of one message with components."""

COMPONENTS = 40
IN_A_ROW = 5
GALLERY = 10
CUSTOM_ID = 100
LABEL, DESCRIPTION, ALT, MODAL_TITLE = 45, 100, 1024, 45
BUTTON_LABEL = 80
NONCE = 25
"""Letters of the word by which Discord knows a message that is sent twice."""

MODAL_PARTS = 5
RADIOS = 10
OPTIONS = CHOICES = 25

REQUEST_BYTES = 25 << 20
FILE_BYTES = 10 << 20
"""The largest file where an interaction does not name another limit."""

FORM_BYTES = 64 << 10
"""Kept free of a request for everything in it that is no file."""

TOKEN_SECONDS = 15 * 60
TOKEN_MARGIN = 10.0
"""So many seconds before its end an interaction's token counts as expired: the request takes a while too."""

DISCORD_LIMITS = ChatLimits(
    name="Discord",
    text_length=TEXT_LENGTH,
    upload_bytes=REQUEST_BYTES - FORM_BYTES,
    photo_bytes=REQUEST_BYTES - FORM_BYTES,
    photo_keeps_alpha=True,
    formats=("jpeg", "png", "gif", "webp"),
    animations=("gif", "webp"),
    fetches_later=False,
    max_side=16_384,
    photo_sides=None,
    photo_ratio=None,
    draws_palette=False,
    opens_forms=True,
    lists_commands=True,
)
