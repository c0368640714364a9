"""/account export: ZIPs that the asker alone sees, in a direct message and in a server, in as many as it takes."""

import os
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.app import App
from handlers.commands import export as command
from storage import accounts, uploads
from storage.files import upload_key
from tests.bot.discord.fake_discord import FakeDiscord, User
from tests.bot.pictures import picture_bytes


@pytest.mark.parametrize("in_server", [False, True])
async def test_a_person_gets_a_zip_that_nobody_else_sees(
    app: App, fake: FakeDiscord, anna: User, in_server: bool
) -> None:
    family = fake.guild("Family", members=[anna])
    place = {"in_channel": family.general} if in_server else {}
    await anna.slash("image blur", image=picture_bytes((80, 60)), radius=3, **place).shown()

    shown = await anna.slash("account export", **place).shown(lambda message: bool(message.files))

    assert shown.private
    with ZipFile(BytesIO(shown.data)) as zipped:
        assert "blur radius:3" in zipped.read("history.jsonl").decode()


async def test_what_is_more_than_one_answer_takes_comes_by_a_button_to_the_asker_alone(
    app: App, fake: FakeDiscord, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "AT_ONCE", 1)
    family = fake.guild("Family", members=[anna])
    await anna.slash("account start", in_channel=family.general).shown()
    services, now = app.services, app.services.clock()
    async with services.database.write() as connection:
        account = await accounts.find_or_open(connection, "discord", str(anna.id), now)
        keys = [upload_key() for _ in range(2)]
        for key in keys:
            await uploads.record(connection, key, account.id, "upload", 6 << 20, now, now + timedelta(hours=1))
    for key in keys:
        await services.files.put(key, account.id, os.urandom(6 << 20))

    first = await anna.slash("account export", in_channel=family.general).shown(lambda message: bool(message.files))
    second = await anna.press(first, "Next").shown(lambda message: bool(message.files))

    assert first.private
    assert second.private
    pictures = []
    for shown in (first, second):
        with ZipFile(BytesIO(shown.data)) as zipped:
            pictures += [name for name in zipped.namelist() if name.endswith(".bin")]
    assert len(pictures) == 2
