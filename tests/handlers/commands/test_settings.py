"""/settings changes the language and the form of results."""

from storage import accounts
from tests.handlers.conftest import House


async def test_looking_stores_nothing(house: House) -> None:
    reply = await house.ask("/settings")

    assert reply.text.startswith("Your language is English")
    async with house.services.database.read() as connection:
        assert await accounts.find(connection, "chat", "7") is None


async def test_the_language_is_changed_by_a_button_and_answered_in_it(house: House) -> None:
    reply = await house.ask("/settings")
    german = next(column for column, button in enumerate(reply.buttons[0]) if button.label == "Deutsch")

    assert (await house.press(reply, 0, german)).text.startswith("Deine Sprache ist Deutsch")
    assert (await house.ask("/settings language:auto")).text.startswith("Your language is English")


async def test_results_come_as_files_if_one_likes(house: House, png: bytes) -> None:
    await house.ask("/settings result:file")
    await house.ask("/blur 2", png)
    await house.work()

    assert house.chat.sent[0].reply.files[0].form == "file"


async def test_an_unknown_language_is_named(house: House) -> None:
    reply = await house.ask("/settings language:tlh")

    assert reply.error == "unknown_value"
    assert "de, en, auto" in reply.text


async def test_a_change_is_shown_in_place(house: House) -> None:
    reply = await house.ask("/settings")

    assert not reply.edit
    assert (await house.press(reply)).edit


async def test_a_choice_that_there_is_not_is_answered_with_those_that_there_are(house: House) -> None:
    reply = await house.ask("/settings result:x")

    assert "photo, file" in reply.text
    assert ", photo" not in reply.text
