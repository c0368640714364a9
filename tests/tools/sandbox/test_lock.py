"""A locked process can do arithmetic and talk through its pipe, and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.misbehave import ESCAPES
from tools.limits import Limits
from tools.sandbox import probe

ROOT = Path(__file__).parents[3]
NOBODY = 65534
LIMITS = Limits()

LOCKED = """
import json
from dataclasses import asdict
from tests.tools import misbehave
from tools.limits import Limits
from tools.sandbox import lock_down
{before}
report = lock_down({limits!r})
answers = dict((name, misbehave.attempt(name)) for name in {names})
print(json.dumps(dict(report=asdict(report), answers=answers)))
"""


def run_locked(
    before: str = "", limits: Limits = LIMITS, names: tuple[str, ...] = tuple(ESCAPES)
) -> dict[str, dict[str, object]]:
    command = [sys.executable, "-c", LOCKED.format(before=before, limits=limits, names=names)]
    # numpy starts threads when it is imported; a worker is forked without them, this process would have them.
    alone = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, dict[str, object]] = json.loads(done.stdout)
    return found


needs_locks = pytest.mark.skipif(
    bool(probe().missing), reason=f"this kernel does not offer {', '.join(probe().missing)}"
)


@needs_locks
def test_every_way_out_is_refused() -> None:
    found = run_locked()
    assert found["report"]["missing"] == []
    assert len(ESCAPES) >= 10
    assert {name: kind for name, kind in found["answers"].items() if kind == "escaped"} == {}


@needs_locks
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become someone else")
def test_the_lock_needs_no_privileges() -> None:
    found = run_locked(f"import os; os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})")
    assert found["report"]["missing"] == []
    assert "escaped" not in found["answers"].values()


@needs_locks
def test_files_stay_shut_and_the_report_says_so_where_landlock_is_not_allowed() -> None:
    without = "import tools.sandbox.landlock as landlock\nlandlock._CREATE_RULESET = 9_999\n"
    found = run_locked(without)
    assert found["report"]["landlock"] == 0
    assert found["report"]["missing"] == ["landlock"]
    assert "escaped" not in found["answers"].values()


@needs_locks
def test_paths_stay_shut_and_the_report_says_so_where_seccomp_is_not_allowed() -> None:
    without = "import tools.sandbox.syscalls as calls\ncalls.SECCOMP = calls.Numbers(9_999, 9_999)\n"
    shut = ("read a file", "list a folder", "write a file", "start a program")
    found = run_locked(without, names=shut)
    assert found["report"]["missing"] == ["seccomp"]
    assert "escaped" not in found["answers"].values()


@needs_locks
def test_landlock_is_reported_missing_when_a_thread_was_running_before_it() -> None:
    found = run_locked("import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n")
    assert found["report"]["missing"] == ["landlock"]


@needs_locks
def test_a_thread_that_is_just_ending_is_waited_for() -> None:
    found = run_locked(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(0.2,), daemon=True).start()\n"
    )
    assert found["report"]["missing"] == []


THREADS = """
import io, threading, zlib
import numpy
from tools.limits import Limits
from tools.sandbox import lock_down
lock_down(Limits())
made = []
def work():
    square = numpy.arange(90_000.0).reshape(300, 300)
    made.append(zlib.compress((square @ square).tobytes()))
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(set(made)), len(made))
"""


def test_threads_start_after_the_lock() -> None:
    done = subprocess.run([sys.executable, "-c", THREADS], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "4"]


@pytest.mark.parametrize(("memory", "answer"), [(150_000_000, "MemoryError"), (3_000_000_000, "escaped")])
def test_memory_is_limited_to_what_the_limits_say(memory: int, answer: str) -> None:
    assert run_locked(limits=Limits(memory=memory))["answers"]["take 2 GB"] == answer
