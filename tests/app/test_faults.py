"""Faults: the user's become their sentence, ours a notice and a log entry, and the hooks are given back."""

from __future__ import annotations

import logging
import sys
import threading

import pytest

from app.faults import Hooks, report
from data.errors import BadInput, Cancelled, Conflict, Damaged, NotAllowed


@pytest.fixture
def told():
    return []


@pytest.fixture
def tell(told):
    return lambda level, sentence: told.append((level, sentence))


def test_the_users_fault_is_told_and_not_logged(tell, told, caplog):
    report(BadInput("第 3 行没有姓名"), tell)
    assert told == [("error", "第 3 行没有姓名")]
    assert not caplog.records


@pytest.mark.parametrize(
    ("fault", "level"), [(NotAllowed("先打开一份台账"), "info"), (Conflict("别人改过了"), "warning"), (Damaged("坏了"), "error")]
)
def test_guidance_is_told_as_such_and_a_fault_as_one(tell, told, fault, level):
    report(fault, tell)
    assert told == [(level, fault.message)]


def test_our_fault_is_logged_with_its_traceback(tell, told, caplog):
    try:
        {}["nothing"]
    except KeyError as error:
        with caplog.at_level(logging.ERROR):
            report(error, tell)
    assert told[0][0] == "error"
    assert "nothing" not in told[0][1]
    assert "KeyError" in caplog.text


def test_a_stop_is_no_fault(tell, told):
    report(Cancelled(), tell)
    assert [level for level, _ in told] == ["info"]


def test_hooks_catch_threads_and_are_given_back(tell, told, caplog):
    before = sys.excepthook, threading.excepthook
    hooks = Hooks(tell)
    thread = threading.Thread(target=lambda: 1 / 0)
    with caplog.at_level(logging.ERROR):
        thread.start()
        thread.join()
    hooks.close()
    assert [level for level, _ in told] == ["error"]
    assert "ZeroDivisionError" in caplog.text
    assert (sys.excepthook, threading.excepthook) == before
