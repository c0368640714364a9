"""A whole Darkroom: what it says at the start, what it imports, and how it ends."""

import os
import signal
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.app import App
from bot.config import load_settings

ROOT = Path(__file__).parent.parent.parent
HEAVY = {
    "rembg", "onnxruntime", "numba", "scipy", "skimage", "av", "imageio", "pillow_heif", "openai", "telegram",
    "discord", "psycopg", "alembic",
}  # fmt: skip


def environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "DARKROOM_WEB__PORT": "0",
        "DARKROOM_DATABASE__URL": f"sqlite:///{folder}/data/darkroom.db",
        "DARKROOM_DATABASE__BALLAST_BYTES": "0",
        "DARKROOM_MEDIA__URL": f"file:{folder}/media",
        "DARKROOM_KEYS__FOLDER": f"{folder}/keys",
    }


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start `bot run` and yield the process and the address of its playground."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = next(line for line in process.stdout if "playground" in line)
        yield process, line.split()[-1]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def run_once(folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env={**environment(folder), **more},
        capture_output=True,
        text=True,
        timeout=30,
    )


async def test_it_serves_the_playground_and_says_how_to_turn_things_on(tmp_path: Path) -> None:
    names = ("DARKROOM_WEB__PORT", "DARKROOM_DATABASE__URL", "DARKROOM_MEDIA__URL", "DARKROOM_KEYS__FOLDER")
    app = App(load_settings(None, {name: environment(tmp_path)[name] for name in names}))
    lines = await app.start()
    try:
        said = {line.name: line for line in lines}
        assert said["playground"].text.startswith("http://127.0.0.1:")
        assert not said["prices"].on
        assert "[prices] enabled = true" in said["prices"].text
        assert all("[" in line.text for line in lines if not line.on and line.name != "sandbox")
    finally:
        await app.stop(1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path) as (process, url):
        with urllib.request.urlopen(url, timeout=5) as page:  # noqa: S310  our own loopback address
            assert page.status == 200
        began = time.monotonic()
        process.send_signal(number)
        assert process.wait(15) == 0
        assert time.monotonic() - began < 15


def test_a_second_run_on_the_same_database_is_refused_in_one_line(tmp_path: Path) -> None:
    with running(tmp_path):
        second = run_once(tmp_path)
    assert second.returncode == 1
    assert "another Darkroom" in second.stderr
    assert second.stderr.count("\n") == 1


def test_after_a_kill_it_starts_again(tmp_path: Path) -> None:
    with running(tmp_path) as (process, _):
        process.kill()
        process.wait()
    with running(tmp_path) as (process, _):
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0


def test_what_it_writes_is_for_its_operator_alone(tmp_path: Path) -> None:
    with running(tmp_path):
        pass
    for path in [
        tmp_path / "data",
        tmp_path / "keys",
        tmp_path / "media",
        *tmp_path.rglob("data/*"),
        *tmp_path.rglob("keys/*"),
    ]:
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_a_key_file_that_others_can_read_is_refused_with_the_way_to_mend_it(tmp_path: Path) -> None:
    with running(tmp_path):
        pass
    key = tmp_path / "keys" / "master.key"
    key.chmod(0o640)
    refused = run_once(tmp_path)
    assert refused.returncode == 1
    assert f"chmod 600 {key}" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_a_lost_master_key_is_never_replaced_by_a_new_one(tmp_path: Path) -> None:
    with running(tmp_path):
        pass
    (tmp_path / "keys" / "master.key").unlink()
    refused = run_once(tmp_path)
    assert refused.returncode == 1
    assert "master key" in refused.stderr
    assert not (tmp_path / "keys" / "master.key").exists()


def test_an_address_that_is_taken_is_told_in_one_line(tmp_path: Path) -> None:
    with running(tmp_path) as (_, url):
        other = tmp_path / "other"
        other.mkdir()
        refused = run_once(other, **{**environment(other), "DARKROOM_WEB__PORT": url.rpartition(":")[2]})
    assert refused.returncode == 1
    assert "is in use already" in refused.stderr
    assert "[web] port" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_the_process_that_faces_the_world_never_imports_what_only_workers_need(tmp_path: Path) -> None:
    with running(tmp_path):
        pass  # the first start migrates, which loads alembic
    look = (
        "import asyncio, sys\n"
        "from bot.app import App\n"
        "from bot.config import load_settings\n"
        "async def main():\n"
        "    app = App(load_settings())\n"
        "    await app.start()\n"
        "    await app.stop(1)\n"
        "asyncio.run(main())\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", look],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    loaded = set(ended.stdout.split())
    assert "aiohttp" in loaded
    assert not loaded & HEAVY
    assert not (tmp_path / ".cache").exists(), "something phoned home or cached beside the data"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DARKROOM_PRICES__TOOLS", '{"blurr": 1}', "there is no tool, or no value of one, 'blurr'"),
        ("DARKROOM_DATABASE__URL", "postgresql://nobody@127.0.0.1:1/none", "[database] url"),
    ],
)
def test_a_setting_that_turns_out_wrong_at_the_start_is_told_in_one_line(
    tmp_path: Path, name: str, value: str, says: str
) -> None:
    refused = run_once(tmp_path, **{name: value})
    assert refused.returncode == 1
    assert says in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_what_expired_while_it_was_off_goes_right_after_the_start(tmp_path: Path) -> None:
    old = tmp_path / "data/backups/darkroom-20200101T000000000000Z.db"
    old.parent.mkdir(parents=True)
    old.touch()
    with running(tmp_path):
        deadline = time.monotonic() + 20
        while old.exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_a_start_takes_away_what_a_killed_run_left_half_written(tmp_path: Path) -> None:
    partial = tmp_path / "media/out/7/1/1#1"
    partial.parent.mkdir(parents=True)
    partial.write_bytes(b"half")
    with running(tmp_path):
        assert not partial.exists()
