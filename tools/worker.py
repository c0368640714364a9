"""What happens inside a worker process: get ready, lock the door, then work on pictures one after another.

The bot imports this file to name its functions, so nothing heavy is imported at the top.
"""

import ctypes
import os
import resource
import signal
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from traceback import extract_tb

from PIL import Image

from tools.errors import OutOfMemory, ToolError, WorkerDied
from tools.limits import Limits
from tools.sandbox import SandboxReport, lock_down
from tools.work import Result, Work

_STANDARD = {0, 1, 2}
_RESET_PEAK = b"5"
_KEPT_BLOCKS = 4  # of 16 MiB each
_KIBIBYTE = 1024
_LARGE = 240_000_000
"""Peak bytes of a job after which memory is given back; below, the next picture is quicker for it."""

_malloc_trim: Callable[[int], object] = getattr(ctypes.CDLL(None), "malloc_trim", lambda _: None)  # glibc alone has it


class _State:
    """What is set once per process, before the lock."""

    sandbox: SandboxReport
    peak_reset: int = -1


def prepare(limits: Limits) -> None:
    """Load every codec, let go of what leads out, open what measuring needs, and lock this process for good."""
    # Where another part of the program started the fork server, numpy is only loaded here, and its threads would stay.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import tools.preload  # noqa: F401 - done already where this process was forked from

    _keep_freed_memory()
    _let_go()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # A handler in Python would wait for a decoder in C to come back.
    _State.peak_reset = _open_peak_reset()
    _State.sandbox = lock_down(limits)


def sandbox_report() -> SandboxReport:
    """Say which locks hold in this worker."""
    return _State.sandbox


def work_on(work: Work, limits: Limits, seconds: float) -> Result | ToolError:
    """Do the work and return the result or what went wrong: an answer is only ever data.

    The kernel ends this process after `seconds`, so that no picture outlives even a bot that was killed.
    """
    from tools.process import process

    signal.setitimer(signal.ITIMER_REAL, seconds)
    started = time.monotonic()
    _forget_peak()
    try:
        result = process(work, limits)
        return replace(result, seconds=time.monotonic() - started, peak_bytes=_peak())
    except ToolError as error:
        return error
    except MemoryError:
        return OutOfMemory(limit_megabytes=limits.memory // 1_000_000)
    except Exception as error:
        return _unforeseen(error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        _return_memory()


def _unforeseen(error: Exception) -> WorkerDied:
    where = extract_tb(error.__traceback__)[-1]
    return WorkerDied(kind=type(error).__name__, place=f"{Path(where.filename).name}:{where.lineno}")


def _keep_freed_memory() -> None:
    """Let Pillow keep a few blocks for the next picture: fetching those pages anew took a fifth of a small job.

    https://pillow.readthedocs.io/en/stable/reference/block_allocator.html
    """
    Image.core.set_blocks_max(_KEPT_BLOCKS)  # type: ignore[attr-defined]  # there, but not in its stubs


def _return_memory() -> None:
    """Give back to the system what a large picture needed; the threads' heaps would hold it for good."""
    if _peak() > _LARGE:
        _malloc_trim(0)


def _let_go() -> None:
    """Close every descriptor but the pipe of this worker: a message to the bot is answered as data.

    Whoever may write to the bot's output forges lines (what codecs in C warn of comes from the file), to the resource
    tracker's pipe has it delete shared memory of others, and to the fork server's ends that.
    """
    with Path(os.devnull).open("r+b") as nowhere:
        for standard in _STANDARD:
            os.dup2(nowhere.fileno(), standard)
    for each in {int(entry.name) for entry in Path("/proc/self/fd").glob("*")} - _STANDARD - _own_pipe():
        with suppress(OSError):  # the list itself was open while it was made
            os.close(each)
    resource_tracker._resource_tracker._fd = None  # type: ignore[attr-defined]  # not in typeshed


def _own_pipe() -> set[int]:
    """Return the ends of the pipe that the fork server handed to this process, of those that are open still."""
    handed_over = forkserver._forkserver._inherited_fds or ()  # type: ignore[attr-defined]  # not in typeshed
    return {each for each in handed_over if _is_pipe(each)}


def _is_pipe(descriptor: int) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(descriptor).st_mode)
    except OSError:
        return False


def _open_peak_reset() -> int:
    try:
        return os.open("/proc/self/clear_refs", os.O_WRONLY)
    except OSError:
        return -1


def _forget_peak() -> None:
    if _State.peak_reset >= 0:
        os.write(_State.peak_reset, _RESET_PEAK)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBIBYTE
