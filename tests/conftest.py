"""What tests of several parts need."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

from tests.log_canaries import log_canaries
from tests.schema import bring_to_schema, emptied_afterwards

# How long one example takes says how busy the machine is, and nothing about the code.
settings.register_profile("darkroom", deadline=None)
settings.load_profile("darkroom")

POSTGRES = os.environ.get("DARKROOM_TEST_POSTGRES", "postgresql+psycopg://root@127.0.0.1:5432/test")

_SMALL = "8m"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin each process's share with some of the proofs, which take longest: one left to the end keeps all waiting."""
    processes = getattr(config, "workerinput", {}).get("workercount", 1)
    proofs = [item for item in items if item.get_closest_marker("proof")]
    others = [item for item in items if not item.get_closest_marker("proof")]
    share = -(-len(others) // processes)
    items[:] = [
        item
        for number in range(processes)
        for item in (*proofs[number::processes], *others[number * share : (number + 1) * share])
    ]


def pytest_runtest_setup() -> None:
    log_canaries.begin()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Hold that nothing private was logged by the test or by anything that it set up."""
    yield
    assert log_canaries.found() == [], "this should be in no log"


@contextmanager
def postgres_schema() -> Iterator[str]:
    """Yield the address of an empty database: a schema of its own on the server, where one answers."""
    schema = f"test_{secrets.token_hex(6)}"
    plain = POSTGRES.replace("+psycopg", "")
    try:
        server = psycopg.connect(plain, autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL server answers; name one in DARKROOM_TEST_POSTGRES")
    with server:
        server.execute(f'CREATE SCHEMA "{schema}"')
    yield f"{POSTGRES}?options=-csearch_path%3D{schema}"
    with psycopg.connect(plain, autocommit=True) as server:
        server.execute(f'DROP SCHEMA "{schema}" CASCADE')


@pytest.fixture(scope="session")
def _migrated_postgres() -> Iterator[str]:
    with postgres_schema() as url:
        bring_to_schema(url)
        yield url


@pytest.fixture
def postgres_url(_migrated_postgres: str) -> Iterator[str]:
    """The address of a PostgreSQL database that has the schema and no rows."""
    with emptied_afterwards(_migrated_postgres) as url:
        yield url


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of 8 MB that a test may fill.

    Mounted here where this user may; elsewhere DARKROOM_TEST_SMALL_DISK names one.
    """
    if named := os.environ.get("DARKROOM_TEST_SMALL_DISK"):
        folder = Path(named) / tmp_path.name
        folder.mkdir()
        yield folder
        shutil.rmtree(folder)
        return
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_SMALL},mode=700", "none", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no small file system may be mounted here; name a folder on one in DARKROOM_TEST_SMALL_DISK")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path, leave: int = 0) -> Path:
    """Write a file until only `leave` bytes of its file system are free, and return it."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        while (free := shutil.disk_usage(disk).free) > leave:
            file.write(bytes(min(free - leave, 1_000_000)))
    return filler
