"""The difference that a parcel would make: every part against what is stored, those that others build on first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.errors import WatchroomError
from data.exchange import importer
from data.exchange.conversation.arrive import Parcel, Part
from data.exchange.conversation.rows import ACTIONS, features_of, positions
from data.exchange.conversation.sorts import PLACES, TABLE
from data.exchange.datum import DatumUnclear, Elsewhere
from data.exchange.places.importing import plan_places
from data.exchange.places.reference import NoSystem
from data.exchange.places.understand import UnknownKind
from data.exchange.report import ImportReport
from data.exchange.staged import Staged
from data.exchange.tables.apply import report_of
from data.exchange.tables.bench import Bench
from data.exchange.tables.preview import preview
from data.exchange.tables.understand import turn_of
from data.progress import Progress
from data.store.station import Station

SAMPLE = 1000  # rows of a long table that are compared at once, before the rest


def long(parcel: Parcel) -> bool:
    """Whether a sample is worth showing before all rows are compared."""
    return sum(len(p.known.rows) for p in parcel.used if p.known is not None) > 3 * SAMPLE


def compare(station: Station, parcel: Parcel, progress: Progress | None = None, *, most: int = 0) -> Parcel:
    """Return the parcel with its difference; nothing is written.

    Parameters
    ----------
    station, parcel
        Against what, and what.
    progress
        Told how far it is; asks it to stop.
    most
        How many rows of each table to compare; 0 compares all.

    Raises
    ------
    Cancelled
        If the person stopped it.
    """
    watch = progress or Progress()
    staged = Staged(station)
    bench = Bench(staged)
    done: dict[int, Part] = {}
    for n in _in_turn(parcel.parts):
        part = parcel.parts[n]
        done[n] = _compared(staged, part, bench, watch, most) if part.used else part
    return replace(parcel, parts=tuple(done[n] for n in range(len(parcel.parts))))


def _in_turn(parts: Sequence[Part]) -> list[int]:
    """Return positions: files of places first, then tables in the order in which they build on each other."""

    def turn(n: int) -> tuple[bool, int]:
        known = parts[n].known
        return known is not None, turn_of(known.kind) if known is not None else 0

    return sorted(range(len(parts)), key=turn)


def _compared(station: Staged, part: Part, bench: Bench, progress: Progress, most: int) -> Part:
    if part.unknown and part.known is not None:
        return part
    plain = replace(part, preview=None, places=None, report=None, features=(), by_action={}, trouble="", sampled=0, unknown=False,
                    asked=False, asked_layer="", taken=None, far="")  # fmt: skip
    waiting = station.waiting
    try:
        compared = COMPARED.get(part.sort, _reported)(station, plain, bench, progress, most)
        return replace(compared, beside=station if station.waiting else None)
    except WatchroomError as error:
        station.forget(waiting)
        asked = isinstance(error, DatumUnclear | Elsewhere | NoSystem)
        layer = error.layer if isinstance(error, NoSystem) else ""
        plain = replace(plain, trouble=error.message, asked=asked, asked_layer=layer, unknown=isinstance(error, UnknownKind))
        return replace(plain, taken=error.taken, far=error.far) if isinstance(error, Elsewhere) else plain


def _table(station: Staged, part: Part, bench: Bench, progress: Progress, most: int) -> Part:
    known = part.known
    if known is None:  # it could not be read before; its file may have been mended
        known = importer.understand(part.file, station, progress=progress)
    sampled = most if 0 < most < len(known.rows) else 0
    shown = replace(known, rows=known.rows[:most]) if sampled else known
    done = preview(shown, station, progress, bench=bench, decisions=part.decisions)
    rows = {action: done.rows.positions(action) for action in ACTIONS}
    return replace(part, known=known, preview=done, report=report_of(done, None, 0.0), by_action=rows, sampled=sampled)


def _places(station: Staged, part: Part, _bench: Bench, progress: Progress, _most: int) -> Part:
    planned = plan_places(station, part.file, kind=part.kind or None, datum=part.said_datum, decisions=part.decisions,
                          progress=progress)  # fmt: skip
    features = features_of(planned)
    rows = positions(f.action for f in features)
    return replace(part, places=planned, report=planned.report(None, 0.0), features=features, by_action=rows)


def _reported(station: Staged, part: Part, _bench: Bench, progress: Progress, _most: int) -> Part:
    """What has no rows to look at: kinds and pictures of the ground."""
    report = importer.import_file(station, part.file, dry_run=True, datum=part.datum or None, mapping=part.said, who="",
                                  progress=progress)  # fmt: skip
    return replace(part, report=report)


COMPARED = {TABLE: _table, PLACES: _places}


def totals(reports: Sequence[ImportReport]) -> Mapping[str, int]:
    """Return the counts of several reports together."""
    names = ("rows", "added", "updated", "unchanged", "rejected", "matched", "unmatched")
    return {name: sum(getattr(r, name) for r in reports) for name in names}
