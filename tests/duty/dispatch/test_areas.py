"""The ground that is reached, traced on many threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from data.duty.dispatch.areas import ground

STREET = np.array([[[0.0, 0.0], [400.0, 0.0]], [[400.0, 0.0], [400.0, 300.0]]])


def test_pages_that_trace_at_the_same_time_do_not_disturb_each_other():
    with ThreadPoolExecutor(4) as threads:  # a warning of one thread, raised as an error, is what this looks for
        found = list(threads.map(lambda _turn: ground(STREET), range(400)))
    assert all(one.equals(found[0]) for one in found)
