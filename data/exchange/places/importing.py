"""Places in: one file, one change set, one report whose counts add up."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from data.exchange.datum import unclear
from data.exchange.datum.said import Said
from data.exchange.datum.source import stamp, stamp_columns
from data.exchange.places.features import Features, only_of
from data.exchange.places.judged import read_judged
from data.exchange.places.plan import Plan, make_plans
from data.exchange.places.rejects import check_out, write_rejects
from data.exchange.places.understand import kind_of_file, understand
from data.exchange.report import ImportReport, Reject, combined
from data.exchange.staged import Staged, stands_in
from data.exchange.tables.doubts import Decisions
from data.exchange.tables.words import DECISION
from data.i18n import choose, tr
from data.kinds.model import SOURCE_DATUM
from data.progress import Progress
from data.resting import resting
from data.store.bulk import Part
from data.store.station import Draft, Station
from data.town.frame import LocalFrame
from data.waiting import wait_for

STEPS = 4
MANY = 2000  # new records of one kind; more are written whole columns at a time
PART = 5000  # of them at a time, after which a wish to stop is heard


@resting()
def import_places(station: Station, path: Path, *, kind: str | None = None, datum: str | None = None, encoding: str | None = None,
                  dry_run: bool = False, rejects: Path | None = None, who: str,
                  progress: Progress | None = None) -> ImportReport:  # fmt: skip
    """Import a file of places (of any format that `read_places` knows) as one change set and return what was done.

    Parameters
    ----------
    station, path
        Where to, and from which file.
    kind
        The kind of all features; found by file name and properties where None.
    datum
        "WGS84", "GCJ02", "BD09" or "EPSG:code" where the file does not say, or says it wrong.
    encoding
        How the texts are written, where the format may leave it open (shapefiles).
    dry_run
        Tell what would be done and write nothing.
    rejects
        Where to write the refused features, to be mended and imported again: .geojson, .xlsx or .csv.
    who
        Whose change it is, for the journal.
    progress
        Told how far it is; asks it to stop.

    Raises
    ------
    BadInput
        If the file as a whole cannot be taken; nothing was written.
    Cancelled
        If the person stopped it; nothing was written.
    """
    started = time.monotonic()
    watch = progress or Progress()
    if rejects is not None:
        check_out(rejects, path)
    planned = plan_places(station, path, kind=kind, datum=datum, encoding=encoding, progress=watch)
    if planned.features.datum.asks and not dry_run:
        raise unclear(planned.features.datum, path)
    watch.report(2, STEPS, tr("写入 {file}", file=path.name))
    batch = None if dry_run else _write(station, planned, who, watch)
    watch.report(STEPS, STEPS, tr("完成"))
    report = planned.report(batch, time.monotonic() - started)
    if rejects is not None:
        write_rejects(report.rejects, path, rejects)
    return report


@dataclass(frozen=True)
class PlannedPlaces:
    """What importing a file of places would do; ``kind`` is the kind that the file as a whole is of."""

    path: Path
    features: Features
    plans: Sequence[Plan]
    kind: str

    @property
    def writes(self) -> bool:
        """Whether anything would be written."""
        return any(plan.adopted or plan.written for plan in self.plans)

    @property
    def refused(self) -> list[Reject]:
        """What cannot be taken, without what waits for people."""
        return [*self.features.rejects, *(reject for plan in self.plans for reject in plan.rows.rejects)]

    def report(self, batch: int | None, seconds: float) -> ImportReport:
        """Return what was done with ``batch``, or would be."""
        return combined(_reports(self.features, self.plans, self.kind, batch, seconds))


@resting()
def plan_places(station: Station, path: Path, *, kind: str | None = None, datum: Said = None,
                encoding: str | None = None, decisions: Decisions | None = None,
                progress: Progress | None = None) -> PlannedPlaces:  # fmt: skip
    """Return what importing a file of places would do; nothing is written. It raises what `import_places` does.

    A `Staged` station counts the plans in. ``datum`` may be said layer by layer. ``decisions`` say of doubtful features what
    they are, by kind and number.
    """
    watch = progress or Progress()
    watch.report(0, STEPS, tr("读取 {file}", file=path.name))
    features, kinds = wait_for(lambda: _understood(station, path, kind, datum, encoding or ""), watch)
    watch.report(1, STEPS, tr("核对 {count} 个要素", count=len(features)))
    plans = make_plans(Staged.of(station), features, kinds, _frame(features), watch, decisions or {})
    said = kind or ("building" if features.kinds is not None else kind_of_file(path, station.kinds)) or ""
    return PlannedPlaces(path, features, plans, said)


def _understood(station: Station, path: Path, kind: str | None, datum: Said, encoding: str) -> tuple[Features, Sequence[str]]:
    """Return the features of a file that are wanted, and the kind of each."""
    features = only_of(read_judged(station, path, datum, encoding), kind)
    return features, understand(features, station.kinds, kind)


def write_places(draft: Draft, planned: PlannedPlaces, new: dict[int, int] | None = None,
                 changing: frozenset[int] = frozenset()) -> None:  # fmt: skip
    """Gather the edits of a plan into a change set that may hold more files.

    ``new`` is what stands for the id of a record that is added, and its id: of earlier files, and of this one after it.
    ``changing`` are those among them that later files change.
    """
    new = {} if new is None else new
    for plan in planned.plans:
        _write_plan(draft, plan, new, planned.features.datum.chosen, changing)
    for plan in planned.plans:
        for kind, id, building in plan.adopted:
            draft.change(kind, new.get(id, id), building=new.get(building, building))


def changed_again(planned: PlannedPlaces) -> set[int]:
    """Return what stands for records that an earlier file adds and this one changes."""
    told = {id for plan in planned.plans for at in range(len(plan.found)) if stands_in(id := plan.id(at)) and plan.values[at]}
    return {id for id in told if id is not None} | {id for plan in planned.plans for _, id, _ in plan.adopted if stands_in(id)}


def _frame(features: Features) -> LocalFrame:
    """Return a frame around the middle of the features: areas and overlaps need metres, not the station's origin."""
    if not len(features):
        return LocalFrame(0.0, 0.0)
    west, south, east, north = (float(v) for v in shapely.total_bounds(features.shapes))
    return LocalFrame((west + east) / 2, (south + north) / 2)


def _write(station: Station, planned: PlannedPlaces, who: str, progress: Progress) -> int | None:
    """Write all plans as one change set and return its id; None where there is nothing to write."""
    if not planned.writes:
        return None
    why = tr("导入 {file}", file=planned.path.name)
    with station.editing(who=who, why=why, command="import", progress=progress) as draft:
        write_places(draft, planned)
    return draft.done.id if draft.done else None


def _write_plan(draft: Draft, plan: Plan, new: dict[int, int], datum: str, changing: frozenset[int]) -> None:
    kind, count = plan.rows.kind.name, len(plan.found)
    remembers = SOURCE_DATUM in plan.rows.kind.fields
    stand_ins = range(plan.first, plan.first - count, -1)
    if plan.fresh and count >= MANY and not any(id in stand_ins for id in changing):
        first = draft.add_many(kind, _parts(plan, new, datum if remembers else ""))
        new.update(zip(stand_ins, range(first, first + count), strict=True))
        return
    added = iter(stand_ins)
    for at, said in enumerate(plan.values):
        if at in plan.held:
            continue
        values = _real(stamp(said, datum) if remembers else said, new)
        id = plan.id(at)
        if id is None:
            new[next(added)] = draft.add(kind, values)
        elif values:
            draft.change(kind, new.get(id, id), **values)


def _real(values: Mapping[str, Any], new: Mapping[int, int]) -> Mapping[str, Any]:
    """Return values with the ids of what is added."""
    named = {name: new[value] for name, value in values.items() if stands_in(value)}
    return {**values, **named} if named else values


def _parts(plan: Plan, new: Mapping[int, int], datum: str) -> list[Part]:
    """Return very many new records as columns, some thousand at a time."""
    columns = stamp_columns(dict(plan.rows.columns), datum)
    if plan.links.any():
        columns["building"] = [link or None for link in plan.links.tolist()]
    for field in plan.rows.kind.links:
        linked = columns.get(field.name)
        if linked is not None and any(map(stands_in, linked)):
            columns[field.name] = [new[value] if stands_in(value) else value for value in linked]
    count = len(plan.found)
    return [_part(columns, start, min(start + PART, count)) for start in range(0, count, PART)]


def _part(columns: Mapping[str, list[Any]], start: int, stop: int) -> Part:
    return Part(stop - start, lambda: {name: column[start:stop] for name, column in columns.items()})


def _reports(features: Features, plans: Sequence[Plan], kind: str, batch: int | None, seconds: float) -> list[ImportReport]:
    """Return a report for each kind; what the reader refused counts with its own kind, with that of the file, or with the first."""
    if not plans and not any(reject.kind for reject in features.rejects):
        return [_report(features, None, kind, batch, seconds, own=True)]
    names = [plan.rows.kind.name for plan in plans]
    host = kind if kind in names or not names else names[0]
    reports = [_report(features, plan, plan.rows.kind.name, batch, seconds, own=plan.rows.kind.name == host) for plan in plans]
    lone = dict.fromkeys(reject.kind for reject in features.rejects if reject.kind and reject.kind not in names)
    return [*reports, *(_report(features, None, name, batch, seconds, own=False) for name in lone)]


def _report(features: Features, plan: Plan | None, kind: str, batch: int | None, seconds: float, *, own: bool) -> ImportReport:
    read = [reject for reject in features.rejects if reject.kind == kind or (own and not reject.kind)]
    rejects = [*read, *(plan.rows.rejects if plan else ()), *(_held(plan) if plan else ())]
    rejects.sort(key=lambda reject: reject.row)
    counts = _counts(plan) if plan else {}
    rows = len(rejects) + (len(plan.found) - len(plan.held) if plan else 0)
    return ImportReport(
        file=str(features.file), kind=kind, batch=batch, rows=rows, rejected=len(rejects),
        encoding=features.encoding, datum=features.datum, mapping=plan.rows.mapping if plan else {}, rejects=tuple(rejects),
        seconds=seconds, notes=(*(features.notes if own else ()), *(plan.rows.notes if plan else ()), *_doubts(plan)), **counts,
    )  # fmt: skip


def _held(plan: Plan) -> list[Reject]:
    """Return what is not written until people say what it is, or as they said so."""
    rows = plan.rows
    return [
        Reject(rows.numbers[at], held.why, cells=rows.properties[at], shape=rows.columns["geometry"][at], kind=rows.kind.name,
               doubtful=held.action == "doubt")
        for at, held in plan.held.items()
    ]  # fmt: skip


def _doubts(plan: Plan | None) -> list[str]:
    """Return the sentence that says how many wait for people."""
    count = sum(held.action == "doubt" for held in plan.held.values()) if plan is not None else 0
    if not count or plan is None:
        return []
    said = tr("{count} 个{kind}可能与已有的是同一个，没有导入：请在窗口里逐个确认，或写出拒收表（--rejects），填好“{column}”再导入",
              count=count, kind=plan.rows.kind.label, column=choose(DECISION))  # fmt: skip
    return [said]


def _counts(plan: Plan) -> dict[str, Any]:
    added = len(plan.added)
    written = plan.written
    taken = len(plan.found) - len(plan.held)
    matched = int((np.delete(plan.links, list(plan.held)) != 0).sum()) if plan.rows.kind.place.belongs else 0
    return {
        "added": added, "updated": written - added, "unchanged": taken - written, "matched": matched,
        "unmatched": taken - matched if plan.rows.kind.place.belongs else 0,
    }  # fmt: skip
