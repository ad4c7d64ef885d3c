"""Shifts: who is on duty from when to when, clocking in and out, and the table of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from data.clock import format_utc, parse_utc
from data.duty.forces.moves import edit_for, forces
from data.duty.forces.states import MOVES
from data.errors import BadInput, NotAllowed
from data.i18n import tr
from data.query import Query, Where
from data.records import ChangeSet, Record
from data.store import Station

EARLY = timedelta(hours=2)  # that one may clock in before a shift begins
USUAL = timedelta(hours=8)  # of a shift that nobody planned
BREAK = timedelta(minutes=30)  # who is back within it was out by mistake or for a moment: the same shift goes on
STATES = ("planned", "missing", "on", "over", "done", "absent")


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One line of the table of shifts. ``state`` is one of `STATES`: over is still clocked in after its end."""

    id: int
    force: int
    name: str
    team: str
    post: str
    grid: str
    starts_at: str
    ends_at: str | None
    in_at: str | None
    out_at: str | None
    state: str


def clock_in(station: Station, force_ids: Sequence[int], *, who: str, grid: int | None = None, post: str = "",
             vehicle: int | None = None) -> ChangeSet:  # fmt: skip
    """Clock force members in: into the shift that is due, the one left within `BREAK`, or one that nobody had planned.

    Raises
    ------
    NotAllowed
        If one of them is on duty already.
    BadInput
        If there is no such force member.
    """
    now = station.clock.now()
    found = forces(station, force_ids)
    due = {s["force"]: s for s in (*_just_left(station, force_ids, now), *_open_shifts(station, force_ids, now))}
    with station.editing(who=who, why=tr("签到上岗：{names}", names=_names(found)), command="force.clock_in") as draft:
        for record in found:
            edit = edit_for(station, record, "clock_in", now=now)
            more = {"grid": grid, "vehicle": vehicle}
            draft.change("force", record.id, **dict(edit.values or {}), **{n: v for n, v in more.items() if v is not None})
            shift = due.get(record.id)
            said = {n: v for n, v in {**more, "post": post.strip() or None}.items() if v is not None}
            if shift is not None:
                draft.change("shift", shift.id, in_at=shift["in_at"] or format_utc(now), out_at=None, **said)
            else:
                draft.add("shift", _unplanned(record, now) | said)
    assert draft.done is not None
    return draft.done


def clock_out(station: Station, force_ids: Sequence[int], *, who: str) -> ChangeSet:
    """Clock force members out; who has a case in hand is released first.

    Raises
    ------
    NotAllowed
        If one of them is on a case, or not on duty.
    """
    now = station.clock.now()
    found = forces(station, force_ids)
    query = Query("shift", (Where("force", "in", tuple(force_ids)), Where("in_at", "not", None), Where("out_at", "is", None)))
    running = station.read(query)
    with station.editing(who=who, why=tr("签退下班：{names}", names=_names(found)), command="force.clock_out") as draft:
        for record in found:
            if record["duty"] in MOVES and "clock_out" not in MOVES[record["duty"]] and "release" in MOVES[record["duty"]]:
                raise NotAllowed(tr("{name}手上还有警情，先“归队待命”再签退", name=record["name"]))
            edit = edit_for(station, record, "clock_out", now=now)
            draft.change("force", record.id, vehicle=None, **dict(edit.values or {}))
        for shift in running:
            draft.change("shift", shift.id, out_at=format_utc(now))
    assert draft.done is not None
    return draft.done


def plan_shift(station: Station, force_ids: Sequence[int], starts_at: str, ends_at: str, *, who: str, grid: int | None = None,
               post: str = "", vehicle: int | None = None) -> ChangeSet:  # fmt: skip
    """Write shifts for force members (times UTC as stored).

    Raises
    ------
    BadInput
        If the shift ends before it begins, or one of them has a shift at that time.
    """
    if ends_at <= starts_at:
        raise BadInput(tr("班次的结束要晚于开始"))
    found = forces(station, force_ids)
    for shift in shifts_between(station, starts_at, ends_at, force_ids):
        name = next(r["name"] for r in found if r.id == shift["force"])
        raise BadInput(tr("{name}在这段时间已经有班次（{post}）", name=name, post=shift["post"] or ""))
    values: dict[str, Any] = {"starts_at": starts_at, "ends_at": ends_at, "grid": grid, "vehicle": vehicle}
    values["post"] = post.strip() or None
    with station.editing(who=who, why=tr("排班：{names}", names=_names(found)), command="shift.plan") as draft:
        for record in found:
            draft.add("shift", {n: v for n, v in {**values, "force": record.id, "team": record["team"]}.items() if v is not None})
    assert draft.done is not None
    return draft.done


def shifts_between(station: Station, start: str, end: str, force_ids: Sequence[int] = ()) -> list[Record]:
    """Return the shifts that a period touches (UTC as stored), by beginning; one without an end lasts `USUAL`."""
    first = format_utc(parse_utc(start) - timedelta(days=2))
    where = [Where("starts_at", "<", end), Where("starts_at", ">=", first)]
    if force_ids:
        where.append(Where("force", "in", tuple(force_ids)))
    found = station.read(Query("shift", tuple(where), order=("starts_at",)))
    return [s for s in found if _end(s) > start]


def shift_table(station: Station, start: str, end: str) -> list[ShiftRow]:
    """Return the table of the shifts that a period touches, with what became of each."""
    now = station.clock.now()
    found = shifts_between(station, start, end)
    ids = tuple({s["force"] for s in found})
    asked = Query("force", (Where("id", "in", ids),), fields=("name", "team"))
    people = {f.id: f for f in station.read(asked)} if ids else {}
    grids = {g.id: g["name"] for g in station.read(Query("grid", fields=("name",)))}
    return [_row(s, people.get(s["force"]), grids.get(s["grid"], ""), now) for s in found]


def shift_state(shift: Record, now: datetime) -> str:
    """Return what became of a shift: one of `STATES`."""
    moment = format_utc(now)
    if shift["out_at"]:
        return "done"
    if shift["in_at"]:
        return "over" if shift["ends_at"] and moment > shift["ends_at"] else "on"
    if moment < shift["starts_at"]:
        return "planned"
    return "absent" if moment > _end(shift) else "missing"


def state_label(state: str) -> str:
    """Return what a state of a shift is called."""
    return {
        "planned": tr("待上岗"), "missing": tr("未签到"), "on": tr("在岗"), "over": tr("超时在岗"), "done": tr("已签退"),
        "absent": tr("缺勤"),
    }[state]  # fmt: skip


def _row(shift: Record, person: Record | None, grid: str, now: datetime) -> ShiftRow:
    name, team = (person["name"], person["team"] or "") if person is not None else ("", "")
    return ShiftRow(
        shift.id, shift["force"], name, shift["team"] or team, shift["post"] or "", grid, shift["starts_at"], shift["ends_at"],
        shift["in_at"], shift["out_at"], shift_state(shift, now),
    )  # fmt: skip


def _open_shifts(station: Station, force_ids: Sequence[int], now: datetime) -> list[Record]:
    """Return the planned shift of each that one can clock in for now: begun or about to, not over, the latest first dropped."""
    latest = format_utc(now + EARLY)
    query = Query(
        "shift", (Where("force", "in", tuple(force_ids)), Where("in_at", "is", None), Where("starts_at", "<=", latest)),
        order=("-starts_at",),
    )  # fmt: skip
    moment = format_utc(now)
    return [s for s in station.read(query) if _end(s) > moment]


def _just_left(station: Station, force_ids: Sequence[int], now: datetime) -> list[Record]:
    """Return the shifts that are not over and were clocked out of within `BREAK`, the last one of each coming last."""
    query = Query(
        "shift", (Where("force", "in", tuple(force_ids)), Where("out_at", ">=", format_utc(now - BREAK))), order=("out_at",)
    )
    moment = format_utc(now)
    return [s for s in station.read(query) if s["in_at"] and s["out_at"] <= moment < _end(s)]


def _end(shift: Record) -> str:
    return str(shift["ends_at"] or format_utc(parse_utc(shift["starts_at"]) + USUAL))


def _unplanned(force: Record, now: datetime) -> dict[str, Any]:
    moment = format_utc(now)
    values = {"force": force.id, "starts_at": moment, "in_at": moment, "team": force["team"], "grid": force["grid"]}
    return {n: v for n, v in values.items() if v is not None}


def _names(found: Sequence[Record]) -> str:
    return tr("、").join(str(r["name"]) for r in found)
