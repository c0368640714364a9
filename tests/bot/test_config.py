"""Settings: what beats what, and that a mistake is one line which shows no value."""

from pathlib import Path

import pytest

from bot.config import ConfigError, Settings, load_settings, secrets_of, setting_names
from bot.discord import limits as discord
from bot.telegram import limits as telegram
from bot.web import chat as web


def config(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "darkroom.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def refusal(path: Path | None = None, **environ: str) -> str:
    with pytest.raises(ConfigError) as refused:
        load_settings(path, environ)
    message = str(refused.value)
    assert "\n" not in message
    return message


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_a_file_everything_has_its_default() -> None:
    assert load_settings(None, {}) == Settings()


def test_the_environment_beats_the_file_which_beats_the_default(tmp_path: Path) -> None:
    path = config(tmp_path, "[web]\nport = 1111\nvisitors_per_hour = 5\n")
    settings = load_settings(path, {"DARKROOM_WEB__PORT": "2222"})
    assert settings.web.port == 2222
    assert settings.web.visitors_per_hour == 5
    assert settings.web.host == "127.0.0.1"


def test_lists_and_tables_come_from_the_environment_as_json() -> None:
    environ = {"DARKROOM_ACCESS__OWNERS": '["telegram:1"]', "DARKROOM_PRICES__TOOLS": '{"blur": 2}'}
    settings = load_settings(None, environ)
    assert settings.access.owners == ("telegram:1",)
    assert settings.prices.tools == {"blur": 2}


def test_the_file_is_the_named_one_or_darkroom_config_or_config_toml(tmp_path: Path) -> None:
    for name, port in (("config.toml", 1), ("other.toml", 2), ("named.toml", 3)):
        (tmp_path / name).touch(mode=0o600)
        (tmp_path / name).write_text(f"[web]\nport = {port}\n")
    other = {"DARKROOM_CONFIG": "other.toml"}
    assert load_settings(None, {}).web.port == 1
    assert load_settings(None, other).web.port == 2
    assert load_settings(Path("named.toml"), other).web.port == 3


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o666, 0o604])
def test_a_file_that_others_can_read_is_refused_with_the_way_to_mend_it(tmp_path: Path, mode: int) -> None:
    path = config(tmp_path, "", mode)
    assert f"chmod 600 {path}" in refusal(path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[web]\nprot = 1\n", "web.prot; did you mean port?"),
        ("[wbe]\nport = 1\n", "wbe; did you mean web?"),
        ("[limits]\npixel = 1\n", "limits.pixel; did you mean pixels?"),
        ("[web]\nport = 99999\n", "web.port: should be less than or equal to 65535"),
        ('[web]\nport = "x"\n', "web.port: should be a whole number ("),
        ("[web]\nport = 1.5\n", "web.port: should be a whole number ("),
        ("[web]\nhost = 3\n", "web.host: should be text between quotes ("),
        ('[web]\nhost = "10.0.0.1"\n', "web: host 10.0.0.1 can be reached by others"),
        ("web = 3\n", "web: should be a section with keys ("),
        ('[access]\nowners = "web:1"\n', 'access.owners: should be a list, such as ["one", "two"] ('),
        ('[access]\nowners = ["joe"]\n', 'access: owners should name people as /usage shows them, such as "telegram:1'),
        ('[access]\nallowed = ["telegram:1", "telegram:@mick"]\n', "access: allowed should name people"),
        ('[access]\nowners = ["Discord:1"]\n', "access: owners should name people"),
        ('[access]\ninvite_codes = ["short"]\n', "invite_codes.0: should have at least 8 characters ("),
        ('[prices]\nenabled = "maybe"\n', "prices.enabled: should be true or false ("),
        ("[limits]\nmemory = 1000\n", "limits.memory: should be greater than or equal to 256000000"),
        ("[limits]\npixels = 999999\n", "limits.pixels: should be"),
        ("[limits]\ntotal_pixels = 1\n", "limits.total_pixels: should be"),
        ("[limits]\nbytes_in = 1\n", "limits.bytes_in: should be"),
        ("[limits]\nbytes_out = 1\n", "limits.bytes_out: should be"),
        ("[prices]\ntools = 3\n", "prices.tools: should be a table, such as"),
        ("[web\n", "is not TOML"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    assert says in refusal(config(tmp_path, text))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("DARKROOM_WEB__PROT", "did you mean DARKROOM_WEB__PORT?"),
        ("DARKROOM_NOPE__X", "DARKROOM_NOPE__X"),
        ("DARKROOM_PORT", "DARKROOM_PORT"),
    ],
)
def test_an_unknown_name_in_the_environment_is_refused(name: str, says: str) -> None:
    assert says in refusal(None, **{name: "1"})


def test_a_list_in_the_environment_that_is_none_is_told_with_one_that_is() -> None:
    assert 'such as ["one", "two"]' in refusal(DARKROOM_ACCESS__OWNERS="web:1")


@pytest.mark.parametrize("platform", [web.PLATFORM, telegram.PLATFORM, discord.PLATFORM])
def test_people_of_every_chat_can_be_named(platform: str) -> None:
    assert load_settings(None, {"DARKROOM_ACCESS__OWNERS": f'["{platform}:4242"]'}).access.owners


def test_a_folder_is_no_config_and_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    message = refusal(tmp_path)
    assert f"{tmp_path} is a folder" in message
    assert "chmod" not in message


def test_a_file_that_is_not_there_is_refused_with_the_command_that_writes_one() -> None:
    assert "python -m bot init" in refusal(Path("nowhere.toml"))


def test_a_bad_value_never_shows_in_the_refusal(tmp_path: Path) -> None:
    path = config(
        tmp_path, '[web]\naccess_token = "canary"\nport = "canary"\n[media]\nsecret_access_key = ["canary"]\n'
    )
    assert "canary" not in refusal(path)
    assert "canary" not in refusal(DARKROOM_ACCESS__OWNERS="canary")


def test_a_host_that_others_reach_needs_a_token_and_an_address() -> None:
    assert "access_token" in refusal(DARKROOM_WEB__HOST="0.0.0.0")  # noqa: S104  only parsed


def test_every_secret_is_known_to_the_log(tmp_path: Path) -> None:
    path = config(
        tmp_path,
        '[web]\naccess_token = "a-long-access-token"\n[media]\nsecret_access_key = "s3-secret"\n'
        '[database]\nurl = "postgresql://me:pass%20word@localhost/darkroom?sslpassword=for%2Bssl&password=other+word"\n'
        '[access]\nmode = "invite"\ninvite_codes = ["come-in-1", "come-in-2"]\n',
    )
    secrets = {"a-long-access-token", "s3-secret", "pass word", "for+ssl", "other word", "come-in-1", "come-in-2"}
    assert secrets <= set(secrets_of(load_settings(path, {}), {}))


@pytest.mark.parametrize("where", ["environment", "named file", "key folder"])
def test_the_master_key_is_known_to_the_log_wherever_it_is(tmp_path: Path, where: str) -> None:
    folder, named = tmp_path / "keys", tmp_path / "secret"
    file = {"named file": named, "key folder": folder / "master.key"}.get(where)
    environ = {"DARKROOM_MASTER_KEY": "the-key"} if file is None else {}
    settings = load_settings(None, {"DARKROOM_KEYS__FOLDER": str(folder)})
    assert "the-key" not in secrets_of(settings, {})
    if file:
        file.parent.mkdir(exist_ok=True)
        file.write_text("the-key\n")
    if file == named:
        settings = load_settings(None, {"DARKROOM_KEYS__MASTER_KEY_FILE": str(named)})

    assert "the-key" in secrets_of(settings, environ)


def test_every_section_is_a_model_with_keys() -> None:
    assert set(setting_names()) == set(Settings.model_fields)
    assert all(setting_names().values())


def test_limits_are_those_of_the_engine() -> None:
    from dataclasses import asdict

    from tools.limits import Limits

    assert Settings().limits.model_dump() == asdict(Limits())
    assert load_settings(None, {"DARKROOM_LIMITS__FRAMES": "7"}).limits.limits() == Limits(frames=7)
