"""Sharpen raises edges and nothing else."""

from itertools import pairwise

import pytest
from PIL import Image

from tools.image.sharpen import sharpen


def soft_edge(mode: str = "RGB") -> Image.Image:
    image = Image.new("RGB", (40, 40), (200, 200, 200))
    image.paste((60, 60, 60), (0, 0, 20, 40))
    return image.resize((10, 10)).resize((40, 40)).convert(mode)


def contrast(image: Image.Image) -> int:
    row = image.getchannel("R").crop((0, 20, 40, 21)).tobytes()
    return max(abs(after - before) for before, after in pairwise(row))


def test_an_edge_becomes_steeper_with_the_amount() -> None:
    steps = [contrast(sharpen(soft_edge(), amount)) for amount in (0, 1, 3)]

    assert steps == sorted(set(steps))


def test_no_amount_changes_nothing() -> None:
    assert sharpen(soft_edge(), 0).tobytes() == soft_edge().tobytes()


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_differences_below_the_threshold_stay(mode: str) -> None:
    assert sharpen(soft_edge(mode), 2, threshold=255).tobytes() == soft_edge(mode).tobytes()


def test_an_opaque_rgba_picture_is_sharpened_like_an_rgb_one() -> None:
    plain, with_alpha = sharpen(soft_edge()), sharpen(soft_edge("RGBA")).convert("RGB")

    difference = max(abs(a - b) for a, b in zip(plain.tobytes(), with_alpha.tobytes(), strict=True))
    assert difference <= 1


def test_opacity_is_left_as_it_is() -> None:
    image = soft_edge("RGBA")
    image.putalpha(Image.linear_gradient("L").resize((40, 40)))

    assert sharpen(image, 5).getchannel("A").tobytes() == image.getchannel("A").tobytes()
