"""/tools lists every tool under its group and opens the palette."""

from tests.handlers.conftest import House
from tools.catalog import load_catalog


async def test_every_tool_is_listed_under_its_group(house: House) -> None:
    reply = await house.ask("/tools")

    assert reply.palette
    for tool in load_catalog().values():
        assert f"/{tool.name} – {tool.summary}" in reply.text
    assert reply.text.index("Change pictures") < reply.text.index("/blur") < reply.text.index("Make new pictures")


async def test_a_tool_that_costs_something_now_says_how_much(house: House, png: bytes) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 2}}, quotas={"free_guest": {"local": 1}})
    await house.give(2)
    assert "/blur – " in (await house.ask("/tools")).text

    await house.ask("/blur 2", png)

    assert "/blur (2 credits) – " in (await house.ask("/tools")).text
    assert "/crop – " in (await house.ask("/tools")).text
