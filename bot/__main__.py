"""Darkroom's command line: `python -m bot COMMAND`. Each command is one file in bot/commands."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click

from bot.command_line import command_line


class CommandFolder(click.Group):
    """A group whose commands are the files of bot/commands, so that one command does not pay for another's imports."""

    folder = Path(__file__).parent / "commands"

    def list_commands(self, _context: click.Context) -> list[str]:
        return sorted(found.name for found in iter_modules([str(self.folder)]) if not found.name.startswith("_"))

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(context):
            return None
        command: click.Command = import_module(f"bot.commands.{name}").command
        return command


@click.command(cls=CommandFolder, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Darkroom, a self-hosted image studio in chat."""


if __name__ == "__main__":
    main(prog_name=command_line())
