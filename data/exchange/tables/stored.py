"""Which stored record a row means: by natural keys, best first, else by all that the row says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.exchange.tables.doubts import Candidate
from data.exchange.tables.hashed import HashIndex, Numbers, hashes
from data.exchange.tables.held import Held
from data.exchange.tables.likeness import At, Likeness, NamedAt, named_by
from data.exchange.tables.residents import Residences
from data.i18n import tr
from data.kinds.model import Kind
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
    """The records of a kind that rows are compared with: what they go by, read once, and their values as they are asked for."""

    def __init__(self, station: Station, kind: Kind, fields: Iterable[str], residences: Residences | None = None) -> None:
        self._kind = kind
        self._keys: tuple[Key, ...] = kind.keys
        self._fields = [f for f in dict.fromkeys(fields) if f not in PLACED]
        placed = [f for f in PLACED if f in kind.fields]
        wanted = list(dict.fromkeys([*self._fields, *(n for key in kind.keys for n in key), *placed, *named_by(kind)]))
        self._held = Held(station, kind, wanted)
        self._likeness = Likeness(kind, self._held, residences)
        self._by_key: dict[Key, HashIndex] = {}
        self._ids = self._read()
        self._composite: HashIndex | None = None
        self._taken: set[int] = set()  # records that a row without a key stands for already

    def _read(self) -> Numbers:
        """Go through all records once, and return their ids."""
        found: list[Numbers] = []
        keyed: dict[Key, list[tuple[Numbers, Numbers]]] = {key: [] for key in self._keys}
        for ids, columns in self._held.pieces():
            found.append(ids)
            for key, pieces in keyed.items():
                pieces.append(_given_keys(ids, [columns[n] for n in key]))
            self._likeness.take_in(ids, columns)
        self._by_key = {key: HashIndex(pieces) for key, pieces in keyed.items()}
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    def __contains__(self, id: object) -> bool:
        at = int(np.searchsorted(self._ids, id)) if isinstance(id, int) else len(self._ids)
        return at < len(self._ids) and int(self._ids[at]) == id

    @property
    def empty(self) -> bool:
        """Whether there is no record."""
        return not len(self._ids)

    def value(self, id: int, name: str) -> Any:
        """Return a stored value."""
        return self._held.value(id, name)

    def look_up(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Have the records at hand that rows may mean by their keys: one question for many rows."""
        filled = ((key, values) for values in rows for key in self._keys if _all_given(values, key))
        self._held.fetch(id for key, values in filled for id in self._maybe(key, values))

    def differing(self, id: int, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the given values that differ from the stored ones; an empty one never counts."""
        return {n: v for n, v in values.items() if v is not None and not same(v, self.value(id, n))}

    def find(self, values: Mapping[str, Any], at: At | None = None) -> Found:
        """Return the stored record that the values mean; ``at`` is where the row says that it is."""
        doubted: list[Candidate] = []
        keyed = False
        for key in self._keys:
            if not _all_given(values, key):
                continue
            keyed = True
            there = [i for i in self._maybe(key, values) if all(self.value(i, n) == values[n] for n in key)]
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
    def by_key(self) -> Mapping[Key, HashIndex]:
        """The records by each natural key that they fill."""
        return self._by_key

    def known_at(self) -> NamedAt:
        """Return each name with the buildings and written addresses that a record of it is known at."""
        return self._likeness.known_at()

    def ids_of(self, values: Mapping[str, Sequence[Any]], count: int) -> list[int | None]:
        """Return for each of ``count`` rows, given as columns, the only record that has its best key; None where none is sure.

        It may be another one's, which `agree` tells.
        """
        found: list[int | None] = [None] * count
        rest: Sequence[int] = range(count)
        for key in self._keys:
            if not rest or any(n not in values for n in key):
                continue
            parts = list(zip(*(values[n] for n in key), strict=True))
            ids, only = self._by_key[key].only(hashes(parts, count))
            rows, rest = rest, [row for row in rest if None in parts[row]]
            for row in set(rows).difference(rest):
                found[row] = ids[row] if only[row] else None
        return found

    def agree(self, ids: Sequence[int | None], values: Mapping[str, Sequence[Any]]) -> list[bool]:
        """Return for each row whether its record says the same as far as the row says anything; False where it has no record."""
        good = [id is not None for id in ids]
        if any(name not in self._held for name in values):
            return [False] * len(ids)
        stored = self._held.columns([id or 0 for id in ids], list(values))
        for column, there in zip(values.values(), stored, strict=True):
            good = [g and (v is None or v == s) for g, v, s in zip(good, column, there, strict=True)]
        return good

    def whole(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return all that a row says, as rows without a key are compared."""
        return self._whole(values)

    def has_whole(self, whole: tuple[Any, ...]) -> bool:
        """Whether a record says just the same."""
        return bool(self._all_of().ids(whole))

    def own_keys(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Return the natural keys that the values fill, best first, to find equal rows in one file."""
        return [(key, *(values[n] for n in key)) for key in self._keys if _all_given(values, key)]

    def stronger_differ(self, one: Mapping[str, Any], other: Mapping[str, Any], key: Key) -> bool:
        """Whether two rows that share a key differ in a better one, so that they are two records."""
        return any(_differ(one, other, k) for k in self._better(key))

    def key_label(self, key: Key) -> str:
        """Return the fields of a key as people call them."""
        return self._labels(key)

    def _maybe(self, key: Key, values: Mapping[str, Any]) -> list[int]:
        return self._by_key[key].ids(tuple(values[n] for n in key))

    def _better(self, key: Key) -> Sequence[Key]:
        return self._keys[: self._keys.index(key)]

    def _contradicts(self, id: int, values: Mapping[str, Any], key: Key) -> bool:
        stored = {n: self.value(id, n) for k in self._better(key) for n in k}
        return self.stronger_differ(stored, values, key)

    def _labels(self, key: Key) -> str:
        return tr("、").join(self._kind.fields[n].label for n in key)

    def _by_all(self, values: Mapping[str, Any], at: At | None) -> int | None:
        """Return the next record equal in all that the row says: re-import adds nothing, and equal rows stay distinct."""
        wanted = self._whole(values)
        free = [i for i in self._all_of().ids(wanted) if i not in self._taken]
        equal = [i for i in free if self._whole({n: self.value(i, n) for n in self._fields}) == wanted]
        return self._likeness.first_at(equal, at)

    def _all_of(self) -> HashIndex:
        if self._composite is None:
            self._composite = HashIndex([(self._wholes(columns, len(ids)), ids) for ids, columns in self._held.pieces()])
        return self._composite

    def _wholes(self, columns: Mapping[str, Sequence[Any]], count: int) -> Numbers:
        defaults = [self._default(n) for n in self._fields]
        plain = [[_plain(v, d) for v in columns[n]] for n, d in zip(self._fields, defaults, strict=True)]
        return hashes(zip(*plain, strict=True) if plain else [()] * count, count)

    def _whole(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(_plain(values.get(n), self._default(n)) for n in self._fields)

    def _default(self, name: str) -> Any:
        return None if name == "geometry" else self._kind.fields[name].default


def _given_keys(ids: Numbers, columns: Sequence[Sequence[Any]]) -> tuple[Numbers, Numbers]:
    """Return the hashes of a key where it is whole, and the ids that have them."""
    parts = list(zip(*columns, strict=True))
    whole = np.array([None not in p for p in parts], bool)
    return hashes(parts, len(parts))[whole], ids[whole]


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
