"""The catalogue tells the page all that a tool's form shows."""

from pathlib import Path

from tests.bot.web.conftest import Opened, Visitor, serve


async def test_a_form_names_its_fields_in_words(visitor: Visitor) -> None:
    answer = await (await visitor.get("/api/v1/catalog?lang=de")).json()
    labels = {tool["name"]: [param["label"] for param in tool["params"]] for tool in answer["tools"]}

    assert labels["rotate"] == ["Winkel", "Größere Fläche", "Hintergrund"]


async def test_the_page_knows_which_command_takes_a_whole_line(visitor: Visitor) -> None:
    answer = await (await visitor.get("/api/v1/catalog?lang=en")).json()

    assert [command["name"] for command in answer["commands"] if command["whole_line"]] == ["do", "report"]


async def test_a_tool_that_costs_something_says_so_before_it_is_run(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, prices={"blur": 3}) as site:
        visitor = await open_visitor(site)
        answer = await (await visitor.get("/api/v1/catalog?lang=en")).json()

    told = {tool["name"]: tool["price"] for tool in answer["tools"]}
    assert told["blur"] == "It costs 3 credits a picture."
    assert told["flip"] is None
