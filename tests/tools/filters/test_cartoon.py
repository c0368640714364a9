"""Cartoon flattens texture and draws ink lines."""

from PIL import Image, ImageStat

from tools.filters.cartoon import cartoon


def test_texture_is_flattened() -> None:
    noisy = Image.effect_noise((200, 200), 3).point(lambda value: value - 23).convert("RGB")

    before, after = (ImageStat.Stat(image.convert("L")).stddev[0] for image in (noisy, cartoon(noisy)))

    assert after < before


def test_outlines_are_drawn_on_the_dark_side() -> None:
    image = Image.new("RGB", (300, 300), (230, 200, 60))
    image.paste((60, 120, 200), (100, 100, 200, 200))

    drawn = cartoon(image).convert("L")

    edge = min(drawn.crop((95, 150, 110, 151)).tobytes())
    assert edge < drawn.getpixel((150, 150)) - 30  # type: ignore[operator]  # one band has plain numbers


def test_plain_areas_keep_their_hue() -> None:
    red, green, blue = cartoon(Image.new("RGB", (50, 50), (200, 60, 40))).getpixel((25, 25))  # type: ignore[misc]  # RGB

    assert red > 180
    assert red > 2 * max(green, blue)
