"""Answers of several messages: all of them arrive once, and are seen by whom they are for."""

import asyncio

import pytest

from bot.app import App
from bot.discord.limits import PLATFORM
from bot.discord.place import NEXT
from bot.discord.statuses import DiscordStatuses
from handlers.ports import Progress
from handlers.reply import Button, Reply
from handlers.request import ReplyTo
from storage import inbox
from tests.bot.discord.fake_discord import ApiError, FakeDiscord, Guild, Interaction, Message, User
from tests.bot.discord.fake_discord.components import walk
from tests.bot.discord.test_gateway import until
from tests.bot.pictures import picture_bytes

LONG = "\n".join(f"line {number} {'x' * 90}" for number in range(100))
"""What takes three messages."""

NOT_NOW = ApiError(429, 0, "You are being blocked from accessing our API temporarily")
"""What Discord's protection against floods answers: discord.py does not try that again by itself."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses of a hundredth of a second before an answer is shown again."""
    monkeypatch.setattr("bot.discord.conversation._PAUSES", (0.01, 0.01))


@pytest.fixture
def family(fake: FakeDiscord, anna: User, bert: User) -> Guild:
    return fake.guild("Family", members=[anna, bert])


@pytest.fixture
async def result(app: App, anna: User, family: Guild) -> Message:
    """A result that everyone sees."""
    return await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown()


def answers_with(monkeypatch: pytest.MonkeyPatch, reply: Reply) -> None:
    async def answer(*_: object) -> Reply:
        return reply

    monkeypatch.setattr("bot.discord.conversation.answer", answer)


def turned(person: User, message: Message) -> Interaction:
    """Press a button whose answer takes the place of the message."""
    delete = message.button("Delete").custom_id
    part = next(part for part in walk(message.content.components) if part.get("custom_id") == delete)
    part["custom_id"] = f"t{str(delete)[1:]}"
    return person.press(message, "Delete")


async def whole(asked: Interaction) -> list[Message]:
    """Return the messages of an answer once its last line is there."""
    await asked.shown("line 99")
    return [message for message in asked.messages if message is not asked.message]


def lines(messages: list[Message]) -> list[str]:
    return [line.split(" x")[0] for message in messages for line in message.words.splitlines() if line]


async def test_no_page_of_an_answer_for_the_asker_alone_is_seen_by_others(
    app: App, anna: User, bert: User, family: Guild, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers_with(monkeypatch, Reply(LONG, private=True))
    asked = anna.slash("image flip", image=picture_bytes(), in_channel=family.general)
    assert lines(await whole(asked)) == [f"line {number}" for number in range(100)]
    assert not bert.sees(family.general)


async def test_nor_is_one_that_follows_a_press(
    result: Message, anna: User, bert: User, family: Guild, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers_with(monkeypatch, Reply(LONG, private=True))
    asked = turned(anna, result)
    assert lines(await whole(asked)) == [f"line {number}" for number in range(100)]
    assert bert.sees(family.general) == [result]


async def test_a_moderators_delete_is_tried_again_where_discord_is_broken(
    app: App, fake: FakeDiscord, anna: User
) -> None:
    olga = fake.user("Olga")
    there = fake.guild("There", members=[anna], admins=[olga]).general
    result = await anna.slash("image flip", image=picture_bytes(), in_channel=there).shown()
    fault = fake.faults.fail(error=NOT_NOW, operation="delete_original*", times=2)
    await olga.press(result, "Delete").gone()
    assert fault.happened == 2


async def test_a_reply_that_cannot_be_shown_is_apologized_for_and_not_kept(
    app: App, anna: User, family: Guild, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Button("Adjust", token="A" * 22, command="adjust", given={"step": "no-such-tool"})
    answers_with(monkeypatch, Reply("words", ((broken,),)))
    told = await anna.slash("image flip", image=picture_bytes(), in_channel=family.general).shown()
    assert "Something broke on our side" in told.words
    async with asyncio.timeout(20):
        while await kept(app):  # noqa: ASYNC110 - the rows are the truth, and nobody tells of them
            await asyncio.sleep(0.02)


async def kept(app: App) -> bool:
    """Whether something that was asked waits to be answered."""
    async with app.services.database.read() as connection:
        return bool(await inbox.waiting(connection, PLATFORM, 10))


@pytest.mark.parametrize("private", [False, True])
async def test_what_went_out_before_discord_asked_to_wait_is_not_sent_again(
    fake: FakeDiscord, result: Message, anna: User, monkeypatch: pytest.MonkeyPatch, private: bool
) -> None:
    answers_with(monkeypatch, Reply(LONG, private=private))
    fault = fake.faults.fail(error=NOT_NOW, operation="execute_webhook", after=1)
    asked = turned(anna, result)
    assert lines(await whole(asked)) == [f"line {number}" for number in range(100)]
    assert fault.happened == 1


async def test_the_pages_of_one_refusal_say_nothing_of_those_of_another(
    app: App, fake: FakeDiscord, anna: User, family: Guild, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers_with(monkeypatch, Reply(LONG, ((Button("Mend", command="help"),),), error="bad_value"))
    fault = fake.faults.fail(error=NOT_NOW, operation="execute_webhook", after=1)
    first = anna.slash("image crop", image=picture_bytes(), box="nonsense", in_channel=family.general)
    await until(lambda: fault.happened == 1)
    assert len(first.messages) == 2
    second = anna.slash("image crop", image=picture_bytes(), box="nonsense", in_channel=family.general)
    assert lines(await whole(second)) == [f"line {number}" for number in range(100)]


async def test_a_status_that_was_on_its_way_when_its_job_was_forgotten_is_deleted(
    app: App, fake: FakeDiscord, anna: User, family: Guild
) -> None:
    async def note(*_: object) -> None:
        raise AssertionError("it is forgotten")

    assert app.discord is not None
    asked = anna.slash("help", in_channel=family.general)
    await asked.shown()
    extra = {"application": str(asked.application_id), "token": asked.token, "until": "9999999999", "answer": NEXT}
    to = ReplyTo(PLATFORM, str(family.general.id), None, {**extra, "asker": str(anna.id)})
    statuses = DiscordStatuses(
        app.discord._messenger, app.services.catalog, lambda *_: Reply("Working on it"), note, quiet=0.01
    )
    fake.faults.hang(0.3, operation="execute_webhook")
    statuses.begin("J-1", to, Progress(None, running=True))
    await until(lambda: bool(fake.calls("execute_webhook")))
    statuses.forget("J-1")
    await until(lambda: bool(asked.follow_ups) and asked.follow_ups[0].deleted)
    assert asked.original is not None
    assert not asked.original.deleted
