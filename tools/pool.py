"""One worker process behind a pebble pool, and what of its words the bot believes."""

import errno
import fcntl
import os
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from io import BytesIO
from multiprocessing import connection, forkserver, reduction
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from types import FunctionType
from typing import Any, ClassVar, TypeVar

from pebble import ProcessPool
from pebble.common.types import Result as TaskOutcome
from pebble.common.types import ResultStatus
from pebble.pool.process import Acknowledgement, TaskResult

from tools import errors
from tools.limits import Limits
from tools.media import Media, Report
from tools.sandbox import SandboxReport
from tools.work import Note, Result
from tools.worker import prepare, sandbox_report

T = TypeVar("T")

_PRELOADED = "tools.preload"
_TASKS_PER_PROCESS = 200
_ENVELOPE_BYTES = 1_000_000
_OPENING_SECONDS = 30
_PIPE_BYTES = 1 << 20
"""What a pipe holds: with the usual 64 KiB a picture makes both ends wake each other dozens of times."""

_ENVIRONMENT = {"HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH", "TMPDIR", "TZ", "VIRTUAL_ENV"}

_KINDS: tuple[Any, ...] = (
    *(Acknowledgement, TaskResult, TaskOutcome, ResultStatus),
    *(Media, Note, Report, Result, SandboxReport),
    *(found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, errors.ToolError)),
    errors.ToolError().__reduce__()[0],
)


def _status(kind: object, name: str) -> ResultStatus:
    if kind is not ResultStatus:
        raise pickle.UnpicklingError("an answer may look up nothing but its status")
    return ResultStatus[name]


_BELIEVED: dict[tuple[str, str], Any] = {
    **{(kind.__module__, kind.__qualname__): kind for kind in _KINDS},
    # Python before 3.11.4 (Debian 12 has 3.11.2) writes a member of an enum as getattr(kind, name).
    ("builtins", "getattr"): _status,
}


class Worker:
    """A pool of exactly one process. Its pipe is its own, so it never sees what another worker is sent."""

    def __init__(self, limits: Limits, ready: Callable[[Limits], None] = prepare) -> None:
        """`ready` is called in each new process before it is given anything to do."""
        context = _Context(longest_answer=limits.bytes_out + _ENVELOPE_BYTES)
        self._pool = ProcessPool(1, _TASKS_PER_PROCESS, ready, (limits,), context)
        self._asked: set[Future[Any]] = set()

    def open(self) -> SandboxReport:
        """Start the process and wait until it is locked. Blocks; raises what kept it from starting."""
        return self.schedule(sandbox_report, timeout=_OPENING_SECONDS).result(_OPENING_SECONDS)

    def schedule(self, function: Callable[..., T], *arguments: object, timeout: float) -> "Future[T]":
        """Run `function` in the process; it is killed when that takes longer than `timeout` seconds."""
        future = self._pool.schedule(function, args=arguments, timeout=timeout)
        self._asked.add(future)
        future.add_done_callback(self._asked.discard)
        return future

    def stop(self) -> None:
        """Kill the process, whatever it does, and cancel what it was asked. Blocks for a moment."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
        self._pool.join()
        for future in list(self._asked):
            future.cancel()


def start_fork_server() -> None:
    """Start the process that workers are forked from if it does not run, without this one's secret environment."""
    forkserver.set_forkserver_preload([_PRELOADED])
    with _without_secrets():
        forkserver.ensure_running()


class _DistrustfulConnection(Connection):
    """Reads only the kinds of objects that answers consist of: pickle would run what a hijacked worker sends."""

    def __init__(self, handle: int, longest: int) -> None:
        super().__init__(handle, writable=False)
        self._longest = longest

    def recv(self) -> Any:
        answer = self.recv_bytes(self._longest)
        try:
            return _AnswerUnpickler(BytesIO(answer)).load()
        except Exception as error:  # Garbage makes pickle raise anything; pebble gives a pool up on OSError only.
            raise OSError(errno.EBADMSG, f"an answer that is none: {error}") from error


# A worker gets this end only to close it; there it is an ordinary connection.
reduction.register(_DistrustfulConnection, connection.reduce_connection)  # type: ignore[attr-defined]  # not in typeshed


class _AnswerUnpickler(pickle._Unpickler):
    """Python's own unpickler, not the one in C: only here a single instruction can be refused."""

    dispatch: ClassVar[dict[int, Any]] = dict(pickle._Unpickler.dispatch)
    stack: list[Any]
    load_build: Callable[[], None]

    def find_class(self, module: str, name: str) -> Any:
        try:
            return _BELIEVED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"an answer may not hold {module}.{name}") from None

    def _build(self) -> None:
        """Give an object its attributes, but never a class or function: every later answer would be read by it."""
        if isinstance(self.stack[-2], type | FunctionType):
            raise pickle.UnpicklingError("an answer may not change what answers are made of")
        self.load_build()

    dispatch[pickle.BUILD[0]] = _build


class _Context(ForkServerContext):
    """The forkserver's ways, with pipes whose reading end is distrustful on this side."""

    def __init__(self, longest_answer: int) -> None:
        super().__init__()
        self._longest_answer = longest_answer

    def Pipe(self, duplex: bool = True) -> tuple[Any, Any]:
        reading, writing = os.pipe()
        with suppress(OSError):  # where the system grants no more, it takes longer
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        return _DistrustfulConnection(reading, self._longest_answer), Connection(writing, readable=False)


@contextmanager
def _without_secrets() -> Iterator[None]:
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name not in _ENVIRONMENT}
    try:
        yield
    finally:
        os.environ.update(hidden)
