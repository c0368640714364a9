"""Clips are thinned out in time and size until they are within an animation's limits; only known codecs are opened."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.tools.files import LIMITS, clip, greys
from tools.clips import decode_clip
from tools.errors import Corrupt, Unsupported
from tools.limits import Limits
from tools.media import Picture
from tools.sniff import sniff


def played(data: bytes, limits: Limits = LIMITS) -> Picture:
    return decode_clip(data, sniff(data, LIMITS), limits)


@pytest.mark.parametrize(
    ("format", "codec"), [("mp4", "mpeg4"), ("mp4", "libx264"), ("webm", "libvpx"), ("webm", "libvpx-vp9")]
)
def test_known_codecs_are_played(format: str, codec: str) -> None:
    picture = played(clip(64, 48, 12, format, codec))

    assert (picture.width, picture.height) == (64, 48)
    assert len(list(picture)) == picture.frame_count


def test_an_unknown_codec_is_refused() -> None:
    with pytest.raises(Unsupported) as refused:
        played(clip(64, 48, 4, "mp4", "mpeg2video"))
    assert refused.value.facts["kind"]


def test_more_frames_than_allowed_are_thinned_out_evenly() -> None:
    picture = played(clip(64, 48, 40), replace(LIMITS, frames=8))
    frames = list(picture)

    assert len(frames) == 8
    assert sum(frame.milliseconds for frame in frames) == pytest.approx(4000)
    steps = [after - before for before, after in pairwise(greys([frame.image for frame in frames]))]
    assert max(steps) - min(steps) < 20


def test_too_many_pixels_in_all_are_made_smaller() -> None:
    picture = played(clip(64, 48, 10), replace(LIMITS, total_pixels=10 * 32 * 24))

    assert (picture.width, picture.height) == (32, 24)
    assert all(frame.image.size == (32, 24) for frame in picture)


def test_a_clip_that_ends_too_early_is_corrupt_or_shows_its_last_frame() -> None:
    data = clip(64, 48, 10)
    with pytest.raises(Corrupt):
        list(decode_clip(data[:60], sniff(data, LIMITS), LIMITS))
