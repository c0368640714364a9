"""A seccomp filter that refuses system calls by number. linux/seccomp.h, linux/filter.h.

It is a deny list: a decoder that meets an unlisted call of a newer C library goes on, while what an attacker needs
first (files, sockets, processes) fails with EPERM. Landlock holds for the paths a second time.
"""

import ctypes
import errno
import os
import struct
from collections.abc import Iterable

from tools.sandbox import syscalls
from tools.sandbox.kernel import machine, syscall
from tools.sandbox.syscalls import Numbers

_AUDIT_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
_X32 = 0x40000000
_CLONE_THREAD = 0x00010000
_TIOCSTI = 0x5412
_SIGNAL_OTHERS = 8, 10, 15  # F_SETOWN, F_SETSIG, F_SETOWN_EX: data on a pipe then kills whom they name
_SET_MODE_FILTER, _GET_ACTION_AVAILABLE = 1, 2
_ALL_THREADS = 1

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def available() -> bool:
    """Tell whether this kernel filters system calls and this machine's numbers are known here."""
    if machine() not in _AUDIT_ARCHITECTURES:
        return False
    try:
        syscall(_number(syscalls.SECCOMP), _GET_ACTION_AVAILABLE, 0, ctypes.byref(ctypes.c_uint32(_ERRNO)))
    except OSError:
        return False
    return True


def install() -> None:
    """Filter the system calls of every thread of this process from now on; raises OSError."""
    if machine() not in _AUDIT_ARCHITECTURES:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    code = b"".join(struct.pack("=HBBI", *instruction) for instruction in _filter())
    program = _Program(len(code) // 8, code)
    syscall(_number(syscalls.SECCOMP), _SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(program))


def _filter() -> Iterable[Instruction]:
    yield _LOAD, 0, 0, _ARCHITECTURE
    yield _EQUAL, 1, 0, _AUDIT_ARCHITECTURES[machine()]
    yield _RETURN, 0, 0, _KILL_PROCESS
    yield _LOAD, 0, 0, _NUMBER
    if machine() == "x86_64":
        yield _AT_LEAST, 0, 1, _X32
        yield _refuse(errno.EPERM)
    for call in syscalls.DENIED.values():
        yield from _when(call, [_refuse(errno.EPERM)])
    # glibc falls back to clone, whose flags a filter can read, when clone3 is not there.
    yield from _when(syscalls.CLONE3, [_refuse(errno.ENOSYS)])
    yield from _when(syscalls.CLONE, _allowed_if(0, _ANY_BIT, _CLONE_THREAD))
    yield from _when(syscalls.TGKILL, _allowed_if(0, _EQUAL, os.getpid()))
    yield from _when(syscalls.IOCTL, _refused_if(1, _TIOCSTI))
    yield from _when(syscalls.FCNTL, _refused_if(1, *_SIGNAL_OTHERS))
    yield from _when(syscalls.PRLIMIT64, _reads_only(pointer=2))
    yield _RETURN, 0, 0, _ALLOW


def _when(call: Numbers, then: list[Instruction]) -> Iterable[Instruction]:
    number = getattr(call, machine())
    if number is not None:
        yield _EQUAL, 0, len(then), number
        yield from then


def _allowed_if(argument: int, test: int, value: int) -> list[Instruction]:
    load = (_LOAD, 0, 0, _low_word(argument))
    return [load, (test, 0, 1, value), (_RETURN, 0, 0, _ALLOW), _refuse(errno.EPERM)]


def _refused_if(argument: int, *values: int) -> list[Instruction]:
    load = (_LOAD, 0, 0, _low_word(argument))
    tests = [step for value in values for step in ((_EQUAL, 0, 1, value), _refuse(errno.EPERM))]
    return [load, *tests, (_RETURN, 0, 0, _ALLOW)]


def _reads_only(pointer: int) -> list[Instruction]:
    low, high = _low_word(pointer), _low_word(pointer) + 4
    return [
        (_LOAD, 0, 0, low),
        (_EQUAL, 0, 3, 0),
        (_LOAD, 0, 0, high),
        (_EQUAL, 0, 1, 0),
        (_RETURN, 0, 0, _ALLOW),
        _refuse(errno.EPERM),
    ]


def _low_word(argument: int) -> int:
    return _ARGUMENTS + 8 * argument  # Both machines are little-endian.


def _refuse(number: int) -> Instruction:
    return _RETURN, 0, 0, _ERRNO | number


def _number(call: Numbers) -> int:
    number: int = getattr(call, machine())
    return number
