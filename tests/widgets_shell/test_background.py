import threading

import pytest
from psygnal import Signal
from PySide6.QtCore import QObject, QThread

from data.errors import BadInput
from widgets import background


class Speaker:
    spoke = Signal(int)


class Listener(QObject):
    def __init__(self):
        super().__init__()
        self.heard = []

    def hear(self, number):
        self.heard.append((number, QThread.currentThread() is self.thread()))


class Desk(QObject):
    """An owner with a workspace that failures are told to."""

    def __init__(self, workspace):
        super().__init__()
        self.workspace = workspace


def test_the_work_runs_elsewhere_and_the_answer_comes_to_the_qt_thread(demo, qtbot):
    owner, got = QObject(), []
    background.ask(owner, demo, threading.get_ident, lambda ident: got.append((ident, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(got))
    worker, here = got[0]
    assert worker != here == threading.get_ident()


def test_a_newer_question_drops_the_older_answer(demo, qtbot):
    owner, got, gate = QObject(), [], threading.Event()
    background.ask(owner, demo, lambda: gate.wait(10) and "old", got.append, "k")
    background.ask(owner, demo, lambda: "new", got.append, "k")
    gate.set()
    qtbot.waitUntil(lambda: bool(got))
    demo.background(lambda: None).result(10)
    qtbot.wait(1)
    assert got == ["new"]


def test_what_is_to_be_done_is_done_in_order_and_as_often_as_it_was_asked_for(demo, qtbot):
    owner, done, got, gate = QObject(), [], [], threading.Event()
    background.write(owner, demo, lambda: gate.wait() and done.append("first"), got.append)
    for name in ("second", "second", "third"):
        background.write(owner, demo, lambda name=name: done.append(name), got.append)
    gate.set()
    qtbot.waitUntil(lambda: len(got) == 4)
    assert done == ["first", "second", "second", "third"]


def test_what_is_to_be_done_is_done_also_when_nobody_waits_for_it_any_more(demo, qtbot):
    owner, done, got, gate = QObject(), [], [], threading.Event()
    background.write(owner, demo, gate.wait, got.append)
    background.write(owner, demo, lambda: done.append("saved"), got.append)
    background.forget(owner)
    gate.set()
    demo.in_turn(lambda: None).result()
    qtbot.wait(1)
    assert (done, got) == (["saved"], [])


def test_that_it_was_not_done_is_told_also_when_the_page_is_gone(demo, qtbot):
    import shiboken6

    owner, told, gate = QObject(), [], threading.Event()

    def fail():
        gate.wait()
        raise BadInput("磁盘满了")

    background.tell_failures_to(lambda _owner, error: told.append(error.message))
    try:
        background.write(owner, demo, fail, lambda _: pytest.fail("there is no answer"))
        shiboken6.delete(owner)
        gate.set()
        qtbot.waitUntil(lambda: told == ["磁盘满了"])
    finally:
        background.tell_failures_to(None)


def test_other_keys_do_not_disturb_each_other(demo, qtbot):
    owner, got = QObject(), []
    background.ask(owner, demo, lambda: 1, got.append, "a")
    background.ask(owner, demo, lambda: 2, got.append, "b")
    qtbot.waitUntil(lambda: sorted(got) == [1, 2])


def test_the_answer_for_a_deleted_owner_is_dropped(demo, qtbot):
    import shiboken6

    owner, got, gate = QObject(), [], threading.Event()
    background.ask(owner, demo, lambda: gate.wait(10), got.append)
    shiboken6.delete(owner)
    gate.set()
    after = []
    background.ask(qtbot_owner := QObject(), demo, lambda: 1, after.append)
    qtbot.waitUntil(lambda: bool(after))
    assert qtbot_owner is not None
    assert got == []


def test_a_failure_is_told_to_the_owners_workspace(demo, workspace, qtbot):
    told = []
    workspace.notice.connect(lambda level, sentence: told.append((level, sentence)))

    def fail():
        raise BadInput("第 3 行没有地址")

    desk = Desk(workspace)
    background.ask(desk, demo, fail, lambda _: pytest.fail("there is no answer"))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("error", "第 3 行没有地址")]


def test_a_bug_is_logged_with_its_traceback(demo, workspace, qtbot, caplog):
    told = []
    workspace.notice.connect(lambda level, sentence: told.append(sentence))
    desk = Desk(workspace)
    background.ask(desk, demo, lambda: 1 / 0, lambda _: None)
    qtbot.waitUntil(lambda: bool(told))
    assert "ZeroDivisionError" in told[0]
    assert any(record.exc_info for record in caplog.records)


def test_forgotten_questions_are_not_answered(demo, qtbot):
    owner, got, after = QObject(), [], []
    background.ask(owner, demo, lambda: 1, got.append, "a")
    background.forget(owner)
    background.ask(owner, demo, lambda: 2, after.append, "b")
    qtbot.waitUntil(lambda: bool(after))
    assert got == []


def test_a_signal_from_another_thread_is_heard_on_the_qt_thread(qapp, qtbot):
    speaker, listener = Speaker(), Listener()
    background.Subscriptions(listener).add(speaker.spoke, listener.hear)
    thread = threading.Thread(target=lambda: speaker.spoke.emit(7))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.heard == [(7, True)]


def test_closed_subscriptions_hear_nothing(qapp):
    speaker, listener = Speaker(), Listener()
    subscriptions = background.Subscriptions(listener)
    subscriptions.add(speaker.spoke, listener.hear)
    subscriptions.close()
    speaker.spoke.emit(1)
    assert listener.heard == []
    assert len(speaker.spoke) == 0


def test_a_signal_does_not_keep_its_listener_alive(qapp):
    import gc
    import weakref

    speaker, listener = Speaker(), Listener()
    background.Subscriptions(listener).add(speaker.spoke, listener.hear)
    gone = weakref.ref(listener)
    del listener
    gc.collect()
    assert gone() is None
    speaker.spoke.emit(1)
