"""The lock: one holder, and a dead one holds nothing."""

import multiprocessing
import os
import signal
import subprocess
import sys
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from storage.errors import DatabaseLocked
from storage.lock_file import LockFile, locked

LOCK = "import fcntl, sys; fcntl.flock(open(sys.argv[1]), fcntl.LOCK_EX | fcntl.LOCK_NB)"


def _hold(path: Path, held: Event) -> None:
    LockFile(path).take()
    held.set()
    signal.pause()


def test_only_one_has_it_until_it_is_given_back(tmp_path: Path) -> None:
    first, second = LockFile(tmp_path / "lock"), LockFile(tmp_path / "lock")
    first.take()

    with pytest.raises(DatabaseLocked):
        second.take()

    first.give_back()
    second.take()
    second.give_back()


def test_a_killed_process_gives_it_back(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    held = spawn.Event()
    process = spawn.Process(target=_hold, args=(tmp_path / "lock", held))
    process.start()
    assert held.wait(timeout=20)
    lock = LockFile(tmp_path / "lock")
    with pytest.raises(DatabaseLocked):
        lock.take()

    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()

    lock.take()
    lock.give_back()


def _add(path: Path, times: int) -> None:
    for _ in range(times):
        with locked(path.parent):
            path.write_text(str(int(path.read_text()) + 1))


def test_another_process_cannot_lock_a_file_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "records"
    path.touch()
    other = [sys.executable, "-c", LOCK, str(path)]
    with locked(path):
        assert subprocess.run(other, capture_output=True, check=False).returncode != 0

    assert subprocess.run(other, capture_output=True, check=False).returncode == 0


def test_processes_that_lock_a_folder_go_one_after_another(tmp_path: Path) -> None:
    count = tmp_path / "count"
    count.write_text("0")
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_add, args=(count, 200)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert count.read_text() == "600"
