"""What the person says to a part: that it is something else, that a doubtful row is this one, that it stays out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from data.exchange.conversation.arrive import Parcel, Part
from data.exchange.places.own_kind import Proposal, declaration
from data.exchange.tables.datums import judged
from data.exchange.tables.doubts import Decision
from data.exchange.tables.links import LinkBook
from data.exchange.tables.shapes import forget
from data.exchange.tables.understand import Understanding
from data.kinds.load import parse_kind
from data.store.station import Station

Change = Callable[[Understanding], Understanding]


def change(station: Station, parcel: Parcel, at: int, how: Change) -> Parcel:
    """Return the parcel with one table understood otherwise; it is to be compared again.

    Raises
    ------
    WatchroomError
        If the table cannot be understood so; the parcel is as it was.
    """
    part = parcel.parts[at]
    if part.known is None:
        return parcel
    known = judged(how(part.known), station)
    moved = known.table is not part.known.table or known.header != part.known.header
    unknown = part.unknown and known.columns is part.known.columns  # a word on the datum alone says nothing of what it is
    trouble = part.trouble if unknown else ""
    changed = replace(part, known=known, decisions={} if moved else part.decisions, trouble=trouble, used=True, unknown=unknown)
    return _with(parcel, at, _unjudged(changed))


def change_all(station: Station, parcel: Parcel, ats: Iterable[int], how: Change) -> Parcel:
    """Return the parcel with several tables understood otherwise in the same way; see `change`."""
    for at in ats:
        parcel = change(station, parcel, at, how)
    return parcel


def reread(parcel: Parcel, at: int, *, kind: str = "", datum: str = "") -> Parcel:
    """Return the parcel with one file of places taken for another kind, or all of it in another datum; "" leaves it to the file."""
    part = parcel.parts[at]
    datums = part.datums if datum == part.datum else {}  # what was said of single layers goes with another word on all
    return _with(parcel, at, _unjudged(replace(part, kind=kind, datum=datum, datums=datums, trouble="")))


def found_ledger(station: Station, parcel: Parcel, at: int, proposal: Proposal, label: str, who: str) -> Parcel:
    """Return the parcel with one file of places taken for a new ledger of the station's, which is made at once.

    Raises
    ------
    BadInput
        If it has no name, or one that is taken.
    NotAllowed
        If whoever is at the desk may not add kinds.
    """
    text = declaration(proposal, label, station.kinds)
    station.add_kind(text, who=who)
    return reread(parcel, at, kind=parse_kind(text, label, own=True).name, datum=parcel.parts[at].datum)


def say_datum(parcel: Parcel, at: int, layer: str, datum: str) -> Parcel:
    """Return the parcel with one layer of a file of places in another datum; the others stay as they were taken."""
    part = parcel.parts[at]
    return _with(parcel, at, _unjudged(replace(part, datums={**part.datums, layer: datum}, trouble="")))


def mean_building(station: Station, parcel: Parcel, at: int, text: str) -> Parcel:
    """Return the parcel with a model as that of the building that a name, a code or an address means; "" leaves it to the file.

    Raises
    ------
    InvalidValue
        If no building is called so, or several are.
    """
    building = station.kinds["dwelling"].fields["building"]
    said = {"id": str(LinkBook(station).find(building, text))} if text.strip() else {}
    return _with(parcel, at, _unjudged(replace(parcel.parts[at], said=said, trouble="")))


def decide(parcel: Parcel, at: int, decisions: Mapping[tuple[str, int], Decision | None]) -> Parcel:
    """Return the parcel with decisions on doubtful rows, by sheet and row; None takes a decision back."""
    part = parcel.parts[at]
    kept = {**part.decisions, **decisions}
    return _with(parcel, at, replace(part, decisions={row: d for row, d in kept.items() if d is not None}))


def leave_out(parcel: Parcel, at: int, *, used: bool) -> Parcel:
    """Return the parcel with one part left out, or taken in again."""
    return _with(parcel, at, replace(parcel.parts[at], used=used))


def afresh(station: Station, parcel: Parcel, at: int) -> Parcel:
    """Forget what tables of these headings were taken for, and guess anew."""
    known = parcel.parts[at].known
    if known is not None and known.shape:
        forget(station, known.shape)
    return change(station, parcel, at, Understanding.afresh)


def _unjudged(part: Part) -> Part:
    return replace(part, preview=None, places=None, report=None, features=(), by_action={}, sampled=0, asked=False, asked_layer="")


def _with(parcel: Parcel, at: int, part: Part) -> Parcel:
    return replace(parcel, parts=(*parcel.parts[:at], part, *parcel.parts[at + 1 :]))
