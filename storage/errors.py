"""What can go wrong in storage: each kind with a code, and facts for the log.

`key` names the Fluent text that tells the user; the facts fill it.
"""

from typing import ClassVar


class StorageError(Exception):
    """Something stored does not allow what was asked."""

    code: ClassVar[str] = "storage"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts

    @property
    def key(self) -> str:
        """The name of the text for the user, such as `error-not-enough-credits`."""
        return f"error-{self.code.replace('_', '-')}"

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code


class NotEnoughCredits(StorageError):
    """The account holds less than the price. Facts: price, balance (credits)."""

    code = "not_enough_credits"


class DiskFull(StorageError):
    """Nothing more can be written; what was asked has been undone as a whole."""

    code = "disk_full"


class DatabaseUnreachable(StorageError):
    """The database server does not let us in. Facts: reason (the driver's first line)."""

    code = "database_unreachable"


class DatabaseLocked(StorageError):
    """Another process holds the database. Facts: path."""

    code = "database_locked"


class SchemaTooNew(StorageError):
    """A later Darkroom has migrated this database. Facts: found, newest (revisions)."""

    code = "schema_too_new"


class KeyMissing(StorageError):
    """The key that sealed this data is gone, or there is no master key where one must be."""

    code = "key_missing"


class KeyWrong(StorageError):
    """The key does not open this data: another master key, or the data was altered."""

    code = "key_wrong"


class KeyExposed(StorageError):
    """Other users of this machine can read a key file. Facts: path, mode."""

    code = "key_exposed"


class FileGone(StorageError):
    """A stored file was deleted or has expired."""

    code = "file_gone"
