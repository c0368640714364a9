"""Forms of the real client in the fake: every kind of question, what people can fill in, and what is refused."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord import ui

from tests.bot.discord.fake_discord import Callback, FakeDiscord, User
from tests.bot.discord.fake_discord.components import Kind
from tests.bot.discord.fake_discord.form_bot import WORDS, Form, FormBot, Itx, Ticks
from tests.bot.discord.fake_discord.library import running
from tests.bot.discord.fake_discord.specification import MISSING, specification
from tests.bot.pictures import picture_bytes


@pytest.fixture
async def bot(fake: FakeDiscord) -> AsyncIterator[FormBot]:
    bot = FormBot()
    async with running(fake, bot):
        yield bot
    fake.check_answers()


async def test_a_form_is_seen_as_it_was_made(bot: FormBot, anna: User) -> None:
    modal = await anna.slash("adjust").modal()
    assert (modal.title, modal.custom_id) == ("Adjust", "form:1")
    assert modal.labels == ["Radius", "Shape", "Kind", "Parts", "File"]
    assert [field.value for field in modal.fields] == ["4", [], ["two"], [], []]
    assert [option.label for option in modal.field("Shape").options] == [*WORDS]
    assert [field.required for field in modal.fields] == [True, True, False, True, False]


async def test_what_is_filled_in_arrives(bot: FormBot, anna: User) -> None:
    modal = await anna.slash("adjust").modal()
    pictures = [picture_bytes(), picture_bytes((9, 9))]
    answers = {"Radius": "7", "Shape": "One", "Kind": "three", "Parts": ["One", "Two"], "File": pictures}
    assert (await anna.submit(modal, answers).shown()).words == "thanks"
    said = Form.said
    assert (said["radius"], said["shape"], said["kind"]) == ("7", ["one"], "three")
    assert (said["parts"], said["files"]) == (["one", "two"], pictures)


async def test_what_is_left_alone_stays_as_it_was(bot: FormBot, anna: User) -> None:
    modal = await anna.slash("adjust").modal()
    await anna.submit(modal, {"Shape": "Two", "Parts": "One"}).shown("thanks")
    assert Form.said == {"radius": "4", "shape": ["two"], "kind": "two", "parts": ["one"], "files": []}


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({}, "Shape: 1 to 1"),
        ({"Shape": "Four"}, "is none of"),
        ({"Shape": ["One", "Two"]}, "Shape: 1 to 1"),
        ({"Shape": "One", "Parts": [*WORDS]}, "Parts"),
        ({"Shape": "One", "Parts": "One", "Radius": ""}, "must be filled in"),
        ({"Shape": "One", "Parts": "One", "Radius": "123456"}, "takes 0 to 5 letters"),
        ({"Shape": "One", "Parts": "One", "File": [b""] * 3}, "File"),
        ({"Colour": "red"}, "names 0 of the fields"),
    ],
)
async def test_people_can_fill_in_nothing_else(bot: FormBot, anna: User, answers: dict[str, Any], why: str) -> None:
    modal = await anna.slash("adjust").modal()
    with pytest.raises(AssertionError, match=why):
        anna.submit(modal, answers)


async def test_a_form_is_sent_once_and_by_whom_it_was_shown_to(bot: FormBot, anna: User, bert: User) -> None:
    bot.form = Ticks
    modal = await anna.slash("adjust").modal()
    with pytest.raises(AssertionError, match="the form is anna's"):
        bert.submit(modal)
    assert modal.texts == ["Think well."]
    assert modal.field("Who").description == "A person"
    assert modal.field("Who").kind == Kind.USER_SELECT
    await anna.submit(modal, {"Sure": False, "Who": bert}).shown("False ['bert']")
    with pytest.raises(AssertionError, match="was sent already"):
        anna.submit(modal)


async def test_a_form_from_a_button_may_change_the_message(bot: FormBot, anna: User) -> None:
    class Change(ui.Modal, title="Change"):
        name: ui.Label[Any] = ui.Label(text="Name", component=ui.TextInput(custom_id="name"))

        async def on_submit(self, itx: Itx) -> None:
            await itx.response.edit_message(content="two")

    bot.form = Change
    shown = await anna.slash("button").shown()
    modal = await anna.press(shown, "Adjust").modal()
    submitted = anna.submit(modal, {"Name": "x"})
    assert await submitted.shown("two") is shown
    assert (await submitted.answered()).kind == Callback.UPDATE


@pytest.mark.skipif(specification() is None, reason=MISSING)
async def test_a_form_that_cannot_be_shown_is_refused(fake: FakeDiscord, bot: FormBot, anna: User) -> None:
    class Twice(ui.Modal, title="x" * 46):
        name: ui.Label[Any] = ui.Label(text="Name", component=ui.TextInput(custom_id="name"))

    class Same(ui.Modal, title="Same"):
        one: ui.Label[Any] = ui.Label(text="One", component=ui.TextInput(custom_id="name"))
        two: ui.Label[Any] = ui.Label(text="Two", component=ui.TextInput(custom_id="name"))

    class Wide(ui.Modal, title="Wide"):
        one: ui.Label[Any] = ui.Label(text="x" * 46, component=ui.TextInput(custom_id="name"))

    for form in (Twice, Same, Wide):
        bot.form = form
        await anna.slash("adjust").shown("refused")
    assert [error.code for error in bot.refused] == [50035] * 3
    assert len(fake.violations) == 3
    fake.violations.clear()


async def test_a_form_is_no_answer_to_a_form(fake: FakeDiscord, bot: FormBot, anna: User) -> None:
    class Again(ui.Modal, title="Again"):
        name: ui.Label[Any] = ui.Label(text="Name", component=ui.TextInput(custom_id="name"))

        async def on_submit(self, itx: Itx) -> None:
            await itx.response.send_modal(Ticks())

        async def on_error(self, itx: Any, error: Exception, item: Any = None, /) -> None:
            assert isinstance(error, discord.HTTPException)
            bot.refused.append(error)
            await itx.response.send_message("refused")

    bot.form = Again
    modal = await anna.slash("adjust").modal()
    await anna.submit(modal, {"Name": "x"}).shown("refused")
    assert [error.code for error in bot.refused] == [50035]
    fake.violations.clear()
