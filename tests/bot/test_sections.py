"""What the queue's settings mean for workers and lanes."""

import os

import pytest

from bot.sections import QueueConfig


def test_a_machine_of_one_core_has_two_workers_so_that_one_picture_cannot_stop_everyone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert QueueConfig().workers() == 2


@pytest.mark.parametrize("cpu", [1, 2, 16])
def test_jobs_that_wait_for_a_worker_leave_room_for_others(cpu: int) -> None:
    queue = QueueConfig(cpu=cpu)
    assert queue.workers() == cpu
    assert queue.slots()["cpu"] > queue.workers()
