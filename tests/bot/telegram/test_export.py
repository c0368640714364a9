"""/export as it reads on Telegram: a ZIP in the private chat, a way there from a group."""

import json
from io import BytesIO
from zipfile import ZipFile

from bot.app import App
from tests.bot.pictures import picture_bytes
from tests.bot.telegram.fake_api import FakeTelegram
from tests.bot.telegram.test_private_chat import anna, app, is_photo

__all__ = ["anna", "app"]


async def test_a_person_gets_a_zip_of_their_own_data(app: App, fake: FakeTelegram) -> None:
    anna, bert = fake.user("Anna", language="en"), fake.user("Bert", language="en")
    for person, text in ((anna, "/blur 3"), (bert, "/blur 7")):
        person.send_photo(picture_bytes((80, 60)), text)
        await person.wait_for(is_photo)

    anna.send_text("/export")
    shown = await anna.wait_for(lambda message: message.kind == "document")

    assert "README.txt in it says what each file holds" in shown.words
    with ZipFile(BytesIO(shown.upload)) as zipped:
        account = json.loads(zipped.read("account.json"))
        history = zipped.read("history.jsonl").decode()
    assert [row["external_id"] for row in account["identities"]] == [str(anna.id)]
    assert "blur radius:3" in history
    assert "blur radius:7" not in history


async def test_from_a_group_it_leads_to_the_private_chat(app: App, fake: FakeTelegram) -> None:
    bert = fake.user("Bert", language="en")
    family = fake.group("Family", members=[bert])
    bert.send_text(f"/export@{fake.username}", in_chat=family)
    shown = await bert.wait_for(in_chat=family)
    (button,) = [button for row in shown.buttons for button in row]

    assert button.url == f"https://t.me/{fake.username}?start=go_export"
    assert await app.services.files.list("export") == []
    bert.send_photo(picture_bytes((80, 60)), "/blur 3")
    await bert.wait_for(is_photo)
    bert.start("go_export")
    await bert.wait_for(lambda message: message.kind == "document")
