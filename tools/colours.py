"""Bring pixels of any mode and colour profile to sRGB, in mode RGB or RGBA, without their metadata."""

from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

_BITS_PER_SAMPLE = 258
_PROFILE_MODES = {"RGB": ("RGB", "RGBA"), "GRAY": ("L",), "CMYK": ("CMYK",), "LAB": ("LAB",)}
_DEEP = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")


def to_rgb(image: Image.Image) -> Image.Image:
    """Return the loaded picture in RGB or RGBA and sRGB.

    An embedded colour profile is applied and dropped, a broken one ignored. An opaque alpha channel is dropped.
    """
    plain = _eight_bits(image)
    if "transparency" in plain.info or plain.mode in ("P", "PA", "1", "LA", "La", "RGBa"):
        plain = plain.convert("RGBA" if has_transparency(plain) else "L" if plain.mode == "1" else "RGB")
    plain = _to_srgb(plain, image.info.get("icc_profile"))
    if plain.mode not in ("RGB", "RGBA"):
        plain = plain.convert("RGBA" if has_transparency(plain) else "RGB")
    if plain.mode == "RGBA" and plain.getchannel("A").getextrema()[0] == 255:
        plain = plain.convert("RGB")
    return bare(plain)


def has_transparency(image: Image.Image) -> bool:
    """Return whether the picture's mode or palette can hide pixels."""
    return image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info


def is_srgb(image: Image.Image) -> bool:
    """Return whether the picture needs no conversion: it has no profile, or one that calls itself sRGB."""
    profile = image.info.get("icc_profile")
    return not profile or b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile


def bare(image: Image.Image) -> Image.Image:
    """Return the picture without what its file said beside the pixels: encoders would write what they find there."""
    image.info = {}
    return image


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile or is_srgb(_with_profile(profile)):
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if image.mode not in _PROFILE_MODES.get(source.profile.xcolor_space.strip(), ()):
            return image
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        transform = ImageCms.buildTransform(
            source,
            ImageCms.createProfile("sRGB"),
            image.mode,
            mode,
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        result = transform.apply(image)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    if mode == "RGBA":
        result.putalpha(image.getchannel("A"))
    return result


def _with_profile(profile: bytes) -> Image.Image:
    image = Image.new("L", (1, 1))
    image.info["icc_profile"] = profile
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture of deep grey samples at 8 bits, with its transparent value as alpha; others as they are.

    Samples are scaled by what the file says of their depth; floats count from 0 to 1, and where they do not, from the
    darkest to the brightest.
    """
    if image.mode not in _DEEP:
        return image
    samples = np.asarray(image, dtype=np.float32)
    black, white = _range(image, samples)
    grey = Image.fromarray(((samples - black) * (255 / (white - black))).clip(0, 255).round().astype(np.uint8))
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        alpha = Image.fromarray(np.where(samples == clear, 0, 255).astype(np.uint8))
        return Image.merge("LA", (grey, alpha))
    return grey


def _range(image: Image.Image, samples: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> tuple[float, float]:
    lowest, highest = float(np.nanmin(samples)), float(np.nanmax(samples))
    if image.mode.startswith("I;16"):
        tags = getattr(image, "tag_v2", {})
        bits = tags.get(_BITS_PER_SAMPLE, (16,))[0]
        return 0, 2 ** min(16, max(9, bits)) - 1
    usual = 1 if image.mode == "F" else 65535
    if lowest >= 0 and highest <= usual:
        return 0, usual
    return lowest, max(highest, lowest + 1)
