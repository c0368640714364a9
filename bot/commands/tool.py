"""`python -m bot tool NAME [IN ...] -o OUT [param=value ...]`: one tool, or a pipeline, on files."""

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands._options import config_option, settings_from

if TYPE_CHECKING:
    from bot.tool_run import Outcome
    from tools.catalog import Catalog
    from tools.limits import Limits
    from tools.params import Param
    from tools.work import Step

_NAMED = re.compile(r"([a-z_]\w*)[=:](.*)", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(r"-?\.?[0-9]")
_LONGEST_NAME = 255
_FILE_SUFFIX = re.compile(r"\.[a-z]\w*", re.IGNORECASE)


# click takes every word with a dash for an option; those that it does not know are looked at below.
@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.argument("words", nargs=-1, metavar="[IN | PARAM=VALUE | VALUE]...")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The result: a file, or a folder for several.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a result instead of words.")
@config_option
def command(name: str, words: tuple[str, ...], out: Path | None, as_json: bool, config: Path | None) -> None:
    """Run a tool on files.

    NAME is a tool, IN are files; the suffix of OUT names the format of the result. A VALUE without a name goes to the
    tool's next parameter, as in the chats: blur 8 in.jpg -o out.jpg

    "do" as NAME takes a pipeline as its first word: do 'resize width:512 | blur 4' in.jpg -o out.jpg

    A tool that takes one picture makes one result of each IN, in the folder OUT; one that fails does not stop the
    others, and the exit code tells that some did.
    """
    _refuse_options(words)
    outcomes = asyncio.run(_run(name, words, out, as_json, settings_from(config).limits.limits()))
    raise SystemExit(0 if all(outcome.ok for outcome in outcomes) else 1)


def _refuse_options(words: Sequence[str]) -> None:
    """Refuse words that look like options: with a dash, yet neither a negative number nor a file."""
    for word in words:
        if word.startswith("-") and not _NUMBER.match(word) and not Path(word).exists():
            known = [option for param in command.params for option in param.opts if option.startswith("--")]
            raise click.NoSuchOption(word, possibilities=get_close_matches(word, known))


async def _run(name: str, words: Sequence[str], out: Path | None, as_json: bool, limits: "Limits") -> "list[Outcome]":
    from bot.files import FileRefused
    from bot.tool_run import failed, plan, run
    from handlers.errors import HandlerError
    from tools.catalog import load_catalog

    catalog = load_catalog()
    try:
        steps, inputs = _asked(name, words, out, catalog)
        tasks = plan(steps, inputs, out, catalog)
    except (HandlerError, FileRefused) as error:
        outcome = failed("", error)
        _print(outcome, as_json)
        return [outcome]
    makes_picture = any(catalog[step.tool].takes.name != "SOURCE" for step in steps)
    if out is None and makes_picture and not as_json:
        raise click.UsageError("say where the result goes: -o OUT")
    outcomes = []
    async for outcome in run(steps, tasks, limits):
        _print(outcome, as_json, several=len(tasks) > 1)
        outcomes.append(outcome)
    return outcomes


def _asked(
    name: str, words: Sequence[str], out: Path | None, catalog: "Catalog"
) -> "tuple[tuple[Step, ...], list[Path]]":
    """Return the steps and the input files that the words name; raises HandlerError."""
    from handlers.errors import UnknownCommand
    from handlers.nearest import nearest_name
    from handlers.pipeline import bind, read_pipeline
    from tools.work import Step

    if name == "do":
        pipeline, *inputs = words or ("",)
        return read_pipeline(pipeline, catalog), [Path(word) for word in inputs]
    tool = catalog.find(name)
    if tool is None:
        raise UnknownCommand(name=name, nearest=nearest_name(name, catalog))
    given, inputs = _sorted_out(words, tool.params)
    step = Step(tool.name, bind(tool, {**_named_by_suffix(out, tool.params), **given}))
    return (step,), [Path(word) for word in inputs]


def _sorted_out(words: Sequence[str], params: "Sequence[Param]") -> tuple[Mapping[str, object], list[str]]:
    """Part the values from the files. `a=b` is a value, known or not, unless there is a file of that name."""
    from handlers.arguments import Word, read

    names = {param.name for param in params}
    given: dict[str, object] = {}
    bare: list[Word] = []
    inputs: list[str] = []
    for word in words:
        named = _NAMED.fullmatch(word)
        if named and (named[1].lower() in names or not Path(word).exists()):
            given[named[1].lower()] = named[2]
        elif _is_value(word, params):
            bare.append(Word(word, "", word))
        else:
            inputs.append(word)
    return {**read(bare, [param for param in params if param.name not in given]), **given}, inputs


def _is_value(word: str, params: "Sequence[Param]") -> bool:
    """Whether a word without a name is a value: it names no file, and it is a number or what some parameter takes."""
    if len(word) > _LONGEST_NAME or Path(word).exists() or "/" in word or _FILE_SUFFIX.fullmatch(Path(word).suffix):
        return False
    return bool(_NUMBER.match(word)) or any(param.accepts(word) for param in params)


def _named_by_suffix(out: Path | None, params: "Sequence[Param]") -> Mapping[str, object]:
    """Return the parameter that chooses a format, where the tool has one, as the suffix of the result names it."""
    from tools.formats import FORMATS, format_of_extension

    named = format_of_extension(out.suffix) if out else None
    return {
        param.name: named.name
        for param in params
        if named and named.name in param.choices and FORMATS.keys() >= set(param.choices)
    }


def _print(outcome: "Outcome", as_json: bool, several: bool = False) -> None:
    if as_json:
        click.echo(json.dumps(outcome.to_plain(), ensure_ascii=False))
    elif not outcome.ok:
        named = outcome.message.startswith(outcome.file)
        click.echo(outcome.message if named else f"{outcome.file}: {outcome.message}", err=True)
    elif outcome.out:
        click.echo(f"{outcome.file}: {', '.join(outcome.out)} {outcome.message}")
    else:
        click.echo(f"{outcome.file}:\n{outcome.message}" if several else outcome.message)
