"""The threads that share the work on one picture; Pillow and zlib let go of the interpreter lock while they work."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

_NAME = "piece"


def threads() -> int:
    """Return how many threads one picture may use."""
    return min(4, os.cpu_count() or 1)


def ahead(make: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[Made]:
    """Yield `make(item)` of each item, in order, while as many as there are threads are being made."""
    waiting: deque[Future[Made]] = deque()
    for item in items:
        if len(waiting) >= threads():
            yield waiting.popleft().result()
        waiting.append(_begun(make, item))
    while waiting:
        yield waiting.popleft().result()


def end_threads() -> None:
    """End the threads; the next use starts new ones. To be called before this process is forked."""
    _pool().shutdown()
    _pool.cache_clear()


def _begun(make: Callable[[Item], Made], item: Item) -> "Future[Made]":
    # A thread that waited for others of its own pool might be one of those they wait for.
    if not threading.current_thread().name.startswith(_NAME):
        return _pool().submit(make, item)
    done: Future[Made] = Future()
    done.set_result(make(item))
    return done


@cache
def _pool() -> ThreadPoolExecutor:
    """The threads of this process; made at first use, so that a fork starts its own."""
    return ThreadPoolExecutor(threads(), thread_name_prefix=_NAME)
