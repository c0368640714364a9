"""Give memory back: what glibc is told about this process before it starts any thread."""

import ctypes

_ARENAS = 2
_M_ARENA_MAX = -8  # malloc.h of glibc


def share_arenas() -> None:
    """Let all threads share two of malloc's arenas; without glibc, do nothing.

    A thread has an arena of its own otherwise, up to eight for each processor. A picture that one thread reads and
    another one frees leaves a hole in the first one's, which no other thread fills: over 3,000 jobs the process grew by
    4.2 MB per 1,000 with not one object more in it, and by half of that with shared arenas.
    """
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt") and hasattr(libc, "gnu_get_libc_version"):
        libc.mallopt(_M_ARENA_MAX, _ARENAS)
