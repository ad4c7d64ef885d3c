"""What happened at the demo station in its last hours, as change sets at their times: a past worth going back to.

The records end as they were generated. Only the way there is told: who came on duty, which case came in and went on, which task
was handed out and closed, which camera failed, and a cordon that was set and lifted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import shapely

from data.clock import FixedClock, format_utc
from data.demo.rows import Row, Rows
from data.duty.incidents.states import UNDER_WAY
from data.i18n import tr
from data.kinds import Kinds
from data.store import Station
from data.town.frame import LocalFrame

HOURS = 10  # that are told
SHIFT_BEGINS = timedelta(hours=8)  # before the hour of the demo
FAILED = (timedelta(hours=6, minutes=20), timedelta(hours=3, minutes=5))  # ago, the first faulty cameras one after the other
CORDON = (timedelta(hours=4, minutes=10), timedelta(hours=2, minutes=25))  # ago: set and lifted
CORDON_RADIUS = 85.0  # metres
WENT_ON = timedelta(minutes=6)  # after which a case or task that says no time went on
# By kind: when it came to be, what it is at first, who writes it, and what it was while it went on.
BORN = {"case": "reported_at", "task": "issued_at", "deployment": "sent_at"}
DONE = {"track": "ended_at"}  # kinds that are written when they are over
FIRST = {"case": {"state": "reported"}, "task": {"state": "issued"}, "deployment": {"state": "sent"}}
GOING = {"case": {"state": "on_scene"}, "task": {"state": "in_progress"}, "deployment": {"state": "on_scene"}}
WHILE_ON_DUTY = ("duty", "duty_since", "geometry", "seen_at", "accuracy", "source")  # what a force has since it came
# What becomes of a task, by the field that says when.
MOVES = (("signed_at", "signed"), ("fed_back_at", "fed_back"), ("verified_at", "verified"), ("closed_at", "closed"))
LATER: dict[str, tuple[str, ...]] = {"case": ("result",), "task": ("feedback",), "deployment": ()}  # what is known at the end only
OFFICER, DUTY_DESK = "值班长", "指挥室"


@dataclass(slots=True)
class Step:
    """One change set to be: values of new rows, and further values of rows that are there, by their keys."""

    at: datetime
    who: str
    why: str
    rows: list[Row] = field(default_factory=list)
    changes: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Past:
    """The rows as they stood when the told hours began, and what came after, oldest first."""

    first: list[Row]
    steps: list[Step]


def beginning(now: datetime) -> datetime:
    """Return when the told hours begin."""
    return now - timedelta(hours=HOURS)


def past_of(rows: Rows, kinds: Kinds, now: datetime) -> Past:
    """Take the rows of a district apart into its past; rows that hang on later ones come with them."""
    told = _Telling(kinds, now)
    for row in rows.rows:
        told.take(row)
    last = len(rows.rows) + 1  # changes come after what is new at the same moment
    return Past(told.first, sorted(told.steps.values(), key=lambda s: (s.at, min((r.key for r in s.rows), default=last))))


class _Telling:
    def __init__(self, kinds: Kinds, now: datetime) -> None:
        self.now, self.begin, self.kinds = now, beginning(now), kinds
        self.links = link_fields(kinds)
        self.first: list[Row] = []
        self.steps: dict[tuple[datetime, str], Step] = {}
        self._born: dict[int, datetime] = {}  # of rows that were not there at first, by key
        self._failed: Iterator[timedelta] = iter(FAILED)

    def take(self, row: Row) -> None:
        """Decide when a row comes and what becomes of it."""
        if row.kind == "force" and row.values.get("duty", "off") != "off":
            self._on_duty(row)
        elif row.kind == "camera" and row.values.get("state") == "faulty" and (ago := next(self._failed, None)) is not None:
            self.first.append(_with(row, state="working"))
            why = tr("探头离线：{code}", code=row.values["code"])
            self._step(self.now - ago, DUTY_DESK, why).changes.append(_only(row, "state"))
        elif row.kind == "task" and row.values["state"] != "draft":
            self._tell_task(row)
        elif row.kind in BORN:
            self._tell(row)
            if row.kind == "deployment" and row.values["state"] in UNDER_WAY:
                self._occupied(row)
        elif row.kind in DONE:
            self._put(row, _time(row.values.get(DONE[row.kind])), str(row.values.get("name")))
        else:
            self._put(row, self._since(row))

    def _on_duty(self, row: Row) -> None:
        later = {n: v for n, v in row.values.items() if n in WHILE_ON_DUTY}
        self.first.append(Row(row.kind, row.key, {n: v for n, v in row.values.items() if n not in later} | {"duty": "off"}))
        step = self._step(self.now - SHIFT_BEGINS, OFFICER, tr("接班：{n} 人到岗", n="{n}"))
        step.changes.append(Row(row.kind, row.key, later))

    def _occupied(self, row: Row) -> None:
        """The force that is under way says so, from when it came into that state."""
        at = min(max(_times(row)), self.now)
        duty = {"duty": row.values["state"], "duty_since": format_utc(at), "case": row.values["case"]}
        why = tr("{name}正在处警", name=str(row.values["title"]).partition("：")[0])
        self._step(at, DUTY_DESK, why).changes.append(Row("force", row.values["force"], duty))

    def _tell(self, row: Row) -> None:
        """A case or a task: as it was first, and what it became."""
        born = max(_time(row.values.get(BORN[row.kind])) or self.begin, self._since(row) or self.begin)
        ends = max((t for t in _times(row) if t <= self.now), default=born)
        name = str(row.values.get("title") or row.values.get("address") or "")
        if born > self.begin:
            went_on = ends if ends > born else min(born + WENT_ON, self.now)
            self._put(_as_of(row, born, FIRST[row.kind]), born, name)
        elif ends > self.begin and "closed" in str(row.values.get("state")):
            went_on = ends
            self._put(_as_of(row, self.begin, GOING[row.kind]), None)
        else:
            self._put(row, None)
            return
        if _as_of(row, born, FIRST[row.kind]).values != row.values:
            ended = row.values["state"] in ("closed", "fed_back", "verified")
            why = tr("办结：{name}", name=name) if ended else tr("推进：{name}", name=name)
            self._step(went_on, DUTY_DESK, why).changes.append(row)

    def _tell_task(self, row: Row) -> None:
        """A task move by move: each is written when it happened, and nothing is known before."""
        born = max(_time(row.values["issued_at"]) or self.begin, self._since(row) or self.begin)
        moves = [(at, name, state) for name, state in MOVES if (at := _time(row.values.get(name))) is not None and at <= self.now]
        before = [state for at, _, state in moves if at <= born]
        state = before[-1] if before else "issued"
        later = [move for move in moves if move[0] > born]
        if not later and (state == row.values["state"] or born <= self.begin):
            self._put(row, born if born > self.begin else None, str(row.values["title"]))
            return
        known = {"state": state} | ({"feedback": row.values["feedback"]} if "fed_back" in before else {})
        self._put(_as_of(row, born, known), born if born > self.begin else None, str(row.values["title"]))
        for at, name, state in later:
            said = {"feedback": row.values["feedback"]} if state == "fed_back" else {}
            self._moved(row, at, state, {"state": state, name: row.values[name]} | said)
        last = later[-1][0] if later else born
        self._moved(row, last if state == row.values["state"] else min(last + WENT_ON, self.now), row.values["state"], row.values)

    def _moved(self, row: Row, at: datetime, state: str, values: Mapping[str, Any]) -> None:
        title = row.values["title"]
        whys = {"signed": tr("签收：{title}", title=title), "fed_back": tr("反馈：{title}", title=title),
                "verified": tr("核验：{title}", title=title), "closed": tr("办结：{name}", name=title)}  # fmt: skip
        why = whys.get(state) or tr("推进：{name}", name=title)
        self._step(at, DUTY_DESK, why).changes.append(Row(row.kind, row.key, dict(values)))

    def _since(self, row: Row) -> datetime | None:
        """Return when the last of the rows came that a row hangs on, None where all were there at first."""
        keys = [row.values.get(name) for name in self.links[row.kind]]
        times = [self._born[key] for key in keys if isinstance(key, int) and key in self._born]
        return max(times, default=None)

    def _put(self, row: Row, at: datetime | None, name: str = "") -> None:
        if at is None:
            self.first.append(row)
            return
        self._born[row.key] = at
        whys = {
            "case": tr("接警：{name}", name=name), "task": tr("布置任务：{title}", title=name),
            "track": tr("上传轨迹：{name}", name=name), "deployment": tr("派警：{names}", names=name),
        }  # fmt: skip
        why = whys.get(row.kind) or tr("登记{kind}", kind=self.kinds[row.kind].label)
        self._step(at, OFFICER if row.kind == "task" else DUTY_DESK, why).rows.append(row)

    def _step(self, at: datetime, who: str, why: str) -> Step:
        return self.steps.setdefault((at, why), Step(at, who, why))


def _as_of(row: Row, moment: datetime, state: Mapping[str, Any]) -> Row:
    """Return a row without what was known later only."""
    known = {n: v for n, v in row.values.items() if n not in LATER[row.kind] and not _after(n, v, moment)}
    if row.values.get("state") == "draft":
        return row
    return Row(row.kind, row.key, known | dict(state))


def _after(name: str, value: Any, moment: datetime) -> bool:
    at = _time(value)
    return at is not None and at > moment and name != "due_at"


def _times(row: Row) -> list[datetime]:
    """Return when things happened to a row; until when they should is another matter."""
    return [t for t in (_time(v) for n, v in row.values.items() if n != "due_at") if t is not None]


def _time(value: Any) -> datetime | None:
    if not isinstance(value, str) or len(value) != 20 or value[-1] != "Z":
        return None
    return datetime.fromisoformat(value)


def _with(row: Row, **values: Any) -> Row:
    return Row(row.kind, row.key, row.values | values)


def _only(row: Row, *names: str) -> Row:
    return Row(row.kind, row.key, {n: row.values[n] for n in names})


def link_fields(kinds: Kinds) -> dict[str, tuple[str, ...]]:
    """Return the names of the link fields of each kind."""
    return {name: tuple(f.name for f in kind.links) for name, kind in kinds.items()}


def live_through(station: Station, past: Past, ids: dict[int, int], clock: FixedClock, command: str) -> None:
    """Write what happened after the first change set, each at its time; ``ids`` by key takes the new records in."""
    links = link_fields(station.kinds)
    end, cordon = clock.now() + timedelta(hours=HOURS), 0
    for at, step in _with_cordon(past, end):
        clock.set(at)
        if step is None:
            cordon = _turn_cordon(station, cordon, past, command)
            continue
        why = step.why.format(n=len(step.changes)) if "{n}" in step.why else step.why
        with station.editing(who=step.who, why=why, command=command) as draft:
            for row in step.rows:
                ids[row.key] = draft.add(row.kind, linked(row, links[row.kind], ids))
            for row in step.changes:
                draft.change(row.kind, ids[row.key], **linked(row, links[row.kind], ids))
    clock.set(end)


def _with_cordon(past: Past, end: datetime) -> list[tuple[datetime, Step | None]]:
    """Return all steps with the two of the cordon (None) at their times."""
    told: list[tuple[datetime, Step | None]] = [(step.at, step) for step in past.steps]
    return sorted([*told, *((end - ago, None) for ago in CORDON)], key=lambda one: one[0])


def _turn_cordon(station: Station, cordon: int, past: Past, command: str) -> int:
    """Set the cordon, or take it away again; return its id."""
    if cordon:
        with station.editing(who=DUTY_DESK, why=tr("解除警戒：煤气泄漏处置完毕"), command=command) as draft:
            draft.remove("cordon", cordon)
        return 0
    house = next(row for row in past.first if row.kind == "building" and row.values.get("name"))
    frame = LocalFrame(*shapely.get_coordinates(house.values["geometry"].centroid)[0])
    values = {
        "name": tr("煤气泄漏警戒区"), "reason": "hazard", "set_at": format_utc(station.clock.now()),
        "geometry": frame.geometry_to_degrees(shapely.Point(0, 0).buffer(CORDON_RADIUS, quad_segs=16)),
    }  # fmt: skip
    with station.editing(who=DUTY_DESK, why=tr("设立警戒：{name}煤气泄漏", name=house.values["name"]), command=command) as draft:
        return draft.add("cordon", values)


def linked(row: Row, links: tuple[str, ...], ids: dict[int, int]) -> dict[str, Any]:
    """Return the values of a row with the keys in its links replaced by the ids that the station gave."""
    found = dict(row.values)
    for name in links:
        if isinstance(key := found.get(name), int):
            found[name] = ids[key]
    return found
