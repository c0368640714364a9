"""Memory that one thread freed serves the others."""

import platform
import subprocess
import sys

import pytest

_ARENAS = """
import ctypes, sys, threading
from bot.memory import share_arenas
if sys.argv[1] == "shared":
    share_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
together = threading.Barrier(8)
def work():
    together.wait()
    for _ in range(100):
        libc.malloc(1000)
    together.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


def arenas(mode: str) -> int:
    said = subprocess.run([sys.executable, "-c", _ARENAS, mode], capture_output=True, text=True, check=True).stdout
    return said.count("<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps arenas")
def test_threads_share_two_arenas() -> None:
    assert arenas("shared") <= 2 < arenas("own")
