"""System calls that Python has no function for."""

import ctypes
import errno
import os
import platform
import sys

_LIBC = ctypes.CDLL(None, use_errno=True)
_PR_SET_NO_NEW_PRIVS = 38


def machine() -> str:
    """Return the processor's name as Linux gives it (x86_64, aarch64), "" on another system."""
    return platform.machine() if sys.platform == "linux" else ""


def syscall(number: int, *arguments: object) -> int:
    """Make a system call by number and return its result; raises OSError."""
    result: int = _LIBC.syscall(ctypes.c_long(number), *arguments)
    return _checked(result)


def prctl(option: int, value: int, pointer: object = 0) -> int:
    """Change a property of this process; raises OSError."""
    if not machine():
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    result: int = _LIBC.prctl(option, ctypes.c_ulong(value), pointer, 0, 0)
    return _checked(result)


def forbid_new_privileges() -> None:
    """Make sure that no later exec gains rights; Landlock and seccomp demand it of those who are not root."""
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
