"""A WebM clip's head tells its size and time."""

import pytest

from tests.tools.files import clip
from tools.errors import Corrupt
from tools.headers.matroska import read


def test_size_and_time() -> None:
    source = read(clip(80, 60, 20, "webm", "libvpx"), 300)

    assert (source.width, source.height) == (80, 60)
    assert 1900 <= source.milliseconds <= 2100


def test_a_head_without_a_track_is_corrupt() -> None:
    with pytest.raises(Corrupt):
        read(clip(80, 60, 20, "webm", "libvpx")[:60], 300)
