"""A zip of tables and maps in one go and as one change set, for the command line."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from data.errors import BadInput
from data.exchange.conversation.arrive import Arrivals, Parcel, Part
from data.exchange.conversation.carry_out import carry_out, reports_of, save_rejects
from data.exchange.conversation.compare import compare
from data.exchange.conversation.listen import listen
from data.exchange.conversation.sorts import PLACES, TABLE, sort_of
from data.exchange.datum import unclear
from data.exchange.report import ImportReport, combined
from data.progress import Progress
from data.store.station import Station


def holds_tables(path: Path) -> bool:
    """Whether there is a table in a zip; one that cannot be opened holds none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(sort_of(Path(name)) == TABLE for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def import_packed(station: Station, path: Path, *, kind: str | None, sheet: str | None, mapping: Mapping[str, str] | None,
                  encoding: str | None, datum: str | None, dry_run: bool, rejects: Path | None, who: str,
                  progress: Progress | None = None) -> ImportReport:  # fmt: skip
    """Import all files of a zip as one change set; it takes and raises what `data.exchange.importer.import_file` does."""
    said = {"kind": kind or "", "sheet": sheet or "", "mapping": mapping, "encoding": encoding or "", "datum": datum or ""}
    with Arrivals() as arrivals:
        (parcel,) = arrivals.take([path])
        parcel = _sound(listen(station, _sound(arrivals.open(parcel)), progress, said))
        placed = kind if kind and station.kinds[kind].place.own else ""
        parcel = replace(parcel, parts=tuple(_as_said(part, placed or "", datum or "") for part in parcel.parts))
        _clear(parcel, dry_run=dry_run)
        parcel = _sound(compare(station, parcel, progress))
        _clear(parcel, dry_run=dry_run)  # files of places are read only now
        if rejects is not None:
            save_rejects(parcel, rejects)
        done = reports_of(parcel) if dry_run else carry_out(station, parcel, who, progress).done
    return combined(list(done))


def _as_said(part: Part, kind: str, datum: str) -> Part:
    """Return a part with what was given of files of places; of tables it is known already."""
    return replace(part, kind=kind, datum=datum) if part.sort == PLACES else part


def _sound(parcel: Parcel) -> Parcel:
    """Return the parcel if all of it can be taken."""
    faults = [parcel.trouble, *(p.trouble for p in parcel.parts if p.used)]
    fault = next(filter(None, faults), "")
    if fault:
        raise BadInput(fault, file=parcel.path)
    return parcel


def _clear(parcel: Parcel, *, dry_run: bool) -> None:
    """Complain of coordinates of which nothing tells the datum."""
    for part in parcel.used:
        guess = part.known.datum if part.known is not None else part.places.features.datum if part.places is not None else None
        if guess is not None and guess.asks and not dry_run:
            raise unclear(guess, part.file)
