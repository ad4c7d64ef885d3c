"""What still needs a record: it lives here, a task about it is open, a dispute is not closed. Such a record is not erased yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from data.duty.states import OPEN_STATES
from data.i18n import mark, tr
from data.kinds import Field, Kind
from data.query import Query, Where
from data.store.station import Station

LEFT_OUT = {"attachment"}  # always goes with what it is attached to


@dataclass(frozen=True, slots=True)
class Need:
    """When a record of a kind still needs what it links to, and the sentence for it, given through `data.i18n.mark`."""

    where: tuple[Where, ...]
    source: str


NEEDS: dict[str, Need] = {
    "residence": Need((Where("until", "is", None),), mark("还登记在住，先核实是否搬离")),
    "task": Need((Where("state", "in", OPEN_STATES),), mark("有没办结的任务或更正请求")),
    "dispute_party": Need((Where("closed_on", "is", None),), mark("是未归档纠纷的当事人")),
}


def held(station: Station, kind: str, ids: Collection[int]) -> dict[int, str]:
    """Return why records may not be erased yet, by id; those that nothing needs are left out."""
    found: dict[int, str] = {}
    for other, field in station.kinds.linking_to(kind):
        need = NEEDS.get(other.name)
        if need is None and joins(other, field):
            continue
        if need is None and not field.required:
            continue
        why = tr(need.source) if need else tr("{other}还引用它", other=other.label)
        for id in linking(station, other, field, kind, ids, need.where if need else ()).values():
            found.setdefault(id, why)
    return found


def joins(other: Kind, field: Field) -> bool:
    """Whether records of a kind only join what the field points to with others, and are nothing without it."""
    return (not other.ledger and field.required) or other.name in LEFT_OUT


def linking(
    station: Station, other: Kind, field: Field, kind: str, ids: Collection[int], where: tuple[Where, ...] = ()
) -> Mapping[int, int]:
    """Return the records of another kind that link to these by a field: what they point to, by their own ids."""
    asked = [Where(field.name, "in", tuple(ids)), *where]
    if len(field.to) > 1:
        asked.append(Where(f"{field.name}_kind", "is", kind))
    columns = station.columns(Query(other.name, tuple(asked)), ["id", field.name])
    return dict(zip(columns["id"], columns[field.name], strict=True))
