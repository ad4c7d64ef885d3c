"""Tracks played as if they happened now, for an exercise, or taken over as somebody's past."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from data.accounts.session import by_rule
from data.duty.forces.packing import Fix
from data.duty.forces.positions import store
from data.errors import WatchroomError
from data.gateway.replay_files import Track
from data.gateway.report import Judge, Report, fix_of
from data.gateway.sound_tracks import sound
from data.i18n import tr
from data.progress import Progress
from data.store import Station

AT_ONCE = 20_000  # positions in a change set
COMMAND = "replay_tracks"  # that somebody must be allowed: positions themselves are stored by rule, as those of devices are


def take_over(station: Station, track: Track, carrier: int, judge: Judge, *, who: str, progress: Progress | None = None
              ) -> tuple[int, Counter[str]]:  # fmt: skip
    """Store a track as somebody's past, at its own times; return how many positions that was, and what was left out and why.

    What a device could not have reported here is not taken over: it would be walked back to with every tour of the past.

    Raises
    ------
    NotAllowed
        If whoever is at the desk may not replay tracks.
    """
    station.session.demand(COMMAND, tr("回放轨迹"))
    now = station.clock.now().timestamp()
    kept, refused = sound([track], judge, now)
    fixes = [fix_of(Report(*point), carrier, "replay", now) for part in kept for point in part.points]
    for start in range(0, len(fixes), AT_ONCE):
        if progress is not None:
            progress.report(start, len(fixes), tr("正在存入轨迹"))
        by_rule(partial(store, station, fixes[start : start + AT_ONCE], who=who))()
    return len(fixes), refused


class Replay:
    """Plays tracks as if they happened now: each second the place that a track has then is reported for its carrier.

    ``speed`` is how many seconds of the track pass in one. It stores a batch every ``batch`` seconds on a thread of its own.

    Raises
    ------
    NotAllowed
        If whoever is at the desk may not replay tracks.
    """

    def __init__(self, station: Station, tracks: Mapping[int, Track], *, speed: float = 1.0, batch: float = 5.0, who: str = "",
                 ended: Callable[[], None] | None = None) -> None:  # fmt: skip
        station.session.demand(COMMAND, tr("回放轨迹"))
        self._station, self._tracks, self._speed, self._batch = station, dict(tracks), max(speed, 0.1), batch
        self._who = who or tr("轨迹回放")
        self._ended = ended
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="replay", daemon=True)
        self.fault: WatchroomError | None = None
        self.reported = 0

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; what was reported is stored."""
        self._stop.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(10.0)

    @property
    def running(self) -> bool:
        """Whether it plays."""
        return self._thread.is_alive()

    def fixes(self, elapsed: float, now: float) -> list[Fix]:
        """Return the positions some seconds after the beginning; a track that is over stays where it ended."""
        first = min(t.start for t in self._tracks.values())
        moment = first + elapsed * self._speed
        return [
            Fix(carrier, now, *at, source="replay")
            for carrier, track in self._tracks.items() if track.start <= moment and (at := _at(track, moment)) is not None
        ]  # fmt: skip

    def over(self, elapsed: float) -> bool:
        """Whether every track has ended."""
        first = min(t.start for t in self._tracks.values())
        return first + elapsed * self._speed > max(t.end for t in self._tracks.values())

    def _run(self) -> None:
        begun, waiting, stored = time.monotonic(), [], time.monotonic()
        while not self._stop.is_set():
            elapsed = time.monotonic() - begun
            waiting += self.fixes(elapsed, self._station.clock.now().timestamp())
            over = self.over(elapsed)
            if over or time.monotonic() - stored >= self._batch:
                stored = time.monotonic()
                waiting = self._store(waiting)
            if over:
                break
            self._stop.wait(1.0)
        self._store(waiting)
        if self._ended is not None:
            self._ended()

    def _store(self, waiting: list[Fix]) -> list[Fix]:
        """Store what waits; what cannot be stored waits on, if it is not too much."""
        try:
            by_rule(partial(store, self._station, waiting, who=self._who))()
        except WatchroomError as error:
            self.fault = error
            return waiting[-AT_ONCE:]
        self.reported += len(waiting)
        return []


def _at(track: Track, moment: float) -> tuple[float, float, float | None] | None:
    """Return where a track is at a moment: between two positions on the straight way, at an even pace."""
    points = track.points
    low, high = 0, len(points) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if points[middle][0] <= moment:
            low = middle
        else:
            high = middle - 1
    at, lon, lat, accuracy = points[low]
    if low + 1 >= len(points):
        return lon, lat, accuracy
    later, lon2, lat2, _ = points[low + 1]
    share = min(max((moment - at) / max(later - at, 1e-9), 0.0), 1.0)
    return lon + (lon2 - lon) * share, lat + (lat2 - lat) * share, accuracy
