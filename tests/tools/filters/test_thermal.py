"""Thermal shows dark as cold and light as hot."""

from PIL import Image

from tools.filters.thermal import thermal


def test_dark_is_blue_and_light_is_yellow_to_white() -> None:
    image = Image.linear_gradient("L").resize((256, 256)).convert("RGB")

    heat = thermal(image)
    cold, middle, hot = (heat.getpixel((128, row)) for row in (40, 140, 235))

    assert isinstance(cold, tuple)
    assert isinstance(middle, tuple)
    assert isinstance(hot, tuple)
    assert cold[2] == max(cold)
    assert middle[0] == max(middle)
    assert min(hot[:2]) > 220
