"""What the playground shows of credits, and how guests of one network are bounded."""

from pathlib import Path

from storage import accounts, ledger
from tests.bot.web.conftest import Opened, Visitor, serve


async def give(visitor: Visitor, credits: int) -> None:
    services = visitor.site.services
    await visitor.say(id="message-agree", text="/agree")
    async with services.database.write() as connection:
        (account,) = [await accounts.get(connection, 1)]
        assert account
        await ledger.grant(connection, account.id, credits, "gift", services.clock())


async def test_a_balance_comes_with_its_picture(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, prices={"blur": 1}) as site:
        visitor = await open_visitor(site)
        await visitor.arrive()
        await give(visitor, 46)

        answer = await visitor.say(id="message-balance", text="/balance")

        assert answer["text"].startswith("You have 46 credits.")
        (chart,) = answer["files"]
        assert chart["url"].startswith("data:image/png;base64,")
        assert chart["alt"].startswith("Your credits over the last 30 days")


async def test_free_runs_are_told_as_the_api_names_them(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, prices={}) as site:
        visitor = await open_visitor(site)
        await visitor.arrive()
        await visitor.say(id="message-agree", text="/agree")

        usage = await (await visitor.get("/api/v1/usage")).json()

        assert usage["today"]["freeFullResRemaining"] == usage["limits"]["freeFullResPerDay"] == 1


async def test_prices_that_are_off_show_nowhere(visitor: Visitor) -> None:
    catalog = await (await visitor.get("/api/v1/catalog?lang=en")).json()
    usage = await (await visitor.get("/api/v1/usage")).json()

    assert {tool["price"] for tool in catalog["tools"]} == {None}
    assert {"balance", "redeem", "pot", "admin"} & {command["name"] for command in catalog["commands"]} == set()
    assert usage["limits"]["freeFullResPerDay"] is None


async def test_guests_of_one_network_share_a_pace(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, trusted_proxies=("127.0.0.0/8",), rates={"user_per_minute": 3}) as site:
        errors = []
        for number in range(5):
            visitor = await open_visitor(site)
            headers = {"X-Forwarded-For": f"203.0.113.{number}"}
            await visitor.get("/api/v1/session", headers=headers)
            body = {"id": f"message-{number}", "text": "/tools"}
            answer = await visitor.post("/api/v1/messages", json=body, headers=headers)
            errors.append((await answer.json())["error"])

    assert errors == [None] * 3 + ["too_fast"] * 2
