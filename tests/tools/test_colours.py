"""Pixels of every mode and profile come out in sRGB as they were meant, and bring nothing else along."""

import numpy as np
import pytest
from PIL import Image, ImageCms

from tests.tools.files import file, opened, photo, pixel, psnr
from tools.colours import bare, has_transparency, is_srgb, to_rgb


def deep(mode: str, low: float, high: float) -> Image.Image:
    ramp = np.linspace(low, high, 256).reshape(1, 256)
    kinds = {"I;16": np.uint16, "I": np.int32, "F": np.float32}
    return Image.fromarray(ramp.astype(kinds[mode]))


@pytest.mark.parametrize(
    ("mode", "low", "high"), [("I;16", 0, 65535), ("I", 0, 65535), ("F", 0, 1), ("F", -5, 20), ("I", -30000, 30000)]
)
def test_deep_samples_keep_their_whole_range(mode: str, low: float, high: float) -> None:
    plain = to_rgb(deep(mode, low, high))

    assert plain.mode == "RGB"
    assert np.abs(np.asarray(plain)[0, :, 0].astype(int) - np.arange(256)).max() <= 1


def test_the_transparent_value_of_deep_grey_is_clear() -> None:
    image = deep("I;16", 0, 65535)
    image.info["transparency"] = 65535

    assert pixel(to_rgb(image), 255, 0) == (255, 255, 255, 0)


@pytest.mark.parametrize("mode", ["L", "RGB", "P", "1"])
def test_a_transparent_value_becomes_alpha(mode: str) -> None:
    image = Image.new("RGB", (4, 1), "black")
    image.paste("white", (2, 0, 4, 1))
    image = image.convert(mode)
    clear = {"L": 255, "RGB": (255, 255, 255), "P": image.getpixel((3, 0)), "1": 255}[mode]

    plain = to_rgb(opened(file(image, "PNG", transparency=clear if mode != "1" else 1)))
    assert plain.mode == "RGBA"
    assert [pixel(plain, x, 0)[3] for x in (0, 3)] == [255, 0]


def test_an_alpha_channel_that_hides_nothing_is_dropped() -> None:
    assert to_rgb(photo().convert("RGBA")).mode == "RGB"
    assert to_rgb(Image.new("LA", (3, 3), (9, 254))).mode == "RGBA"


def test_ink_is_turned_into_light() -> None:
    inked = opened(file(photo().convert("CMYK"), "JPEG", quality=95))

    assert psnr(to_rgb(inked), photo()) > 30


def test_a_profile_is_applied_and_dropped() -> None:
    image = Image.new("LAB", (2, 2), (255, 128, 128))
    image.info["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    plain = to_rgb(image)

    assert plain.mode == "RGB"
    assert min(pixel(plain, 0, 0)) >= 250
    assert plain.info == {}


@pytest.mark.parametrize("profile", [b"broken", b"\0" * 400, b"x" * 200_000])
def test_a_broken_profile_is_ignored(profile: bytes) -> None:
    image = photo()
    image.info["icc_profile"] = profile

    assert to_rgb(image).tobytes() == photo().tobytes()


def test_srgb_is_known_by_its_name() -> None:
    image = photo()
    assert is_srgb(image)
    image.info["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert is_srgb(image)
    image.info["icc_profile"] = b"Display P3"
    assert not is_srgb(image)


def test_nothing_beside_the_pixels_is_kept() -> None:
    image = photo()
    image.info.update(comment=b"secret", dpi=(72, 72))

    assert bare(image).info == {}


def test_what_can_hide_pixels() -> None:
    assert [has_transparency(Image.new(mode, (1, 1))) for mode in ("RGB", "L", "RGBA", "LA")] == [
        False,
        False,
        True,
        True,
    ]
