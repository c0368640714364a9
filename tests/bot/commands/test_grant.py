"""`grant` gives credits to whom it names, and `audit` finds the books in order, beside a running Darkroom."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.config import load_settings
from bot.services import open_services
from storage import accounts


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def grant(*words: str) -> Result:
    return CliRunner().invoke(main, ["grant", *words])


def open_account() -> int:
    async def opened() -> int:
        async with (
            open_services(load_settings(), alone=False) as (services, _),
            services.database.write() as connection,
        ):
            return (await accounts.find_or_open(connection, "telegram", "4242", datetime.now(UTC))).id

    return asyncio.run(opened())


def test_credits_add_up_and_the_books_agree() -> None:
    number = open_account()
    assert grant("telegram:4242", "5").output == "telegram:4242 has 5 credits.\n"
    assert grant(str(number), "2").output == f"{number} has 7 credits.\n"
    audit = CliRunner().invoke(main, ["audit"])
    assert audit.exit_code == 0, audit.output


def test_help_says_where_people_find_their_id() -> None:
    assert "/usage" in grant("--help").output


def test_a_cause_counts_once() -> None:
    open_account()
    for _ in range(2):
        result = grant("telegram:4242", "5", "--cause", "invoice 7")
    assert result.output == "telegram:4242 has 5 credits.\n"


@pytest.mark.parametrize("account", ["telegram:1", "discord:4242", "999", "nobody"])
def test_an_account_that_is_not_there_is_told(account: str) -> None:
    open_account()
    result = grant(account, "5")
    assert result.exit_code == 1
    assert f"there is no account {account}" in result.output


@pytest.mark.parametrize("amount", ["0", "-5", "many"])
def test_only_a_positive_number_is_given(amount: str) -> None:
    assert grant("telegram:4242", "--", amount).exit_code == 2


def test_what_is_no_number_is_told_as_such() -> None:
    assert "'x' is not a valid whole number" in grant("nobody", "x").output


def test_more_than_can_be_given_at_a_time_is_refused() -> None:
    open_account()
    result = grant("telegram:4242", "99999999999")
    assert result.exit_code == 1
    assert "N is 1 … 1000000" in result.output
    assert grant("telegram:4242", "1").output == "telegram:4242 has 1 credits.\n"
