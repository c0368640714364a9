"""`python -m benchmarks`: one table of every figure of the design that can be measured, and what it is here.

Ratios are taken within this one run. What must hold whatever the machine (kills, hostile files, exact ledgers) is
proved by `make prove`.
"""

import asyncio
import os

import click

from benchmarks import jobs, money, overhead, start_up, tools
from benchmarks.figures import Figure, table


async def measure(runs: int, many: int) -> list[Figure]:
    """Measure everything, printing each row as it comes."""
    found: list[Figure] = []

    def note(figure: Figure) -> None:
        click.echo(table([figure]))
        found.append(figure)

    async for figure in start_up.figures(max(3, runs // 2)):
        note(figure)
    async for figure in overhead.figures(5 * runs):
        note(figure)
    for figure in tools.figures(runs):
        note(figure)
    async for figure in money.figures():
        note(figure)
    async for figure in jobs.figures(many):
        note(figure)
    return found


@click.command()
@click.option("--runs", default=7, show_default=True, help="How often each thing is measured.")
@click.option("--jobs", "many", default=5000, show_default=True, help="Jobs over which the growth of memory is taken.")
def main(runs: int, many: int) -> None:
    """Measure, and exit with the number of goals that were missed."""
    click.echo(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; goals hold for two idle ones\n")
    missed = [figure for figure in asyncio.run(measure(runs, many)) if not figure.reached]
    click.echo(f"\n{len(missed)} missed" + "".join(f"\n  {figure.what}" for figure in missed))
    raise SystemExit(len(missed))


if __name__ == "__main__":
    main()
