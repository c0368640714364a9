"""The master key: found where the operator put it, made once, and never made again over sealed data."""

import base64
import multiprocessing
from pathlib import Path

import pytest

from storage.config import KeysConfig
from storage.errors import KeyExposed, KeyMissing, KeyWrong
from storage.key_file import ACCOUNT_KEYS, BACKUP
from storage.master_key import FILE, VARIABLE, load_master_key
from storage.vault import Vault
from tests.storage.conftest import MASTER_KEY

TEXT = base64.b64encode(MASTER_KEY).decode()


@pytest.fixture
def config(tmp_path: Path) -> KeysConfig:
    return KeysConfig(folder=tmp_path / "keys")


def test_the_environment_comes_first(config: KeysConfig) -> None:
    assert load_master_key(config, encrypted_rows_exist=True, environ={VARIABLE: TEXT}) == MASTER_KEY
    assert not config.folder.exists()


def test_a_secret_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{TEXT}\n")
    file.chmod(0o400)

    assert load_master_key(KeysConfig(master_key_file=file), encrypted_rows_exist=True, environ={}) == MASTER_KEY


def test_a_key_is_made_once_for_the_operator_alone(config: KeysConfig) -> None:
    made = load_master_key(config, encrypted_rows_exist=False, environ={})

    assert load_master_key(config, encrypted_rows_exist=True, environ={}) == made
    assert len(made) == 32
    assert (config.folder / FILE).stat().st_mode & 0o777 == 0o600
    assert config.folder.stat().st_mode & 0o777 == 0o700


def test_no_key_is_made_while_something_is_sealed(config: KeysConfig) -> None:
    with pytest.raises(KeyMissing):
        load_master_key(config, encrypted_rows_exist=True, environ={})

    assert not config.folder.exists()


@pytest.mark.parametrize("name", [ACCOUNT_KEYS, BACKUP])
def test_no_key_is_made_beside_either_copy_of_the_account_keys(config: KeysConfig, name: str) -> None:
    Vault.open(config.folder, MASTER_KEY)
    for other in {ACCOUNT_KEYS, BACKUP} - {name}:
        (config.folder / other).unlink()

    with pytest.raises(KeyMissing):
        load_master_key(config, encrypted_rows_exist=False, environ={})


def test_a_first_start_that_broke_off_is_begun_again(config: KeysConfig) -> None:
    config.folder.mkdir(mode=0o700)
    for name, left in ((FILE, ""), (f"{FILE}.partial", "half of a k")):
        (config.folder / name).touch(mode=0o600)
        (config.folder / name).write_text(left)

    made = load_master_key(config, encrypted_rows_exist=False, environ={})

    assert load_master_key(config, encrypted_rows_exist=True, environ={}) == made
    assert [path.name for path in config.folder.iterdir()] == [FILE]


def test_an_empty_file_beside_sealed_data_is_a_lost_key(config: KeysConfig) -> None:
    config.folder.mkdir(mode=0o700)
    (config.folder / FILE).touch(mode=0o600)

    with pytest.raises(KeyMissing):
        load_master_key(config, encrypted_rows_exist=True, environ={})

    assert (config.folder / FILE).read_bytes() == b""


def test_a_crash_while_the_key_is_made_leaves_no_half_of_it(
    config: KeysConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("storage.master_key.fsync_path", crash)
    with pytest.raises(KeyboardInterrupt):
        load_master_key(config, encrypted_rows_exist=False, environ={})
    monkeypatch.undo()

    assert not (config.folder / FILE).exists()
    assert load_master_key(config, encrypted_rows_exist=False, environ={})


def _load(folder: Path) -> bytes:
    return load_master_key(KeysConfig(folder=folder), encrypted_rows_exist=False, environ={})


def test_processes_that_start_at_once_agree_on_one_key(config: KeysConfig) -> None:
    with multiprocessing.get_context("forkserver").Pool(4) as pool:
        keys = pool.map(_load, [config.folder] * 20)

    assert len(set(keys)) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_can_read_is_refused(config: KeysConfig, mode: int) -> None:
    load_master_key(config, encrypted_rows_exist=False, environ={})
    (config.folder / FILE).chmod(mode)

    with pytest.raises(KeyExposed):
        load_master_key(config, encrypted_rows_exist=True, environ={})


def test_a_named_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing):
        load_master_key(KeysConfig(master_key_file=tmp_path / "gone"), encrypted_rows_exist=False, environ={})


@pytest.mark.parametrize("text", ["hunter2", TEXT[:-8], TEXT * 2, "ünlesbar", base64.b64encode(b"short").decode()])
def test_a_key_of_another_form_is_refused_without_being_told(config: KeysConfig, tmp_path: Path, text: str) -> None:
    file = tmp_path / "secret"
    file.write_text(text)
    file.chmod(0o600)

    for config_, environ in ((config, {VARIABLE: text}), (KeysConfig(master_key_file=file), {})):
        with pytest.raises(KeyWrong) as caught:
            load_master_key(config_, encrypted_rows_exist=False, environ=environ)
        assert text not in str(caught.value)
