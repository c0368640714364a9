"""The page's words and the page fit each other."""

import re
from pathlib import Path

import bot.web
from bot.web.words import page_words
from handlers.texts import Texts

FOLDER = Path(bot.web.__file__).parent
# Words that are looked up by a name made at run time: a refusal's code.
MADE = "playground-error-"


def used() -> set[str]:
    names = {
        f"playground-{name}"
        for file in FOLDER.glob("static/js/*.js")
        for name in re.findall(r'\bsay\("([a-z-]+)"', file.read_text(encoding="utf-8"))
    }
    for file in (*FOLDER.glob("pages/*.html"), *FOLDER.glob("*.py")):
        source = file.read_text(encoding="utf-8")
        names |= set(re.findall(r'"(playground-[a-z-]+[a-z])"', source))
        names |= {f"playground-{name}" for name in re.findall(r'data-(?:word|label|placeholder)="([a-z-]+)"', source)}
    return names


def test_every_word_that_the_page_uses_is_there() -> None:
    assert used() - page_words(Texts(), "en").keys() == set()


def test_every_word_that_is_there_is_used() -> None:
    unused = page_words(Texts(), "en").keys() - used()

    assert {name for name in unused if not name.startswith(MADE)} == set()


def test_every_refusal_has_its_words() -> None:
    codes = {
        code
        for file in FOLDER.glob("*.py")
        for code in re.findall(r'Refused\([^"\n]*"([a-z_]+)"', file.read_text(encoding="utf-8"))
    }

    assert len(codes) > 8
    for code in codes:
        assert f"playground-error-{code.replace('_', '-')}" in page_words(Texts(), "de")


def test_the_facts_of_a_message_stay_slots_for_the_page() -> None:
    words = page_words(Texts(), "en")

    assert words["playground-too-large"] == "This picture has {size}, the limit is {limit}. Please send a smaller one."
