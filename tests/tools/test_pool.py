"""One worker process: what it is given of this one, and what is believed of its answers."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver
from pathlib import Path

import pytest
from pebble.common.types import ResultStatus
from pebble.pool.process import TaskResult

from tests.tools import misbehave
from tools.limits import Limits
from tools.pool import Worker, start_fork_server
from tools.sandbox import probe
from tools.work import Result

ROOT = Path(__file__).parents[2]


@pytest.fixture
def worker() -> Iterator[Worker]:
    start_fork_server()
    worker = Worker(Limits(), misbehave.ready)
    yield worker
    worker.stop()


@pytest.fixture
def strange_fork_server() -> Iterator[None]:
    """The fork server of this process was started by somebody else, as one test of storage does."""
    forkserver._forkserver._stop()  # type: ignore[attr-defined]  # not in typeshed; the standard library's tests use it
    forkserver.set_forkserver_preload([])
    forkserver.ensure_running()
    yield
    forkserver._forkserver._stop()  # type: ignore[attr-defined]  # not in typeshed


def test_a_misbehaving_worker_is_locked_whoever_started_the_fork_server(
    strange_fork_server: None, worker: Worker
) -> None:
    assert worker.open() == probe()


def test_a_worker_has_every_lock_that_the_kernel_offers(worker: Worker) -> None:
    assert worker.open() == probe()


@pytest.mark.parametrize("name", misbehave.ESCAPES)
def test_no_way_leads_out_of_a_worker(worker: Worker, name: str) -> None:
    if probe().missing:
        pytest.skip(f"this kernel does not offer {', '.join(probe().missing)}")
    assert worker.schedule(misbehave.attempt, name, timeout=20).result() != "escaped"


def test_nothing_is_open_in_a_worker_but_its_own_pipe(worker: Worker) -> None:
    """Not the bot's output, nor what the processes of the bot tell each other."""
    found = worker.schedule(misbehave.open_descriptors, timeout=20).result()

    assert sorted(found) == [("clear_refs", "w"), *[("null", "rw")] * 3, ("pipe", "r"), ("pipe", "w")]


def test_an_answer_cannot_run_code_here(worker: Worker, tmp_path: Path) -> None:
    folder = tmp_path / "hijacked"
    with pytest.raises(BrokenProcessPool):
        worker.schedule(misbehave.send_hijack, str(folder), timeout=20).result()
    assert not folder.exists()


def test_an_answer_can_name_its_status_as_older_pythons_do(worker: Worker) -> None:
    answer = worker.schedule(misbehave.send_lookup, ResultStatus, "SUCCESS", timeout=20).result()
    assert answer is ResultStatus.SUCCESS  # type: ignore[comparison-overlap]  # the worker pickles it as that


def test_an_answer_cannot_look_up_anything_else(worker: Worker) -> None:
    with pytest.raises(BrokenProcessPool):
        worker.schedule(misbehave.send_lookup, Result, "__init__", timeout=20).result()


def test_an_answer_cannot_change_what_later_answers_are_made_of(worker: Worker) -> None:
    with pytest.raises(BrokenProcessPool):
        worker.schedule(misbehave.send_poison, timeout=20).result()
    assert not hasattr(TaskResult, "poisoned")


SECRETIVE = """
import psutil
from tools.limits import Limits
from tools.pool import Worker, start_fork_server
if __name__ == "__main__":
    start_fork_server()
    worker = Worker(Limits())
    worker.open()
    family = psutil.Process().children(recursive=True)
    print(len(family), sum("SECRET" in name for child in family for name in child.environ()))
    worker.stop()
"""


def test_secrets_of_the_environment_never_reach_a_worker() -> None:
    command = [sys.executable, "-c", SECRETIVE]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, env={"DARKROOM_SECRET": "canary"}
    )
    processes, leaks = done.stdout.split()
    assert int(processes) >= 2
    assert leaks == "0"


OTHERS_FORK_SERVER = """
from multiprocessing import forkserver
from tools.limits import Limits
from tools.pool import Worker, start_fork_server
if __name__ == "__main__":
    forkserver.ensure_running()
    start_fork_server()
    worker = Worker(Limits())
    print(worker.open().missing)
    worker.stop()
"""


def test_a_worker_is_locked_also_when_another_part_started_the_fork_server(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(OTHERS_FORK_SERVER)
    root = Path(__file__).parents[2]
    said = subprocess.run(
        [sys.executable, program],
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == str(probe().missing)
