"""Files of records: each has its own place, for the operator alone."""

from pathlib import Path

import pytest

from storage.errors import KeyExposed
from storage.record_file import EMPTY, RECORD_BYTES, padded, read_record, refuse_exposed, write_record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "records"
    path.touch(mode=0o600)
    return path


def test_a_record_is_read_from_where_it_was_written(path: Path) -> None:
    write_record(path, 3, padded(b"three"))
    write_record(path, 1, padded(b"one"))

    assert [read_record(path, place) for place in range(5)] == [EMPTY, padded(b"one"), EMPTY, padded(b"three"), EMPTY]
    assert path.stat().st_size == 4 * RECORD_BYTES


def test_a_record_has_its_size() -> None:
    assert len(padded(b"short")) == len(padded(bytes(RECORD_BYTES))) == RECORD_BYTES
    with pytest.raises(ValueError, match="too long"):
        padded(bytes(RECORD_BYTES + 1))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused(path: Path, mode: int) -> None:
    refuse_exposed(path)
    path.chmod(mode)

    with pytest.raises(KeyExposed) as caught:
        refuse_exposed(path)

    assert caught.value.facts == {"path": str(path), "mode": f"{mode:04o}"}
