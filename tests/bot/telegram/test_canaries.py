"""The real program at its most talkative writes no token, path, name, word or number of anyone."""

from pathlib import Path

from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram
from tests.bot.telegram.running import environment
from tests.bot.telegram.test_private_chat import is_photo
from tests.proofs.bot_process import BotProcess

NAME, WORDS, FILE = "Canary-Name", "canary words of a person", "canary-file.png"


async def test_nothing_private_reaches_the_log(tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        ours = {
            name.removeprefix("DARKROOM_"): value
            for name, value in environment(fake, tmp_path).items()
            if "TELEGRAM" in name
        }
        anna = fake.user(NAME)
        fake.faults.too_many_requests(1, method="sendPhoto")
        fake.faults.fail(502, method="sendMessage", times=2)
        fake.faults.fail(400, "Bad Request: something new", method="editMessageText", times=1)
        fake.faults.drop(method="getFile", accepted=False)
        async with BotProcess(tmp_path, {**ours, "LOG__LEVEL": "debug"}) as bot:
            await bot.start()
            anna.send_text(WORDS)
            anna.send_photo(picture_bytes(), f"/flip {WORDS}")
            anna.send_document(picture_bytes(), FILE, "image/png", "/flip")
            await anna.wait_for(lambda message: message.kind in ("photo", "document"), timeout=30)
            fake.raw_update({"message": {"text": WORDS, "from": anna.to_json()}})
            fake.raw_update({"message": {"chat": {"id": "canary-chat"}, "text": WORDS}})
            anna.send_photo(picture_bytes(), "/blur 8")
            await anna.wait_for(is_photo, timeout=30)
            fake.faults.fail(500, method="getUpdates", times=1)
            await bot.stop()
        log = (tmp_path / "stderr.txt").read_text()
        secret = fake.token.partition(":")[2]
        said = (tmp_path / "stdout.txt").read_text()
    assert log, "it said nothing at all, so this proves nothing"
    for canary in (secret, NAME, WORDS, "canary", FILE, str(anna.id), "/file/bot", "photos/", "file_id"):
        assert canary not in log, canary
        assert canary not in said, canary
