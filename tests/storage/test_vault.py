"""The vault: what is sealed opens for its account and purpose only, and never after its key is destroyed."""

import os
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.day_keys import DAY_KEYS
from storage.errors import KeyExposed, KeyMissing, KeyWrong
from storage.key_file import ACCOUNT_KEYS, BACKUP
from storage.vault import Vault
from tests.storage.conftest import MASTER_KEY, NOW

SECRET = b"a prompt about a lighthouse"


@given(data=st.binary(max_size=2_000), purpose=st.text(max_size=20))
def test_what_was_sealed_comes_back(tmp_path_factory: pytest.TempPathFactory, data: bytes, purpose: str) -> None:
    vault = Vault.open(tmp_path_factory.mktemp("keys"), MASTER_KEY)

    assert vault.unseal(1, vault.seal(1, data, purpose), purpose) == data


def test_sealing_twice_never_gives_the_same_bytes(vault: Vault) -> None:
    assert vault.seal(1, SECRET, "steps") != vault.seal(1, SECRET, "steps")


def test_nothing_of_the_secret_can_be_seen(vault: Vault) -> None:
    assert b"lighthouse" not in vault.seal(1, SECRET, "steps")


@pytest.mark.parametrize(("account_id", "purpose"), [(2, "steps"), (1, "reply")])
def test_another_account_or_purpose_does_not_open_it(vault: Vault, account_id: int, purpose: str) -> None:
    sealed = vault.seal(1, SECRET, "steps")
    vault.seal(2, b"the other account has a key too", "steps")

    with pytest.raises(KeyWrong):
        vault.unseal(account_id, sealed, purpose)


def test_no_altered_byte_goes_unseen(vault: Vault) -> None:
    sealed = vault.seal(1, SECRET, "steps")
    for place in range(len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(KeyWrong):
            vault.unseal(1, bytes(altered), "steps")
    for cut in (0, 1, 12, len(sealed) - 1):
        with pytest.raises(KeyWrong):
            vault.unseal(1, sealed[:cut], "steps")


def test_it_opens_after_a_restart(vault: Vault, tmp_path: Path) -> None:
    sealed = vault.seal(7, SECRET, "steps")

    assert Vault.open(tmp_path / "keys", MASTER_KEY).unseal(7, sealed, "steps") == SECRET


def test_another_master_key_is_refused_at_the_start_and_changes_nothing(vault: Vault, tmp_path: Path) -> None:
    sealed = vault.seal(1, SECRET, "steps")

    with pytest.raises(KeyWrong):
        Vault.open(tmp_path / "keys", bytes(32))

    assert Vault.open(tmp_path / "keys", MASTER_KEY).unseal(1, sealed, "steps") == SECRET


@pytest.mark.parametrize("left", [0, 15, 64, 100])
def test_a_damaged_key_file_loses_no_key(vault: Vault, tmp_path: Path, left: int) -> None:
    sealed = vault.seal(7, SECRET, "steps")
    os.truncate(tmp_path / "keys" / ACCOUNT_KEYS, left)

    assert Vault.open(tmp_path / "keys", MASTER_KEY).unseal(7, sealed, "steps") == SECRET


def test_no_keys_are_begun_beside_sealed_rows(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing):
        Vault.open(tmp_path / "keys", MASTER_KEY, encrypted_rows_exist=True)

    assert not (tmp_path / "keys").exists()


def test_the_backup_alone_is_enough_beside_sealed_rows(vault: Vault, tmp_path: Path) -> None:
    sealed = vault.seal(7, SECRET, "steps")
    (tmp_path / "keys" / ACCOUNT_KEYS).unlink()

    again = Vault.open(tmp_path / "keys", MASTER_KEY, encrypted_rows_exist=True)

    assert again.unseal(7, sealed, "steps") == SECRET


def test_a_destroyed_key_opens_nothing_and_no_other_account_notices(vault: Vault, tmp_path: Path) -> None:
    mine, theirs = vault.seal(1, SECRET, "steps"), vault.seal(2, SECRET, "steps")
    assert vault.holds(1)

    vault.destroy(1)

    assert not vault.holds(1)
    with pytest.raises(KeyMissing):
        vault.unseal(1, mine, "steps")
    with pytest.raises(KeyMissing):
        Vault.open(tmp_path / "keys", MASTER_KEY).unseal(1, mine, "steps")
    assert vault.unseal(2, theirs, "steps") == SECRET


def test_signatures_are_stable_and_differ_by_purpose_and_master_key(vault: Vault, tmp_path: Path) -> None:
    cookie = vault.sign(b"visitor-1", "cookie")

    assert Vault.open(tmp_path / "keys", MASTER_KEY).sign(b"visitor-1", "cookie") == cookie
    assert len(cookie) == 32
    others = {
        vault.sign(b"visitor-2", "cookie"),
        vault.sign(b"visitor-1", "lookup"),
        Vault.open(tmp_path / "other", bytes(32)).sign(b"visitor-1", "cookie"),
    }
    assert cookie not in others
    assert len(others) == 3


def test_what_is_sealed_for_a_day_opens_until_the_keys_of_its_days_are_destroyed(vault: Vault, tmp_path: Path) -> None:
    sealed = vault.seal_for_day(NOW, SECRET, "inbox")
    again = Vault.open(tmp_path / "keys", MASTER_KEY)
    assert again.unseal_of_day(sealed, "inbox") == SECRET

    assert vault.destroy_days_before(NOW.date()) == 0
    assert vault.destroy_days_before(NOW.date() + timedelta(days=1)) == 1

    with pytest.raises(KeyMissing):
        again.unseal_of_day(sealed, "inbox")


def test_a_day_is_a_day_in_utc(vault: Vault) -> None:
    late = datetime(2026, 11, 22, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    sealed = vault.seal_for_day(late, SECRET, "inbox")

    vault.destroy_days_before(date(2026, 11, 22))

    with pytest.raises(KeyMissing):
        vault.unseal_of_day(sealed, "inbox")


def test_day_keys_that_others_can_read_are_refused_before_anything_is_written(vault: Vault, tmp_path: Path) -> None:
    vault.seal_for_day(NOW, SECRET, "inbox")
    (tmp_path / "keys" / DAY_KEYS).chmod(0o644)
    (tmp_path / "keys" / BACKUP).unlink()

    with pytest.raises(KeyExposed):
        Vault.open(tmp_path / "keys", MASTER_KEY)

    assert not (tmp_path / "keys" / BACKUP).exists()
