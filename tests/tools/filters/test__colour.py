"""Colours are mapped smoothly and within their range."""

import numpy as np
import pytest
from PIL import Image

from tools.filters._colour import Colours, curve, grade, luma, mix, saturate, tone_map


def keep(colours: Colours) -> Colours:
    return colours


def turn_over(colours: Colours) -> Colours:
    return 1 - colours


def overdo(colours: Colours) -> Colours:
    return colours * 9 - 4


def test_a_grade_that_changes_nothing_changes_nothing() -> None:
    image = Image.effect_noise((64, 64), 90).convert("RGB")

    assert grade(image, keep).tobytes() == image.tobytes()


def test_channels_are_not_mixed_up() -> None:
    assert grade(Image.new("RGB", (1, 1), (10, 100, 200)), turn_over).getpixel((0, 0)) == (245, 155, 55)


def test_what_is_overdone_is_cut_off() -> None:
    assert grade(Image.new("RGB", (1, 1), (0, 0, 255)), overdo).getpixel((0, 0)) == (0, 0, 255)


def test_a_curve_goes_through_its_points_and_is_smooth_between() -> None:
    points = ((0.0, 0.1), (0.25, 0.2), (0.5, 0.6), (1.0, 0.9))
    line = curve(np.linspace(0, 1, 1001), *points)

    assert [line[round(place * 1000)] for place, _ in points] == pytest.approx([value for _, value in points])
    assert np.abs(np.diff(line, 2)).max() < 1e-4


def test_saturation_keeps_the_lightness() -> None:
    colours = np.array([(0.2, 0.5, 0.8), (0.4, 0.4, 0.4)])

    assert luma(saturate(colours, 1.7)) == pytest.approx(luma(colours))
    assert saturate(colours, 0)[0] == pytest.approx(np.repeat(luma(colours)[0], 3))


def test_mixing_runs_from_one_to_the_other() -> None:
    black, white = np.zeros(3), (1.0, 1.0, 1.0)

    assert [float(mix(black, white, share)[0]) for share in (0, 0.25, 1)] == [0, 0.25, 1]


def test_a_tone_map_gives_each_lightness_its_colour() -> None:
    image = Image.new("L", (3, 1))
    image.putdata([0, 128, 255])

    mapped = tone_map(image.convert("RGB"), (0, "#100000"), (1, "#10ff00"))

    assert [mapped.getpixel((x, 0)) for x in range(3)] == [(16, 0, 0), (16, 128, 0), (16, 255, 0)]
