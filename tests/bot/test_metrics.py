"""The figures that an operator can scrape."""

from bot.metrics import Metrics
from handlers.ports import Depth


def test_runs_are_counted_by_lane_and_outcome() -> None:
    metrics = Metrics()
    metrics.run_finished("cpu", 0.2, True)
    metrics.run_finished("cpu", 0.2, False)
    text = metrics.render().decode()
    assert 'darkroom_runs_total{lane="cpu",outcome="ended"} 1.0' in text
    assert 'darkroom_runs_total{lane="cpu",outcome="raised"} 1.0' in text


def test_the_queue_is_read_when_somebody_looks() -> None:
    metrics = Metrics()
    depth = {"cpu": Depth(waiting=3, running=2, oldest_seconds=1.5)}
    metrics.watch_queue(lambda: depth)
    assert 'darkroom_queue_jobs{lane="cpu",state="waiting"} 3.0' in metrics.render().decode()
    depth["cpu"] = Depth(waiting=0, running=0, oldest_seconds=0)
    assert 'darkroom_queue_jobs{lane="cpu",state="waiting"} 0.0' in metrics.render().decode()


def test_two_bots_in_one_process_do_not_share_figures() -> None:
    one, other = Metrics(), Metrics()
    one.upkeep_failed("purge")
    assert 'darkroom_upkeep_failures_total{name="purge"}' not in other.render().decode()
