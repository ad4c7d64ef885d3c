"""Work of the desk that may be refused: done off the Qt thread, and its refusal said on the page that asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from data.errors import WatchroomError
from data.store.station import Station
from widgets import background

T = TypeVar("T")


def attempt(owner: QWidget, station: Station, work: Callable[[], T], then: Callable[[T], None],
            refused: Callable[[WatchroomError], None]) -> None:  # fmt: skip
    """Do work off the Qt thread; ``then`` gets its result, or ``refused`` the sentence for the person."""

    def tried() -> tuple[T | None, WatchroomError | None]:
        try:
            return work(), None
        except WatchroomError as error:
            return None, error

    def answered(found: tuple[T | None, WatchroomError | None]) -> None:
        result, error = found
        if error is not None:
            refused(error)
        else:
            then(result)  # type: ignore[arg-type]

    background.write(owner, station, tried, answered)
