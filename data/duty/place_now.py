"""Where the assignee of a task is now, for feedback: the last position, where it is fresh enough to mean anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from data.clock import parse_utc
from data.duty.tasks import FedBack
from data.i18n import tr
from data.records import Record
from data.store import Station

FRESH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Fix:
    """A position in degrees and how many minutes old it is."""

    lon: float
    lat: float
    minutes: int

    @property
    def said(self) -> str:
        """Whose position it is and how old, in words."""
        return tr("位置取承办人 {n} 分钟前的定位", n=self.minutes) if self.minutes else tr("位置取承办人现在的定位")

    @property
    def fed(self) -> FedBack:
        """The position as it goes with a step."""
        return FedBack(self.lon, self.lat)


def place_now(station: Station, task: Record) -> Fix | None:
    """Return where the assignee is; None without a position, or where it is older than `FRESH`."""
    who = station.get("force", int(task["assignee"]), placed=True) if task["assignee"] else None
    if who is None or who.place is None or who.place.lon is None or who.place.lat is None or not who["seen_at"]:
        return None
    age = station.clock.now() - parse_utc(who["seen_at"])
    if not timedelta(minutes=-1) <= age <= FRESH:
        return None
    return Fix(who.place.lon, who.place.lat, max(0, int(age.total_seconds() // 60)))
