"""What a picture that has taken over a worker would try. Imported there before the lock, called after it.

It imports no more than `tools.worker` does: numpy, loaded before `prepare`, starts threads that stay, and Landlock then
cannot hold for the whole process.
"""

import ctypes
import fcntl
import gc
import mmap
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from tools.limits import Limits
from tools.media import Media
from tools.work import Result, Work
from tools.worker import _State, prepare

_LIBC = ctypes.CDLL(None, use_errno=True)
_NULL = os.makedev(1, 3)  # admin-guide/devices.txt of the kernel
_PTRACE_ATTACH, _MEMFD_CREATE = 16, {"x86_64": 319, "aarch64": 279}


def ready(limits: Limits) -> None:
    """Prepare a worker as the engine does, but with a codec that does whatever a source says."""
    prepare(limits)
    sys.modules["tools.process"].process = misbehave  # type: ignore[attr-defined]  # any module might be meant


def _write_file() -> None:
    with open("/tmp/darkroom-escaped", "w") as file:  # noqa: PTH123, S108 - the plainest way in
        file.write("out")


def _ptrace_parent() -> None:
    _check(_LIBC.ptrace(_PTRACE_ATTACH, os.getppid(), 0, 0))


def _anonymous_file() -> None:
    _check(_LIBC.syscall(_MEMFD_CREATE[os.uname().machine], b"x", 0))


def _check(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")


ESCAPES: dict[str, Callable[[], object]] = {
    "read a file": lambda: open("/etc/passwd").read(),  # noqa: PTH123, SIM115 - the plainest way in
    "list a folder": lambda: os.listdir("/"),  # noqa: PTH208 - the plainest way in
    "write a file": _write_file,
    "open a TCP socket": lambda: socket.socket(socket.AF_INET),
    "open a UNIX socket": lambda: socket.socket(socket.AF_UNIX),
    "make a pair of sockets": socket.socketpair,
    "start a program": lambda: subprocess.run(["/bin/true"], check=True),
    "replace itself by a program": lambda: os.execv(sys.executable, [sys.executable, "-V"]),  # noqa: S606 - that is the attempt
    "use a shell": lambda: _check(-os.system("true")),  # noqa: S605 - that is the attempt
    "fork": os.fork,
    "kill its parent": lambda: os.kill(os.getppid(), signal.SIGTERM),
    "have a pipe kill its parent": lambda: fcntl.fcntl(0, fcntl.F_SETOWN, os.getppid()),
    "slow its parent down": lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
    "let its parent run when nobody else wants to": lambda: os.sched_setscheduler(
        os.getppid(), os.SCHED_IDLE, os.sched_param(0)
    ),
    "crowd its parent onto one processor": lambda: os.sched_setaffinity(os.getppid(), {0}),
    "look into its parent": _ptrace_parent,
    "take 2 GB": lambda: bytearray(2_000_000_000),
    "share 2 GB": lambda: mmap.mmap(-1, 2_000_000_000),
    "make a file in memory": _anonymous_file,
    "rename a file": lambda: os.rename("/etc/hostname", "/etc/hostname2"),  # noqa: PTH104 - the plainest way in
    "change an open file's mode": lambda: os.fchmod(2, 0o777),
    "change a file's mode": lambda: os.chmod("/tmp", 0o777),  # noqa: PTH101, S103, S108 - the plainest way in
}


def attempt(name: str) -> str:
    """Try one escape and return the kind of refusal, or "escaped"."""
    try:
        ESCAPES[name]()
    except (OSError, MemoryError) as refusal:
        return type(refusal).__name__
    return "escaped"


def open_descriptors() -> list[tuple[str, str]]:
    """Say of each open descriptor what it is, and whether it can be read ("r"), written ("w") or both ("rw")."""
    found = []
    for descriptor in range(1024):
        try:
            flags, status = fcntl.fcntl(descriptor, fcntl.F_GETFL), os.fstat(descriptor)
        except OSError:
            continue
        way = {os.O_RDONLY: "r", os.O_WRONLY: "w", os.O_RDWR: "rw"}[flags & os.O_ACCMODE]
        found.append((_kind(descriptor, status), way))
    return found


def _kind(descriptor: int, status: os.stat_result) -> str:
    if descriptor == _State.peak_reset:
        return "clear_refs"
    if stat.S_ISFIFO(status.st_mode):
        return "pipe"
    return "null" if status.st_rdev == _NULL else "something else"


def misbehave(work: Work, limits: Limits) -> Result:
    """Do what the first source says."""
    deed = work.sources[0].decode()
    if deed == "crash":
        ctypes.string_at(0)
    if deed == "sleep":
        time.sleep(60)
    if deed == "spin":
        sum(range(10**12))  # In C, where no signal handler of Python's gets a turn.
    if deed == "flood":
        return Result(media=(Media(bytes(2 * limits.bytes_out), "png", 1, 1),))
    if deed == "swell":
        bytearray(b"x") * 300_000_000
    if deed in ("say who", "swell"):
        return Result(media=(Media(str(os.getpid()).encode(), "png", 1, 1),))
    raise KeyError(deed)


class Hijack:
    """Pickled, it makes a folder where it is unpickled."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (self._folder,)


def send_hijack(folder: str) -> Hijack:
    """Answer as a worker that an attacker holds would."""
    return Hijack(folder)


class Lookup:
    """Pickles as Python before 3.11.4 pickles a member of an enum: getattr(kind, name)."""

    def __init__(self, kind: type, name: str) -> None:
        self._asked = (kind, name)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[type, str]]:
        return getattr, self._asked


def send_lookup(kind: type, name: str) -> Lookup:
    """Answer with a name to be looked up."""
    return Lookup(kind, name)


POISON = b"cpebble.pool.process\nTaskResult\n(N}X\x08\x00\x00\x00poisonedI1\nstb."
"""Pickled by hand: take the class of all answers and give the class itself an attribute."""


def send_poison() -> None:
    """Write past pebble into every pipe that leads out of this process."""
    for pipe in [each for each in gc.get_objects() if isinstance(each, Connection) and each.writable]:
        pipe.send_bytes(POISON)
