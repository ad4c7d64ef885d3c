"""A dispute or hazard put on record: from words at the desk, or out of a case, with its parties and its signs of risk at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry import Point

from data.clock import format_utc
from data.duty.ledgers.risk import level, reasons, signs
from data.duty.numbers import next_number
from data.errors import BadInput
from data.i18n import tr
from data.query import equals
from data.records import Place, Record
from data.store import Station

OF_CASES = {"noise": "noise", "traffic": "traffic", "dispute": "neighbour"}  # type of a case -> of a dispute


@dataclass(frozen=True, slots=True)
class Report:
    """A dispute as it is reported; ``parties`` are values of `dispute_party`."""

    type: str = "neighbour"
    text: str = ""
    address: str = ""
    building: int | None = None
    dwelling: int | None = None
    lon: float | None = None
    lat: float | None = None
    case: int | None = None
    weapon: bool = False
    children: bool = False
    due_at: str | None = None
    reported_at: str | None = None
    parties: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


def report_dispute(station: Station, report: Report, *, who: str) -> int:
    """Put a dispute on record with its parties and its signs of risk; return its id."""
    now = format_utc(station.clock.now())
    values: dict[str, Any] = {
        "number": next_number(station, "dispute", "JF"), "type": report.type, "text": report.text.strip() or None,
        "address": report.address.strip() or None, "building": report.building, "dwelling": report.dwelling, "case": report.case,
        "weapon": report.weapon or None, "children": report.children or None, "due_at": report.due_at,
        "reported_at": report.reported_at or now, "state": "reported",
    }  # fmt: skip
    if report.building is None and report.lon is not None and report.lat is not None:
        values["geometry"] = Point(report.lon, report.lat)
    values = {n: v for n, v in values.items() if v is not None}
    found = signs(station, Record("dispute", 0, values))
    values |= {"risk": level(found), "risk_reason": reasons(found)}
    with station.editing(who=who, why=tr("登记纠纷 {number}", number=values["number"]), command="dispute.add") as draft:
        id = draft.add("dispute", {n: v for n, v in values.items() if v is not None})
        for party in report.parties:
            draft.add("dispute_party", {**party, "dispute": id})
    return id


def dispute_of_case(station: Station, case_id: int, *, who: str) -> int:
    """Put the dispute that a case is about on record; return its id, or that of the one that is there already."""
    there = station.first(equals("dispute", case=case_id))
    if there is not None:
        return there.id
    case = station.get("case", case_id, placed=True)
    if case is None:
        raise BadInput(tr("没有编号为 {id} 的{kind}", id=case_id, kind=station.kinds["case"].label))
    place = case.place or Place()
    parties = [{"role": "applicant", "name": case["caller"], "phone": case["caller_phone"]}] if case["caller"] else []
    report = Report(
        type=OF_CASES.get(case["type"], "other"), text=str(case["text"] or ""), address=str(case["address"] or ""),
        building=case["building"], dwelling=case["dwelling"], lon=place.lon, lat=place.lat, case=case_id,
        reported_at=case["reported_at"], parties=[{n: v for n, v in p.items() if v} for p in parties],
    )  # fmt: skip
    return report_dispute(station, report, who=who)
