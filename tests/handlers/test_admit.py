"""Who may ask is decided before anything is fetched, and a refusal says what to do."""

import pytest
from pydantic import ValidationError

from handlers.config import AccessConfig
from handlers.request import AttachmentRef, Identity
from tests.handlers.conftest import House

PRIVATE = {"mode": "allowlist", "allowed": ("chat:7",), "owners": ("chat:1",)}
ALWAYS = ("/privacy", "/terms", "/help", "/delete", "/cancel")


@pytest.mark.parametrize(("person", "admitted"), [("7", True), ("1", True), ("8", False)])
async def test_a_private_house_lets_in_who_is_named(house: House, png: bytes, person: str, admitted: bool) -> None:
    house.change(access=PRIVATE)

    reply = await house.ask("/blur 4", png, identity=Identity("chat", person))

    assert bool(reply.job) is admitted


async def test_the_same_number_on_another_platform_is_someone_else(house: House, png: bytes) -> None:
    house.change(access=PRIVATE)

    assert (await house.ask("/blur 4", png, identity=Identity("page", "7"))).error == "not_admitted"


async def test_who_is_refused_sees_their_id_and_whom_to_ask(house: House) -> None:
    house.change(access=PRIVATE, privacy={"contact": "@host"})

    reply = await house.ask("/start", identity=Identity("chat", "8"))

    assert reply.error == "not_admitted"
    assert "chat:8" in reply.text
    assert "@host" in reply.text


@pytest.mark.parametrize("command", ALWAYS)
async def test_rights_are_for_everyone(house: House, command: str) -> None:
    house.change(access=PRIVATE)

    assert (await house.ask(command, identity=Identity("chat", "8"))).error is None


async def test_an_invitation_admits(house: House, png: bytes) -> None:
    house.change(access={"mode": "invite", "invite_codes": ("open-sesame",)})

    assert (await house.ask("/blur 4", png)).error == "not_admitted"
    assert (await house.ask("/start barley")).error == "not_admitted"
    assert (await house.ask("/start open-sesame")).error is None
    assert (await house.ask("/blur 4", png)).job


@pytest.mark.parametrize(("locale", "not_right"), [("en", "not right"), ("de", "stimmt nicht")])
async def test_who_was_not_invited_reads_how_a_code_is_shown_and_that_one_is_not_right(
    house: House, locale: str, not_right: str
) -> None:
    house.change(access={"mode": "invite", "invite_codes": ("open-sesame",)})
    asked, started = await house.ask("/blur 4", locale=locale), await house.ask("/start", locale=locale)
    tried = await house.ask("/start barley", locale=locale)

    assert asked.text == started.text
    assert [not_right in reply.text for reply in (started, tried)] == [False, True]
    for reply in (started, tried):
        assert "/start CODE" in reply.text
        assert "chat:7" in reply.text


async def test_no_code_is_spoken_of_where_none_lets_in(house: House) -> None:
    house.change(access=PRIVATE)

    assert "CODE" not in (await house.ask("/start open-sesame", identity=Identity("chat", "8"))).text


@pytest.mark.parametrize("code", ["", "family", "x" * 65])
def test_a_code_that_can_be_guessed_or_never_typed_is_no_setting(code: str) -> None:
    with pytest.raises(ValidationError):
        AccessConfig(mode="invite", invite_codes=(code,))


async def test_a_code_admits_nobody_to_a_private_house(house: House) -> None:
    house.change(access={**PRIVATE, "invite_codes": ("open-sesame",)})

    assert (await house.ask("/start open-sesame", identity=Identity("chat", "8"))).error == "not_admitted"


@pytest.mark.parametrize(
    ("ref", "error"),
    [
        (AttachmentRef("chat", "k", 10_000_001), "too_large"),
        (AttachmentRef("chat", "k", 1000, 10_000, 6_000), "too_many_pixels"),
    ],
)
async def test_what_the_chat_says_of_a_picture_is_judged_unfetched(
    house: House, ref: AttachmentRef, error: str
) -> None:
    reply = await house.ask("/blur 4", attachments=(ref,))

    assert reply.error == error


async def test_agreeing_allows_larger_pictures(house: House) -> None:
    large = (AttachmentRef("chat", "k", 15_000_000),)
    assert "10MB" in (await house.ask("/blur 4", attachments=large)).text

    await house.ask("/agree")

    assert (await house.ask("/blur 4", attachments=large)).job


async def test_a_guests_picture_is_weighed_again_when_it_is_fetched(house: House) -> None:
    house.chat.pictures["k"] = bytes(10_000_001)

    await house.ask("/blur 4", attachments=(AttachmentRef("chat", "k", None),))
    await house.work()

    assert house.chat.sent[0].reply.error == "too_large"


async def test_fifty_pictures_are_the_most(house: House) -> None:
    reply = await house.ask("/blur 4", attachments=(AttachmentRef("chat", "k", 1),) * 51)

    assert reply.error == "too_many_pictures"
