"""/tools lists every tool under its group and opens the palette."""

from tests.handlers.conftest import House
from tools.catalog import load_catalog


async def test_every_tool_is_listed_under_its_group(house: House) -> None:
    reply = await house.ask("/tools")

    assert reply.palette
    for tool in load_catalog().values():
        assert f"/{tool.name} – {tool.summary}" in reply.text
    assert reply.text.index("Change pictures") < reply.text.index("/blur") < reply.text.index("Make new pictures")
