"""Landlock: no path may be opened, no TCP used, no process outside signalled. include/uapi/linux/landlock.h."""

import ctypes
import os

from tools.sandbox.kernel import machine, syscall

_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_CREATE_VERSION = 1
_SUPPORTED = ("x86_64", "aarch64")
_PATHS_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP = 0b11
_TCP_SINCE = 4
_SCOPES = 0b11
_SCOPES_SINCE = 6


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


def abi() -> int:
    """Return the version of Landlock that this kernel speaks, 0 where there is none or it may not be asked."""
    if machine() not in _SUPPORTED:
        return 0
    try:
        return syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_CREATE_VERSION))
    except OSError:
        return 0


def restrict(version: int) -> None:
    """Take every right that this version of Landlock knows from the calling thread; raises OSError."""
    paths = max(bits for since, bits in _PATHS_BY_ABI.items() if since <= version)
    ruleset = _Ruleset(paths, _TCP if version >= _TCP_SINCE else 0, _SCOPES if version >= _SCOPES_SINCE else 0)
    # Older kernels refuse a structure that is longer than theirs unless the rest is zero, which it then is.
    handle = syscall(
        _CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(ctypes.sizeof(ruleset)), ctypes.c_uint32(0)
    )
    try:
        syscall(_RESTRICT_SELF, ctypes.c_int(handle), ctypes.c_uint32(0))
    finally:
        os.close(handle)
