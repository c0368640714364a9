"""The key file: durable records, one backup that always follows, and bytes that are gone when destroyed."""

import errno
import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.errors import DiskFull, KeyExposed, KeyWrong
from storage.key_file import ACCOUNT_KEYS, BACKUP, KeyFile
from storage.record_file import RECORD_BYTES

WRAPPED = b"wrapped key of account five, and then some more bytes to fill"


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    keys = KeyFile(tmp_path)
    keys.create(b"check")
    return keys


def _opens(check: bytes) -> bool:
    return check.startswith(b"check")


def _both(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in (ACCOUNT_KEYS, BACKUP)]


def test_a_record_is_in_the_file_and_in_its_backup(keys: KeyFile, tmp_path: Path) -> None:
    keys.add(5, WRAPPED)

    assert keys.get(5) == WRAPPED.ljust(RECORD_BYTES, b"\0")
    assert [keys.get(number) for number in (1, 4, 6, 1_000)] == [None] * 4
    assert all(WRAPPED in copy for copy in _both(tmp_path))


def test_a_destroyed_record_is_in_neither(keys: KeyFile, tmp_path: Path) -> None:
    keys.add(5, WRAPPED)

    keys.destroy(5)

    assert keys.get(5) is None
    assert not any(WRAPPED[:8] in copy for copy in _both(tmp_path))


def test_the_first_of_two_records_counts(keys: KeyFile) -> None:
    first = keys.add(5, WRAPPED)

    assert keys.add(5, b"another") == first == keys.get(5)


def _add(folder: Path, number: int) -> bytes:
    return KeyFile(folder).add(5, f"key of process {number}".encode())


def test_processes_that_race_agree_on_one_record(keys: KeyFile, tmp_path: Path) -> None:
    with multiprocessing.get_context("forkserver").Pool(4) as pool:
        records = pool.starmap(_add, [(tmp_path, number) for number in range(20)])

    assert set(records) == {keys.get(5)}


def test_a_lost_file_comes_back_from_its_backup(keys: KeyFile, tmp_path: Path) -> None:
    keys.add(5, WRAPPED)
    (tmp_path / ACCOUNT_KEYS).unlink()

    again = KeyFile(tmp_path)
    assert again.exists()
    again.mend(_opens)

    assert again.get(5) == keys.get(5) is not None


def test_a_backup_that_missed_a_change_is_mended(keys: KeyFile, tmp_path: Path) -> None:
    keys.add(5, WRAPPED)
    stale = (tmp_path / BACKUP).read_bytes()
    keys.destroy(5)
    (tmp_path / BACKUP).write_bytes(stale)  # the power went between the two writes

    keys.mend(_opens)

    assert not any(WRAPPED[:8] in copy for copy in _both(tmp_path))


@pytest.mark.parametrize("name", [ACCOUNT_KEYS, BACKUP])
def test_a_file_that_others_can_read_is_refused(keys: KeyFile, tmp_path: Path, name: str) -> None:
    (tmp_path / name).chmod(0o640)

    with pytest.raises(KeyExposed) as caught:
        keys.mend(_opens)

    assert caught.value.facts == {"path": str(tmp_path / name), "mode": "0640"}


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda keys: b"",
    "another kind of file": lambda keys: b"something else",
    "zeros": lambda keys: bytes(len(keys)),
    "another master key's": lambda keys: keys.replace(b"check", b"other"),
    "cut within the header": lambda keys: keys[: RECORD_BYTES - 1],
    "cut behind the header": lambda keys: keys[:RECORD_BYTES],
    "cut within a record": lambda keys: keys[: 2 * RECORD_BYTES + 5],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_comes_back_from_its_backup(keys: KeyFile, tmp_path: Path, damage: str) -> None:
    for number in (1, 2, 5):
        keys.add(number, WRAPPED + bytes([number]))
    whole = (tmp_path / ACCOUNT_KEYS).read_bytes()
    (tmp_path / ACCOUNT_KEYS).write_bytes(DAMAGES[damage](whole))

    KeyFile(tmp_path).mend(_opens)

    assert _both(tmp_path) == [whole, whole]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_written_anew(keys: KeyFile, tmp_path: Path, damage: str) -> None:
    keys.add(5, WRAPPED)
    whole = (tmp_path / ACCOUNT_KEYS).read_bytes()
    (tmp_path / BACKUP).write_bytes(DAMAGES[damage](whole))

    KeyFile(tmp_path).mend(_opens)

    assert _both(tmp_path) == [whole, whole]


def test_a_record_that_was_destroyed_stays_so_when_the_rest_of_the_file_was_cut_off(
    keys: KeyFile, tmp_path: Path
) -> None:
    for number in (1, 2):
        keys.add(number, WRAPPED)
    backup = (tmp_path / BACKUP).read_bytes()
    keys.destroy(1)
    (tmp_path / BACKUP).write_bytes(backup)  # the power went between the two writes
    (tmp_path / ACCOUNT_KEYS).write_bytes((tmp_path / ACCOUNT_KEYS).read_bytes()[: 2 * RECORD_BYTES])

    keys.mend(_opens)

    assert (keys.get(1), keys.get(2)) == (None, WRAPPED.ljust(RECORD_BYTES, b"\0"))


def test_two_damaged_files_are_refused_and_left_as_they_are(keys: KeyFile, tmp_path: Path) -> None:
    keys.add(5, WRAPPED)
    for name in (ACCOUNT_KEYS, BACKUP):
        (tmp_path / name).write_bytes(name.encode())

    with pytest.raises(KeyWrong):
        keys.mend(_opens)

    assert _both(tmp_path) == [ACCOUNT_KEYS.encode(), BACKUP.encode()]


def test_both_are_for_the_operator_alone(keys: KeyFile, tmp_path: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_a_key_that_found_no_room_is_not_used(keys: KeyFile, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync
    failed: list[int] = []

    def fails_once(descriptor: int) -> None:
        if not failed:
            failed.append(descriptor)
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fails_once)
    with pytest.raises(DiskFull):
        keys.add(5, WRAPPED)

    assert keys.get(5) is None
    assert keys.add(5, WRAPPED) == keys.get(5)
