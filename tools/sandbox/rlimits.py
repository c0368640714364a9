"""Resource limits: memory, files, cores. There is none on processor time, because a worker serves many pictures."""

import resource
from pathlib import Path

_FEW_FILES = 64


def limit(memory: int) -> None:
    """Allow `memory` bytes in memory, what is there now included; no core file, no growing file, few descriptors.

    What is mapped but was never touched (reserves of libraries, stacks) is allowed on top. Raises OSError or ValueError
    where a lower limit stands already.
    """
    mapped, resident, _, _, _, data, _ = map(int, Path("/proc/self/statm").read_text().split())
    more = memory - resident * resource.getpagesize()
    _set(resource.RLIMIT_DATA, data * resource.getpagesize() + more)
    _set(resource.RLIMIT_AS, mapped * resource.getpagesize() + more)
    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_FSIZE, 0)
    _set(resource.RLIMIT_NOFILE, _FEW_FILES)


def _set(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    lower = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (lower, lower))
