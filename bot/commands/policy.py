"""`python -m bot policy`: the privacy policy of this installation."""

from pathlib import Path

import click

from bot.commands._options import config_option, settings_from


@click.command()
@click.option("--lang", default="en", help="The language, such as en or de.")
@click.option("--terms", "show_terms", is_flag=True, help="Print the terms of use instead.")
@config_option
def command(lang: str, show_terms: bool, config: Path | None) -> None:
    """Print the privacy policy.

    It is written from the settings, as people read it in every chat.
    """
    from handlers.policy import policy, terms
    from handlers.texts import Texts

    handlers_config = settings_from(config).for_handlers()
    texts = Texts()
    language = texts.language(lang)
    click.echo(
        terms(handlers_config, texts, language) if show_terms else policy(handlers_config, texts, language).document
    )
