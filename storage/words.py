"""Random words that people read aloud and type: job names and codes, without letters that are taken for others."""

import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that is misread
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


def random_word(length: int) -> str:
    """Return a word of so many letters, each worth 5 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def as_meant(typed: str) -> str:
    """Return a typed word as it was given out: without spaces and dashes, an O for the 0 that it was."""
    return "".join(typed.split()).replace("-", "").upper().translate(_MEANT)
