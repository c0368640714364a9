"""Tables give each channel value another one and leave opacity alone."""

from PIL import Image

from tools.table import IDENTITY, apply_table, make_table

NEGATIVE = make_table(lambda value: 255 - value)


def test_a_curve_is_rounded_and_cut_off() -> None:
    table = make_table(lambda value: 1.5 * value - 20)

    assert (table[0], table[20], table[21], table[255]) == (0, 10, 12, 255)


def test_one_table_serves_all_colours() -> None:
    assert apply_table(Image.new("RGB", (1, 1), (1, 2, 3)), NEGATIVE).getpixel((0, 0)) == (254, 253, 252)


def test_three_tables_serve_each_its_own() -> None:
    table = NEGATIVE + IDENTITY + NEGATIVE

    assert apply_table(Image.new("RGB", (1, 1), (1, 2, 3)), table).getpixel((0, 0)) == (254, 2, 252)


def test_opacity_stays() -> None:
    assert apply_table(Image.new("RGBA", (1, 1), (1, 2, 3, 4)), NEGATIVE).getpixel((0, 0)) == (254, 253, 252, 4)
