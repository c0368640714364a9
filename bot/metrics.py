"""What is measured, in a registry of our own. No label ever names a person."""

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from handlers.ports import Depth

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 60)


class Metrics:
    """The counters that the parts of the bot turn."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._runs = Counter("darkroom_runs", "Runs of a lane by outcome.", ["lane", "outcome"], registry=self.registry)
        self._run_seconds = Histogram(
            "darkroom_run_seconds", "Seconds of a run.", ["lane"], buckets=_SECONDS, registry=self.registry
        )
        self._upkeep_failures = Counter(
            "darkroom_upkeep_failures", "Upkeep that ended with an exception.", ["name"], registry=self.registry
        )

        self._set_aside = Counter(
            "darkroom_updates_set_aside", "Updates of a chat that could not be answered.", registry=self.registry
        )

    def run_finished(self, lane: str, seconds: float, succeeded: bool) -> None:
        """Count one run of a lane's runner."""
        self._runs.labels(lane, "ended" if succeeded else "raised").inc()
        self._run_seconds.labels(lane).observe(seconds)

    def upkeep_failed(self, name: str) -> None:
        """Count a scheduled function that raised."""
        self._upkeep_failures.labels(name).inc()

    def update_set_aside(self) -> None:
        """Count an update that was set aside because it could not be read or answered."""
        self._set_aside.inc()

    def watch_queue(self, depth: Callable[[], Mapping[str, Depth]]) -> None:
        """Report the queue's depth, read each time somebody looks."""
        self.registry.register(_QueueCollector(depth))

    def render(self) -> bytes:
        """Return everything in Prometheus's text format (`CONTENT_TYPE`)."""
        return generate_latest(self.registry)


class _QueueCollector(Collector):
    def __init__(self, depth: Callable[[], Mapping[str, Depth]]) -> None:
        self._depth = depth

    def collect(self) -> Iterable[GaugeMetricFamily]:
        jobs = GaugeMetricFamily("darkroom_queue_jobs", "Jobs in a lane.", labels=["lane", "state"])
        oldest = GaugeMetricFamily("darkroom_queue_oldest_seconds", "How long the oldest job waits.", labels=["lane"])
        for lane, depth in self._depth().items():
            jobs.add_metric([lane, "waiting"], depth.waiting)
            jobs.add_metric([lane, "running"], depth.running)
            oldest.add_metric([lane], depth.oldest_seconds)
        return jobs, oldest
