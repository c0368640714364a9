"""The words users read: by key and language, from the Fluent files in `locales/`."""

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LOCALES = Path(__file__).parent / "locales"
FALLBACK = "en"


class TextError(LookupError):
    """A text is missing or was not given what it needs: a mistake of ours, never shown to a user."""


class Texts:
    """Texts in several languages; a locale that we do not have falls back to its language, then to English."""

    def __init__(self, folder: Path = LOCALES) -> None:
        self._bundles = {place.name: _bundle(place) for place in sorted(folder.iterdir()) if place.is_dir()}

    @property
    def locales(self) -> tuple[str, ...]:
        """Return the languages there are, such as ("de", "en")."""
        return tuple(self._bundles)

    def language(self, locale: str | None) -> str:
        """Return the language that `locale` ("de-AT", None) is answered in."""
        wanted = (locale or FALLBACK).replace("_", "-").partition("-")[0].lower()
        return wanted if wanted in self._bundles else FALLBACK

    def has(self, locale: str | None, key: str) -> bool:
        """Whether the language itself has this text ("key" or "key.attribute")."""
        name, _, attribute = key.partition(".")
        bundle = self._bundles[self.language(locale)]
        if not bundle.has_message(name):
            return False
        message = bundle.get_message(name)
        return attribute in message.attributes if attribute else message.value is not None

    def say(self, locale: str | None, key: str, **facts: object) -> str:
        """Return the text "key" or "key.attribute" filled with `facts`; raises TextError where anything is missing."""
        name, _, attribute = key.partition(".")
        language = self.language(locale) if self.has(locale, key) else FALLBACK
        bundle = self._bundles[language]
        if not self.has(language, key):
            raise TextError(f"no text {key!r} in {language}")
        message = bundle.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        assert pattern is not None  # noqa: S101  has() looked for it
        text, errors = bundle.format_pattern(pattern, {fact: _plain(value) for fact, value in facts.items()})
        if errors:
            raise TextError(f"text {key!r} in {language}: {errors[0]}")
        return str(text)


def _plain(value: object) -> str | int | float:
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else str(value)


@cache  # reading the files takes a quarter of a second, and nothing changes a bundle once it is read
def _bundle(folder: Path) -> FluentBundle:
    bundle = FluentBundle([folder.name], use_isolating=False)
    for file in sorted(folder.glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle
