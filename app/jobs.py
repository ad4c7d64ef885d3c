"""Long work away from the window: progress, cancel, a result, and a bounded wait at shutdown."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from data.progress import Progress

PAUSE = 0.2  # seconds between two reports of how far a job is


class Job(QObject):
    """One piece of long work on a thread of its own; its signals arrive on the Qt thread."""

    progressed = Signal(int, int, str)  # done, total (0 unknown), what
    succeeded = Signal(object)
    failed = Signal(object)  # the exception, `Cancelled` among them
    ended = Signal()

    def __init__(self, title: str, work: Callable[[Progress], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.progress = Progress(self._report, pause=PAUSE)
        self._work = work
        self._thread = threading.Thread(target=self._run, name=f"job {title}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.progress.cancel()

    def wait(self, seconds: float) -> bool:
        """Wait for the thread; whether it ended in time."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _report(self, done: int, total: int, what: str) -> None:
        self.progressed.emit(done, total, what)

    def _run(self) -> None:
        try:
            result = self._work(self.progress)
        except BaseException as error:  # noqa: BLE001 - whatever it is goes to whoever started the job
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        self.ended.emit()


class Jobs(QObject):
    """The jobs under way."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running: list[Job] = []

    def start(self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], None],
              failed: Callable[[BaseException], None]) -> Job:  # fmt: skip
        """Start work; ``done`` or ``failed`` is called on the Qt thread."""
        job = Job(title, work, self)
        job.succeeded.connect(done)
        job.failed.connect(failed)
        job.ended.connect(lambda: self._forget(job))
        self.running.append(job)
        self.started.emit(job)
        job.start()
        return job

    def close(self, seconds: float = 5.0) -> bool:
        """Cancel what runs and wait; whether everything ended."""
        for job in self.running:
            job.cancel()
        ended = [job.wait(seconds) for job in list(self.running)]
        return all(ended)

    def _forget(self, job: Job) -> None:
        if job in self.running:
            self.running.remove(job)
        job.wait(1.0)
        job.deleteLater()
