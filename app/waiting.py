"""Long work while there is no window of the console: a small one with how far it is, and the way to skip it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWidgets import QProgressDialog

from app.jobs import Job, Jobs
from data.errors import Cancelled
from data.progress import Progress

SOON_MS = 400  # what is done by then shows no window


def do_waiting(title: str, verb: str, work: Callable[[Progress], Any]) -> Any:
    """Do work on a thread and wait for it with a small window; ``verb`` "" for what cannot be stopped.

    Raises
    ------
    Cancelled
        If the person stopped it.
    BaseException
        What the work raised.
    """
    owner, loop = QObject(), QEventLoop()
    jobs = Jobs(owner)
    dialog = QProgressDialog(title, verb, 0, 0)
    dialog.setMinimumDuration(SOON_MS)
    dialog.setWindowTitle(title)
    if not verb:
        dialog.setCancelButton(None)
    answer: list[Any] = []
    fault: list[BaseException] = []

    def follow(job: Job) -> None:
        job.progressed.connect(lambda done, total, what: _show(dialog, title, done, total, what))
        job.ended.connect(loop.quit)
        dialog.canceled.connect(job.cancel)

    jobs.started.connect(follow)  # before it begins: work that is refused at once has ended by the time that `start` returns
    jobs.start(title, work, answer.append, fault.append)
    loop.exec()
    dialog.close()
    dialog.deleteLater()
    jobs.close()
    owner.deleteLater()
    if fault:
        raise fault[0]
    if not answer:
        raise Cancelled
    return answer[0]


def _show(dialog: QProgressDialog, title: str, done: int, total: int, what: str) -> None:
    dialog.setMaximum(total)
    dialog.setValue(min(done, max(0, total - 1)))
    dialog.setLabelText(f"{title}\n{what}")
