"""Pages of a long list: read when they are looked at, let go when many others were looked at since."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

Row = TypeVar("Row")
AT_ONCE = 4  # pages asked for together: what was scrolled past is not read


class Pages(Generic[Row]):
    """Keeps ``kept`` pages of ``size`` rows; ``read`` is called with the number of a page that is wanted and answers by `put`."""

    def __init__(self, owner: QObject, size: int, kept: int, read: Callable[[int], None]) -> None:
        self._size, self._kept, self._read = size, kept, read
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._wanted: set[int] = set()
        self._soon = QTimer(owner, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read_wanted)

    def row(self, number: int) -> Row | None:
        """Return a row, or None while its page is being read."""
        page, at = divmod(number, self._size)
        rows = self._pages.get(page)
        if rows is None:
            self._wanted.add(page)
            self._soon.start()
            return None
        self._pages.move_to_end(page)
        return rows[at] if at < len(rows) else None

    @property
    def held(self) -> list[int]:
        """The numbers of the pages that are kept."""
        return list(self._pages)

    def put(self, page: int, rows: list[Row]) -> None:
        """Take a page that was read."""
        self._pages[page] = rows
        while len(self._pages) > self._kept:
            self._pages.popitem(last=False)

    def clear(self) -> None:
        """Let all go: another list is shown."""
        self._pages.clear()
        self._wanted.clear()

    def _read_wanted(self) -> None:
        for page in sorted(self._wanted)[-AT_ONCE:]:
            self._read(page)
        self._wanted.clear()
