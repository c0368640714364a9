"""Seals what only its account may read, with AES-256-GCM and one key for each account.

An account's key is random, wrapped by the master key and kept apart from the data. Destroying it makes
everything that was ever sealed for the account unreadable, in every backup too.
"""

from datetime import UTC, date, datetime
from pathlib import Path

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.day_keys import DayKeys
from storage.errors import KeyMissing, KeyWrong
from storage.gcm import KEY_BYTES, NONCE_BYTES, TAG_BYTES, WRAPPED_BYTES, decrypt, encrypt
from storage.key_file import ACCOUNT_KEYS, KeyFile

_VERSION = b"\x01"
_CHECK_BYTES = NONCE_BYTES + TAG_BYTES


class Vault:
    """Seals and unseals bytes for accounts, and for days; made by `Vault.open`."""

    def __init__(self, folder: Path, master_key: bytes) -> None:
        self._keys = KeyFile(folder)
        self._master_key = master_key
        self._wrapping = AESGCM(self._derive("wrap account keys"))
        self._days = DayKeys(folder, AESGCM(self._derive("wrap day keys")))

    @classmethod
    def open(cls, folder: Path, master_key: bytes, encrypted_rows_exist: bool = False) -> "Vault":
        """Open the keys in this folder, or start an empty file where nothing has been sealed yet.

        Raises KeyMissing when `encrypted_rows_exist` and neither the file nor its backup does, KeyExposed when other
        users of this machine can read the keys, and KeyWrong when they were wrapped with another master key, or both
        are damaged.
        """
        vault = cls(folder, master_key)
        vault._days.check()
        keys = vault._keys
        if not keys.exists():
            if encrypted_rows_exist:
                raise KeyMissing(path=str(folder / ACCOUNT_KEYS))
            keys.create(encrypt(vault._wrapping, b"", b"check"))
        keys.mend(vault._opens)
        return vault

    def seal(self, account_id: int, data: bytes, purpose: str) -> bytes:
        """Encrypt for an account, making its key at the first time. It opens for the same purpose only.

        Raises DiskFull when there is no room for a new key.
        """
        key = self._key(account_id) or self._new_key(account_id)
        return encrypt(AESGCM(key), data, _bound(account_id, purpose), _VERSION)

    def unseal(self, account_id: int, sealed: bytes, purpose: str) -> bytes:
        """Decrypt what `seal` returned.

        Raises KeyMissing when the account's key is destroyed, and KeyWrong when the bytes were altered or were
        sealed for another account or purpose.
        """
        key = self._key(account_id)
        if key is None:
            raise KeyMissing(account=account_id)
        if sealed[:1] != _VERSION:
            raise KeyWrong(purpose=purpose)
        return decrypt(AESGCM(key), memoryview(sealed)[1:], _bound(account_id, purpose))

    def destroy(self, account_id: int) -> None:
        """Overwrite the account's key in the key file and in its backup. Cannot be undone."""
        self._keys.destroy(account_id)

    def holds(self, account_id: int) -> bool:
        """Whether the account has a key."""
        return self._keys.get(account_id) is not None

    def seal_for_day(self, now: datetime, data: bytes, purpose: str) -> bytes:
        """Encrypt for nobody's account but for this day (UTC), making its key at the first time. Raises DiskFull."""
        return self._days.seal(now.astimezone(UTC).date(), data, purpose)

    def unseal_of_day(self, sealed: bytes, purpose: str) -> bytes:
        """Decrypt what `seal_for_day` returned. Raises KeyMissing when its day's key is destroyed, and KeyWrong."""
        return self._days.unseal(sealed, purpose)

    def destroy_days_before(self, day: date) -> int:
        """Destroy the keys of the days before this one; return how many. Cannot be undone."""
        return self._days.destroy_before(day)

    def sign(self, data: bytes, purpose: str) -> bytes:
        """Return a keyed hash (HMAC-SHA-256, 32 bytes) for cookies and look-ups; another purpose gives another."""
        signer = hmac.HMAC(self._derive(f"sign {purpose}"), hashes.SHA256())
        signer.update(data)
        return signer.finalize()

    def _opens(self, check: bytes) -> bool:
        """Whether the value in a header was made with this master key."""
        try:
            decrypt(self._wrapping, check[:_CHECK_BYTES], b"check")
        except KeyWrong:
            return False
        return True

    def _key(self, account_id: int) -> bytes | None:
        record = self._keys.get(account_id)
        return None if record is None else self._unwrap(account_id, record)

    def _new_key(self, account_id: int) -> bytes:
        wrapped = encrypt(self._wrapping, AESGCM.generate_key(256), _bound(account_id, "key"))
        # Another process may have been first; then its key is the account's.
        return self._unwrap(account_id, self._keys.add(account_id, wrapped))

    def _unwrap(self, account_id: int, record: bytes) -> bytes:
        return decrypt(self._wrapping, record[:WRAPPED_BYTES], _bound(account_id, "key"))

    def _derive(self, purpose: str) -> bytes:
        return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=f"darkroom {purpose}".encode()).derive(self._master_key)


def _bound(account_id: int, purpose: str) -> bytes:
    return f"{account_id} {purpose}".encode()
