"""`admin` does on the server what owners do in chat."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.config import load_settings
from bot.services import open_services
from storage import accounts, jobs, ledger
from storage.jobs import Job
from tests.storage.conftest import new_job


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def open_account(price: int = 0) -> Job | None:
    """Open telegram:4242, with 9 credits and a job where it has a price."""

    async def opened() -> Job | None:
        now = datetime.now(UTC)
        async with open_services(load_settings(), alone=False) as (services, _), services.database.write() as c:
            account = await accounts.find_or_open(c, "telegram", "4242", now)
            if not price:
                return None
            await ledger.purchase(c, account.id, 9, "stars 1", now)
            job = await jobs.reserve(c, new_job(account.id, price=price), now)
            assert job
            await jobs.begin(c, job.id, now)
            await jobs.fail(c, job.id, 1, "corrupt", {}, now)
            return job

    return asyncio.run(opened())


def test_it_lists_what_there_is() -> None:
    assert "maintenance on" in run("admin").output


def test_an_act_answers_and_a_mistake_ends_with_one_line() -> None:
    open_account()
    assert run("admin", "grant", "telegram:4242", "5").output == "telegram:4242 was given 5 credits and has 5 now.\n"
    for words in (("find", "telegram:1"), ("dance",)):
        result = run("admin", *words)
        assert result.exit_code == 1
        assert result.output.count("\n") == 1


def test_an_account_is_explained_from_its_rows() -> None:
    job = open_account(price=4)
    assert job

    lines = run("audit", "telegram:4242").output.splitlines()

    assert lines[0] == f"Account {job.account_id}: guest."
    assert [line.partition(" it ")[2] for line in lines[1:4]] == [
        "bought 9 (stars 1); that makes 9.",
        f"had 4 held for job {job.id}; that makes 5.",
        f"got 4 back, as job {job.id} came to nothing; that makes 9.",
    ]
    assert lines[4] == "It holds 9 and owes 0, which is the sum of its entries."


def test_a_job_is_explained_from_its_rows() -> None:
    job = open_account(price=4)
    assert job

    text = run("audit", job.public_id.lower()).output

    assert "is failed after 1 attempts" in text
    assert "It failed with corrupt." in text
    assert text.endswith("It has cost 0, as it should.\n")


def test_what_is_not_there_is_told() -> None:
    for name in ("J-000000", "telegram:1", "99", "nobody"):
        result = run("audit", name)
        assert result.exit_code == 1
        assert f"there is no account or job {name}" in result.output
