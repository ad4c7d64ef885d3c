"""How far work is, told no more often than it is wished."""

import pytest

from data.errors import Cancelled
from data.progress import Progress


def test_every_report_is_told():
    told = []
    watch = Progress(lambda *report: told.append(report))
    for n in range(3):
        watch.report(n, 3, "x")
    assert told == [(0, 3, "x"), (1, 3, "x"), (2, 3, "x")]


def test_with_a_pause_only_the_first_of_many_is_told():
    told = []
    watch = Progress(lambda *report: told.append(report), pause=3600)
    for n in range(3):
        watch.report(n, 3, "x")
    assert told == [(0, 3, "x")]


def test_a_wish_to_stop_is_heard_in_the_pause():
    watch = Progress(lambda *_: None, pause=3600)
    watch.report(0)
    watch.cancel()
    with pytest.raises(Cancelled):
        watch.report(1)
