"""How much a proof does: all of it when DARKROOM_PROVE is 1 (`make prove`), else a tenth in every test run."""

import os

WHOLE = os.environ.get("DARKROOM_PROVE") == "1"


def count(whole: int) -> int:
    """Return how often to do what the full proof does `whole` times."""
    return whole if WHOLE else max(1, whole // 10)
