"""Patrols: a route with points that are due one after the other, visited or missed as the track says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from data.clock import format_utc, parse_utc
from data.duty.forces.positions import tracks
from data.duty.forces.ways import Ways, passed, ways_of
from data.errors import BadInput, NotAllowed
from data.i18n import tr
from data.query import Query, Where
from data.records import ChangeSet, Edit, Record
from data.store import Station

EARLY = timedelta(minutes=15)  # before its start from which a patrol's track counts
OVER = timedelta(hours=2)  # after the last point is due, when a patrol that nobody ended counts no more
MOVES = {
    "planned": {"begin": "under_way", "cancel": "cancelled"},
    "under_way": {"finish": "done", "cancel": "cancelled"},
    "done": {},
    "cancelled": {},
}


@dataclass(frozen=True, slots=True)
class PointProgress:
    """A point of a patrol: when it is due and was visited (UTC as stored). ``state`` is "visited", "late", "missed" or "due"."""

    id: int
    order: int
    name: str
    due_at: str
    visited_at: str | None
    state: str
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a patrol is."""

    id: int
    name: str
    force: int
    state: str
    starts_at: str
    points: tuple[PointProgress, ...]

    @property
    def visited(self) -> int:
        """How many points were visited, in time or not."""
        return sum(p.state in ("visited", "late") for p in self.points)

    @property
    def missed(self) -> int:
        """How many points were missed."""
        return sum(p.state == "missed" for p in self.points)

    @property
    def next_point(self) -> PointProgress | None:
        """The point that is due next."""
        return next((p for p in self.points if p.state == "due"), None)

    @property
    def said(self) -> str:
        """The progress in words."""
        parts = [tr("到点 {n}/{all}", n=self.visited, all=len(self.points))]
        if self.missed:
            parts.append(tr("漏 {n}", n=self.missed))
        return tr("，").join(parts)


def plan_patrol(station: Station, route: int, force: int, starts_at: str, *, who: str) -> int:
    """Write a patrol of a route by a force member and return its id.

    Raises
    ------
    BadInput
        If there is no such route or force member, or the route has no points.
    """
    found = station.get("patrol_route", route)
    if found is None:
        raise BadInput(tr("没有编号为 {id} 的巡逻线路", id=route))
    person = station.get("force", force)
    if person is None:
        raise BadInput(tr("没有编号为 {id} 的力量", id=force))
    if not points_of(station, [route]):
        raise BadInput(tr("线路“{name}”还没有巡逻点，先加上再安排", name=found["name"]))
    name = tr("{route} · {who}", route=found["name"], who=person["name"])
    values = {"name": name, "route": route, "force": force, "starts_at": starts_at}
    done = station.apply([Edit("patrol", None, values)], who=who, why=tr("安排巡逻：{name}", name=name), command="patrol.plan")
    return done.changes[0].id


def move_patrol(station: Station, patrol: int, verb: str, *, who: str) -> ChangeSet:
    """Let a patrol "begin", "finish" (the visits are written down as the track says) or be "cancel"led.

    Raises
    ------
    NotAllowed
        If its state does not allow it.
    """
    record = station.get("patrol", patrol)
    if record is None:
        raise BadInput(tr("没有编号为 {id} 的巡逻", id=patrol))
    state = MOVES[record["state"]].get(verb)
    if state is None:
        choice = station.kinds["patrol"].field("state").choice(record["state"])
        raise NotAllowed(tr("巡逻“{name}”{state}，现在不能这样做", name=record["name"], state=choice.label if choice else ""))
    now = format_utc(station.clock.now())
    values: dict[str, Any] = {"state": state}
    edits = []
    if verb == "begin":
        values["starts_at"] = now
    else:
        values["ended_at"] = now
    if verb == "finish":
        shown = progress(station, [record], final=True)[0]
        values |= {"visited": shown.visited, "missed": shown.missed}
        edits = [Edit("patrol_visit", None, _visit(shown, p)) for p in shown.points]
    words = {"begin": tr("开始巡逻"), "finish": tr("结束巡逻"), "cancel": tr("取消巡逻")}[verb]
    why = f"{words}：{record['name']}"
    return station.apply([Edit("patrol", patrol, values), *edits], who=who, why=why, command=f"patrol.{verb}")


def patrols_now(station: Station) -> list[Progress]:
    """Return the patrols that are under way or planned for the next twelve hours, and those of the last twelve, by start."""
    now = station.clock.now()
    first, last = (format_utc(now + timedelta(hours=h)) for h in (-12, 12))
    found = station.read(Query("patrol", (Where("starts_at", ">=", first), Where("starts_at", "<", last)), order=("starts_at",)))
    return progress(station, found)


def progress(station: Station, patrols: Sequence[Record], *, final: bool = False) -> list[Progress]:
    """Return how far patrols are: visits written down where they ended, else worked out from the tracks.

    A point counts as visited when the way came within its radius, from a quarter of an hour before the start on; the time is that
    of the nearest moment of the first such piece of way. ``final`` counts points not visited by now as missed.
    """
    by_route = points_of(station, [p["route"] for p in patrols])
    ended = _written(station, [p.id for p in patrols if p["state"] == "done"])
    now = station.clock.now()
    return [
        Progress(p.id, p["name"], p["force"], p["state"], p["starts_at"],
                 tuple(_points(station, p, by_route.get(p["route"], []), ended.get(p.id), now, final=final)))
        for p in patrols
    ]  # fmt: skip


def points_of(station: Station, routes: Sequence[int]) -> dict[int, list[Record]]:
    """Return the points of routes in their order."""
    found: dict[int, list[Record]] = {}
    for point in station.read(Query("patrol_point", (Where("route", "in", tuple(set(routes))),), order=("order",), placed=True)):
        found.setdefault(point["route"], []).append(point)
    return found


def _points(station: Station, patrol: Record, points: Sequence[Record], written: dict[int, Record] | None, now: datetime, *,
            final: bool) -> list[PointProgress]:  # fmt: skip
    start = parse_utc(patrol["starts_at"])
    if written is not None:
        return [_of_visit(p, written.get(p.id), start) for p in points]
    if patrol["state"] == "cancelled" or not points:
        return [_point(p, start, None, now, final=False, waits=True) for p in points]
    last = max(p["after"] + p["within"] for p in points)
    end = min(now, start + timedelta(minutes=last) + OVER) + timedelta(seconds=1)
    found = tracks(station, format_utc(start - EARLY), format_utc(end), [patrol["force"]])
    ways = ways_of(found, station.frame)
    waits = patrol["state"] == "planned" and not final
    made = []
    for point in points:
        made.append(_point(point, start, _first_visit(station, point, ways), now, final=final, waits=waits))
    return made


def _first_visit(station: Station, point: Record, ways: Ways) -> datetime | None:
    place = _local(station, point)
    times = passed(ways, place, float(point["radius"])).tolist() if place is not None else []
    return datetime.fromtimestamp(times[0], UTC) if times else None


def _point(point: Record, start: datetime, visited: datetime | None, now: datetime, *, final: bool, waits: bool) -> PointProgress:
    due = start + timedelta(minutes=point["after"])
    latest = due + timedelta(minutes=point["within"])
    if visited is not None:
        state = "visited" if visited <= latest else "late"
    else:
        state = "missed" if final or (now > latest and not waits) else "due"
    place = point.place
    return PointProgress(
        point.id, point["order"], point["name"], format_utc(due), None if visited is None else format_utc(visited), state,
        place.lon if place else None, place.lat if place else None,
    )  # fmt: skip


def _of_visit(point: Record, visit: Record | None, start: datetime) -> PointProgress:
    due = format_utc(start + timedelta(minutes=point["after"]))
    state, at = (visit["state"], visit["visited_at"]) if visit is not None else ("missed", None)
    place = point.place
    return PointProgress(point.id, point["order"], point["name"], visit["due_at"] if visit is not None else due, at, state,
                         place.lon if place else None, place.lat if place else None)  # fmt: skip


def _visit(shown: Progress, point: PointProgress) -> dict[str, Any]:
    values = {"patrol": shown.id, "point": point.id, "due_at": point.due_at, "visited_at": point.visited_at, "state": point.state}
    return {n: v for n, v in values.items() if v is not None}


def _written(station: Station, patrols: Sequence[int]) -> dict[int, dict[int, Record]]:
    found: dict[int, dict[int, Record]] = {p: {} for p in patrols}
    if patrols:
        for visit in station.read(Query("patrol_visit", (Where("patrol", "in", tuple(patrols)),))):
            found[visit["patrol"]][visit["point"]] = visit
    return found


def _local(station: Station, point: Record) -> tuple[float, float] | None:
    place = point.place
    if place is None or place.lon is None or place.lat is None:
        return None
    east, north = station.frame.to_local(place.lon, place.lat)
    return float(east), float(north)
