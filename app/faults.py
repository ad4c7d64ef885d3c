"""The one place that owns every exception hook: the user's faults become a notice, ours a notice and a log entry."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from types import TracebackType

from app import crashes
from data.errors import Cancelled, WatchroomError
from data.i18n import tr
from data.paths import user_folder

log = logging.getLogger("watchroom")

Tell = Callable[[str, str], None]  # level and sentence


def start_log() -> None:
    """Write warnings and faults to ``watchroom.log`` in the user folder; old ones roll away."""
    root = logging.getLogger()
    if any(isinstance(h, RotatingFileHandler) for h in root.handlers):
        return
    handler = RotatingFileHandler(user_folder() / "watchroom.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(crashes.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.WARNING)


def report(error: BaseException, tell: Tell) -> None:
    """Turn an exception into a notice; what is our bug goes to the log with its traceback."""
    if isinstance(error, Cancelled):
        tell("info", tr("已取消，没有写入任何内容。"))
    elif isinstance(error, WatchroomError):
        tell(error.level, error.message)
    else:
        log.error("unexpected fault", exc_info=(type(error), error, error.__traceback__))
        crashes.write_report(error)
        tell("error", tr("程序出了差错，已记入日志，可以继续工作。"))


class Hooks:
    """Takes over the hooks of the interpreter and of threads, and gives them back on `close`."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._main
        threading.excepthook = self._thread

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _main(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        report(error, self._tell)

    def _thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            report(args.exc_value, self._tell)
