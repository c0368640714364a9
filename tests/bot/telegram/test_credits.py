"""What Telegram shows of accounts and credits: a balance with its picture, one notice to who is too fast."""

from pathlib import Path

from bot.app import App
from handlers.telling import announce
from storage import accounts, announcements, ledger
from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram, User
from tests.bot.telegram.running import darkroom


async def give(app: App, person: User, credits: int) -> None:
    async with app.services.database.write() as connection:
        account = await accounts.find_or_open(connection, "telegram", str(person.id), app.services.clock())
        await ledger.grant(connection, account.id, credits, "gift", app.services.clock())


async def test_a_balance_comes_with_its_picture(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna", language="en")
    async with darkroom(fake, tmp_path, PRICES__ENABLED="true") as app:
        await give(app, anna, 46)

        anna.send_text("/balance")

        chart = await anna.wait_for(lambda message: message.kind == "photo")
        assert chart.words.startswith("You have 46 credits.")


async def test_an_announcement_reaches_people_and_no_group(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna", language="en")
    async with darkroom(fake, tmp_path) as app:
        anna.send_text("/start")
        await anna.wait_for("This is Darkroom")
        async with app.services.database.write() as connection:
            await accounts.find_or_open(connection, "telegram", "-1001", app.services.clock())
            await announcements.begin(connection, "Tea at four", app.services.clock())

        await announce(app.services)

        await anna.wait_for("Tea at four")
        async with app.services.database.read() as connection:
            assert await announcements.current(connection) is None


async def test_who_is_too_fast_is_told_once(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna", language="en")
    async with darkroom(fake, tmp_path, RATES__USER_PER_MINUTE="1"):
        for _ in range(4):
            anna.send_text("/tools")
        await anna.wait_for("faster than I can follow")
        anna.send_text("/privacy")
        await anna.wait_for("Privacy at this Darkroom")

        assert sum("faster than I can follow" in message.words for message in anna.messages) == 1


async def test_a_result_is_sent_again_out_of_the_history(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna", language="en")
    async with darkroom(fake, tmp_path, PRICES__ENABLED="true", PRICES__TOOLS='{"flip": 1}') as app:
        await give(app, anna, 46)
        anna.send_photo(picture_bytes((64, 48), "JPEG"), "/flip")
        await anna.wait_for(lambda message: message.kind == "photo" and message.from_bot)
        anna.send_text("/history")
        anna.press(await anna.wait_for("Your jobs"), "J-")
        past = await anna.wait_for(lambda message: "Send again" in message.labels)

        anna.press(past, "Send again")

        again = await anna.wait_for(lambda message: message.kind == "photo")
        assert "again" in again.words


async def test_a_refusal_too_long_for_a_passing_line_is_a_message(fake: FakeTelegram, tmp_path: Path) -> None:
    anna = fake.user("Anna", language="de")
    async with darkroom(fake, tmp_path, PRICES__ENABLED="true", PRICES__TOOLS='{"blur": 1}'):
        anna.send_photo(picture_bytes())
        anna.press(await anna.wait_for("Was möchtest du"), "Unschärfe")
        anna.press(await anna.wait_for("radius"), "Los")

        refused = await anna.wait_for("Das kostet einen Credit")

        assert refused.words.endswith("Es wurde nichts berechnet.")
