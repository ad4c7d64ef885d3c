"""Writing a parcel as one change set, and saving what was left out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from data.errors import NotAllowed
from data.exchange import importer
from data.exchange.conversation.arrive import Parcel, Part
from data.exchange.conversation.sorts import GROUND, PLACES, TABLE
from data.exchange.places import rejects as place_rejects
from data.exchange.places.importing import changed_again, write_places
from data.exchange.report import ImportReport, Reject
from data.exchange.tables.apply import changed_rows, report_of, write_previews, writes
from data.exchange.tables.rejects import write_rejects
from data.exchange.tables.shapes import remember_all
from data.exchange.tables.understand import turn_of
from data.i18n import tr
from data.kinds.model import Kinds
from data.progress import Progress
from data.records import ChangeSet
from data.store.station import Station
from data.town.pictures import picture_named

LOOKED_AT = 20_000  # changes
MOST_TOUCHED = 500  # records of a kind that are told


def carry_out(station: Station, parcel: Parcel, who: str, progress: Progress | None = None) -> Parcel:
    """Write what was compared as one change set and return the parcel with what was done.

    Raises
    ------
    NotAllowed
        If not all of it was compared yet, or whoever is at the desk may not import.
    Cancelled
        If the person stopped it; nothing was written.
    """
    station.session.demand("import", tr("导入文件"))
    if not parcel.used or not parcel.whole:
        raise NotAllowed(tr("还没有核对完 {file}，请等一等再导入", file=parcel.name))
    started = time.perf_counter()
    watch = progress or Progress()
    changes = _write(station, parcel, who, watch)
    batch = changes.id if changes is not None else None
    seconds = time.perf_counter() - started
    remember_all(station, [p.known for p in parcel.used if p.known is not None])
    done = reports_of(parcel, batch, seconds)
    alone = _alone(parcel.used)
    if alone is not None:
        report = importer.import_file(station, alone.file, datum=alone.datum or None, mapping=alone.said, who=who, progress=watch)
        batch, done = report.batch, (report,)
        if alone.sort == GROUND and (picture := picture_named(station, alone.file.stem)) is not None:
            return replace(parcel, batch=batch, done=done, touched={picture.kind: (picture.id,)})
    return replace(parcel, batch=batch, done=done, touched=_touched(parcel, changes))


def _touched(parcel: Parcel, changes: ChangeSet | None) -> dict[str, tuple[int, ...]]:
    """Return the first records of the kinds that the parcel was of."""
    if changes is None:
        return {}
    found: dict[str, list[int]] = {kind: [] for part in parcel.used if part.report for kind in part.report.kind.split(", ")}
    for change in islice(changes.changes, LOOKED_AT):
        ids = found.get(change.kind)
        if ids is not None and change.after is not None and len(ids) < MOST_TOUCHED:
            ids.append(change.id)
    return {kind: tuple(ids) for kind, ids in found.items() if ids}


def _alone(parts: Sequence[Part]) -> Part | None:
    """Return the part of a parcel that is neither table nor places; there is at most one, and nothing beside it."""
    return next((p for p in parts if p.sort not in (TABLE, PLACES)), None)


def _write(station: Station, parcel: Parcel, who: str, progress: Progress) -> ChangeSet | None:
    previews = [p.preview for p in parcel.used if p.preview is not None]
    previews.sort(key=lambda preview: turn_of(preview.understanding.kind))  # rooms before those who live in them
    places = [p.places for p in parcel.used if p.places is not None]
    if not any(map(writes, previews)) and not any(p.writes for p in places):
        return None
    why = tr("导入 {file}", file=parcel.name)
    with station.editing(who=who, why=why, command="import", progress=progress) as draft:
        new: dict[int, int] = {}  # ids of what the maps add, which the tables may name
        changing = frozenset[int]().union(*map(changed_again, places), *map(changed_rows, previews))
        for planned in places:
            write_places(draft, planned, new, changing)
        write_previews(draft, previews, progress, new)
    return draft.done if draft.done is not None and draft.done.id else None


def reports_of(parcel: Parcel, batch: int | None = None, seconds: float = 0.0) -> tuple[ImportReport, ...]:
    """Return what was done with ``batch``, or would be, a report for each part; what a zip holds is named by the zip."""
    reports = [_report(part, batch, seconds) for part in parcel.used]
    if parcel.zipped:
        reports = [_in_zip(r, f"{parcel.path}/{p.name}") for r, p in zip(reports, parcel.used, strict=True)]
    if reports and parcel.refused:
        reports[0] = replace(reports[0], notes=(*parcel.refused, *reports[0].notes))
    return tuple(reports)


def _in_zip(report: ImportReport, file: str) -> ImportReport:
    return replace(report, file=file, parts=tuple(replace(part, file=file) for part in report.parts))


def _report(part: Part, batch: int | None, seconds: float) -> ImportReport:
    if part.preview is not None:
        return report_of(part.preview, batch, seconds)
    if part.places is not None:
        return part.places.report(batch, seconds)
    assert part.report is not None
    return part.report


def save_rejects(parcel: Parcel, out: Path) -> int:
    """Write the refused and doubtful rows, or features, to a file that can be mended and imported again; return how many.

    Raises
    ------
    WatchroomError
        If it cannot be written, or not in this format.
    """
    previews = [p.preview for p in parcel.used if p.preview is not None]
    if previews:
        return write_rejects(previews, out, _refused_features(parcel, previews[0].understanding.kinds))
    rejects = [r for report in parcel.done or [p.report for p in parcel.used if p.report] for r in report.rejects]
    place_rejects.write_rejects(rejects, parcel.used[0].file, out)
    return len(rejects)


def _refused_features(parcel: Parcel, kinds: Kinds) -> dict[str, list[list[Any]]]:
    """Return the refused features that came along with tables, as a table for each kind."""
    found: dict[str, list[Reject]] = {}
    for part in parcel.used:
        report = part.report if part.places is not None else None
        for each in (report.parts or (report,)) if report is not None else ():
            if each.rejects:
                found.setdefault(kinds[each.kind].plural if each.kind in kinds else part.name, []).extend(each.rejects)
    return {name: place_rejects.reject_table(rejects) for name, rejects in found.items()}
