"""What a debrief tells beside figures: moments of its pictures, who would have been faster by what was known then, tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isnan

from data.clock import parse_utc
from data.duty.dispatch import rank, travel_of
from data.duty.dispatch.explain import explained, keep
from data.duty.dispatch.forces import Force, forces_of
from data.duty.forces.standing import Standing
from data.duty.incidents.debrief import Debrief, Table
from data.duty.replay.captions import shots_of_case, shots_of_period
from data.duty.replay.run import period_of_case
from data.duty.replay.whereabouts import Places, read_whereabouts
from data.i18n import tr
from data.insight.playback import stored
from data.kinds.moments import show_time
from data.query import Query, Where
from data.records import Record
from data.store.in_time import StationInTime
from data.store.station import Station

MOST = 60  # cases whose sending is looked at again; tasks that are listed
FASTER = 3  # who would have been faster are named for each sending


def deepened(live: Station, found: Debrief, *, case: int | None = None, period: tuple[str, str] | None = None) -> Debrief:
    """Return a report of a case or period (UTC as stored) with the moments of its pictures, who would have been faster, and tasks.

    Takes its time: the station is looked at as it was when each was sent. Ask it off the window's thread.
    """
    station = StationInTime(live)
    try:
        start, end = period or period_of_case(station, case or 0)
        begins = next((m.at for m in station.moments()), "")
        first, last = (parse_utc(t).timestamp() for t in (start, end))
        shots = shots_of_case(live, case) if case else shots_of_period(live, start, end, (first, last))
        tables = (*found.tables, *_faster(station, start, end, begins, case), *_tasks(live, start, end, case))
        return replace(found, tables=tables, shots=tuple(s for s in shots if s.at and s.at >= begins))
    finally:
        station.release()


def _faster(station: StationInTime, start: str, end: str, begins: str, case: int | None) -> Iterator[Table]:
    """Yield the table of who was sent and who would have been there before, of those that do not keep it themselves."""
    live = station.live
    about = (Where("case", "is", case),) if case else (Where("sent_at", ">=", start), Where("sent_at", "<=", end))
    sent = [d for d in live.read(Query("deployment", about, order=("sent_at",))) if d["sent_at"] and str(d["sent_at"]) > begins]
    groups: dict[tuple[int, str], list[Record]] = {}
    for deployment in sent:
        groups.setdefault((int(deployment["case"]), str(deployment["sent_at"])), []).append(deployment)
    rows = []
    for (id, at), them in list(groups.items())[:MOST]:
        if case and any(d["considered"] for d in them):
            continue  # the report of the case tells it already
        firsts = (show_time(at, live.zone), _title(live, id))  # said once for all that were compared
        rows += [(*(firsts if n == 0 else ("", "")), line) for n, line in enumerate(_judged(station, id, at, them))]
    if rows:
        yield Table(tr("派了谁，谁会更快"), (tr("时间"), tr("警情"), tr("比较")), tuple(rows))


def _judged(station: StationInTime, case: int, at: str, them: Sequence[Record]) -> list[str]:
    """Return what is told of one sending: as it was kept then, else reckoned anew by what the station knew a second before."""
    kept = [line for d in them for line in str(d["considered"] or "").splitlines() if line.strip()]
    record = station.live.get("case", case, placed=True)
    place = record.place if record is not None else None
    if kept or place is None or place.lon is None or place.lat is None:
        return list(dict.fromkeys(kept))
    moment = stored(parse_utc(at).timestamp() - 1.0)
    if station.moment is None:
        station.show(station.look_back(moment))
    else:
        station.go_to(moment)
    travel = travel_of(station.live)
    went = [int(d["force"]) for d in them]
    forces = [f for f in _where_they_were(station, moment) if f.id in went or not f.ahead]  # a place of the future proves nothing
    found = rank(travel, travel.local(place.lon, place.lat), forces, now=parse_utc(moment))
    return list(explained(keep(found, went)))[: len(them) + FASTER]


def _where_they_were(station: StationInTime, moment: str) -> list[Force]:
    """Return the forces as they were at a moment, where their positions say."""
    at = parse_utc(moment).timestamp()
    places = read_whereabouts(station.live, moment, moment).at(at)
    seen = {int(id): n for n, id in enumerate(places.carrier)}
    return [
        replace(force, ahead=0.0, standing=_standing(places, seen[force.id], at)) if force.id in seen else force
        for force in forces_of(station, parse_utc(moment))
    ]


def _standing(places: Places, n: int, moment: float) -> Standing:
    accuracy = float(places.accuracy[n])
    return Standing(float(places.lon[n]), float(places.lat[n]), moment - float(places.at[n]), None if isnan(accuracy) else accuracy)


def _title(live: Station, case: int) -> str:
    record = live.get("case", case)
    return live.title(record) if record is not None else ""


def _tasks(live: Station, start: str, end: str, case: int | None) -> Iterator[Table]:
    """Yield the table of the tasks of a case, or of those handed out or closed in a period."""
    asked = [(Where("subject_kind", "is", "case"), Where("subject", "is", case))] if case else [
        (Where(name, ">=", start), Where(name, "<=", end)) for name in ("issued_at", "fed_back_at", "closed_at")
    ]  # fmt: skip
    found = {task.id: task for where in asked for task in live.read(Query("task", where, order=("issued_at",), limit=MOST))}
    if not found:
        return
    states = {c.value: c.label for c in live.kinds["task"].field("state").choices}
    names = {f.id: str(f["name"]) for f in live.read(Query("force", fields=("name",)))}
    rows = tuple(
        (str(t["title"]), names.get(t["assignee"] or 0, ""), states.get(str(t["state"]), ""), *_times(live, t))
        for t in sorted(found.values(), key=lambda t: str(t["issued_at"] or ""))[:MOST]
    )
    yield Table(tr("任务"), (tr("任务"), tr("承办人"), tr("状态"), tr("下发"), tr("反馈"), tr("期限")), rows)


def _times(live: Station, task: Record) -> tuple[str, ...]:
    return tuple(show_time(str(task[n]), live.zone) if task[n] else "" for n in ("issued_at", "fed_back_at", "due_at"))
