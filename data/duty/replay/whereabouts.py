"""Where everybody was at a moment, by the positions that were stored: also those that a device sent later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from data.clock import format_utc, parse_utc
from data.duty.forces.packing import Fixes, no_fixes
from data.duty.forces.positions import tracks
from data.duty.forces.ways import FURTHEST
from data.duty.plan_picture import Path, Picture
from data.store import Station
from data.town.frame import LocalFrame

Floats = npt.NDArray[np.float64]

BEFORE = timedelta(hours=1)  # positions that old still say where somebody was
TRAIL = 600.0  # seconds of the way behind a force that are drawn
GONE = 900.0  # seconds without a position after which no way is drawn to the next one


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where carriers (n) were at one moment: WGS-84 degrees, when each was seen (seconds since 1970), metres of accuracy or nan."""

    carrier: npt.NDArray[np.int64]
    lon: Floats
    lat: Floats
    at: Floats
    accuracy: Floats

    def __len__(self) -> int:
        return len(self.carrier)


class Whereabouts:
    """The positions of a period, ready to be asked for any moment of it."""

    def __init__(self, fixes: Fixes, frame: LocalFrame) -> None:
        self._fixes, self._frame = fixes, frame
        self.carriers, starts = np.unique(fixes.carrier, return_index=True)
        self._starts = np.append(starts, len(fixes)).astype(np.int64)

    def at(self, moment: float) -> Places:
        """Return where each one was seen last at a moment (seconds since 1970); who was not seen in an hour is left out."""
        rows = np.array([self._row(n, moment) for n in range(len(self.carriers))], np.int64)
        known = np.flatnonzero(rows >= 0)
        known = known[self._fixes.at[rows[known]] >= moment - BEFORE.total_seconds()]
        fixes, chosen = self._fixes, rows[known]
        return Places(self.carriers[known], fixes.lon[chosen], fixes.lat[chosen], fixes.at[chosen], fixes.accuracy[chosen])

    def trails(self, moment: float) -> Picture:
        """Return the ways of the last ten minutes at a moment, as lines for the map."""
        paths = []
        for n in range(len(self.carriers)):
            last = self._row(n, moment) + 1
            first = int(np.searchsorted(self._fixes.at[self._starts[n] : last], moment - TRAIL)) + int(self._starts[n])
            paths += [Path(line, "route", 3.0) for line in self._lines(first, last)]
        return Picture(paths=tuple(paths))

    def _row(self, n: int, moment: float) -> int:
        """Return the last row of a carrier at a moment, the one before its first (-1 for the very first) where there is none."""
        start, end = int(self._starts[n]), int(self._starts[n + 1])
        row = start + int(np.searchsorted(self._fixes.at[start:end], moment, side="right")) - 1
        return row if row >= start else -1

    def _lines(self, first: int, last: int) -> list[Floats]:
        """Return rows as lines in local metres, parted where nobody knows the way between."""
        if last - first < 2:
            return []
        rows = slice(first, last)
        at = np.column_stack(self._frame.to_local(self._fixes.lon[rows], self._fixes.lat[rows]))
        far = np.hypot(*np.diff(at, axis=0).T) > FURTHEST
        cuts = np.flatnonzero((np.diff(self._fixes.at[rows]) > GONE) | far) + 1
        return [line for line in np.split(at, cuts) if len(line) > 1 and np.ptp(line, axis=0).any()]


def read_whereabouts(station: Station, start: str, end: str) -> Whereabouts:
    """Return the positions of a period (UTC as stored), with those of the hour before it. Takes its time."""
    since = format_utc(parse_utc(start) - BEFORE)
    until = format_utc(parse_utc(end) + timedelta(seconds=1))
    fixes = tracks(station, since, until) if "fixes" in station.kinds else no_fixes()
    return Whereabouts(fixes, station.frame)
