"""A figure to reach, and what was measured."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. The goal is `most` or `least`; None of both where something is only told."""

    what: str
    measured: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def goal(self) -> str:
        """The goal as the table shows it; empty where there is none."""
        if self.most is not None:
            return f"<= {self.most:g} {self.unit}"
        return "" if self.least is None else f">= {self.least:g} {self.unit}"

    @property
    def reached(self) -> bool:
        within = self.most is None or self.measured <= self.most
        return within and (self.least is None or self.measured >= self.least)


def median(values: Sequence[float]) -> float:
    """Return the value in the middle."""
    return statistics.median(values)


def almost_worst(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as lines: what, goal, measured, and whether the goal was reached."""
    return "\n".join(_line(figure) for figure in figures)


def _line(figure: Figure) -> str:
    verdict = "" if not figure.goal else "ok" if figure.reached else "MISSED"
    return f"{figure.what:66} {figure.goal:>14} {figure.measured:10.2f} {figure.unit:6} {verdict}"
