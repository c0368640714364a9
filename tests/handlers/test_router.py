"""Every request gets a reply, whatever happens, and whoever asks."""

import asyncio

import pytest

from handlers.reply import Mend
from handlers.request import Identity
from handlers.router import LAST_WORDS
from handlers.texts import TextError
from storage import personal_data
from storage.errors import DatabaseLocked, DiskFull
from tests.handlers.conftest import RITA, House


async def test_an_unknown_command_is_answered_with_its_neighbour(house: House) -> None:
    reply = await house.ask("/blurr 4")

    assert reply.text == "There is no /blurr; did you mean /blur?"
    assert reply.error == "unknown_command"


async def test_nonsense_is_answered_with_help(house: House) -> None:
    assert "/help" in (await house.ask("/\x00")).text


async def test_a_picture_without_words_opens_the_palette(house: House, png: bytes) -> None:
    reply = await house.ask("", png)

    assert reply.palette
    assert "this picture" in reply.text


async def test_words_without_a_command_are_answered(house: House) -> None:
    assert (await house.ask("good morning")).palette


async def test_a_tool_needs_a_picture(house: House) -> None:
    reply = await house.ask("/blur 4")

    assert reply.text == "blur works on a picture; send one together with the command."
    assert reply.error == "picture_missing"


async def test_a_form_asks_without_words(house: House, png: bytes) -> None:
    reply = await house.ask("", png, command="blur", given={"radius": "8"})

    assert reply.job


async def test_a_form_can_be_filled_with_what_was_wrong(house: House, png: bytes) -> None:
    missing = (await house.ask("/filter", png)).mend
    wrong = (await house.ask("/blur 3 kind:sideways", png)).mend
    together = (await house.ask("", png, command="resize", given={"width": 20, "percent": 50})).mend

    assert missing == Mend("filter", {}, "name", missing=True)
    assert wrong == Mend("blur", {"radius": "3", "kind": "sideways"}, "kind", missing=False)
    assert together == Mend("resize", {"width": 20, "percent": 50}, "percent", missing=False)


@pytest.mark.parametrize("text", ["/resize 20 | filter", "/do filter | blur 3", "/settings result:moon", "/blurr"])
async def test_what_no_form_of_one_tool_can_ask_for_is_told_in_words_alone(house: House, png: bytes, text: str) -> None:
    reply = await house.ask(text, png)

    assert reply.error
    assert reply.mend is None


async def test_a_value_out_of_range_is_never_clamped_but_offered(house: House, png: bytes) -> None:
    await house.account()
    reply = await house.ask("/blur 900", png)

    assert reply.text == "blur cannot use “900” for radius; it takes 0.1 to 100 px."
    assert reply.job is None
    (button,) = reply.buttons[0]
    assert button.label == "radius 100"
    assert (button.command, button.given) == ("blur", {"radius": 100.0})

    pressed = await house.press(reply)
    await house.work()

    assert pressed.job
    assert house.engine.works[0].steps[0].given["radius"] == 100
    assert len(house.chat.sent[0].reply.files) == 1


@pytest.mark.parametrize(
    ("text", "words", "german"),
    [
        ("/resize", "resize needs width: a width, a height or a percentage", "eine Breite, eine Höhe oder Prozent"),
        ("/resize 10 percent:5", "resize cannot use “5” for percent; it takes either", "entweder Prozent oder"),
        ("/crop free", "crop needs box: x,y,width,height, such as 10%,10%,80%,80%", "wenn ratio free ist"),
        ("/flip | crop free", "crop needs box: x,y,width,height", "wenn ratio free ist"),
    ],
)
async def test_values_that_make_no_sense_together_are_answered_at_once(
    house: House, png: bytes, text: str, words: str, german: str
) -> None:
    reply = await house.ask(text, png)

    assert reply.text.startswith(words)
    assert (reply.job, reply.error) == (None, "bad_value")
    assert german in (await house.ask(text, png, locale="de")).text


async def test_a_frame_with_one_side_offers_the_other(house: House, png: bytes) -> None:
    await house.account()
    reply = await house.ask("/resize 40 fit:cover", png)

    assert [button.label for row in reply.buttons for button in row] == ["height 40"]
    assert (await house.press(reply)).job


async def test_a_stranger_gets_the_same_offer_and_nothing_is_stored_of_them(house: House, png: bytes) -> None:
    reply = await house.ask("/blur 900", png)

    (button,) = reply.buttons[0]
    assert button.token is None
    assert (button.command, button.given["radius"]) == ("blur", 100)


async def test_a_button_works_once_and_for_its_owner_alone(house: House, png: bytes) -> None:
    await house.account()
    await house.account(Identity("chat", "8"))
    reply = await house.ask("/blur 900", png)

    stolen = await house.press(reply, identity=Identity("chat", "8"))
    first = await house.press(reply)
    second = await house.press(reply)

    assert stolen.error == "button_spent"
    assert first.job
    assert second.error == "button_spent"


async def test_a_button_whose_job_was_refused_can_be_pressed_again(house: House, png: bytes) -> None:
    await house.account()
    reply = await house.ask("/blur 900", png)

    house.queue.most = 0
    refused = await house.press(reply)
    house.queue.most = 1000

    assert refused.error == "queue_full"
    assert (await house.press(reply)).job


async def test_a_deletion_that_could_not_be_written_can_be_confirmed_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    account = await house.account()
    reply = await house.ask("/delete")
    monkeypatch.setattr(personal_data, "erase", full)
    refused = await house.press(reply)
    monkeypatch.undo()

    assert refused.error == "disk_full"
    assert "Everything of yours was erased" in (await house.press(reply)).text
    async with house.services.database.read() as connection:
        assert await personal_data.remaining(connection, account.id) == {}


async def test_the_same_press_again_is_answered_with_its_job(house: House, png: bytes) -> None:
    await house.account()
    reply = await house.ask("/blur 900", png)

    first = await house.press(reply, key="press-1")
    again = await house.press(reply, key="press-1")

    assert first.job
    assert (again.job, again.error) == (first.job, None)


async def test_of_many_presses_at_once_one_makes_the_job(any_house: House, png: bytes) -> None:
    await any_house.account()
    reply = await any_house.ask("/blur 900", png)

    replies = await asyncio.gather(*(any_house.press(reply) for _ in range(6)))

    assert sorted(str(each.error) for each in replies) == ["None"] + ["button_spent"] * 5


async def test_a_command_by_a_button_works_once(house: House) -> None:
    await house.account()
    reply = await house.ask("/settings result:phot")

    assert (await house.press(reply)).error is None
    assert (await house.press(reply)).error == "button_spent"


async def test_a_button_expires(house: House, png: bytes) -> None:
    await house.account()
    reply = await house.ask("/blur 900", png)
    house.clock.pass_by(minutes=11)

    assert (await house.press(reply)).error == "button_spent"


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "\x00", "' OR 1=1 --"])
async def test_forged_buttons_do_nothing(house: House, token: str) -> None:
    await house.account()

    reply = await house.ask(button=token)

    assert reply.job is None
    assert reply.error in ("button_spent", None)


async def test_the_confirmed_deletion_cannot_be_typed(house: House) -> None:
    await house.account()

    assert (await house.ask("/erase")).error == "unknown_command"
    assert (await house.ask(command="erase")).error == "unknown_command"


async def test_the_users_language_is_spoken(house: House) -> None:
    assert (await house.ask("/blurr", locale="de-AT")).text.startswith("Es gibt kein /blurr")

    await house.ask("/settings language:de")

    assert (await house.ask("/blurr", locale="en")).text.startswith("Es gibt kein /blurr")


async def test_a_mistake_of_ours_is_one_sentence(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(house.services.database, "read", broken)

    reply = await house.ask("/help")

    assert reply.error == "unexpected"
    assert "secret" not in reply.text
    assert "7" not in caplog.messages[0]


async def test_a_busy_database_is_said_in_words(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy() -> None:
        raise DatabaseLocked(path="/data/darkroom.db")

    monkeypatch.setattr(house.services.database, "read", busy)

    reply = await house.ask("/help")

    assert reply.error == "database_locked"
    assert "/data" not in reply.text


async def test_there_is_an_answer_even_without_words(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def speechless(*_: object, **__: object) -> str:
        raise TextError("none")

    monkeypatch.setattr(house.services.texts, "say", speechless)

    assert (await house.ask("/help")).text == LAST_WORDS


async def test_a_full_queue_says_which_place_it_would_be(house: House, png: bytes) -> None:
    house.queue.most = 0

    reply = await house.ask("/blur 4", png)

    assert reply.error == "queue_full"
    assert "number 1 in line" in reply.text


async def test_help_and_privacy_are_answered_while_the_queue_is_full(house: House) -> None:
    house.queue.most = 0

    for command in ("/help", "/privacy", "/terms", "/delete", "/cancel"):
        assert (await house.ask(command)).error is None


async def test_nobody_has_more_than_their_share_of_jobs_waiting(house: House, png: bytes) -> None:
    house.change(jobs={"waiting_per_user": 2})

    replies = [await house.ask("/blur 4", png) for _ in range(3)]

    assert [reply.error for reply in replies] == [None, None, "too_many_waiting"]
    assert (await house.ask("/blur 4", png, identity=Identity("chat", "8"))).job


async def test_a_pipeline_after_do_and_without_it_mean_the_same(house: House, png: bytes) -> None:
    await house.ask("/do resize width:20 | blur 2", png)
    await house.ask("/resize 20 | blur 2", png)
    await house.ask("", png, command="do", given={"pipeline": "resize 20 | blur 2"})
    await house.work()

    assert len({str(work.steps) for work in house.engine.works}) == 1


@pytest.mark.parametrize(
    ("kind", "english", "german"),
    [
        ("voice", "I cannot do anything with a voice message", "Mit einer Sprachnachricht"),
        ("document", "I cannot open this kind of file", "Diese Art von Datei"),
        ("sticker", "I cannot open this kind of sticker", "Diese Art von Sticker"),
        ("poll", "I cannot do anything with this", "Damit kann ich"),
    ],
)
async def test_what_is_no_picture_gets_one_polite_line(house: House, kind: str, english: str, german: str) -> None:
    reply = await house.ask("", identity=RITA, unsupported=kind)

    assert reply.error == "unsupported_message"
    assert reply.text == f"{english}; send me a picture, a GIF or a short clip."
    assert (await house.ask("", identity=RITA, unsupported=kind, locale="de")).text.startswith(german)


async def test_who_is_not_admitted_is_told_that_first(house: House) -> None:
    house.change(access={"mode": "allowlist"})

    assert (await house.ask("", identity=RITA, unsupported="voice")).error == "not_admitted"


async def test_a_command_beside_what_is_no_picture_is_answered(house: House) -> None:
    assert (await house.ask("/privacy", identity=RITA, unsupported="voice")).error is None
