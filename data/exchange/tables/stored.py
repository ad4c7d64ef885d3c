"""Which stored record a row means: by natural keys, best first, else by all that the row says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.exchange.tables.doubts import Candidate
from data.exchange.tables.likeness import At, Homes, Likeness, named_by
from data.i18n import tr
from data.kinds.model import Kind
from data.query import Query
from data.store.station import Station

Key = tuple[str, ...]
PLACED = ("building", "dwelling")  # found by us and not said by the row, so no part of what makes a row the same
DIGITS = 7  # of a degree: 1 cm


@dataclass(frozen=True, slots=True)
class Found:
    """The record that a row means: ``id`` None is a new one; ``why`` is a sentence.

    With ``candidates`` it may be one of these and only people can tell; ``why`` then says what speaks for and against it.
    """

    id: int | None = None
    why: str = ""
    candidates: tuple[Candidate, ...] = ()


class StoredRecords:
    """The records of a kind that rows are compared with, read once: values by id, and ids by each natural key."""

    def __init__(self, station: Station, kind: Kind, fields: Iterable[str], homes: Homes | None = None) -> None:
        self._kind = kind
        self._keys: tuple[Key, ...] = kind.keys
        self._fields = [f for f in dict.fromkeys(fields) if f not in PLACED]
        placed = [f for f in PLACED if f in kind.fields]
        wanted = list(dict.fromkeys([*self._fields, *(n for key in kind.keys for n in key), *placed, *named_by(kind)]))
        columns = station.columns(Query(kind.name), ["id", *wanted])
        self._at = {id: i for i, id in enumerate(columns["id"])}
        self._columns = columns
        self._by_key = {key: self._index(key) for key in self._keys}
        self._composite: dict[tuple[Any, ...], list[int]] | None = None
        self._taken: set[int] = set()  # records that a row without a key stands for already
        self._likeness = Likeness(kind, columns, homes)

    def __contains__(self, id: object) -> bool:
        return id in self._at

    @property
    def empty(self) -> bool:
        """Whether there is no record."""
        return not self._at

    def value(self, id: int, name: str) -> Any:
        """Return a stored value."""
        return self._columns[name][self._at[id]]

    def differing(self, id: int, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the given values that differ from the stored ones; an empty one never counts."""
        return {n: v for n, v in values.items() if v is not None and not same(v, self.value(id, n))}

    def find(self, values: Mapping[str, Any], at: At | None = None) -> Found:
        """Return the stored record that the values mean; ``at`` is where the row says that it is."""
        doubted: list[Candidate] = []
        keyed = False
        for key in self._keys:
            parts = tuple(values.get(n) for n in key)
            if any(p is None for p in parts):
                continue
            keyed = True
            there = self._by_key[key].get(parts, ())
            ids = [i for i in there if not self._contradicts(i, values, key)]
            if len(ids) == 1:
                return Found(ids[0], tr("{fields}相同", fields=self._labels(key)))
            doubted += self._doubted(key, values, ids or there)
        return self._unkeyed(values, at, keyed, doubted)

    def _unkeyed(self, values: Mapping[str, Any], at: At | None, keyed: bool, doubted: list[Candidate]) -> Found:
        """No key tells: what is equal in all and in place, then what is alike in name and place, then people must say."""
        equal = self._by_all(values, at) if doubted or not keyed else None
        if equal is not None:
            self._taken.add(equal)
            return Found(equal, tr("所有内容相同"))
        alike = self._likeness.find(values, at, self._taken)
        if len(alike.same) == 1 and not doubted:
            self._taken.add(alike.same[0].id)
            return Found(alike.same[0].id, alike.same[0].why)
        return _asking([*doubted, *alike.same, *alike.doubtful])

    def _doubted(self, key: Key, values: Mapping[str, Any], ids: Sequence[int]) -> list[Candidate]:
        """Return candidates that share a key, where several do or a better key differs.

        Keys of mere descriptions (a name alone, or with date of birth) are shared by chance: where a better key differs, such
        a one raises no doubt. A telephone or an address together with the name does.
        """
        found = []
        for id in ids:
            differing = self._differing_key(id, values, key)
            if differing is not None and not self._telling(key):
                continue
            same = tr("{fields}与第 {id} 号记录相同", fields=self._labels(key), id=id)
            but = tr("，但{fields}不同", fields=self._labels(differing)) if differing is not None else ""
            found.append(Candidate(id, same + but))
        return found

    def _telling(self, key: Key) -> bool:
        return len(key) > 1 and any(self._kind.fields[n].type == "phone" or n == "address" for n in key)

    def _differing_key(self, id: int, values: Mapping[str, Any], key: Key) -> Key | None:
        stored = {n: self.value(id, n) for k in self._better(key) for n in k}
        return next((k for k in self._better(key) if _differ(stored, values, k)), None)

    @property
    def by_key(self) -> Mapping[Key, Mapping[tuple[Any, ...], Sequence[int]]]:
        """The records by each natural key that they fill."""
        return self._by_key

    @property
    def known_at(self) -> set[tuple[str, object]]:
        """Each name with the buildings and written addresses that a record of it is known at."""
        return self._likeness.known_at()

    def ids_of(self, values: Mapping[str, Sequence[Any]], count: int) -> list[int | None]:
        """Return for each of ``count`` rows, given as columns, the only record that has its best key; None where none is sure."""
        found: list[int | None] = [None] * count
        rest: Sequence[int] = range(count)
        for key in self._keys:
            if not rest or any(n not in values for n in key):
                continue
            index, rows = self._by_key[key], rest
            parts = list(zip(*(values[n] for n in key), strict=True))
            rest = [row for row in rows if None in parts[row]]
            for row in rows:
                there = index.get(parts[row], ())
                found[row] = there[0] if len(there) == 1 else None
        return found

    def agree(self, ids: Sequence[int | None], values: Mapping[str, Sequence[Any]]) -> list[bool]:
        """Return for each row whether its record says the same as far as the row says anything; False where it has no record."""
        places = [0 if id is None else self._at[id] for id in ids]
        good = [id is not None for id in ids]
        for name, column in values.items():
            stored = self._columns.get(name)
            if stored is None:
                return [False] * len(ids)
            good = [g and (v is None or v == stored[p]) for g, v, p in zip(good, column, places, strict=True)]
        return good

    def whole(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return all that a row says, as rows without a key are compared."""
        return self._whole(values)

    def has_whole(self, whole: tuple[Any, ...]) -> bool:
        """Whether a record says just the same."""
        return whole in self._all_of()

    def own_keys(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Return the natural keys that the values fill, best first, to find equal rows in one file."""
        return [(key, *(values[n] for n in key)) for key in self._keys if _all_given(values, key)]

    def stronger_differ(self, one: Mapping[str, Any], other: Mapping[str, Any], key: Key) -> bool:
        """Whether two rows that share a key differ in a better one, so that they are two records."""
        return any(_differ(one, other, k) for k in self._better(key))

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

    def _by_all(self, values: Mapping[str, Any], at: At | None) -> int | None:
        """Return the next record equal in all that the row says: re-import adds nothing, and equal rows stay distinct."""
        free = [i for i in self._all_of().get(self._whole(values), ()) if i not in self._taken]
        return self._likeness.first_at(free, at)

    def _all_of(self) -> Mapping[tuple[Any, ...], Sequence[int]]:
        if self._composite is None:
            self._composite = self._index_all()
        return self._composite

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


def _differ(one: Mapping[str, Any], other: Mapping[str, Any], key: Key) -> bool:
    return _all_given(one, key) and _all_given(other, key) and any(one[n] != other[n] for n in key)


def _asking(candidates: Sequence[Candidate]) -> Found:
    """Return the question which of the candidates is meant, each named once; no candidate is a new record."""
    by_id = {c.id: c for c in reversed(candidates)}
    several = tuple(by_id[i] for i in dict.fromkeys(c.id for c in candidates))
    return Found(None, tr("；").join(c.why for c in several[:3]), several)
