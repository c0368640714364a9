"""The lock around a worker process: what remains to code that a picture has taken over is arithmetic and its pipe.

No library that is kept and needs no system package does this (the Landlock bindings are young, the seccomp ones want
libseccomp), so the four kernel features are called through ctypes.
"""

from tools.sandbox.lock import SandboxReport, lock_down, probe

__all__ = ["SandboxReport", "lock_down", "probe"]
