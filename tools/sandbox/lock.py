"""Lock the calling process down, and say which locks hold."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.limits import Limits
from tools.sandbox import kernel, landlock, rlimits, seccomp

_LEAVING_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class SandboxReport:
    """Which locks hold. `landlock` is the kernel's version of it, 0 for none; `missing` names what does not hold."""

    landlock: int
    seccomp: bool
    rlimits: bool
    no_new_privs: bool
    missing: tuple[str, ...]


def probe() -> SandboxReport:
    """Say what this kernel offers, without locking anything."""
    return _report(landlock.abi(), seccomp.available(), rlimits=True, no_new_privs=True)


def lock_down(limits: Limits) -> SandboxReport:
    """Lock this process for good. A lock that the kernel does not have is named in the report, never raised.

    Everything that will be needed must be imported and opened before, and no other thread may run yet: Landlock
    binds the thread that asks for it and those it starts.
    """
    alone = _is_alone()
    limited = _holds(lambda: rlimits.limit(limits.memory))
    unprivileged = _holds(kernel.forbid_new_privileges)
    version = landlock.abi()
    fenced = bool(version) and alone and _holds(lambda: landlock.restrict(version))
    filtered = _holds(seccomp.install)
    return _report(version if fenced else 0, filtered, rlimits=limited, no_new_privs=unprivileged)


def _is_alone() -> bool:
    """Return whether no other thread runs. One that was joined may still be on its way out of the kernel."""
    deadline = time.monotonic() + _LEAVING_SECONDS
    while _other_threads():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.001)
    return True


def _other_threads() -> bool:
    tasks = Path("/proc/self/task")
    return tasks.is_dir() and len(list(tasks.iterdir())) > 1


def _holds(lock: Callable[[], None]) -> bool:
    try:
        lock()
    except (OSError, ValueError):
        return False
    return True


def _report(version: int, filtered: bool, *, rlimits: bool, no_new_privs: bool) -> SandboxReport:
    holds = {"landlock": version > 0, "seccomp": filtered, "rlimits": rlimits, "no_new_privs": no_new_privs}
    missing = tuple(name for name, held in holds.items() if not held)
    return SandboxReport(version, filtered, rlimits, no_new_privs, missing)
