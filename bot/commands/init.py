"""`python -m bot init`: write config.toml."""

import os
import sys
from pathlib import Path

import click

QUESTIONS = (("privacy", "operator"), ("privacy", "contact"), ("privacy", "host"), ("access", "mode"), ("web", "port"))


@click.command()
@click.argument("file", type=click.Path(path_type=Path), default=Path("config.toml"))
def command(file: Path) -> None:
    """Write config.toml.

    FILE is for you alone to read, has what you answer and names every other key with its default.
    """
    from bot.config_example import example_config

    if file.exists():
        raise click.ClickException(f"{file} is there already and stays as it is")
    answers = _ask() if is_terminal() else {}
    text = example_config(answers)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as written:
        written.write(text)
    click.echo(f"{file} is written. Start with: make run")


def is_terminal() -> bool:
    """Whether somebody can answer questions."""
    return sys.stdin.isatty()


def _ask() -> dict[tuple[str, str], object]:
    """Ask for the keys that a person should decide; an answer that is the default is left commented out."""
    from pydantic import TypeAdapter, ValidationError

    from bot.config import plain_words
    from bot.config_example import fields_of

    answers: dict[tuple[str, str], object] = {}
    for section, key in QUESTIONS:
        field = fields_of(section)[key]
        adapter: TypeAdapter[object] = TypeAdapter(field.rebuild_annotation())

        def checked(text: str, adapter: TypeAdapter[object] = adapter) -> object:
            try:
                return adapter.validate_python(text)
            except ValidationError as error:
                mistake = error.errors()[0]
                raise click.UsageError(plain_words(mistake["type"], mistake["msg"])) from None

        given = click.prompt(field.description or key, default=str(field.default), value_proc=checked)
        if given != field.default:
            answers[section, key] = given
    return answers
