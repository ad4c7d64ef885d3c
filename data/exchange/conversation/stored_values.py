"""The records that a page of rows would change, read at once, with the names of what they point to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.exchange.tables.preview_row import PreviewRow
from data.i18n import tr
from data.kinds.model import Field, Kind
from data.query import Query
from data.records import Place, Record, Values
from data.store.station import Station

RESIDENCE = "residence"


class StoredValues:
    """What a station holds of the records that rows mean, live in, point to or may mean."""

    def __init__(self, station: Station, kind: Kind, rows: Sequence[PreviewRow]) -> None:
        self._station = station
        self._kind = kind
        self.zone = station.zone
        self.residences = station.kinds.get(RESIDENCE, kind)
        shaped = any("geometry" in row.values for row in rows)
        ids = {row.id for row in rows if row.id is not None} | {c.id for row in rows for c in row.candidates}
        self._records = self._read(kind.name, ids, (*_told(kind), *(("geometry",) if shaped else ())))
        homes = {row.residence.id for row in rows if row.residence is not None and row.residence.id is not None}
        self._homes = self._read(RESIDENCE, homes) if homes else {}
        self._names: dict[tuple[str, int], str] = {}
        self._linked(kind, [row.values for row in rows])
        self._linked(self.residences, [row.residence.values for row in rows if row.residence is not None])

    def before(self, id: int | None, name: str) -> Any:
        """Return a stored value; None for a new record."""
        record = self._records.get(id) if id is not None else None
        return record[name] if record is not None else None

    def residence(self, id: int | None) -> Values:
        """Return what is stored of where somebody lives; nothing for a new residence."""
        record = self._homes.get(id) if id is not None else None
        return record.values if record is not None else {}

    def title(self, id: int) -> str:
        """Return what a candidate is called at the desk, and where it is."""
        record = self._station.get(self._kind.name, id, placed=True)
        if record is None:
            return tr("第 {id} 号记录", id=id)
        place = record.place or Place()
        inside = place.building if place.building != id else None  # a building is not in itself
        house = self._station.get("building", inside) if inside is not None else None
        where = self._station.title(house, masked=False) if house is not None else ""
        in_house = _in_house(place.unit, place.room)
        return " · ".join(t for t in (self._station.title(record, masked=False), " ".join(filter(None, (where, in_house)))) if t)

    def name(self, field: Field, id: Any) -> str:
        """Return what a record that is pointed to is called; one that the import adds has no number yet."""
        if not isinstance(id, int) or id < 0:
            return tr("这次新建的{kind}", kind=self._station.kinds[field.to[0]].label)
        for kind in field.to:
            if (kind, id) not in self._names:
                record = self._station.get(kind, id, placed=True)
                if record is None:
                    continue
                self._names[kind, id] = self._station.title(record, masked=False)
            return self._names[kind, id]
        return tr("第 {id} 号记录", id=id)

    def place(self, shape: Any) -> str:
        """Return where a shape is: degrees of a point on it."""
        if shape is None:
            return ""
        at = shape.representative_point()
        return f"{at.x:.6f}, {at.y:.6f}"

    def _linked(self, kind: Kind, values: Sequence[Mapping[str, Any]]) -> None:
        """Read the names of all that the rows point to, a query for each kind."""
        wanted: dict[str, set[int]] = {}
        for field in kind.links:
            ids = {v[field.name] for v in values if isinstance(v.get(field.name), int) and v[field.name] > 0}
            before = {r[field.name] for r in (*self._records.values(), *self._homes.values()) if isinstance(r[field.name], int)}
            for name in field.to:
                wanted.setdefault(name, set()).update(ids | before)
        for name, found in wanted.items():
            for id, record in self._read(name, found, placed=True).items():
                self._names[name, id] = self._station.title(record, masked=False)

    def _read(self, kind: str, ids: set[int], fields: tuple[str, ...] = (), *, placed: bool = False) -> dict[int, Record]:
        if not ids:
            return {}
        query = Query(kind, fields=fields, placed=placed).and_where("id", "in", tuple(sorted(ids)))
        return {record.id: record for record in self._station.read(query)}


def _told(kind: Kind) -> tuple[str, ...]:
    """Return the fields that people read."""
    return tuple(name for name, field in kind.fields.items() if field.type != "solid")


def _in_house(unit: str | None, room: str | None) -> str:
    """Return unit and room as people say them, e.g. "2单元301"."""
    number = (unit or "").removesuffix("单元")
    if number and room:
        return tr("{unit}单元{room}", unit=number, room=room)
    return tr("{unit}单元", unit=number) if number else room or ""
