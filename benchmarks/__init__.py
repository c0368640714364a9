"""Measurements beside the goals of the design: `python -m benchmarks`."""
