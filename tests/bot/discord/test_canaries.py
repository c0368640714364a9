"""The real program at its most talkative writes no token, address, name, word or number of anyone."""

import asyncio
from pathlib import Path

from tests.bot.discord.fake_discord import FakeDiscord, Upload
from tests.bot.discord.running import settings
from tests.bot.pictures import picture_bytes
from tests.proofs.bot_process import BotProcess

NAME, WORDS, FILE = "Canary-Name", "canary words of a person", "canary-file.png"


async def test_nothing_private_reaches_the_log(tmp_path: Path) -> None:
    async with FakeDiscord() as fake:
        ours = {name.removeprefix("DARKROOM_"): value for name, value in settings(fake).items()}
        anna = fake.user(NAME)
        family = fake.guild("canary-server", members=[anna])
        async with BotProcess(tmp_path, {**ours, "LOG__LEVEL": "debug"}) as bot:
            await bot.start()
            await fake.until_served()
            fake.faults.too_many_requests(0.1, operation="*webhook*", times=1)
            fake.faults.fail(502, operation="update_original*", times=1)
            fake.faults.drop(operation="download", accepted=False)
            fake.faults.drop(operation="create_message", accepted=True)
            shown = anna.slash("image blur", image=Upload(FILE, picture_bytes()), in_channel=family.general)
            result = await shown.shown(seconds=30)
            form = await anna.press(result, "Adjust").modal()
            await anna.submit(form, {"Radius": WORDS}).shown(seconds=15)
            anna.send(f"@bot {WORDS}", Upload(FILE, picture_bytes()), in_channel=family.general)
            await anna.wait_for(in_channel=family.general, seconds=15)
            broken = {"id": "1", "token": "canary-token", "type": 2, "data": {"name": WORDS}}
            fake.gateway.send_raw("INTERACTION_CREATE", broken)
            fake.gateway.send_raw("MESSAGE_CREATE", {"content": WORDS})
            async with asyncio.timeout(20):
                while len(fake.gateway.identifies) < 2:  # noqa: ASYNC110 - it listens anew, and tells nobody
                    await asyncio.sleep(0.1)
            await fake.gateway.until_connected(seconds=10)
            await asyncio.sleep(0.5)
            later = anna.slash("image flip", image=b"no picture " + WORDS.encode())
            await later.shown(seconds=30)
            await bot.stop()
        log = (tmp_path / "stderr.txt").read_text()
        said = (tmp_path / "stdout.txt").read_text()
        tokens = [interaction.token for interaction in (shown, later)]
    assert log, "it said nothing at all, so this proves nothing"
    private = (*tokens, fake.token, NAME, WORDS, FILE, str(anna.id), str(family.general.id), "/attachments/")
    for canary in (*private, "canary", "ephemeral-attachments", "/webhooks/"):
        assert canary not in log, canary
        assert canary not in said, canary
