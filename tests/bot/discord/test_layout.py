"""A reply becomes messages that Discord takes, whatever is in it."""

from dataclasses import replace

import discord
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.discord.layout import Page, pages_of
from bot.discord.limits import FILE_BYTES, REQUEST_BYTES
from handlers.reply import Button, OutFile, Reply
from tools.catalog import load_catalog

FOLLOW_UPS = 5
FILE = OutFile(b"x", None, "png", "image/png", 4, 3, 1, 1, False, "photo", "a picture", "darkroom-J-1.png")
TOKEN = "A" * 22
CATALOG = load_catalog()


def parts(page: Page) -> list[dict[str, object]]:
    def walk(component: dict[str, object]) -> list[dict[str, object]]:
        inner = component.get("components") or []
        assert isinstance(inner, list)
        return [component, *(each for one in inner for each in walk(one))]

    shown: list[dict[str, object]] = page.view().to_components()  # type: ignore[no-untyped-call]  # discord.py's own
    return [each for one in shown for each in walk(one)]


LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60)


@given(
    st.builds(lambda line, times: "\n".join([line] * times), LINES, st.integers(0, 300)),
    st.lists(st.integers(min_value=1, max_value=9), max_size=12),
    st.integers(min_value=0, max_value=24),
    st.booleans(),
)
@example("*" * 9000, [9] * 12, 24, False)
@example("\n".join(["x" * 99] * 41), [1] * 40, 0, False)
@example("", [5] * 8, 24, True)
def test_every_message_keeps_to_the_limits_and_nothing_said_or_made_is_lost(
    text: str, rows: list[int], files: int, as_files: bool
) -> None:
    buttons = tuple(tuple(Button("x" * 40, TOKEN, "choose") for _ in range(count)) for count in rows)
    file = replace(FILE, form="file", bytes=8 << 20) if as_files else FILE
    pages = pages_of(Reply(text, buttons, files=(file,) * files, title="Blur"), CATALOG, "123", spoiler=files % 2 == 0)
    said = []
    for page in pages:
        found = parts(page)
        assert len(found) <= 40
        assert sum(len(str(part.get("content", ""))) for part in found) <= 4000
        said += [str(part["content"]) for part in found if "content" in part]
        for part in found:
            if part["type"] == 1:
                inner = part["components"]
                assert isinstance(inner, list)
                assert 1 <= len(inner) <= 5
        assert len(page.attachments()) == len(page.files) <= 10
        assert sum(file.bytes for file in page.files) < 25 << 20
    assert sum(len(page.files) for page in pages) == files
    escaped = discord.utils.escape_markdown(text)
    assert "".join(said).replace("\n", "").replace("…", "") == f"### Blur{escaped}".replace("\n", "").replace("…", "")


def test_ten_results_of_the_usual_size_need_no_more_messages_than_may_follow() -> None:
    pages = pages_of(Reply("done", files=(replace(FILE, bytes=FILE_BYTES),) * 10), CATALOG, "1")
    assert len(pages) <= 1 + FOLLOW_UPS
    assert all(sum(file.bytes for file in page.files) < REQUEST_BYTES for page in pages)
    assert sum(len(page.files) for page in pages) == 10


async def test_nothing_of_a_shown_view_is_remembered() -> None:
    assert pages_of(Reply("done", ((Button("Again", TOKEN, "redo"),),)), CATALOG, "1")[0].view().is_finished()


@pytest.mark.parametrize("text", ["*bold*", "# title", "[link](https://example.org)", "`code`", "> quote"])
def test_what_people_wrote_is_shown_as_it_is(text: str) -> None:
    (shown,) = [part["content"] for part in parts(pages_of(Reply(text), CATALOG, "1")[0]) if "content" in part]
    assert str(shown).startswith("\\"), shown


def test_more_buttons_than_fit_lose_the_last_ones_and_never_a_row_in_between() -> None:
    rows = tuple((Button(f"{row}", TOKEN, "choose"),) for row in range(30))
    labels = [part["label"] for part in parts(pages_of(Reply("many", rows), CATALOG, "1")[0]) if part["type"] == 2]
    assert labels == [str(number) for number in range(len(labels))]
    assert len(labels) == 30
