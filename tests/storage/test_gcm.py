"""What was encrypted opens with the same key and the same associated bytes, and with no others."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import KeyWrong
from storage.gcm import KEY_BYTES, WRAPPED_BYTES, decrypt, encrypt

CIPHER = AESGCM(bytes(KEY_BYTES))
OTHER = AESGCM(bytes(range(KEY_BYTES)))


def test_it_opens_with_what_it_was_made_with() -> None:
    sealed = encrypt(CIPHER, b"a lighthouse", b"place", before=b"in front")

    assert sealed.startswith(b"in front")
    assert decrypt(CIPHER, sealed[len(b"in front") :], b"place") == b"a lighthouse"


@pytest.mark.parametrize(("cipher", "associated"), [(OTHER, b"place"), (CIPHER, b"another place")])
def test_nothing_else_opens_it(cipher: AESGCM, associated: bytes) -> None:
    sealed = encrypt(CIPHER, b"a lighthouse", b"place")

    with pytest.raises(KeyWrong):
        decrypt(cipher, sealed, associated)


def test_a_wrapped_key_has_its_size() -> None:
    assert len(encrypt(CIPHER, bytes(KEY_BYTES), b"key")) == WRAPPED_BYTES
