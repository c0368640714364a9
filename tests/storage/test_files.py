"""Stored files on memory, disk and S3: sealed, durable, and gone when deleted."""

import errno
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from moto.server import ThreadedMotoServer

from storage.config import MediaConfig
from storage.errors import DiskFull, FileGone, KeyMissing, KeyWrong
from storage.files import Files, result_key, upload_key
from storage.vault import Vault

BUCKET = "darkroom-media"
PICTURE = b"\x89PNG and a lighthouse" * 1_000


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """A service that speaks S3 on a free port of this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    urlopen(Request(f"{endpoint}/{BUCKET}", method="PUT")).close()  # noqa: S310 - our own server on loopback
    yield endpoint
    server.stop()


@pytest.fixture(params=["memory", "disk", "s3"])
def files(request: pytest.FixtureRequest, tmp_path: Path, vault: Vault) -> Files:
    """An empty store of each kind."""
    if request.param == "memory":
        return Files("memory:", vault)
    if request.param == "disk":
        return Files(f"file://{tmp_path}/media", vault)
    config = MediaConfig.model_validate(
        {
            "url": f"s3://{BUCKET}/{tmp_path.name}",
            "endpoint": request.getfixturevalue("s3_endpoint"),
            "region": "us-east-1",
            "access_key_id": "id",
            "secret_access_key": "secret",
        }
    )
    return Files(config.url, vault, config.options())


@pytest.fixture
def on_disk(tmp_path: Path, vault: Vault) -> Files:
    return Files(f"file:{tmp_path}/media", vault)


async def test_what_was_put_comes_back(files: Files) -> None:
    await files.put("in/one", 1, PICTURE)
    await files.put("in/empty", 1, b"")

    assert await files.get("in/one", 1) == PICTURE
    assert await files.get("in/empty", 1) == b""


async def test_a_deleted_file_is_gone_and_deleting_it_again_is_no_error(files: Files) -> None:
    await files.put("in/one", 1, PICTURE)

    await files.delete("in/one")
    await files.delete("in/one")

    with pytest.raises(FileGone):
        await files.get("in/one", 1)


async def test_a_folder_lists_its_own_keys(files: Files) -> None:
    for key in ("in/one", "in/two", "out/7/1"):
        await files.put(key, 1, PICTURE)

    assert sorted(await files.list("in")) == ["in/one", "in/two"]
    assert await files.list("out") == ["out/7/1"]
    assert await files.list("nothing") == []


async def test_another_account_cannot_open_it(files: Files, vault: Vault) -> None:
    vault.seal(2, b"", "the other account has a key")
    await files.put("in/one", 1, PICTURE)

    with pytest.raises(KeyWrong):
        await files.get("in/one", 2)


async def test_without_the_account_key_it_opens_never_again(files: Files, vault: Vault) -> None:
    await files.put("in/one", 1, PICTURE)

    vault.destroy(1)

    with pytest.raises(KeyMissing):
        await files.get("in/one", 1)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "in",
        "in/",
        "/in/one",
        "../one",
        "in/../one",
        "in//one",
        "in/one.png",
        "in/o ne",
        "in/one#1",
        "IN/one",
        "in/é",
    ],
)
async def test_a_key_that_we_did_not_make_is_refused(files: Files, key: str) -> None:
    with pytest.raises(ValueError, match="not a file key"):
        await files.put(key, 1, PICTURE)
    with pytest.raises(ValueError, match="not a file key"):
        await files.get(key, 1)
    with pytest.raises(ValueError, match="not a file key"):
        await files.delete(key)


async def test_the_keys_that_we_make_are_accepted(files: Files) -> None:
    for key in (upload_key(), upload_key(), result_key(12, 3)):
        await files.put(key, 1, PICTURE)

    assert len(await files.list("in")) == 2
    assert await files.list("out") == ["out/12/3"]


async def test_nothing_of_a_picture_can_be_read_on_the_disk(on_disk: Files, tmp_path: Path) -> None:
    await on_disk.put("in/one", 1, PICTURE)

    folder = tmp_path / "media"
    assert b"lighthouse" not in (folder / "in/one").read_bytes()
    assert folder.stat().st_mode & 0o777 == 0o700


async def test_a_relative_folder_lies_in_the_working_folder(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    await Files("file:data/media", vault).put("in/one", 1, PICTURE)

    assert (tmp_path / "data/media/in/one").exists()


async def test_a_file_is_on_the_disk_when_put_returns(
    on_disk: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        real(descriptor)

    await on_disk.put("out/6/1", 1, b"the account has its key now")
    monkeypatch.setattr(os, "fsync", fsync)
    await on_disk.put("out/7/1", 1, PICTURE)

    media = tmp_path / "media"
    assert sorted(synced) == [media, media / "out", media / "out/7", media / "out/7/1"]


async def test_what_need_not_last_does_not_wait_for_the_disk(on_disk: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    await on_disk.put("in/first", 1, b"the account has its key now")

    def fsync(_descriptor: int) -> None:
        raise AssertionError("it waited")

    monkeypatch.setattr(os, "fsync", fsync)
    await on_disk.put("in/second", 1, PICTURE, lasting=False)

    assert await on_disk.get("in/second", 1) == PICTURE


async def test_what_a_crash_left_half_written_is_swept_but_not_what_is_being_written(
    on_disk: Files, tmp_path: Path
) -> None:
    await on_disk.put("out/7/1", 1, PICTURE)
    for name, age in (("out/7/2#1", 7_200), ("out/7/3#1", 0)):
        partial = tmp_path / "media" / name
        partial.write_bytes(PICTURE)
        then = partial.stat().st_mtime - age
        os.utime(partial, (then, then))

    assert await on_disk.sweep_partial() == 1
    assert await on_disk.sweep_partial(older_than=timedelta(0)) == 1
    assert [path.name for path in (tmp_path / "media/out/7").iterdir()] == ["1"]


async def test_a_full_disk_is_named(on_disk: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    await on_disk.put("in/one", 1, PICTURE)

    def no_space(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(DiskFull):
        await on_disk.put("in/two", 1, PICTURE)
    monkeypatch.undo()

    assert await on_disk.list("in") == ["in/one"]
    await on_disk.put("in/two", 1, PICTURE)


async def test_a_disk_that_is_really_full_leaves_nothing_behind(vault: Vault, small_disk: Path) -> None:
    files = Files(f"file:{small_disk}/media", vault)
    with pytest.raises(DiskFull):
        await files.put("in/big", 1, bytes(64_000_000))

    assert await files.list("in") == []
    await files.put("in/small", 1, b"small")
    assert await files.get("in/small", 1) == b"small"
    await files.delete("in/small")
