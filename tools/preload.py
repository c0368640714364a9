"""Imported once by the process that workers are forked from, so that each of them starts with every codec loaded."""

import tools.process  # noqa: F401 - its pages are shared by all workers when it is imported here
from tools.warm_up import warm_up

warm_up()
