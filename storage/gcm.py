"""AES-256-GCM with a random nonce in front: what every sealed byte and every wrapped key here is made with."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import KeyWrong

NONCE_BYTES = 12  # the size that NIST SP 800-38D recommends for GCM
TAG_BYTES = 16
KEY_BYTES = 32
WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES


def encrypt(cipher: AESGCM, data: bytes, associated: bytes, before: bytes = b"") -> bytes:
    """Return `before`, then what `decrypt` opens with the same cipher and the same associated bytes."""
    nonce = os.urandom(NONCE_BYTES)
    return b"".join((before, nonce, cipher.encrypt(nonce, data, associated)))


def decrypt(cipher: AESGCM, sealed: bytes | memoryview, associated: bytes) -> bytes:
    """Return what was encrypted; raises KeyWrong when a byte, the key or the associated bytes are others."""
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], associated)
    except (InvalidTag, ValueError):
        raise KeyWrong() from None
