"""`python -m bot tools`: the catalogue."""

import json

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print every tool with its parameters as JSON.")
def command(as_json: bool) -> None:
    """List the tools."""
    from tools.catalog import load_catalog

    catalog = load_catalog()
    if as_json:
        click.echo(json.dumps([tool.describe() for tool in catalog.values()], ensure_ascii=False, indent=2))
        return
    width = max(map(len, catalog))
    for name, tool in catalog.items():
        click.echo(f"{name:{width}}  {tool.summary}")
