"""Answers of several messages, status messages and notes of what a group is to lose: each goes out once."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from telegram import Bot

from bot.telegram.limits import TEXT_LENGTH
from bot.telegram.messenger import Messenger
from bot.telegram.pacing import Pacer, Priority, Rates
from bot.telegram.send import TelegramSend
from bot.telegram.statuses import TelegramStatuses
from handlers.errors import NotNow, Rejected, Uncertain
from handlers.ports import Progress
from handlers.reply import Button, Form, OutFile, Reply
from handlers.request import ReplyTo
from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram, User
from tests.bot.telegram.fake_api.faults import Fault
from tests.bot.telegram.fake_api.requests import Request
from tests.bot.telegram.running import darkroom
from tests.bot.telegram.test_private_chat import until

BUTTONS = ((Button("Again", command="flip"),),)


class Sender:
    """The Send port against the fake, without the rest of Darkroom. `noted` is what a group is to lose."""

    def __init__(self, bot: Bot) -> None:
        self.noted: list[int] = []
        self.kept: dict[str, ReplyTo] = {}
        self.bound: list[str] = []
        messenger = Messenger(bot, Pacer(Rates(1000, 1000, 60_000)), self._moved, self._lost)
        self.statuses = TelegramStatuses(
            messenger, lambda to, job, state: Reply(f"at {state.place}"), self._keep, quiet=0.05
        )
        self.send = TelegramSend(messenger, self.statuses, self._sent, self._keep, self._bind)

    async def _moved(self, old: str, new: str) -> None: ...

    async def _lost(self, chat: str) -> None: ...

    async def _keep(self, job: str, to: ReplyTo) -> None:
        self.kept[job] = to

    async def _bind(self, to: ReplyTo, token: str, messages: Sequence[str]) -> None:
        self.bound += messages

    async def _sent(self, to: ReplyTo, numbers: Sequence[int]) -> None:
        self.noted += numbers


@pytest.fixture
async def sender(bot: Bot) -> AsyncIterator[Sender]:
    sender = Sender(bot)
    yield sender
    await sender.statuses.close(1)


@pytest.fixture
def anna(fake: FakeTelegram) -> User:
    anna = fake.user("Anna")
    anna.start()
    return anna


def place(chat: int) -> ReplyTo:
    return ReplyTo("telegram", str(chat), None, {"asker": "1"})


def files(number: int, form: Form = "photo") -> tuple[OutFile, ...]:
    data = picture_bytes()
    return tuple(
        OutFile(
            data, None, "png", "image/png", 40, 30, 1, len(data), False, form, f"{form} {each}", f"{form}{each}.png"
        )
        for each in range(number)
    )


def only(fault: Fault, then: Callable[[Request], bool], first: Callable[[Request], bool] = bool) -> None:
    """Let a fault count what fits `first`, and strike where `then` holds after that."""
    strikes = fault.strikes
    fault.strikes = lambda request: first(request) and strikes(request) and then(request)  # type: ignore[method-assign]


def kinds(anna: User) -> list[str]:
    return [message.kind for message in anna.messages if message.from_bot and not message.deleted]


async def test_words_that_had_to_wait_come_under_the_one_album(fake: FakeTelegram, sender: Sender, anna: User) -> None:
    reply = Reply("done", BUTTONS, job="j", files=files(3))
    fake.faults.too_many_requests(1, method="sendMessage", times=2)
    for _ in range(2):
        with pytest.raises(NotNow):
            await sender.send.send(place(anna.id), reply, "j")
    await sender.send.send(place(anna.id), reply, "j")
    assert kinds(anna) == ["photo", "photo", "photo", "text"]
    assert anna.messages[-1].labels == ["Again"]
    assert len(fake.calls("sendMediaGroup")) == 1


async def test_after_a_restart_an_answer_goes_on_where_it_was(
    fake: FakeTelegram, bot: Bot, sender: Sender, anna: User
) -> None:
    """The album and the first words are there when the program is killed; the last words are missing."""
    words = "\n".join(letter * (TEXT_LENGTH - 5) for letter in "ab")
    reply = Reply(words, BUTTONS, job="j", files=files(3))
    fault = fake.faults.fail(500, method="sendMessage")
    only(fault, lambda request: True, lambda request: request.text("text").startswith("b"))
    with pytest.raises(NotNow) as raised:
        await sender.send.send(place(anna.id), reply, "j")
    assert raised.value.begun
    restarted = Sender(bot)
    await restarted.send.send(sender.kept["j"], reply, "j")
    assert kinds(anna) == ["photo", "photo", "photo", "text", "text"]
    assert [message.words[0] for message in anna.messages if message.kind == "text" and message.from_bot] == ["a", "b"]


async def test_pictures_whose_words_stand_elsewhere_say_what_they_show(sender: Sender, anna: User) -> None:
    await sender.send.send(place(anna.id), Reply("done", BUTTONS, job="j", files=files(3)), "j")
    await sender.send.send(place(anna.id), Reply("word " * 300, BUTTONS, job="k", files=files(1)), "k")
    await sender.send.send(place(anna.id), Reply("done", BUTTONS, job="l", files=files(1)), "l")
    shown = [message.words for message in anna.messages if message.kind == "photo"]
    assert shown == ["photo 0", "photo 1", "photo 2", "photo 0", "done"]


async def test_one_message_alone_is_not_noted(sender: Sender, anna: User) -> None:
    await sender.send.send(place(anna.id), Reply("done", BUTTONS, job="j", files=files(1)), "j")
    assert sender.kept == {}


async def test_an_answer_that_is_refused_after_its_pictures_came_is_delivered(
    fake: FakeTelegram, sender: Sender, anna: User
) -> None:
    fake.faults.fail(403, "Forbidden: bot was blocked by the user", method="sendMessage")
    await sender.send.send(place(anna.id), Reply("done", BUTTONS, job="j", files=files(3)), "j")
    assert kinds(anna) == ["photo", "photo", "photo"]


async def test_the_second_album_is_tried_again_without_the_first(
    fake: FakeTelegram, sender: Sender, anna: User
) -> None:
    reply = Reply("done", BUTTONS, job="j", files=(*files(2), *files(2, "file")))
    fault = fake.faults.fail(500, method="sendMediaGroup", times=3)
    only(fault, lambda request: fault.happened > 1)  # the first album goes through
    for _ in range(2):
        with pytest.raises(NotNow):
            await sender.send.send(place(anna.id), reply, "j")
    await sender.send.send(place(anna.id), reply, "j")
    assert kinds(anna) == ["photo", "photo", "document", "document", "text"]


async def test_pictures_of_a_refused_album_come_once_each(fake: FakeTelegram, sender: Sender, anna: User) -> None:
    fake.faults.fail(400, "Bad Request: wrong file", method="sendMediaGroup")
    fake.faults.fail(500, method="sendMessage")
    reply = Reply("done", BUTTONS, job="j", files=files(3))
    with pytest.raises(NotNow):
        await sender.send.send(place(anna.id), reply, "j")
    await sender.send.send(place(anna.id), reply, "j")
    assert kinds(anna) == ["photo", "photo", "photo", "text"]
    assert len(fake.calls("sendMediaGroup")) == 1


async def test_an_album_that_may_have_arrived_gets_its_words_and_ends_its_status(
    fake: FakeTelegram, sender: Sender, anna: User
) -> None:
    to = place(anna.id)
    sender.statuses.begin("j", to, Progress(1, running=False))
    await anna.wait_for("at 1")
    fake.faults.drop(method="sendMediaGroup")
    reply = Reply("done", BUTTONS, job="j", files=files(2))
    with pytest.raises(Uncertain):
        await sender.send.send(to, reply, "j")
    await sender.send.send(to, reply, "j")
    assert kinds(anna) == ["photo", "photo", "text"]
    assert not sender.statuses._jobs


async def test_a_status_that_may_have_arrived_is_not_sent_a_second_time(
    fake: FakeTelegram, sender: Sender, anna: User
) -> None:
    to = place(anna.id)
    fake.faults.drop(method="sendMessage")
    sender.statuses.begin("j", to, Progress(3, running=False))
    for number in (2, 1):
        await asyncio.sleep(0.2)
        sender.statuses.update("j", to, Progress(number, running=False))
    await asyncio.sleep(0.2)
    assert len(fake.calls("sendMessage")) == 1
    await sender.send.send(to, Reply("done", job="j"), "j")
    assert not sender.statuses._jobs


async def test_a_status_that_is_on_its_way_when_its_asker_is_erased_is_deleted(
    fake: FakeTelegram, sender: Sender, anna: User
) -> None:
    fake.faults.hang(0.2, method="sendMessage")
    sender.statuses.begin("j", place(anna.id), Progress(1, running=False))
    await anna.wait_for("at 1")
    sender.statuses.forget("j")
    await until(lambda: kinds(anna) == [])


async def test_a_status_that_is_on_its_way_when_the_program_stops_is_found_after_the_next_start(
    fake: FakeTelegram, bot: Bot, sender: Sender, anna: User
) -> None:
    fake.faults.hang(0.2, method="sendMessage")
    sender.statuses.begin("j", place(anna.id), Progress(1, running=False))
    status = await anna.wait_for("at 1")
    await sender.statuses.close(2)
    await Sender(bot).send.send(sender.kept["j"], Reply("done", job="j"), "j")
    assert [message for message in anna.messages if message.from_bot] == [status]
    assert status.words == "done"


async def test_a_refused_answer_is_followed_no_more(fake: FakeTelegram, sender: Sender, anna: User) -> None:
    to = place(anna.id)
    sender.statuses.begin("j", to, Progress(1, running=False))
    await anna.wait_for("at 1")
    fake.faults.fail(400, "Bad Request: no", method="sendMediaGroup")
    fake.faults.fail(400, "Bad Request: no", method="sendPhoto")
    with pytest.raises(Rejected):
        await sender.send.send(to, Reply("done", job="j", files=files(2)), "j")
    assert kinds(anna) == []
    assert not sender.statuses._jobs


async def test_a_part_of_a_long_text_that_had_to_wait_is_sent_alone(
    fake: FakeTelegram, sender: Sender, anna: User
) -> None:
    text = "\n".join(letter * (TEXT_LENGTH - 5) for letter in "abc")
    fault = fake.faults.too_many_requests(1, method="sendMessage")
    only(fault, lambda request: True, lambda request: "bbb" in request.text("text"))
    await sender.send.say(place(anna.id), text, None)
    assert [message.words[0] for message in anna.messages if message.from_bot] == ["a", "b", "c"]
    assert fake.too_early == []


async def test_a_pause_that_is_asked_for_while_a_message_waits_for_a_connection_is_kept(
    fake: FakeTelegram, bot: Bot, anna: User
) -> None:
    messenger = Messenger(bot, Pacer(Rates(1000, 1000, 60_000)), _nothing, _nothing, connections=1)
    fake.faults.too_many_requests(1, method="sendMessage")

    async def say(text: str) -> None:
        with suppress(NotNow):
            await messenger.act(str(anna.id), Priority.ANSWER, lambda chat: bot.send_message(chat, text))

    await asyncio.gather(say("refused"), say("later"))
    refused, later = fake.calls("sendMessage")
    assert later.at - refused.at >= 1


async def _nothing(*_: str) -> None: ...


async def test_all_that_stays_in_a_group_is_noted(fake: FakeTelegram, sender: Sender, anna: User) -> None:
    family = fake.group("Family", members=[anna], admins=[anna])
    to = place(family.id)
    said = await sender.send.say(to, "hello", None)
    sender.statuses.begin("j", to, Progress(1, running=False))
    status = await anna.wait_for("at 1", in_chat=family)
    await sender.send.stopped(to, Reply("stopped", job="j"))
    await sender.send.send(to, Reply("done", job="k", files=files(2)), "k")
    ours = [message.id for message in family.messages if message.from_bot]
    assert sorted(sender.noted) == ours
    assert {said[0].message_id, status.id} < set(ours)


async def test_a_message_that_cannot_be_deleted_now_is_deleted_later(
    fake: FakeTelegram, anna: User, tmp_path: Path
) -> None:
    family = fake.group("Family", members=[anna], admins=[anna])
    async with darkroom(fake, tmp_path) as app:
        assert app.telegram
        anna.send_text(f"/settings@{fake.username}", in_chat=family)
        panel = await anna.wait_for(lambda message: bool(message.labels), in_chat=family)
        anna.press(panel, "5 min")
        await anna.wait_for(lambda message: "✓ 5 min" in message.labels, in_chat=family)
        anna.send_text(f"/help@{fake.username}", in_chat=family)
        help_text = await anna.wait_for(
            lambda message: message.from_bot and message.id > panel.id and message.kind == "text", in_chat=family
        )
        await asyncio.sleep(0.3)
        later = app.services.clock() + timedelta(minutes=6)
        object.__setattr__(app.services, "clock", lambda: later)
        fake.faults.fail(500, method="deleteMessages")
        await app.telegram._short_lived.delete_due(app.telegram._send.delete)
        assert not help_text.deleted
        await app.telegram._short_lived.delete_due(app.telegram._send.delete)
        assert help_text.deleted


async def test_many_commands_at_once_are_answered_within_telegrams_limits(
    fake: FakeTelegram, anna: User, tmp_path: Path
) -> None:
    fake.flood_control = True
    rates = {
        "TELEGRAM__MESSAGES_PER_SECOND": "25",
        "TELEGRAM__CHAT_PER_SECOND": "1",
        "TELEGRAM__GROUP_PER_MINUTE": "20",
    }
    family = fake.group("Family", members=[anna])
    async with darkroom(fake, tmp_path, **rates):
        for _ in range(8):
            anna.send_text("/terms")
        for _ in range(12):
            anna.send_text(f"/help@{fake.username}", in_chat=family)
        await until(lambda: len(fake.accepted("sendMessage")) >= 20, seconds=20)
    assert len(fake.calls("sendMessage")) == len(fake.accepted("sendMessage"))
