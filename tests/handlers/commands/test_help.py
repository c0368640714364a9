"""/help explains every tool and command as it is declared."""

import pytest

from handlers.command import is_offered, load_commands
from tests.handlers.conftest import RITA, House
from tools.catalog import load_catalog


async def test_the_overview_lists_every_command_that_can_be_typed(house: House) -> None:
    text = (await house.ask("/help")).text

    for command in load_commands().values():
        offered = is_offered(command, house.services.config)
        assert (f"/{command.name} –" in text) is offered
        assert offered is not (command.by_button or command.owner or command.priced)


async def test_commands_about_credits_are_listed_where_things_cost_some(house: House) -> None:
    house.change(prices={"enabled": True})

    assert "/balance –" in (await house.ask("/help")).text


@pytest.mark.parametrize("name", load_catalog())
@pytest.mark.parametrize("locale", ["en", "de"])
async def test_every_tool_is_explained_with_its_values(house: House, name: str, locale: str) -> None:
    text = (await house.ask(f"/help {name}", locale=locale)).text

    assert text.startswith(f"/{name}")
    for param in load_catalog()[name].params:
        assert f"• {param.name}: " in text
    assert len(text) < 2000


async def test_ranges_and_defaults_are_told(house: House) -> None:
    text = (await house.ask("/help blur")).text

    assert "• radius: How far each pixel spreads. (0.1 to 100 px; else 4" in text
    assert "gaussian, box, motion, zoom" in text


async def test_what_more_there_is_to_know_about_a_tool_is_told_in_the_language(house: House) -> None:
    assert "\nA larger radius hides more detail. Transparent" in (await house.ask("/help blur")).text
    assert (
        "\nEin größerer Radius verbirgt mehr Einzelheiten. Durchs" in (await house.ask("/help blur", locale="de")).text
    )


async def test_aliases_lead_there(house: House) -> None:
    assert (await house.ask("/help /scale")).text.startswith("/resize")


async def test_an_unknown_name_is_answered_with_its_neighbour(house: House) -> None:
    assert "did you mean /blur?" in (await house.ask("/help blurr")).text


async def test_a_price_is_told_where_there_is_one(house: House) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 2}})

    assert "It costs 2 credits; you have 0." in (await house.ask("/help blur")).text


async def test_help_tells_a_free_run_from_one_that_costs(house: House, png: bytes) -> None:
    house.change(prices={"enabled": True, "tools": {"blur": 1}}, quotas={"free_guest": {"local": 1}})
    await house.give(3)

    before = (await house.ask("/help blur")).text
    await house.ask("/blur 2", png)
    after = (await house.ask("/help blur")).text

    assert "One run is still free today; after that it costs one credit a picture." in before
    assert "It costs one credit; you have 3." in after


async def test_a_chat_without_groups_has_no_pot(house: House) -> None:
    house.change(prices={"enabled": True})

    assert "/pot" not in (await house.ask("/help")).text
    assert (await house.ask("/pot")).error == "unknown_command"
    assert "/pot" in (await house.ask("/help", identity=RITA)).text
