"""`python -m bot tools` prints the catalogue."""

import json

from click.testing import CliRunner

from bot.__main__ import main
from tools.catalog import load_catalog


def test_every_tool_has_a_line() -> None:
    result = CliRunner().invoke(main, ["tools"])
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(load_catalog())


def test_json_tells_every_tool_with_its_parameters() -> None:
    told = json.loads(CliRunner().invoke(main, ["tools", "--json"]).stdout)
    assert told == [tool.describe() for tool in load_catalog().values()]
