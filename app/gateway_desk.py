"""The gateway of this console: opened as the station's setting says, its notices brought to the desk, closed with the console."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.faults import report
from data.accounts.session import bound
from data.errors import WatchroomError
from data.gateway.counts import Counts
from data.gateway.pulse import HEARD, Beat, Pulse
from data.gateway.wish import Wish, keep_wish, kept_wish
from data.i18n import tr

if TYPE_CHECKING:
    from app.console import Console
    from data.gateway.gateway import Gateway
    from data.gateway.replay import Replay
    from data.gateway.replay_files import Track


class GatewayDesk(QObject):
    """Opens and closes the gateway in the background; the Qt thread never waits for a door."""

    changed = Signal()  # it was opened or closed
    failed = Signal(str)  # it could not be opened: why

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self.console = console
        self.gateway: Gateway | None = None
        self.replay: Replay | None = None
        self._counts: Counts | None = None  # of the last one, after it was closed
        self._fingerprint = self._trouble = ""
        self._pulse = Pulse()
        self._opening = self._closed = False
        self._wanted: Wish | None = None  # how it was set while it was being opened
        self._turn = threading.Lock()
        self._made: Gateway | None = None  # open, and not handed over yet

    def begin(self) -> None:
        """Open it, where the station's setting says so."""
        if self.console.live.read_only or self.gateway is not None or self._opening:  # a window that is made anew finds it open
            return
        wish = kept_wish(self.console.live)
        if wish.on:
            self._open(wish)

    @property
    def wish(self) -> Wish:
        """How it is set."""
        return self.gateway.wish if self.gateway is not None else kept_wish(self.console.live)

    def carry_out(self, wish: Wish) -> None:
        """Keep how it is to be set, and open or close it."""
        keep_wish(self.console.live, wish)
        if self._opening:
            self._wanted = wish  # one after the other: both would want the same doors
        else:
            self._apply(wish)

    def _apply(self, wish: Wish) -> None:
        self.close_gateway()
        if wish.on:
            self._open(wish)
        else:
            self.changed.emit()

    @property
    def said(self) -> str:
        """The doors that are open in words, "" for none."""
        doors = self.gateway.doors if self.gateway is not None and self.gateway.running else ()
        names = {"http": "OwnTracks / Traccar", "cot": "TAK", "udp": "TAK UDP"}
        return tr("，").join(f"{names[d.name]} {d.address}:{d.port}" + ("（TLS）" if d.tls else "") for d in doors)

    def state(self) -> tuple[str, str, Counts | None]:
        """Return doors, fingerprint and counters, for the page."""
        return self.said, self._fingerprint if self.said else "", self.gateway.counts if self.gateway is not None else self._counts

    def beat(self) -> Beat:
        """Return how it does at the moment."""
        gateway = self.gateway
        if gateway is None:
            return Beat("stopped" if self._trouble else "off", trouble=self._trouble)
        if not gateway.running:
            return Beat("stopped", trouble=tr("定位网关自己停了：打开定位网关的页面，按“应用”再打开它"))
        return self._pulse.feel(gateway.counts, gateway.intake.heard(HEARD), self.said, monotonic())

    def _open(self, wish: Wish) -> None:
        def work() -> tuple[Gateway | None, str, str]:
            from data.gateway.gateway import Gateway

            made = Gateway(self.console.live, wish)
            made.told.connect(self.console.told_elsewhere.emit)
            try:
                made.start()
            except WatchroomError as error:
                return None, error.message, ""
            with self._turn:
                closed = self._closed
                self._made = None if closed else made
            if closed:
                made.stop()
                return None, "", ""
            return made, "", _fingerprint(wish)

        self._opening = True
        begun_by = bound(self.console.live.session, work)
        self.console.jobs.start(tr("打开定位网关"), lambda _progress: begun_by(), self._opened, self._not_opened)

    def _opened(self, found: tuple[Gateway | None, str, str]) -> None:
        with self._turn:
            self._made = None
        if not self._closed and self._wanted is None:
            self._take(*found)
        elif found[0] is not None:  # it was set otherwise meanwhile
            found[0].stop()
        self._go_on()

    def _take(self, gateway: Gateway | None, trouble: str, fingerprint: str) -> None:
        self._trouble, self._fingerprint = trouble, fingerprint
        if gateway is None:
            self.console.workspace.tell("warning", trouble)
            self.failed.emit(trouble)
        else:
            self.close_gateway()
            self.gateway = gateway
        self.changed.emit()

    def _not_opened(self, error: BaseException) -> None:
        report(error, self.console.workspace.tell)
        self._go_on()

    def _go_on(self) -> None:
        """Do what was wanted while the doors were being opened."""
        self._opening = False
        wish, self._wanted = self._wanted, None
        if wish is not None and not self._closed:
            self._apply(wish)

    def close_gateway(self) -> None:
        """Close the doors; what waits is stored."""
        self._trouble = ""
        self._pulse.forget()
        if self.gateway is not None:
            gateway, self.gateway = self.gateway, None
            self._counts = gateway.counts
            gateway.stop()

    def play(self, tracks: Mapping[int, Track], speed: float) -> None:
        """Play tracks as if they happened now; a replay under way ends."""
        from data.gateway.replay import Replay

        self.end_replay()
        self.replay = Replay(self.console.live, tracks, speed=speed)
        self.replay.start()

    def end_replay(self) -> bool:
        """End a replay; whether there was one."""
        replay, self.replay = self.replay, None
        if replay is None:
            return False
        running = replay.running
        replay.stop()
        return running

    def close(self) -> None:
        """End everything."""
        with self._turn:
            self._closed = True
            made, self._made = self._made, None
        if made is not None:
            made.stop()
        self.end_replay()
        self.close_gateway()


def _fingerprint(wish: Wish) -> str:
    if not wish.tls:
        return ""
    from data.gateway.certificate import files_of, fingerprint

    return fingerprint(files_of(wish, datetime.now(UTC))[0])
