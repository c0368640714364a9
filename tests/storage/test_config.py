"""Storage's configuration: every key explained, unknown ones refused, secrets not shown."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from storage.config import DatabaseConfig, KeysConfig, MediaConfig

SECTIONS = [DatabaseConfig, MediaConfig, KeysConfig]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_is_described_and_has_a_default(section: type[BaseModel]) -> None:
    section()

    assert all(field.description for field in section.model_fields.values())


@pytest.mark.parametrize("section", SECTIONS)
def test_an_unknown_key_is_refused_without_its_value(section: type[BaseModel]) -> None:
    with pytest.raises(ValidationError) as caught:
        section.model_validate({"pasword": "hunter2"})

    assert "pasword" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_the_store_is_told_only_what_was_configured() -> None:
    assert MediaConfig().options() == {}

    config = MediaConfig.model_validate({"url": "s3://b", "region": "eu-1", "secret_access_key": "hunter2"})

    assert config.options() == {"region": "eu-1", "secret_access_key": "hunter2"}
    assert "hunter2" not in repr(config)


@pytest.mark.parametrize("url", ["", "darkroom.db", "sqlite://", "mysql://host/name", "postgresql://host"])
def test_a_database_that_is_none_of_ours_is_refused_before_anything_is_opened(url: str) -> None:
    with pytest.raises(ValidationError, match="should be sqlite:///FILE"):
        DatabaseConfig(url=url)


@pytest.mark.parametrize("url", ["", "data/media", "file:", "ftp://host/folder", "s3://"])
def test_a_store_that_is_none_of_ours_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="should be file:FOLDER"):
        MediaConfig(url=url)


@pytest.mark.parametrize(
    ("url", "folder"),
    [("file:data/media", "data/media"), ("file:///srv/my%20files", "/srv/my files"), ("s3://bucket", None)],
)
def test_a_folder_is_named_relative_or_whole(url: str, folder: str | None) -> None:
    assert MediaConfig(url=url).folder() == (folder and Path(folder))
