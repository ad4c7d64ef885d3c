"""What others do with the same file meanwhile: their changes are shown here, and who only reads may write when they have ended."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from app.following import Following
from data.actors import PROGRAM
from data.clock import SystemClock, parse_utc
from data.clock_jumps import ClockJumps, behind
from data.duty.spans import span_words
from data.errors import WatchroomError
from data.i18n import tr
from data.store.hold import holder_of
from widgets.backups.reading_bar import ReadingBar

if TYPE_CHECKING:
    from app.console import Console

LOG = logging.getLogger(__name__)


class Beside(Following):
    """Looks at journal and lock every few seconds, off the Qt thread. `free` tells that this console may write now."""

    free = Signal()

    def __init__(self, console: Console) -> None:
        super().__init__(console.live, console)
        self._bar: ReadingBar | None = None
        self._jumps = ClockJumps(self._live.clock)
        self._tell = console.workspace.tell

    def begin(self) -> None:
        """Begin to look; what is there already is known."""
        begun = self._timer.isActive()
        super().begin()
        if not begun:
            self._look_at_clock(opening=True)

    def close(self) -> None:
        """Stop."""
        super().close()
        self._bar = None

    def tell(self, bar: ReadingBar) -> None:
        """Let a banner tell who writes; it stays away in a console that writes itself."""
        self._bar = bar
        bar.wanted.connect(self.free)
        if self._live.held_by is not None:
            bar.show_held(self._live.held_by)
        elif self._live.read_only:
            bar.show_closed()

    def look(self) -> None:
        """Look what others wrote, whether they still have the file, and whether the clock was set."""
        self._look_at_clock()
        super().look()

    def _found(self, seen: int) -> tuple[Any, ...]:
        held = self._live.held_by is not None
        return *super()._found(seen), holder_of(self._live.path) if held else None

    def _look_at_clock(self, *, opening: bool = False) -> None:
        """Tell of a clock that was set, or that is behind what was written last."""
        jump = self._jumps.look() if isinstance(self._live.clock, SystemClock) else 0.0  # others stand still and are set
        if opening:
            last = self._live.batches(limit=1, changes=1)
            jump = -behind(parse_utc(last[0].at), self._live.clock.now()) if last else 0.0
        if not jump:
            return
        minutes = span_words(abs(jump))
        if jump < 0 and opening:
            said = tr("电脑的时钟比上次的记录还早 {span}：可能不对，请核对。日志照样按先后记。", span=minutes)
        elif jump < 0:
            said = tr("电脑的时钟往回拨了 {span}。日志照样按先后记，时间从现在起按新的钟。", span=minutes)
        else:
            said = tr("电脑的时钟往前拨了 {span}。日志照样按先后记，时间从现在起按新的钟。", span=minutes)
        self._tell("warning", said)
        try:
            self._live.note("clock", said={"seconds": round(jump)}, who=PROGRAM, command="clock")
        except WatchroomError:
            LOG.info("a change of the clock could not be noted")

    def _take(self, found: tuple[Any, ...]) -> None:
        super()._take(found)
        holder = found[2]
        bar = self._bar
        if bar is None or self._live.held_by is None:
            return
        if holder is not None:
            bar.show_held(holder)
        elif bar.waits:
            self._timer.stop()
            self.free.emit()
        else:
            bar.show_free()
