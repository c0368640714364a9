"""Commands run inside the test process here, and some narrow its umask for good, as a process of their own may."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _umask_as_before() -> Iterator[None]:
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)
