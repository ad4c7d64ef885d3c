"""What the station has already: found again by natural key, and compared with what a file says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import shapely

from data.exchange.places.codes import is_told
from data.exchange.places.vocabulary import BASE_MAP
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

    def find(self, features: Sequence[Mapping[str, Any]]) -> list[int | None]:
        """Return the row of the record that each feature, given as values with a "geometry", means; None where it is new.

        A record is meant by one feature of a file only; where several name it, the one that does so by the best key.
        """
        found: list[int | None] = [None] * len(features)
        offers = [(rank, at, row) for at, values in enumerate(features) for rank, row in self._meant(values)] if self._rows else []
        taken: set[int] = set()
        for _rank, at, row in sorted(offers):
            if found[at] is None and row not in taken:
                found[at] = row
                taken.add(row)
        return found

    def _meant(self, values: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
        """Yield the rows that go by the keys of a feature, with the place of the key among those of the kind."""
        for key in self._keys(values, values.get("geometry")):
            row = self._rows.get(key)
            if row is not None and not self._contradicts(row, values, key):
                yield (self.kind.keys.index(key[0]) if key[0] in self.kind.keys else len(self.kind.keys)), row

    def _contradicts(self, row: int, values: Mapping[str, Any], key: Key) -> bool:
        """Whether a better key, such as a licence, says that a record found by a weaker one, such as its name, is another one."""
        better = self.kind.keys[: self.kind.keys.index(key[0])] if key[0] in self.kind.keys else ()
        return any(self._differs(row, values, names) for names in better)

    def _differs(self, row: int, values: Mapping[str, Any], names: tuple[str, ...]) -> bool:
        old, new = (tuple(of(n) for n in names) for of in (lambda n: self._columns[n][row], values.get))
        if names == ("code",) and (self.kind.name in BASE_MAP or not all(is_told(str(code)) for code in (*old, *new))):
            return False  # many hands draw a map, and each numbers what it draws
        return old != new and all(v not in (None, "") for v in (*old, *new))

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
