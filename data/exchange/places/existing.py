"""What the station has already: found again by natural key, and compared with what a file says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import shapely

from data.kinds import Kind
from data.query import Query
from data.store.station import Station

NEAR = 6  # decimals of degrees, a decimetre: a record without any key is known again by its name and place
Key = tuple[Any, ...]


class Existing:
    """The records of one kind, in columns, with their natural keys."""

    def __init__(self, station: Station, kind: Kind, fields: Sequence[str]) -> None:
        self.kind = kind
        keyed = {name for key in kind.keys for name in key}
        marks = {f"{name}_assumed" for name in fields if f"{name}_assumed" in kind.fields}
        names = list(dict.fromkeys((*fields, *sorted(keyed), *sorted(marks), *(["name"] if "name" in kind.fields else []))))
        self._columns = station.columns(Query(kind.name), ("id", *names, "geometry"))
        self.ids: list[int] = self._columns["id"]
        self._rows: dict[Key, int] = {}
        for row in range(len(self.ids)):
            values = {name: self._columns[name][row] for name in (*keyed, *(["name"] if "name" in kind.fields else []))}
            for key in self._keys(values, self._columns["geometry"][row]):
                self._rows.setdefault(key, row)

    def find(self, values: Mapping[str, Any]) -> int | None:
        """Return the row of the record that values with a "geometry" mean, None where it is new."""
        if not self._rows:
            return None
        return next((self._rows[key] for key in self._keys(values, values.get("geometry")) if key in self._rows), None)

    def differing(self, row: int, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return those values that the record does not have yet.

        What a file does not say stays; what was only assumed never replaces what is known.
        """
        changed = {}
        for name, value in values.items():
            if value is None or name == "building" or self._guessed(name, row, values):
                continue
            if not _same(self._columns[name][row] if name in self._columns else None, value):
                changed[name] = value
        for name in [n for n in changed if f"{n}_assumed" in self.kind.fields and not values.get(f"{n}_assumed")]:
            if self._columns[f"{name}_assumed"][row]:
                changed[f"{name}_assumed"] = False
        return changed

    def value(self, row: int, name: str) -> Any:
        """Return a field of a record; None where it was not read."""
        return self._columns[name][row] if name in self._columns else None

    def _guessed(self, name: str, row: int, values: Mapping[str, Any]) -> bool:
        field = name.removesuffix("_assumed")
        mark = f"{field}_assumed"
        if mark not in self.kind.fields or not values.get(mark):
            return False
        return self._columns[field][row] is not None and not self._columns[mark][row]

    def _keys(self, values: Mapping[str, Any], shape: Any) -> list[Key]:
        keys: list[Key] = []
        for names in self.kind.keys:
            found = tuple(values.get(name) for name in names)
            if all(v not in (None, "") for v in found):
                keys.append((names, *found))
        if not keys and shape is not None:
            at = shapely.get_coordinates(shape.centroid).round(NEAR).tolist()
            keys.append(("at", values.get("name"), *(at[0] if at else ())))
        return keys


def _same(old: Any, new: Any) -> bool:
    if isinstance(new, shapely.Geometry):
        return isinstance(old, shapely.Geometry) and bool(shapely.equals_identical(old, new))
    if isinstance(new, float) and isinstance(old, int | float):
        return abs(old - new) <= 1e-9 * max(1.0, abs(new))
    return bool(old == new)
