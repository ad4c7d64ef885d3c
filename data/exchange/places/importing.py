"""Places in: one file, one change set, one report whose counts add up."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from data.exchange.datum import unclear
from data.exchange.datum.source import stamp, stamp_columns
from data.exchange.places.features import Features, only_of
from data.exchange.places.judged import read_judged
from data.exchange.places.plan import Plan, make_plans
from data.exchange.places.rejects import check_out, write_rejects
from data.exchange.places.understand import kind_of_file, understand
from data.exchange.report import ImportReport, combined
from data.i18n import tr
from data.kinds.model import SOURCE_DATUM
from data.progress import Progress
from data.resting import resting
from data.store.bulk import Part
from data.store.station import Draft, Station
from data.town.frame import LocalFrame

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

    def report(self, batch: int | None, seconds: float) -> ImportReport:
        """Return what was done with ``batch``, or would be."""
        return combined(_reports(self.features, self.plans, self.kind, batch, seconds))


@resting()
def plan_places(station: Station, path: Path, *, kind: str | None = None, datum: str | None = None,
                encoding: str | None = None, progress: Progress | None = None) -> PlannedPlaces:  # fmt: skip
    """Return what importing a file of places would do; nothing is written. It raises what `import_places` does."""
    watch = progress or Progress()
    watch.report(0, STEPS, tr("读取 {file}", file=path.name))
    features = only_of(read_judged(station, path, datum, encoding or ""), kind)
    kinds = understand(features, station.kinds, kind)
    watch.report(1, STEPS, tr("核对 {count} 个要素", count=len(features)))
    plans = make_plans(station, features, kinds, _frame(features), watch)
    said = kind or ("building" if features.kinds is not None else kind_of_file(path, station.kinds)) or ""
    return PlannedPlaces(path, features, plans, said)


def write_places(draft: Draft, planned: PlannedPlaces) -> None:
    """Gather the edits of a plan into a change set that may hold more files."""
    new: dict[int, int] = {}  # placeholder of an added building -> its id
    for plan in planned.plans:
        _write_plan(draft, plan, new, planned.features.datum.chosen)
    for plan in planned.plans:
        for kind, id, building in plan.adopted:
            draft.change(kind, id, building=new.get(building, building))


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


def _write_plan(draft: Draft, plan: Plan, new: dict[int, int], datum: str) -> None:
    kind = plan.rows.kind.name
    remembers = SOURCE_DATUM in plan.rows.kind.fields
    if plan.fresh and len(plan.found) >= MANY:
        first = draft.add_many(kind, _parts(plan, new, datum if remembers else ""))
        if kind == "building":
            count = len(plan.found)
            new.update(zip(range(-1, -1 - count, -1), range(first, first + count), strict=True))
        return
    for at, said in enumerate(plan.values):
        values = stamp(said, datum) if remembers else said
        if "building" in values:
            values["building"] = new.get(values["building"], values["building"])
        id = plan.id(at)
        if id is None:
            id = draft.add(kind, values)
            if kind == "building":
                new[-1 - len(new)] = id
        elif values:
            draft.change(kind, id, **values)


def _parts(plan: Plan, new: Mapping[int, int], datum: str) -> list[Part]:
    """Return very many new records as columns, some thousand at a time."""
    columns = stamp_columns(dict(plan.rows.columns), datum)
    if plan.links.any():
        columns["building"] = [new.get(link, link) or None for link in plan.links.tolist()]
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
    rejects = [*read, *(plan.rows.rejects if plan else ())]
    rejects.sort(key=lambda reject: reject.row)
    counts = _counts(plan) if plan else {}
    rows = len(rejects) + (len(plan.found) if plan else 0)
    return ImportReport(
        file=str(features.file), kind=kind, batch=batch, rows=rows, rejected=len(rejects),
        encoding=features.encoding, datum=features.datum, mapping=plan.rows.mapping if plan else {}, rejects=tuple(rejects),
        seconds=seconds, notes=(*(features.notes if own else ()), *(plan.rows.notes if plan else ())), **counts,
    )  # fmt: skip


def _counts(plan: Plan) -> dict[str, Any]:
    added = len(plan.added)
    written = plan.written
    matched = int((plan.links != 0).sum()) if plan.rows.kind.place.belongs else 0
    return {
        "added": added, "updated": written - added, "unchanged": len(plan.found) - written, "matched": matched,
        "unmatched": len(plan.found) - matched if plan.rows.kind.place.belongs else 0,
    }  # fmt: skip
