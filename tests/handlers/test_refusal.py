"""What can be seen to fail from a request alone is refused without a look at anything."""

from dataclasses import replace

import pytest

from handlers.refusal import refusal
from handlers.request import AttachmentRef, ReplyTo, Request
from tests.handlers.conftest import ANNA, House

PICTURE = AttachmentRef("chat", "key", 1000, 100, 100, "image/png")


def asked(command: str, *pictures: AttachmentRef, **given: object) -> Request:
    return Request(ANNA, "key", ReplyTo("chat", "7"), "en", command=command, given=given, attachments=pictures)


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (asked("blur", PICTURE, radius=9999), "bad_value"),
        (asked("blur", PICTURE, nonsense=1), "unknown_value"),
        (asked("convert", PICTURE), "bad_value"),
        (asked("do", PICTURE, pipeline="resize 800 | nonsense"), "unknown_command"),
        (asked("settings", result="both"), "bad_value"),
        (asked("blur", replace(PICTURE, bytes=10**9)), "too_large"),
        (asked("blur", replace(PICTURE, width=100_000, height=100_000)), "too_many_pixels"),
        (asked("blur", *[PICTURE] * 201), "too_many_pictures"),
        (replace(asked("blur"), unsupported="document"), "unsupported_message"),
    ],
)
async def test_a_mistake_is_refused_with_a_sentence(house: House, request_: Request, error: str) -> None:
    reply = refusal(request_, house.services)

    assert reply is not None
    assert (reply.error, reply.private) == (error, True)
    assert reply.text


@pytest.mark.parametrize(
    "request_",
    [
        asked("blur", PICTURE, radius=8),
        asked("blur"),
        asked("do", PICTURE, pipeline="resize 800 | blur 4"),
        asked("usage"),
        asked("nonsense"),
        asked("balance", entries="many"),
        asked("admin", nonsense=1),
        replace(asked(""), text="/blur 9999"),
        replace(asked("blur", radius=9999), button="token"),
    ],
)
async def test_what_takes_looking_things_up_is_not(house: House, request_: Request) -> None:
    assert refusal(request_, house.services) is None


async def test_it_is_said_in_the_language_of_the_chat(house: House) -> None:
    german = refusal(replace(asked("blur", radius=9999), locale="de-AT"), house.services)

    assert german is not None
    assert german.language == "de"
    assert german.text.startswith("blur kann")
