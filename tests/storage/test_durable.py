"""A full disk is named; other errors are not taken for one."""

import errno

import pytest

from storage.durable import no_space_is_disk_full
from storage.errors import DiskFull


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_space_and_quota_are_a_full_disk(number: int) -> None:
    with pytest.raises(DiskFull), no_space_is_disk_full():
        raise OSError(number, "no room")


def test_another_error_stays_what_it_is() -> None:
    with pytest.raises(PermissionError), no_space_is_disk_full():
        raise PermissionError(errno.EACCES, "not yours")
    with pytest.raises(RuntimeError), no_space_is_disk_full():
        raise RuntimeError("os error 5")
