"""A station as it will be once files of places that came earlier in the same import are written; nothing of it is written yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from data.query import Query, Where
from data.records import Place, Record
from data.store.prepare import anchors
from data.store.station import Station

if TYPE_CHECKING:
    from data.exchange.places.plan import Plan

FAR = -(10**12)  # from here downwards numbers stand for the ids of records that are about to be added
PLACED = ("lon", "lat", "building", "dwelling", "storey", "unit", "room")


def stands_in(value: object) -> bool:
    """Whether a value stands for the id of a record that is about to be added."""
    return type(value) is int and value <= FAR


class Staged(Station):
    """Answers what readers of files ask of a station: whole columns and single records, of kinds that were planned as planned."""

    def __init__(self, station: Station) -> None:
        self._engine, self.name, self.zone = station._engine, station.name, station.zone
        self._plans: list[Plan] = []
        self._next = FAR

    @classmethod
    def of(cls, station: Station) -> Staged:
        """Return the station itself if it is one already."""
        return station if isinstance(station, Staged) else cls(station)

    @property
    def waiting(self) -> int:
        """How many plans it counts in."""
        return len(self._plans)

    def take(self, plan: Plan) -> None:
        """Count in what a plan adds and changes, and number what it adds."""
        plan.first = self._next
        self._next -= len(plan.added)
        self._plans.append(plan)

    def forget(self, waiting: int) -> None:
        """Count in the first plans only: one that came later failed."""
        del self._plans[waiting:]

    def columns(self, query: Query, fields: Sequence[str]) -> dict[str, list[Any]]:
        """Return whole columns, see `Station.columns`; what is added comes last."""
        plans = self._of(query.kind)
        if not plans:
            return super().columns(query, fields)
        found = super().columns(query, tuple(dict.fromkeys(("id", *fields))))
        for plan in plans:
            _change(plan, found)
            for name, column in _added(plan, query.where, tuple(found)).items():
                found[name] += column
        return {name: found[name] for name in fields}

    def count(self, query: Query) -> int:
        """Return how many records are asked for."""
        return len(self.columns(query, ("id",))["id"]) if self._of(query.kind) else super().count(query)

    def read(self, query: Query) -> list[Record]:
        """Return the records asked for."""
        found = super().read(query)
        for plan in self._of(query.kind):
            names = query.fields or tuple(n for n, f in plan.rows.kind.fields.items() if f.type != "solid")
            columns = _added(plan, query.where, ("id", *names, *PLACED))
            rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
            found += [_record(query, row, names) for row in rows]
        return found

    def _of(self, kind: str) -> list[Plan]:
        return [plan for plan in self._plans if plan.rows.kind.name == kind]


def _record(query: Query, row: dict[str, Any], names: Iterable[str]) -> Record:
    place = Place(**{name: row[name] for name in PLACED}) if query.placed else None
    return Record(query.kind, row["id"], {name: row[name] for name in names}, place)


def _change(plan: Plan, found: dict[str, list[Any]]) -> None:
    """Put what a plan changes in place of what is stored."""
    if plan.fresh:
        return
    row_of = {id: row for row, id in enumerate(found["id"])}
    for at, values in enumerate(plan.values):
        row = row_of.get(plan.id(at))
        if row is None:
            continue
        for name in values.keys() & found.keys():
            found[name][row] = values[name]


def _added(plan: Plan, where: Sequence[Where], names: Sequence[str]) -> dict[str, list[Any]]:
    """Return columns of what a plan adds, as far as the conditions hold for it."""
    added = plan.added
    asked = tuple(dict.fromkeys((*names, *(w.field for w in where))))
    columns = {name: _column(plan, name, added) for name in asked}
    kept = [at for at in range(len(added)) if all(_holds(w, columns[w.field][at]) for w in where)]
    if len(kept) < len(added):
        columns = {name: [column[at] for at in kept] for name, column in columns.items()}
    return {name: columns[name] for name in names}


def _column(plan: Plan, name: str, added: Sequence[int]) -> list[Any]:
    if name == "id":
        return list(range(plan.first, plan.first - len(added), -1))
    if name in ("lon", "lat"):
        return list(anchors([plan.rows.columns["geometry"][at] for at in added])[name == "lat"])
    if name == "building":
        return [int(plan.links[at]) or None for at in added]
    column = plan.rows.columns.get(name)
    return [None] * len(added) if column is None else [column[at] for at in added]


def _holds(condition: Where, value: Any) -> bool:
    """Whether a condition holds for a value; the readers of files ask for no others."""
    if condition.op == "in":
        return value in condition.value
    return bool(value == condition.value) if condition.op == "is" else bool(value != condition.value)
