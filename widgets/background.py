"""Questions to the station that never make the Qt thread wait, and signals brought over to it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from inspect import ismethod
from itertools import count
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary, WeakMethod, ref

import shiboken6
from psygnal import SignalInstance
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from data.errands import Errands
from data.errors import Cancelled, WatchroomError
from data.i18n import tr
from data.store.station import Station

T = TypeVar("T")
log = logging.getLogger(__name__)
Failure = Callable[[QObject, BaseException], None]


class _Hub(QObject):
    """Carries calls from any thread to the Qt thread; lives as long as the program."""

    arrived = Signal(object)
    answered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        # Queued even on the Qt thread itself: an answer that is there at once must not come in the middle of the asking.
        self.arrived.connect(self._run, Qt.ConnectionType.QueuedConnection)
        self.answered.connect(_deliver, Qt.ConnectionType.QueuedConnection)

    def _run(self, call: Callable[[], None]) -> None:
        call()


class _Question(NamedTuple):
    owner: QObject
    name: str
    then: Callable[[Any], None]
    changes: bool = False  # it is about something to be done, and done it is
    otherwise: Callable[[], None] | None = None


_hubs: list[_Hub] = []
_pending: WeakKeyDictionary[QObject, dict[str, tuple[_Question, Future[None]]]] = WeakKeyDictionary()
_failure: list[Failure] = []
_changes = count(1)


def ask(owner: QObject, station: Station, work: Callable[[], T], then: Callable[[T], None], key: str = "") -> None:
    """Do ``work`` on the station's readers and give its result to ``then`` on the Qt thread.

    The result is dropped when the owner has been deleted, or has asked again with the same key meanwhile. Without a key,
    questions with the same ``then`` (the same method, or a lambda from the same line) replace each other.
    What goes wrong is told and logged, see `tell_failures_to`.
    """
    _hub()
    name = key or _name(then)
    asked = _pending.setdefault(owner, {})
    if name in asked:
        asked[name][1].cancel()
    question = _Question(owner, name, then)
    asked[name] = question, _errands.send(station.background, work, question)


def write(owner: QObject, station: Station, work: Callable[[], T], then: Callable[[T], None],
          otherwise: Callable[[], None] | None = None) -> None:  # fmt: skip
    """Do ``work`` that changes something, off the Qt thread, after what was asked for before; its result goes to ``then`` there.

    Unlike a question it is done whatever becomes of the owner, and asked for again it is done again: who pressed a button has done
    something. Only its result is dropped where the owner is gone, or has forgotten what it waits for. After a fault of the program,
    which is told, ``otherwise`` is called: what was put out of use for the while is of use again.
    """
    _hub()
    name = f"change {next(_changes)}"
    question = _Question(owner, name, then, True, otherwise)
    future = _errands.send(station.in_turn, work, question)
    _pending.setdefault(owner, {})[name] = question, future


def drop(owner: QObject, key: str) -> None:
    """Drop the answer to one question: what it was asked for is no longer wanted."""
    asked = _pending.get(owner, {}).pop(key, None)
    if asked is not None:
        asked[1].cancel()


def forget(owner: QObject) -> None:
    """Drop every answer that the owner still waits for; what it asked to be done is done."""
    for question, answer in _pending.pop(owner, {}).values():
        if not question.changes:
            answer.cancel()


def waiting(owner: QObject) -> bool:
    """Whether the owner still waits for an answer."""
    return bool(_pending.get(owner))


def writing(owner: QObject) -> bool:
    """Whether something that the owner asked to be done is not done yet."""
    return any(question.changes for question, _answer in _pending.get(owner, {}).values())


def on_its_way(owner: QObject, key: str) -> bool:
    """Whether the owner still waits for the answer to the question with this key; asked again, it would wait for longer."""
    return key in _pending.get(owner, {})


def all_answered() -> bool:
    """Whether no widget waits for an answer: a picture of the window would be complete."""
    return not any(asked for owner, asked in list(_pending.items()) if shiboken6.isValid(owner))


def tell_failures_to(handler: Failure | None) -> None:
    """Let the program say how the failures of background work are told; None goes back to the owner's workspace."""
    _failure[:] = [] if handler is None else [handler]


def on_qt_thread(call: Callable[[], None]) -> None:
    """Have something done on the Qt thread soon; from any thread."""
    _hub().arrived.emit(call)


class Subscriptions:
    """The signals of stations and workspaces that one widget listens to, let go together.

    Slots run on the Qt thread whatever thread emits, and not at all once the owner is deleted.
    """

    def __init__(self, owner: QObject) -> None:
        _hub()
        self._owner = ref(owner)
        self._made: list[tuple[SignalInstance, Callable[..., None]]] = []
        owner.destroyed.connect(self.close)

    def add(self, signal: SignalInstance, slot: Callable[..., None]) -> None:
        """Listen to a signal."""
        # Weak on purpose: a signal that outlives the widget must not keep it alive.
        owner, call = self._owner, WeakMethod(slot) if ismethod(slot) else lambda: slot

        def relay(*arguments: Any) -> None:
            _run_for(owner, call, arguments)

        signal.connect(relay, check_nargs=False)
        self._made.append((signal, relay))

    def close(self) -> None:
        """Stop listening."""
        while self._made:
            signal, relay = self._made.pop()
            signal.disconnect(relay, missing_ok=True)


def _run_for(owner: ref[QObject], call: Callable[[], Callable[..., None] | None], arguments: tuple[Any, ...]) -> None:
    def run() -> None:
        listener, slot = owner(), call()
        if listener is not None and slot is not None and shiboken6.isValid(listener):
            slot(*arguments)

    # Python's word for the thread: to ask Qt would make one of its objects, and that is for the window's thread only.
    if threading.current_thread() is threading.main_thread():
        run()
    else:
        on_qt_thread(run)


def _deliver(number: int) -> None:
    errand = _errands.take(number)
    question: _Question = errand.about
    asked = _pending.get(question.owner, {})
    mine = asked.get(question.name, (None,))[0] is question
    if not mine or not shiboken6.isValid(question.owner):
        if question.changes and isinstance(errand.error, Exception):
            _fail(question.owner, errand.error)  # nobody is there to say it, and somebody believes that it was done
        return
    del asked[question.name]
    try:
        result = errand.result()
    except (CancelledError, Cancelled):
        return
    except Exception as error:  # noqa: BLE001  every failure of the work is told, none may end the event loop
        _fail(question.owner, error)
        if question.otherwise is not None:
            question.otherwise()
        return
    question.then(result)


def _fail(owner: QObject, error: BaseException) -> None:
    if not isinstance(error, WatchroomError):
        log.error("background work failed", exc_info=error)
    if _failure:
        _failure[0](owner, error)
        return
    workspace = _workspace(owner) if shiboken6.isValid(owner) else None
    if workspace is not None:
        workspace.tell(error.level if isinstance(error, WatchroomError) else "error", sentence(error))


def sentence(error: BaseException) -> str:
    """Return what to tell the person about a failure."""
    if isinstance(error, WatchroomError):
        return error.message
    return tr("程序出错，已记入日志：{why}", why=f"{type(error).__name__}: {error}")


def _workspace(owner: QObject | None) -> Any:
    """Return the workspace of the owner or of the nearest parent that has one."""
    while owner is not None:
        found = getattr(owner, "workspace", None)
        if found is not None and hasattr(found, "tell"):
            return found
        owner = owner.parent()
    return None


def _name(then: Callable[..., Any]) -> str:
    code = getattr(then, "__code__", None)
    return f"{code.co_filename}:{code.co_firstlineno}" if code else repr(then)


def _hub() -> _Hub:
    if not _hubs:
        hub = _Hub()
        app = QCoreApplication.instance()
        if app is not None:
            hub.moveToThread(app.thread())
        _hubs.append(hub)
    return _hubs[0]


def _answered(number: int) -> None:
    _hub().answered.emit(number)


_errands = Errands(_answered)
