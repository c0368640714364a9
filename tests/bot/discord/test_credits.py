"""What Discord shows of accounts and credits: a balance with its picture, and word that answers nothing."""

from pathlib import Path

from handlers.telling import announce, tell_owners
from storage import accounts, announcements, ledger
from tests.bot.discord.fake_discord import FakeDiscord, User
from tests.bot.discord.running import darkroom


async def test_a_balance_comes_with_its_picture(fake: FakeDiscord, tmp_path: Path, anna: User) -> None:
    async with darkroom(fake, tmp_path, PRICES__ENABLED="true") as app:
        async with app.services.database.write() as connection:
            account = await accounts.find_or_open(connection, "discord", str(anna.id), app.services.clock())
            await ledger.grant(connection, account.id, 46, "gift", app.services.clock())

        chart = await anna.slash("account balance").shown(lambda message: bool(message.files))

        assert "You have 46 credits." in chart.words


async def test_the_credits_of_a_server_are_seen_in_it_and_by_who_asks(
    fake: FakeDiscord, tmp_path: Path, anna: User
) -> None:
    family = fake.guild("Family", members=[anna])
    async with darkroom(fake, tmp_path, PRICES__ENABLED="true"):
        shown = await anna.slash("account pot", in_channel=family.general).shown()

        assert shown.private
        assert "credits" in shown.words


async def test_a_report_reaches_the_owner_directly(fake: FakeDiscord, tmp_path: Path, anna: User, bert: User) -> None:
    async with darkroom(fake, tmp_path, ACCESS__OWNERS=f'["discord:{bert.id}"]') as app:
        await anna.slash("account report", words="The colours are off").shown()

        await tell_owners(app.services)

        assert [message for message in bert.dm.messages if "The colours are off" in message.words]
        help_ = await bert.slash("admin").shown()
        assert not help_.files
        assert "grant" in help_.words


async def test_an_announcement_reaches_people(fake: FakeDiscord, tmp_path: Path, anna: User) -> None:
    async with darkroom(fake, tmp_path) as app:
        await anna.slash("account start").shown()
        async with app.services.database.write() as connection:
            await accounts.find_or_open(connection, "discord", str(anna.id), app.services.clock())
            await announcements.begin(connection, "Tea at four", app.services.clock())

        await announce(app.services)

        assert [message for message in anna.dm.messages if "Tea at four" in message.words]


async def test_who_is_too_fast_is_answered_every_time(fake: FakeDiscord, tmp_path: Path, anna: User) -> None:
    async with darkroom(fake, tmp_path, RATES__USER_PER_MINUTE="1"):
        await anna.slash("account history").shown()
        for _ in range(2):
            refused = await anna.slash("account history").shown()
            assert "faster than I can follow" in refused.words
