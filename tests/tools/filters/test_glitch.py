"""Glitch tears rows sideways and colours apart."""

from PIL import Image

from tools.filters.glitch import glitch


def test_rows_keep_their_number_and_some_are_shifted() -> None:
    image = Image.new("RGB", (200, 200), "black")
    image.paste("white", (95, 0, 105, 200))

    torn = glitch(image)

    places = {torn.crop((0, row, 200, row + 1)).getchannel("G").getbbox() for row in range(200)}
    assert len(places) > 3


def test_red_and_blue_stand_on_either_side_of_green() -> None:
    image = Image.new("RGB", (200, 200), "black")
    image.paste("white", (95, 0, 105, 200))

    bands = (band.resize((200, 1), Image.Resampling.BOX).tobytes() for band in glitch(image).split())

    red, green, blue = (sorted(range(200), key=band.__getitem__)[-8:] for band in bands)
    assert sum(blue) < sum(green) < sum(red)
