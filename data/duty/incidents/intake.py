"""Taking a call: what is typed is understood while it is typed, and becomes a case with one change set."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import Any

from data.clock import format_utc
from data.duty.incidents.alike import Alike, alike
from data.duty.incidents.gazetteer import names_of
from data.duty.incidents.hearing import Heard, hear
from data.duty.incidents.protocol import usual_severity
from data.duty.incidents.spots import Spot, best_of, find_spots
from data.duty.incidents.types import TypeFound, find_types, parent_of
from data.errors import BadInput
from data.i18n import tr
from data.kinds.moments import zone_of
from data.query import Area, Query, Where
from data.records import Record, Values
from data.store.station import Station

SURE = 0.7  # a place from here on is taken by itself; below it is only offered
_numbering = threading.Lock()  # two calls taken at once must not get one number


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line is taken to say. ``severity`` always has a value; ``because`` is the word or type that told it."""

    heard: Heard
    spots: tuple[Spot, ...] = ()
    types: tuple[TypeFound, ...] = ()
    severity: str = "normal"
    because: str = ""
    alike: Alike = field(default_factory=Alike)

    @property
    def spot(self) -> Spot | None:
        """The place that is taken unless the person says otherwise."""
        return self.spots[0] if self.spots and self.spots[0].sure >= SURE else None


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it is to be written.

    ``text`` is the line as it was typed; ``spot`` None is a case without a place. ``same_as`` links it to a case that it is about
    as well: it is then written as dealt with there. ``seconds`` is how long it took to take.
    """

    text: str
    type: str = "other"
    subtype: str = ""
    severity: str = "normal"
    spot: Spot | None = None
    caller: str = ""
    phone: str = ""
    same_as: int | None = None
    seconds: int | None = None


def understand(station: Station, text: str, *, chosen: Spot | None = None, type: str = "", subtype: str = "") -> Understood:
    """Return what a line says; a place that was ``chosen`` on the map and a type that was picked go before what is read.

    Reads the station: ask it off the window's thread. It is quick enough for every key: about 20 ms in a station of usual size.
    """
    kind = station.kinds["case"]
    heard = hear(kind, text)
    types = find_types(kind, text)
    first = type or (types[0].type if types else "")
    fine = subtype if type else (types[0].subtype if types else "")
    severity, because = _severity(station, heard, first, fine)
    spots = find_spots(station, names_of(station), heard)
    if chosen is not None:
        spots = tuple(best_of((chosen, *spots)))
    found = Understood(heard, spots, types, severity, because)
    return replace(found, alike=alike(station, found.spot, first, heard.phone))


def _severity(station: Station, heard: Heard, type: str, subtype: str) -> tuple[str, str]:
    """Return the graver of what was said and what is usual for the type."""
    usual = usual_severity(station, type, subtype) if type else "normal"
    order = ("normal", "urgent", "major")
    if heard.severity and order.index(heard.severity) >= order.index(usual):
        return heard.severity, heard.because
    return usual, ""


def take(station: Station, call: Call, *, who: str) -> int:
    """Write a call as a case and return its id.

    Raises
    ------
    BadInput
        If nothing was said, or the case that it is linked to does not exist.
    """
    if not call.text.strip() and call.spot is None:
        raise BadInput(tr("还没有写报警内容"))
    _check_type(station, call)
    now = format_utc(station.clock.now())
    values: dict[str, Any] = {
        "type": call.type, "subtype": call.subtype or None, "severity": call.severity, "state": "reported", "reported_at": now,
        "text": call.text.strip() or None, "address": call.spot.title if call.spot else None, "caller": call.caller or None,
        "caller_phone": call.phone or None, "taken_by": who, "taken_in": call.seconds, "beat": _beat(station, call.spot),
        **(call.spot.values if call.spot else {}),
    }  # fmt: skip
    if call.same_as is not None:
        values |= _same(station, call.same_as, now)
    why = tr("接警：{text}", text=(call.text.strip() or call.spot.title if call.spot else call.text.strip())[:40])
    with _numbering, station.editing(who=who, why=why, command="case.take") as draft:
        values["number"] = next_number(station)
        return draft.add("case", {name: value for name, value in values.items() if value is not None})


def link_as_same(station: Station, case: int, main: int, *, who: str) -> None:
    """Link a case to another that it is about as well; it is closed with a word on that.

    Raises
    ------
    BadInput
        If one of them does not exist, or they are the same.
    """
    if case == main:
        raise BadInput(tr("不能与自己合并"))
    now = format_utc(station.clock.now())
    values = _same(station, main, now)
    with station.editing(who=who, why=str(values["result"]), command="case.same") as draft:
        draft.change("case", case, **values)


def _same(station: Station, main: int, now: str) -> Values:
    found = station.get("case", main)
    if found is None:
        raise BadInput(tr("没有编号为 {id} 的警情", id=main))
    first = int(found["duplicate_of"] or main)  # links do not make chains
    said = tr("与 {number} 为同一警情", number=found["number"] or f"#{main}")
    return {"duplicate_of": first, "state": "closed", "ended_at": now, "result": said}


def _check_type(station: Station, call: Call) -> None:
    kind = station.kinds["case"]
    if kind.field("type").choice(call.type) is None:
        raise BadInput(tr("没有“{type}”这一类警情", type=call.type))
    if call.subtype and parent_of(call.subtype) != call.type:
        raise BadInput(tr("细类“{subtype}”不属于“{type}”", subtype=call.subtype, type=call.type))


def _beat(station: Station, spot: Spot | None) -> str | None:
    """Return the name of the grid that a place lies in."""
    if spot is None or spot.lon is None or spot.lat is None:
        return None
    found = station.first(Query("grid", area=Area(near=(spot.lon, spot.lat, 0.5)), limit=1))
    return str(found["name"]) if found is not None and found["name"] else None


def next_number(station: Station) -> str:
    """Return the next case number of the day in the station's zone: ``JQ20261121-0003``."""
    day = f"JQ{station.clock.now().astimezone(zone_of(station.zone)):%Y%m%d}-"
    query = Query("case", (Where("number", ">=", day), Where("number", "<", f"{day}~")))
    taken = station.columns(query, ("number",))["number"]
    return f"{day}{max((int(n[len(day) :]) for n in taken if n[len(day) :].isdigit()), default=0) + 1:04d}"


def said_again(case: Record) -> str:
    """Return a case in a few words, for lists of duplicates: its number and place."""
    return " ".join(str(t) for t in (case["number"], case["address"]) if t)
