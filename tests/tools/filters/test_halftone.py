"""Halftone prints dots that cover more where it is darker."""

from PIL import Image, ImageStat

from tools.filters.halftone import halftone


def coverage(grey: int) -> float:
    return 255 - ImageStat.Stat(halftone(Image.new("RGB", (200, 200), (grey,) * 3)).convert("L")).mean[0]


def test_the_darker_the_more_ink() -> None:
    covered = [coverage(grey) for grey in (255, 190, 128, 64, 0)]

    assert covered == sorted(covered)
    assert covered[0] < 10
    assert covered[-1] > 220
    assert 90 < covered[2] < 165


def test_paper_and_ink_are_both_there_in_the_middle() -> None:
    low, high = halftone(Image.new("RGB", (200, 200), (128, 128, 128))).getchannel("R").getextrema()

    assert low < 20  # type: ignore[operator]  # one band has plain numbers
    assert high > 250  # type: ignore[operator]  # one band has plain numbers


def test_a_large_picture_in_strips_shows_no_joints() -> None:
    dots = (
        halftone(Image.new("RGB", (1000, 2500), (128, 128, 128))).convert("L").resize((1, 2500), Image.Resampling.BOX)
    )

    rows = dots.resize((1, 100), Image.Resampling.BOX).tobytes()
    assert max(rows) - min(rows) < 12
