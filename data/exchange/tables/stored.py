"""Which stored record a row means: by natural keys, best first, else by all that the row says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.i18n import tr
from data.kinds.model import Kind
from data.query import Query
from data.store.station import Station

Key = tuple[str, ...]
PLACED = ("building", "dwelling")  # found by us and not said by the row, so no part of what makes a row the same
DIGITS = 7  # of a degree: 1 cm


@dataclass(frozen=True, slots=True)
class Found:
    """The record that a row means: ``id`` None is a new one; ``why`` is a sentence; ``fault`` says why none can be told."""

    id: int | None = None
    why: str = ""
    fault: str = ""
    key: tuple[Any, ...] = ()


class StoredRecords:
    """The records of a kind that rows are compared with, read once: values by id, and ids by each natural key."""

    def __init__(self, station: Station, kind: Kind, fields: Iterable[str]) -> None:
        self._kind = kind
        self._keys: tuple[Key, ...] = kind.keys
        self._fields = [f for f in dict.fromkeys(fields) if f not in PLACED]
        placed = [f for f in PLACED if f in kind.fields]
        wanted = list(dict.fromkeys([*self._fields, *(n for key in kind.keys for n in key), *placed]))
        columns = station.columns(Query(kind.name), ["id", *wanted])
        self._at = {id: i for i, id in enumerate(columns["id"])}
        self._columns = columns
        self._by_key = {key: self._index(key) for key in self._keys}
        self._composite: dict[tuple[Any, ...], list[int]] | None = None
        self._used: dict[tuple[Any, ...], int] = defaultdict(int)

    def value(self, id: int, name: str) -> Any:
        """Return a stored value."""
        return self._columns[name][self._at[id]]

    def differing(self, id: int, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the given values that differ from the stored ones; an empty one never counts."""
        return {n: v for n, v in values.items() if v is not None and not same(v, self.value(id, n))}

    def find(self, values: Mapping[str, Any]) -> Found:
        """Return the stored record that the values mean."""
        ambiguous = ""
        keyed = False
        for key in self._keys:
            parts = tuple(values.get(n) for n in key)
            if any(p is None for p in parts):
                continue
            keyed = True
            ids = [i for i in self._by_key[key].get(parts, ()) if not self._contradicts(i, values, key)]
            if len(ids) == 1:
                return Found(ids[0], tr("{fields}相同", fields=self._labels(key)))
            if len(ids) > 1:
                ambiguous = ambiguous or tr("已有 {n} 条记录的{fields}相同，分不清是哪一条", n=len(ids), fields=self._labels(key))
        if keyed and not ambiguous:
            return Found()
        return self._by_all(values, ambiguous)

    def own_keys(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Return the natural keys that the values fill, best first, to find equal rows in one file."""
        return [(key, *(values[n] for n in key)) for key in self._keys if _all_given(values, key)]

    def stronger_differ(self, one: Mapping[str, Any], other: Mapping[str, Any], key: Key) -> bool:
        """Whether two rows that share a key differ in a better one, so that they are two records."""
        return any(_all_given(one, k) and _all_given(other, k) and any(one[n] != other[n] for n in k) for k in self._better(key))

    def key_label(self, key: Key) -> str:
        """Return the fields of a key as people call them."""
        return self._labels(key)

    def _index(self, key: Key) -> dict[tuple[Any, ...], list[int]]:
        index: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for id, *parts in zip(self._columns["id"], *(self._columns[n] for n in key), strict=True):
            if all(p is not None for p in parts):
                index[tuple(parts)].append(id)
        return index

    def _better(self, key: Key) -> Sequence[Key]:
        return self._keys[: self._keys.index(key)]

    def _contradicts(self, id: int, values: Mapping[str, Any], key: Key) -> bool:
        stored = {n: self.value(id, n) for k in self._better(key) for n in k}
        return self.stronger_differ(stored, values, key)

    def _labels(self, key: Key) -> str:
        return tr("、").join(self._kind.fields[n].label for n in key)

    def _by_all(self, values: Mapping[str, Any], ambiguous: str) -> Found:
        """The n-th equal row is the n-th equal record: re-import adds nothing, and equal rows stay distinct."""
        if self._composite is None:
            self._composite = self._index_all()
        whole = self._whole(values)
        ids, turn = self._composite.get(whole, ()), self._used[whole]
        if turn < len(ids):
            self._used[whole] += 1
            return Found(ids[turn], tr("所有内容相同"))
        if ambiguous:
            return Found(fault=ambiguous)
        self._used[whole] += 1
        return Found()

    def _whole(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(_plain(values.get(n), self._default(n)) for n in self._fields)

    def _index_all(self) -> dict[tuple[Any, ...], list[int]]:
        index: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        defaults = [self._default(n) for n in self._fields]
        columns = [self._columns[n] for n in self._fields]
        for id, *row in zip(self._columns["id"], *columns, strict=True):
            index[tuple(_plain(v, d) for v, d in zip(row, defaults, strict=True))].append(id)
        return index

    def _default(self, name: str) -> Any:
        return None if name == "geometry" else self._kind.fields[name].default


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same: points within a centimetre."""
    return bool(_plain(one, None) == _plain(other, None))


def _plain(value: Any, default: Any) -> Any:
    if value is None:
        return default
    if getattr(value, "geom_type", "") == "Point":
        return round(value.x, DIGITS), round(value.y, DIGITS)
    return value


def _all_given(values: Mapping[str, Any], key: Key) -> bool:
    return all(values.get(n) is not None for n in key)
