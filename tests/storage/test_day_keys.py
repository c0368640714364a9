"""Day keys: what is sealed for a day opens for its purpose, and never after the keys of its days are destroyed."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.day_keys import DAY_KEYS, DayKeys
from storage.errors import DiskFull, KeyExposed, KeyMissing, KeyWrong
from storage.lock_file import locked
from storage.record_file import RECORD_BYTES
from tests.storage.conftest import MASTER_KEY

DAY = date(2026, 11, 22)
SECRET = b"a message about a lighthouse"
WRAPPING = AESGCM(MASTER_KEY)


@pytest.fixture
def keys(tmp_path: Path) -> DayKeys:
    return DayKeys(tmp_path, WRAPPING)


def _stored(folder: Path) -> bytes:
    return (folder / DAY_KEYS).read_bytes()


def test_what_was_sealed_comes_back_after_a_restart(keys: DayKeys, tmp_path: Path) -> None:
    sealed = keys.seal(DAY, SECRET, "inbox")

    again = DayKeys(tmp_path, WRAPPING)
    again.check()

    assert b"lighthouse" not in sealed
    assert again.unseal(sealed, "inbox") == SECRET
    assert keys.seal(DAY, SECRET, "inbox") != sealed


def test_another_purpose_does_not_open_it(keys: DayKeys) -> None:
    sealed = keys.seal(DAY, SECRET, "inbox")

    with pytest.raises(KeyWrong):
        keys.unseal(sealed, "something else")


def test_another_master_key_does_not_open_it(keys: DayKeys, tmp_path: Path) -> None:
    sealed = keys.seal(DAY, SECRET, "inbox")

    with pytest.raises(KeyWrong):
        DayKeys(tmp_path, AESGCM(bytes(32))).unseal(sealed, "inbox")


def test_no_altered_byte_goes_unseen(keys: DayKeys) -> None:
    keys.seal(DAY + timedelta(days=1), SECRET, "inbox")  # one bit away from the day before
    sealed = keys.seal(DAY, SECRET, "inbox")
    for place in range(len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises((KeyWrong, KeyMissing)):
            keys.unseal(bytes(altered), "inbox")
    for cut in (0, 1, 4, 5, 17, len(sealed) - 1):
        with pytest.raises((KeyWrong, KeyMissing)):
            keys.unseal(sealed[:cut], "inbox")


def test_one_key_serves_a_whole_day_and_each_day_has_its_own(keys: DayKeys, tmp_path: Path) -> None:
    for _ in range(3):
        keys.seal(DAY, SECRET, "inbox")
    assert len(_stored(tmp_path)) == 2 * RECORD_BYTES

    keys.seal(DAY + timedelta(days=1), SECRET, "inbox")
    assert len(_stored(tmp_path)) == 3 * RECORD_BYTES


def test_the_keys_of_earlier_days_are_destroyed_and_no_others(keys: DayKeys, tmp_path: Path) -> None:
    sealed = [keys.seal(DAY + timedelta(days=number), SECRET, "inbox") for number in range(4)]
    records = _stored(tmp_path)

    assert keys.destroy_before(DAY + timedelta(days=2)) == 2
    assert keys.destroy_before(DAY + timedelta(days=2)) == 0

    for number in (0, 1):
        place = (1 + number) * RECORD_BYTES
        assert records[place + 4 : place + 20] not in _stored(tmp_path)
        with pytest.raises(KeyMissing):
            keys.unseal(sealed[number], "inbox")
    assert [keys.unseal(each, "inbox") for each in sealed[2:]] == [SECRET] * 2


def test_a_destroyed_key_does_not_come_back_with_its_day(keys: DayKeys) -> None:
    sealed = keys.seal(DAY, SECRET, "inbox")
    keys.destroy_before(DAY + timedelta(days=1))

    late = keys.seal(DAY, SECRET, "inbox")

    assert keys.unseal(late, "inbox") == SECRET
    with pytest.raises(KeyWrong):
        keys.unseal(sealed, "inbox")


def test_the_file_does_not_grow_with_the_years(keys: DayKeys, tmp_path: Path) -> None:
    for number in range(40):
        keys.seal(DAY + timedelta(days=number), SECRET, "inbox")
        keys.destroy_before(DAY + timedelta(days=number - 1))

    assert len(_stored(tmp_path)) == 4 * RECORD_BYTES


def test_where_nothing_was_sealed_there_is_nothing_to_destroy(keys: DayKeys, tmp_path: Path) -> None:
    keys.check()

    assert keys.destroy_before(DAY) == 0
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_for_the_operator_alone_and_has_no_copy(keys: DayKeys, tmp_path: Path) -> None:
    keys.seal(DAY, SECRET, "inbox")

    assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {DAY_KEYS: 0o600}


def test_a_file_that_others_can_read_is_refused(keys: DayKeys, tmp_path: Path) -> None:
    keys.seal(DAY, SECRET, "inbox")
    (tmp_path / DAY_KEYS).chmod(0o640)

    with pytest.raises(KeyExposed):
        keys.check()


def test_a_file_of_another_kind_is_refused(keys: DayKeys, tmp_path: Path) -> None:
    (tmp_path / DAY_KEYS).write_bytes(b"something else")
    (tmp_path / DAY_KEYS).chmod(0o600)

    with pytest.raises(KeyWrong):
        keys.check()


def test_a_key_that_another_process_made_meanwhile_is_used(
    keys: DayKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = DayKeys(tmp_path, WRAPPING)
    theirs: list[bytes] = []
    create = keys._create

    def they_are_first() -> None:
        theirs.append(other.seal(DAY, SECRET, "inbox"))
        create()

    monkeypatch.setattr(keys, "_create", they_are_first)
    mine = keys.seal(DAY, SECRET, "inbox")

    assert [keys.unseal(each, "inbox") for each in (mine, *theirs)] == [SECRET] * 2
    assert len(_stored(tmp_path)) == 2 * RECORD_BYTES


def test_who_makes_a_key_waits_for_others_that_make_or_destroy_one(keys: DayKeys, tmp_path: Path) -> None:
    keys.seal(DAY, SECRET, "inbox")
    with ThreadPoolExecutor(2) as pool, locked(tmp_path / DAY_KEYS):
        makes = pool.submit(keys.seal, DAY + timedelta(days=1), SECRET, "inbox")
        destroys = pool.submit(keys.destroy_before, DAY + timedelta(days=1))

        assert not wait([makes], timeout=0.2).done
        assert not destroys.done()

    assert keys.unseal(makes.result(), "inbox") == SECRET
    assert destroys.result() == 1


def test_a_key_that_found_no_room_is_not_used(keys: DayKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys.seal(DAY - timedelta(days=1), SECRET, "inbox")
    real = os.fsync
    failed: list[int] = []

    def fails_once(descriptor: int) -> None:
        if not failed:
            failed.append(descriptor)
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fails_once)
    with pytest.raises(DiskFull):
        keys.seal(DAY, SECRET, "inbox")

    assert keys.destroy_before(DAY + timedelta(days=1)) == 1
    assert keys.unseal(keys.seal(DAY, SECRET, "inbox"), "inbox") == SECRET
