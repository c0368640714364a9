"""An export of a thousand jobs with their results holds every one of them; how long it takes is printed."""

import json
import os
import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from handlers import sealing
from handlers.outcome import Made, Outcome
from handlers.request import Identity
from storage import jobs, uploads
from storage.files import result_key
from storage.jobs import NewJob
from tests.handlers.house import House, open_house
from tests.proofs.counts import count
from tests.schema import sqlite_with_schema
from tools.work import Step

JOBS = count(1000)
RESULT_BYTES = 100_000
ANNA = Identity("page", "visitor-1")


async def done(house: House, account_id: int, number: int) -> None:
    """Write a job that was done and whose result is kept, as its end would have left it."""
    services, now = house.services, house.clock()
    bound = services.catalog["blur"].bind({"radius": 2})
    steps = sealing.seal_steps(services.vault, account_id, (Step("blur", bound),))
    async with services.database.write() as c:
        new = NewJob(account_id, "page", f"{number}", "cpu", 0, "blur", steps, None, b"", "en", now)
        job = await jobs.reserve(c, new, now)
        assert job
        assert await jobs.begin(c, job.id, now)
    key, until = f"{result_key(job.id, 1)}/1", now + timedelta(hours=1)
    made = Outcome((Made("png", 640, 480, 1, RESULT_BYTES, False, key),))
    await services.files.put(key, account_id, os.urandom(RESULT_BYTES), lasting=False)
    async with services.database.write() as c:
        sealed = sealing.seal_outcome(services.vault, account_id, made)
        await jobs.succeed(c, job.id, 1, result_key(job.id, 1), sealed, now, until)
        await uploads.record(c, key, account_id, "result", RESULT_BYTES, now, until, job.id)


@pytest.mark.proof
@pytest.mark.timeout(300)
async def test_a_thousand_jobs_are_exported_with_their_results(tmp_path: Path) -> None:
    async with open_house(sqlite_with_schema(tmp_path / "darkroom.db"), tmp_path) as house:
        account = await house.account(ANNA)
        for number in range(JOBS):
            await done(house, account.id, number)

        begun = time.perf_counter()
        reply = await house.ask("/export", identity=ANNA)
        seconds = time.perf_counter() - begun

        assert reply.error is None
        parts = [await house.services.files.get(file.key or "", account.id) for file in reply.files]
    names: list[str] = []
    told = 0
    for part in parts:
        with ZipFile(BytesIO(part)) as zipped:
            assert zipped.testzip() is None
            names += zipped.namelist()
            told += sum(
                json.loads(line)["steps"] == "blur radius:2"
                for name in zipped.namelist()
                if name.startswith("history")
                for line in zipped.read(name).splitlines()
            )
    print(f"\n{JOBS} jobs in {len(parts)} ZIPs of {sum(map(len, parts)) / 1e6:.0f} MB: {seconds:.2f} s")
    assert told == JOBS
    assert len([name for name in names if name.startswith("media/result-")]) == JOBS
