"""Reading what came: each sheet and each file of places as a part, with what it was taken for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.errors import WatchroomError
from data.exchange import importer
from data.exchange.conversation.arrive import Parcel, Part
from data.exchange.conversation.sorts import TABLE, sort_of
from data.exchange.tables.datums import judged
from data.exchange.tables.understand import Understanding, sheets_of
from data.progress import Progress
from data.store.station import Station


def listen(station: Station, parcel: Parcel, progress: Progress | None = None, said: Mapping[str, Any] | None = None) -> Parcel:
    """Return the parcel with its parts; a file that cannot be read is a part that says why.

    ``said`` is what is given and not guessed of every table, as `data.exchange.importer.understand` takes it.

    Raises
    ------
    Cancelled
        If the person stopped it.
    """
    watch = progress or Progress()
    parts: list[Part] = []
    for n, (file, name) in enumerate(parcel.files):
        watch.report(n, len(parcel.files), name)
        parts += parts_in(station, file, name, watch, said)
    return replace(parcel, parts=tuple(parts))


def parts_in(station: Station, file: Path, name: str, progress: Progress, said: Mapping[str, Any] | None = None) -> Iterator[Part]:
    """Yield the parts of one file, with what each was taken for."""
    if sort_of(file) != TABLE:
        yield Part(file, name, sort_of(file))
        return
    try:
        known = importer.understand(file, station, progress=progress, **(said or {}))
    except WatchroomError as error:
        asked = _unknown(station, file, progress)
        yield Part(file, name, TABLE, known=asked, trouble=error.message, unknown=asked is not None)
        return
    yield from parts_of(station, known, name)


def _unknown(station: Station, file: Path, progress: Progress) -> Understanding | None:
    """Return a table of which no column was recognised, for people to say what it is; None where there is no table."""
    try:
        return importer.understand(file, station, kind=station.kinds.ledgers()[0].name, progress=progress)
    except WatchroomError:
        return None


def parts_of(station: Station, known: Understanding, name: str) -> Iterator[Part]:
    """Yield a part for each sheet that holds anything; those that are plainly tables, or the best one, are used."""
    read = {u.table.sheet: u for u in sheets_of(known)}
    for table in known.tables:
        if not table.rows:
            continue
        if table.sheet in read:
            yield Part(known.path, name, TABLE, known=judged(read[table.sheet], station))
        else:
            yield _left_out(station, known, table.sheet, name)


def _left_out(station: Station, known: Understanding, sheet: str, name: str) -> Part:
    """A sheet that nobody asked for: it can be switched on where it is a table."""
    try:
        alone = judged(known.with_sheet(sheet), station)
    except WatchroomError as error:
        empty = replace(known, table=next(t for t in known.tables if t.sheet == sheet), rows=(), columns=())
        return Part(known.path, name, TABLE, known=empty, trouble=error.message, used=False)
    return Part(known.path, name, TABLE, known=alone, used=False)
