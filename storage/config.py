"""The parts of the configuration that storage reads: [database], [media] and [keys]."""

import re
from pathlib import Path
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

_DATABASES = "should be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"
_STORES = "should be file:FOLDER, s3://BUCKET/PREFIX or memory:"


def media_folder(url: str) -> Path | None:
    """Return the folder that a file: address names, None for one of another kind."""
    if not url.startswith("file:"):
        return None
    return Path(unquote(url.removeprefix("file:").removeprefix("//")))


class DatabaseConfig(BaseModel):
    """[database]"""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    url: str = Field(
        "sqlite:///data/darkroom.db",
        description="Where the rows are kept: sqlite:///FILE (four slashes for an absolute path) or postgresql://...",
    )

    ballast_bytes: int = Field(
        32_000_000,
        ge=0,
        description="How much room is kept on the disk of a SQLite file, so that /delete works when it is full.",
    )

    @field_validator("url")
    @classmethod
    def _is_a_database_of_ours(cls, value: str) -> str:
        if not re.fullmatch(r"sqlite:///.+|postgresql://[^/]*/.+", value):
            raise ValueError(_DATABASES)
        return value


class MediaConfig(BaseModel):
    """[media]"""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    url: str = Field(
        "file:data/media",
        description="Where sealed files are kept: file:FOLDER, s3://BUCKET/PREFIX, or memory: (lost at the end).",
    )
    endpoint: str | None = Field(None, description="The address of an S3-compatible service other than Amazon's.")
    region: str | None = Field(None, description="The region of the S3 bucket.")
    access_key_id: str | None = Field(None, description="The S3 access key; left out, the machine's own role is used.")
    secret_access_key: SecretStr | None = Field(None, description="The secret that belongs to access_key_id.")

    @field_validator("url")
    @classmethod
    def _is_a_store_of_ours(cls, value: str) -> str:
        if not re.fullmatch(r"memory:|file:.+|s3://[^/]+.*", value):
            raise ValueError(_STORES)
        return value

    def folder(self) -> Path | None:
        """Return the folder on this machine that holds the files, None for another kind of store."""
        return media_folder(self.url)

    def options(self) -> dict[str, str]:
        """What the object store needs to know besides the address."""
        secret = self.secret_access_key.get_secret_value() if self.secret_access_key else None
        options = {
            "endpoint": self.endpoint,
            "region": self.region,
            "access_key_id": self.access_key_id,
            "secret_access_key": secret,
        }
        return {name: value for name, value in options.items() if value is not None}


class KeysConfig(BaseModel):
    """[keys]"""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    folder: Path = Field(
        Path("keys"), description="The folder of the account keys; best on another volume than the data."
    )
    master_key_file: Path | None = Field(
        None,
        description="The file that holds the master key, such as a container secret. "
        "Left out, DARKROOM_MASTER_KEY is read, or a key is made once in the folder.",
    )
