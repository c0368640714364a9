"""The operator's files: never more read than the limit, never half a result written."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import FileRefused, names_in, read_picture, write_picture
from tools.errors import TooLarge


def test_a_file_within_the_limit_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "in.png"
    path.write_bytes(b"12345")
    assert read_picture(path, 5) == b"12345"


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(TooLarge) as refused:
        read_picture(path, 1000)
    assert refused.value.facts == {"limit_bytes": 1000, "bytes": 10**12}


def test_a_folder_a_fifo_and_nothing_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path, tmp_path / "fifo", tmp_path / "missing", Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(FileRefused) as refused:
            read_picture(path, 1000)
        assert "\n" not in str(refused.value)


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "taken.png"
    folder.mkdir()
    with pytest.raises(FileRefused):
        write_picture(folder, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.png"]
    with pytest.raises(FileRefused):
        write_picture(tmp_path / "no" / "folder.png", b"new")


def test_a_write_replaces_the_old_file_with_the_mode_of_any_new_one(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    path.write_bytes(b"old and longer")
    write_picture(path, b"new")
    (tmp_path / "other").touch()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode


@given(st.lists(st.from_regex(r"[ab](-[12])?\.(png|jpg)", fullmatch=True), max_size=12))
def test_no_two_inputs_share_a_result(names: list[str]) -> None:
    named = names_in(Path("out"), [Path(name) for name in names])
    assert len(set(named)) == len(names)
    assert all(path.parent == Path("out") for path in named)
