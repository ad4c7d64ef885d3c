"""A parcel put into words anew, in the language of now: what was understood, answered and decided stays as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from data.errors import WatchroomError
from data.exchange.conversation.arrive import Parcel, Part
from data.exchange.conversation.carry_out import reports_of
from data.exchange.conversation.compare import compare
from data.exchange.conversation.listen import parts_in
from data.exchange.conversation.sorts import TABLE
from data.exchange.report import ImportReport
from data.exchange.tables.datums import judged
from data.exchange.tables.read import read_tables
from data.exchange.tables.table import Table
from data.exchange.tables.understand import Understanding
from data.progress import Progress
from data.store.station import Station

Books = dict[tuple[Path, str], tuple[Table, ...]]  # by file and the encoding that was asked for


def retell(station: Station, parcel: Parcel, progress: Progress | None = None) -> Parcel:
    """Return the parcel understood, and compared, as it was, with all reasons, notes and faults in the language of now.

    Readers say what they find in words, so that files are read again.

    Raises
    ------
    Cancelled
        If the person stopped it.
    """
    watch = progress or Progress()
    books: Books = {}
    parts = [each for part in parcel.parts for each in _again(station, part, books, watch)]
    return compare(station, replace(parcel, parts=tuple(parts)), watch)


def retell_done(station: Station, parcel: Parcel, progress: Progress | None = None) -> Parcel:
    """Return a parcel that was imported with what was done told in the language of now; the figures stay.

    What only the file can tell keeps its words where the file is gone.

    Raises
    ------
    Cancelled
        If the person stopped it.
    """
    watch = progress or Progress()
    books: Books = {}
    told = replace(parcel, parts=tuple(_as_done(station, part, books, watch) if part.used else part for part in parcel.parts))
    anew = reports_of(told, parcel.batch)
    done = tuple(map(_reworded, parcel.done, anew)) if len(anew) == len(parcel.done) else parcel.done
    return replace(told, done=done)


def _as_done(station: Station, part: Part, books: Books, progress: Progress) -> Part:
    """Return an imported part in the words of now: a table keeps its comparison of then, anything else is compared anew."""
    try:
        if part.known is not None and part.preview is not None:
            known = _rejudged(station, part.known, _understood(part.known, books, progress))
            return replace(part, known=known, preview=replace(part.preview, understanding=known))
        (compared,) = compare(station, Parcel(0, part.file, parts=(part,)), progress).parts
    except WatchroomError:
        return part
    return part if compared.report is None else compared


def _rejudged(station: Station, then: Understanding, anew: Understanding) -> Understanding:
    """Return a table read anew with the datum that it came in, and what spoke for it in the words of now."""
    judged_now = judged(anew, station)
    return judged_now if judged_now.datum.chosen == then.datum.chosen else replace(anew, datum=then.datum)


def _reworded(then: ImportReport, now: ImportReport) -> ImportReport:
    """Return a report in other words; where these tell of something else, since the station is another now, it stays."""
    alike = len(then.notes) == len(now.notes)
    return replace(then, notes=now.notes) if alike else then


def _again(station: Station, part: Part, books: Books, progress: Progress) -> list[Part]:
    """Return a part with a new reading of its table; maps, pictures and models are read anew when they are compared."""
    if part.sort != TABLE:
        return [part]
    if part.known is None or part.unknown:  # it could not be read, and nobody has answered anything
        return [replace(each, used=part.used and each.used) for each in parts_in(station, part.file, part.name, progress)]
    try:
        known = _understood(part.known, books, progress)
    except WatchroomError as error:
        return [replace(part, trouble=error.message)]
    return [replace(part, known=judged(known, station), trouble="")]


def _understood(known: Understanding, books: Books, progress: Progress) -> Understanding:
    """Return the same reading of the same sheet, from the file as it is told now."""
    key = known.path, known.wanted_encoding
    if key not in books:
        books[key] = tuple(read_tables(known.path, encoding=known.wanted_encoding, progress=progress))
    return replace(known, tables=books[key]).with_hidden(known.wanted_hidden)
