"""The import under way: what came, what is being done with it, one piece of work after the other and none on the Qt thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from data.errors import Cancelled, WatchroomError
from data.exchange.conversation import (
    Arrivals,
    Parcel,
    afresh,
    carry_out,
    change,
    change_all,
    compare,
    decide,
    found_ledger,
    leave_out,
    listen,
    mean_building,
    reread,
    retell,
    retell_done,
    save_rejects,
    say_datum,
)  # fmt: skip
from data.exchange.conversation.answer import Change
from data.exchange.conversation.compare import SAMPLE, long
from data.exchange.places.own_kind import Proposal
from data.exchange.tables.doubts import Decision
from data.i18n import language, tr
from data.kinds.model import Kinds
from data.progress import Progress
from data.records import ChangeSet
from data.store.station import Station
from widgets.background import Subscriptions, all_answered, ask, forget, on_qt_thread, write

T = TypeVar("T")
Work = Callable[[Parcel, Progress], Parcel]
PAUSE = 0.2  # seconds between two words on how far the work is
# Between two pieces of work what the first found is shown, its rows too, or the window would wait for the interpreter at each
# widget that it makes: turns of the event loop, milliseconds between two of them, and turns after which it is not waited any more.
TURNS, TURN, PATIENCE = 4, 5, 60
READ, COMPARE, RETELL, WRITE = "read", "compare", "retell", "write"


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work on a parcel: ``sort`` is reading, comparing, telling anew or writing, ``words`` say it."""

    key: int
    sort: str
    words: Callable[[], str]
    work: Work


class Talk(QObject):
    """The parcels of one import window, by key, in the order in which they came.

    ``changed`` tells that a parcel is another, ``listed`` that parcels came or went, ``busy`` what is done now ("" for
    nothing), ``ticked`` how far it is (done, total, what), ``failed`` a sentence, ``written`` that a parcel was imported.
    """

    changed = Signal(int)
    listed = Signal()
    busy = Signal(str)
    ticked = Signal(int, int, str)
    failed = Signal(str)
    written = Signal(int)

    def __init__(self, station: Station, who: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._who = who
        self._arrivals = Arrivals()
        self._queue: deque[Task] = deque()
        self._running: Task | None = None
        self._progress: Progress | None = None
        self._heard = Subscriptions(self)
        self._heard.add(station.changed, self._on_changed)
        self._stale: set[int] = set()  # parcels that wait to be written while something else was
        self.parcels: dict[int, Parcel] = {}
        self._language = language()  # in which parcels are told
        self.said = ""  # what is done now, in words
        self.busy.connect(self._say)
        self.taken_back: dict[int, int] = {}  # batch of an import -> the change set that took it back
        self._turns = self._patience = 0  # until what runs begins
        self._turn = QTimer(self, interval=TURN)
        self._turn.timeout.connect(self._begin_soon)

    # What the person does

    def take(self, paths: Sequence[Path]) -> list[int]:
        """Begin to look at files; return their keys."""
        came = self._arrivals.take(paths)
        for parcel in came:
            self.parcels[parcel.key] = parcel
        self.listed.emit()
        for parcel in came:
            self._put(self._reading(parcel))
        return [parcel.key for parcel in came]

    def resume(self, key: int) -> None:
        """Go on where it was cancelled."""
        parcel = self.parcels[key]
        if parcel.parts:
            self._compare(key)
        else:
            self._put(self._reading(parcel))

    def drop(self, key: int) -> None:
        """Forget a parcel."""
        self._withdraw(key)
        self.parcels.pop(key, None)
        self.listed.emit()

    def clear(self) -> None:
        """Forget all."""
        for key in list(self.parcels):
            self._withdraw(key)
        self.parcels.clear()
        self.listed.emit()

    def change(self, key: int, at: int, how: Change) -> None:
        """Understand a table otherwise."""
        self._answer(key, lambda parcel, _progress: change(self._station, parcel, at, how))

    def change_all(self, key: int, ats: Sequence[int], how: Change) -> None:
        """Understand several tables otherwise in the same way."""
        self._answer(key, lambda parcel, _progress: change_all(self._station, parcel, ats, how))

    def afresh(self, key: int, at: int) -> None:
        """Forget what tables of these headings were taken for last time."""
        self._answer(key, lambda parcel, _progress: afresh(self._station, parcel, at))

    def reread(self, key: int, at: int, kind: str, datum: str) -> None:
        """Take a file of places for another kind, or all of it in another datum."""
        self._answer(key, lambda parcel, _progress: reread(parcel, at, kind=kind, datum=datum))

    def found_ledger(self, key: int, at: int, proposal: Proposal, label: str) -> None:
        """Make a ledger of the station's own for a file of places, and take the file for it."""
        who = self._who()
        self._answer(key, lambda parcel, _progress: found_ledger(self._station, parcel, at, proposal, label, who))

    def say_datum(self, key: int, at: int, layer: str, datum: str) -> None:
        """Take one layer of a file of places in another datum."""
        self._answer(key, lambda parcel, _progress: say_datum(parcel, at, layer, datum))

    def mean_building(self, key: int, at: int, text: str) -> None:
        """Say which building a model is of."""
        self._answer(key, lambda parcel, _progress: mean_building(self._station, parcel, at, text))

    def leave_out(self, key: int, at: int, *, used: bool) -> None:
        """Leave a part out, or take it in again."""
        self._set(leave_out(self.parcels[key], at, used=used))
        self._compare(key)

    def decide(self, key: int, at: int, decisions: Mapping[tuple[str, int], Decision | None]) -> None:
        """Say of doubtful rows what they are."""
        self._set(decide(self.parcels[key], at, decisions))
        self._compare(key)

    def carry_out(self, key: int) -> None:
        """Import a parcel."""
        name, who = self.parcels[key].name, self._who()

        def write(parcel: Parcel, progress: Progress) -> Parcel:
            if key in self._stale:  # what was imported before it may have brought the same records
                parcel = compare(self._station, parcel, progress)
            return carry_out(self._station, parcel, who, progress)

        self._stale.discard(key)
        self._put(Task(key, WRITE, lambda: tr("正在导入 {file}", file=name), write))

    def follow_language(self) -> None:
        """Put what was found so far into the language of now; what the person answered and decided stays.

        The old words stand until the new ones are there, and an import can be carried out meanwhile.
        """
        if language() == self._language:
            return
        self._language = language()
        if self._running is not None:
            self.busy.emit(self._running.words())
        for key, parcel in list(self.parcels.items()):
            begun = parcel.parts or parcel.trouble or self.doing(key)
            if begun and self.doing(key) != WRITE:
                self._stop_comparing(key)
                self._put(Task(key, RETELL, lambda name=parcel.name: tr("正在核对 {file}", file=name), self._retell))  # type: ignore[misc]

    def cancel(self) -> None:
        """Stop what runs and what waits; what was read stays, what was begun to be written is not written."""
        self._queue.clear()
        if self._progress is not None:
            self._progress.cancel()

    def undo(self, key: int) -> None:
        """Take a whole import back."""
        batch = self.parcels[key].batch
        if batch is not None:
            who = self._who()
            write(self, self._station, lambda: guarded(lambda: self._station.undo(batch, who=who)), self._undone)

    def save_rejects(self, key: int, out: Path, then: Callable[[int], None]) -> None:
        """Write the refused and doubtful rows of a parcel to a file."""
        parcel = self.parcels[key]

        def told(answer: int | str | None) -> None:
            if isinstance(answer, int):
                then(answer)
            elif answer:
                self.failed.emit(answer)

        ask(self, self._station, lambda: guarded(lambda: save_rejects(parcel, out)), told, f"rejects {key}")

    # What is done

    def doing(self, key: int) -> str:
        """Return what is being done with a parcel, or waits to be: a sort of work, or "" for nothing."""
        if self._running is not None and self._running.key == key:
            return self._running.sort
        return next((task.sort for task in self._queue if task.key == key), "")

    @property
    def kinds(self) -> Kinds:
        """What the station keeps."""
        return self._station.kinds

    @property
    def idle(self) -> bool:
        """Whether nothing runs or waits."""
        return self._running is None and not self._queue

    def undone(self, parcel: Parcel) -> bool:
        """Whether an import was taken back and not brought back."""
        return parcel.batch is not None and parcel.batch in self.taken_back

    def close(self) -> None:
        """Stop, and take unpacked files away."""
        self.cancel()
        self._turn.stop()
        self._heard.close()
        forget(self)
        self._arrivals.close()

    def _say(self, said: str) -> None:
        self.said = said

    def _reading(self, parcel: Parcel) -> Task:
        return Task(parcel.key, READ, lambda: tr("正在读 {file}", file=parcel.name), self._read)

    def _read(self, parcel: Parcel, progress: Progress) -> Parcel:
        opened = self._arrivals.open(parcel)
        return opened if opened.trouble else listen(self._station, opened, progress)

    def _retell(self, parcel: Parcel, progress: Progress) -> Parcel:
        if parcel.done:
            return retell_done(self._station, parcel, progress)
        if parcel.parts and not parcel.trouble:
            return retell(self._station, parcel, progress)
        opened = self._read(parcel, progress)
        return opened if opened.trouble else compare(self._station, opened, progress)

    def _answer(self, key: int, work: Work) -> None:
        self._stop_comparing(key)
        self._put(Task(key, READ, lambda: tr("正在重新理解"), work))

    def _compare(self, key: int) -> None:
        """Compare a parcel anew, a sample first where it is long."""
        self._stop_comparing(key)
        parcel = self.parcels[key]

        def words() -> str:
            return tr("正在核对 {file}", file=parcel.name)

        if long(parcel):
            self._put(Task(key, COMPARE, words, lambda p, w: compare(self._station, p, w, most=SAMPLE)))
        self._put(Task(key, COMPARE, words, lambda p, w: compare(self._station, p, w)))

    def _stop_comparing(self, key: int) -> None:
        self._queue = deque(t for t in self._queue if (t.key, t.sort) != (key, COMPARE))
        running = self._running
        if running is not None and (running.key, running.sort) == (key, COMPARE) and self._progress is not None:
            self._progress.cancel()

    def _withdraw(self, key: int) -> None:
        self._queue = deque(t for t in self._queue if t.key != key)
        if self._running is not None and self._running.key == key and self._progress is not None:
            self._progress.cancel()

    def _put(self, task: Task) -> None:
        self._queue.append(task)
        self.changed.emit(task.key)
        self._next()

    def _next(self) -> None:
        if self._running is not None:
            return
        if not self._queue:
            self.busy.emit("")
            return
        task = self._queue.popleft()
        progress = Progress(lambda done, total, what: on_qt_thread(lambda: self._tick(progress, done, total, what)), pause=PAUSE)
        self._running, self._progress = task, progress
        self.busy.emit(task.words())
        self._turns, self._patience = TURNS, PATIENCE
        self._turn.start()

    def _begin_soon(self) -> None:
        self._patience -= 1
        self._turns = self._turns - 1 if all_answered() else TURNS
        if self._turns > 0 and self._patience > 0:
            return
        self._turn.stop()
        task, progress = self._running, self._progress
        assert task is not None
        assert progress is not None
        parcel = self.parcels.get(task.key)
        if parcel is None:  # dropped meanwhile
            self._done(task, None)
            return
        ask(self, self._station, lambda: guarded(lambda: task.work(parcel, progress)), lambda a: self._done(task, a), "work")

    def _tick(self, progress: Progress, done: int, total: int, what: str) -> None:
        if progress is self._progress:
            self.ticked.emit(done, total, what)

    def _done(self, task: Task, answer: Parcel | str | None) -> None:
        stopped = self._progress is not None and self._progress.cancelled
        self._running = self._progress = None
        if task.key in self.parcels:
            self._take_answer(task, answer, stopped=stopped)
        self._next()

    def _take_answer(self, task: Task, answer: Parcel | str | None, *, stopped: bool) -> None:
        if isinstance(answer, Parcel) and not (stopped and task.sort in (COMPARE, RETELL)):
            self._set(answer)
            # Reading may end before it notices that it should stop: what it read stays, and nothing follows by itself.
            if task.sort == READ and not answer.trouble and not stopped:
                self._compare(task.key)
            elif task.sort == WRITE:
                self.written.emit(task.key)
            return
        if isinstance(answer, str):
            self.failed.emit(answer)
        self.changed.emit(task.key)

    def _set(self, parcel: Parcel) -> None:
        self.parcels[parcel.key] = parcel
        self.changed.emit(parcel.key)

    def _undone(self, answer: ChangeSet | str | None) -> None:
        if isinstance(answer, str):
            self.failed.emit(answer)

    def _on_changed(self, changes: ChangeSet) -> None:
        """Follow undo and redo of the imports, and compare anew what is not imported yet."""
        if changes.undoes is not None:
            self.taken_back = {b: by for b, by in self.taken_back.items() if by != changes.undoes}
            self.taken_back[changes.undoes] = changes.id
        for key, parcel in list(self.parcels.items()):
            if parcel.done:
                self.changed.emit(key)
            elif self.doing(key) == WRITE:
                self._stale.add(key)
            elif parcel.parts and not parcel.trouble:
                self._compare(key)


def guarded(work: Callable[[], T]) -> T | str | None:
    """Return the result, the sentence of what went wrong, or None where the person stopped it."""
    try:
        return work()
    except WatchroomError as error:
        return error.message
    except Cancelled:
        return None
