"""What can be done in one walk: the tasks of an officer, those at one building together, doubles pointed out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.duty.time_left import urgency
from data.query import Query, Where
from data.records import Record
from data.store import Station

READY = ("draft", "issued", "signed")  # not begun: only these are put together anew
SAME_SPOT = 5  # places of degrees: tasks in the open within a metre stand together


@dataclass(frozen=True, slots=True)
class Stop:
    """One place of a walk with the tasks there, the most pressing first; ``lon`` and ``lat`` in degrees."""

    building: int | None
    lon: float
    lat: float
    tasks: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The stops of one officer, tasks that repeat another one (by the id of the one that stays), and tasks without a place."""

    officer: int
    stops: tuple[Stop, ...]
    doubles: tuple[tuple[int, int], ...]
    nowhere: tuple[Record, ...]

    @property
    def tasks(self) -> tuple[Record, ...]:
        """All tasks at the stops."""
        return tuple(t for s in self.stops for t in s.tasks)


def ready_tasks(station: Station, officer: int | None = None, ids: Sequence[int] | None = None) -> list[Record]:
    """Return the tasks with an assignee that are not begun and on no visit list yet: of an officer, or these."""
    where = [Where("state", "in", READY), Where("assignee", "not", None), Where("visit_list", "is", None)]
    if officer is not None:
        where.append(Where("assignee", "is", officer))
    if ids is not None:
        where.append(Where("id", "in", tuple(ids)))
    return station.read(Query("task", tuple(where), order=("due_at", "id"), placed=True))


def gather(station: Station, tasks: Iterable[Record]) -> list[Gathered]:
    """Return tasks put together by officer and place, the officer with most tasks first."""
    by_officer: dict[int, list[Record]] = defaultdict(list)
    for task in tasks:
        by_officer[int(task["assignee"])].append(task)
    found = [_of_officer(station, officer, own) for officer, own in by_officer.items()]
    return sorted(found, key=lambda g: (-len(g.tasks), g.officer))


def doubles(tasks: Sequence[Record]) -> list[tuple[int, int]]:
    """Return (double, the one that stays): same subject, same type; the one that is further on stays, then the one due first."""
    kept: dict[tuple[str, int, str], Record] = {}
    found = []
    for task in sorted(tasks, key=lambda t: (t["state"] == "draft", t["due_at"] or "9", t.id)):
        if not task["subject"]:
            continue
        key = (task["subject_kind"], int(task["subject"]), task["type"])
        if key in kept:
            found.append((task.id, kept[key].id))
        else:
            kept[key] = task
    return found


def _of_officer(station: Station, officer: int, tasks: list[Record]) -> Gathered:
    twice = doubles(tasks)
    gone = {double for double, _ in twice}
    now = station.clock.now()
    places: dict[tuple[int | None, float, float], list[Record]] = defaultdict(list)
    nowhere = []
    for task in tasks:
        place = task.place
        if task.id in gone:
            continue
        if place is None or place.lon is None or place.lat is None:
            nowhere.append(task)
        elif place.building is not None:
            places[place.building, 0.0, 0.0].append(task)
        else:
            places[None, round(place.lon, SAME_SPOT), round(place.lat, SAME_SPOT)].append(task)
    order = {"late": 0, "soon": 1, "calm": 2, "done": 3}
    stops = []
    for (building, _, _), there in places.items():
        pressing = {t.id: order[urgency(t["due_at"], t["state"], now, t["issued_at"])] for t in there}
        there.sort(key=lambda t: (_storey(t), t["due_at"] or "9", t.id))
        there.sort(key=lambda t: pressing[t.id])
        place = there[0].place
        assert place is not None
        assert place.lon is not None
        assert place.lat is not None
        stops.append(Stop(building, place.lon, place.lat, tuple(there)))
    return Gathered(officer, tuple(stops), tuple(twice), tuple(nowhere))


def _storey(task: Record) -> int:
    """Storeys from the top down: one takes the lift up and walks down."""
    return -(task.place.storey or 0) if task.place else 0
