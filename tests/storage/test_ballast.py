"""The ballast: room that is there when a disk is full, and is never what fills it."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from storage.ballast import Ballast
from tests.conftest import fill

SIZE = 1_000_000


def free(disk: Path) -> int:
    return shutil.disk_usage(disk).free


@pytest.fixture
def ballast(small_disk: Path) -> Ballast:
    ballast = Ballast(small_disk / "ballast", SIZE)
    ballast.make()
    return ballast


def test_it_takes_up_real_room_for_the_operator_alone(ballast: Ballast, small_disk: Path) -> None:
    assert (small_disk / "ballast").stat().st_blocks * 512 >= SIZE
    assert (small_disk / "ballast").stat().st_mode & 0o777 == 0o600


async def test_on_a_full_disk_its_room_is_there_for_a_while(ballast: Ballast, small_disk: Path) -> None:
    fill(small_disk)

    async with ballast.given_up():
        assert free(small_disk) >= SIZE
        (small_disk / "what matters").write_bytes(bytes(100_000))

    assert 0 <= free(small_disk) < 200_000
    async with ballast.given_up():
        assert free(small_disk) > SIZE // 2


async def test_where_there_is_room_it_stays(ballast: Ballast, small_disk: Path) -> None:
    before = free(small_disk)

    async with ballast.given_up():
        assert free(small_disk) == before


async def test_of_two_that_need_the_room_the_first_to_end_does_not_take_it(ballast: Ballast, small_disk: Path) -> None:
    fill(small_disk)

    async with ballast.given_up():
        async with ballast.given_up():
            pass
        assert free(small_disk) >= SIZE


async def test_it_is_made_whole_again_when_there_is_room(ballast: Ballast, small_disk: Path) -> None:
    filler = fill(small_disk)
    async with ballast.given_up():
        (small_disk / "what matters").write_bytes(bytes(SIZE))
    filler.unlink()
    (small_disk / "what matters").unlink()

    async with ballast.given_up():
        pass

    assert (small_disk / "ballast").stat().st_size == SIZE


def test_it_is_not_made_where_it_would_be_what_fills_the_disk(small_disk: Path) -> None:
    fill(small_disk, leave=2 * SIZE - 4096)

    Ballast(small_disk / "ballast", SIZE).make()

    assert not (small_disk / "ballast").exists()


def test_a_lower_setting_gives_the_rest_back(ballast: Ballast, small_disk: Path) -> None:
    Ballast(small_disk / "ballast", 0).make()

    assert (small_disk / "ballast").stat().st_size == 0


def test_a_file_system_that_keeps_no_room_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: int) -> None:
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr(os, "posix_fallocate", refuse)

    Ballast(tmp_path / "ballast", SIZE).make()

    assert (tmp_path / "ballast").stat().st_size == 0
