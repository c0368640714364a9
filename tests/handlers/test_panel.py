"""A tool is set by buttons in place and run by one press, whatever the tool."""

import asyncio
from typing import Any

import pytest

from handlers.reply import Reply
from handlers.request import AttachmentRef
from handlers.words import button_label_of
from storage import groups
from storage.groups import Group
from tests.handlers.conftest import RITA, House, labels, picture, said
from tools.catalog import load_catalog
from tools.tool import Takes

CATALOG = load_catalog()


async def opened(house: House, tool: str, *pictures: bytes, **fields: Any) -> Reply:
    """Send pictures and press on a tool."""
    reply = await house.ask("" if pictures else "/tools", *pictures, identity=RITA, **fields)
    label = button_label_of(house.services.texts, str(fields.get("locale") or "en"), CATALOG[tool])
    if label not in said(reply):
        reply = await house.press_on(reply, "›", **fields)
    return await house.press_on(reply, label, **fields)


def steps_of(house: House) -> list[tuple[str, dict[str, object]]]:
    """The steps that the engine was last given, without what goes without saying."""
    defaults = {tool.name: {param.name: param.default for param in tool.params} for tool in CATALOG.values()}
    return [
        (step.tool, {name: value for name, value in step.given.items() if value != defaults[step.tool][name]})
        for step in house.engine.works[-1].steps
    ]


async def test_a_tool_is_chosen_set_and_run(house: House, png: bytes) -> None:
    panel = await opened(house, "blur", png)
    assert panel.edit
    assert panel.text.startswith("Blur – Soften a picture")
    assert "• radius: 4 px – How far each pixel spreads." in panel.text
    assert ["✎ radius", "2", "✓ 4", "8"] in labels(panel)

    panel = await house.press_on(panel, "8")
    panel = await house.press_on(panel, "motion")
    assert panel.edit
    assert ["✎ radius", "2", "4", "✓ 8"] in labels(panel)
    assert "• kind: motion" in panel.text

    accepted = await house.press_on(panel, "▶ Run")
    await house.work()

    assert accepted.job
    assert accepted.edit
    assert steps_of(house) == [("blur", {"radius": 8.0, "kind": "motion"})]
    assert len(house.room.sent[0].reply.files) == 1


async def test_a_preset_runs_at_once(house: House, png: bytes) -> None:
    await house.press_on(await opened(house, "blur", png), "▶ radius 20 motion")
    await house.work()

    assert steps_of(house) == [("blur", {"radius": 20.0, "kind": "motion"})]


async def test_yes_and_no_change_places(house: House, png: bytes) -> None:
    panel = await opened(house, "rotate", png)
    panel = await house.press_on(panel, "expand: yes")
    assert ["expand: no"] in labels(panel)

    await house.press_on(panel, "▶ Run")
    await house.work()

    assert steps_of(house) == [("rotate", {"expand": False})]


async def test_a_value_pressed_again_goes_back_to_the_default(house: House, png: bytes) -> None:
    panel = await opened(house, "blur", png)
    panel = await house.press_on(panel, "8")
    panel = await house.press_on(panel, "✓ 8")

    assert ["✎ radius", "2", "✓ 4", "8"] in labels(panel)


async def test_nothing_is_run_that_lacks_a_value(house: House, png: bytes) -> None:
    panel = await opened(house, "convert", png)
    assert panel.text.endswith("First choose: to.")
    assert "▶ Run" not in said(panel)

    panel = await house.press_on(panel, "webp")

    assert "▶ Run" in said(panel)


async def test_what_stands_in_the_way_is_said_in_the_tools_own_words(house: House, png: bytes) -> None:
    assert (await opened(house, "resize", png)).text.endswith("a percentage, such as 800 or percent:50.")
    assert "eine Breite, eine Höhe oder Prozent" in (await opened(house, "resize", png, locale="de")).text


async def test_long_choices_are_leafed_through_and_open_at_the_chosen_one(house: House, png: bytes) -> None:
    panel = await opened(house, "filter", png)
    assert "cartoon" in said(panel)
    panel = await house.press_on(panel, "›")
    panel = await house.press_on(panel, "noir")

    assert "✓ noir" in said(panel)
    assert "cartoon" not in said(panel)


async def test_back_leads_to_the_page_of_the_tool(house: House, png: bytes) -> None:
    panel = await opened(house, "sharpen", png)

    back = await house.press_on(panel, "‹ Back")

    assert back.edit
    assert "Sharpen" in said(back)


async def test_of_presses_on_one_panel_at_once_one_begins_a_job(house: House, png: bytes) -> None:
    panel = await opened(house, "blur", png)

    replies = await asyncio.gather(*(house.press_on(panel, label) for label in ("▶ Run", "▶ Run", "▶ radius 8")))

    assert sorted(reply.error or "" for reply in replies) == ["", "button_spent", "button_spent"]
    assert (await house.press_on(panel, "8")).error == "button_spent"


async def test_a_tool_switched_off_meanwhile_is_refused(house: House, png: bytes) -> None:
    panel = await opened(house, "blur", png, group="g")
    async with house.services.database.write() as connection:
        await groups.put(connection, Group("room", "g", off_tools=("blur",)), house.clock())

    assert (await house.press_on(panel, "8", group="g")).error == "tool_off"


async def test_a_tool_of_several_pictures_takes_them_all(house: House) -> None:
    panel = await opened(house, "gif", picture(20, 20), picture(20, 20, "L"))
    await house.press_on(panel, "▶ Run")
    await house.work()

    assert len(house.engine.works[0].sources) == 2


async def test_what_it_costs_stands_on_the_button(house: House) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}})

    assert "▶ Run (2 credits)" in said(await opened(house, "blur", picture(), picture()))


async def test_what_a_full_queue_refused_may_be_pressed_again(house: House, png: bytes) -> None:
    panel = await opened(house, "blur", png)
    house.queue.most = 0
    refused = await house.press_on(panel, "▶ Run")
    house.queue.most = 10

    assert refused.error == "queue_full"
    assert (await house.press_on(panel, "▶ Run")).job


@pytest.mark.parametrize("locale", ["en", "de"])
@pytest.mark.parametrize("name", CATALOG)
async def test_every_panel_fits_the_chat(house: House, name: str, locale: str) -> None:
    pictures = [] if CATALOG[name].takes is Takes.NOTHING else [picture()]
    panel = await opened(house, name, *pictures, locale=locale)

    rows = labels(panel)
    assert sum(map(len, rows)) <= 100
    assert all(1 <= len(row) <= 5 for row in rows)
    assert all(1 <= len(label) <= 40 for row in rows for label in row)
    assert len(panel.text) <= 4096


async def test_fifty_pictures_and_a_long_chain_still_travel(house: House) -> None:
    many = tuple(AttachmentRef("room", "x" * 90, 1000, 4000, 3000, "image/jpeg", compressed=True) for _ in range(50))
    reply = await house.ask("", identity=RITA, attachments=many)

    panel = await house.press_on(reply, "Blur")

    assert panel.error is None
    assert (await house.press_on(panel, "▶ Run")).job
