"""Jobs: results and failures arrive on the Qt thread, cancel stops the work, shutdown waits."""

from __future__ import annotations

import threading

import pytest

from app.jobs import Jobs
from data.errors import Cancelled


@pytest.fixture
def jobs(qtbot, qapp):
    made = Jobs()
    yield made
    assert made.close()


def test_a_result_arrives_on_the_qt_thread(qtbot, jobs):
    seen = []
    job = jobs.start("加法", lambda _progress: 2 + 3, lambda result: seen.append((result, threading.current_thread())), seen.append)
    qtbot.waitUntil(lambda: job not in jobs.running)
    assert seen == [(5, threading.main_thread())]


def test_a_failure_arrives_as_the_exception(qtbot, jobs):
    failures = []
    job = jobs.start("除法", lambda _progress: 1 / 0, lambda _result: None, failures.append)
    qtbot.waitUntil(lambda: job not in jobs.running)
    assert [type(f) for f in failures] == [ZeroDivisionError]


def test_cancel_stops_the_work_at_its_next_step(qtbot, jobs):
    begun, failures = threading.Event(), []

    def work(progress):
        begun.set()
        while True:
            progress.report(1, 2, "…")

    job = jobs.start("长活", work, lambda _result: None, failures.append)
    begun.wait()
    job.cancel()
    qtbot.waitUntil(lambda: job not in jobs.running)
    assert [type(f) for f in failures] == [Cancelled]


def test_progress_is_told(qtbot, jobs):
    may_begin, told = threading.Event(), []

    def work(progress):
        may_begin.wait()
        progress.report(3, 3, "步")

    job = jobs.start("三步", work, lambda _result: None, lambda _error: None)
    job.progressed.connect(lambda *step: told.append(step))
    may_begin.set()
    qtbot.waitUntil(lambda: job not in jobs.running)
    assert told == [(3, 3, "步")]
