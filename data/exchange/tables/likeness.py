"""Records that are probably the same though no number says so: one name at one place, with what speaks against it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.exchange.tables.doubts import Candidate
from data.exchange.tables.hashed import HashIndex, Marks, Mask, Numbers, hashes, joined
from data.exchange.tables.held import Held
from data.exchange.tables.residents import Residences
from data.i18n import tr
from data.kinds.model import Kind

TEXT = "address"  # as it was written
BETWEEN = "；"  # of two texts kept with one record
# Two records may share a name and a place and still differ in these; a telephone changes.
TELLING = ("id_number", "birth", "gender", "licence", "number", "code")


@dataclass(frozen=True, slots=True)
class At:
    """Where a row says that it is: building and room as they were found, and the text as it was written."""

    building: int | None = None
    dwelling: int | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return self.building is not None or bool(self.text)


@dataclass(frozen=True, slots=True)
class Alike:
    """Records alike to a row: those that are the same as far as anything is known, and those of which people must judge."""

    same: tuple[Candidate, ...] = ()
    doubtful: tuple[Candidate, ...] = ()


def named_by(kind: Kind) -> tuple[str, ...]:
    """Return the fields, if any, that likeness reads: the name, what tells two of a name apart, and the written address."""
    if "name" not in kind.fields or not (kind.place.belongs or kind.place.through):
        return ()
    return ("name", *(n for n in (*TELLING, TEXT) if n in kind.fields))


class NamedAt:
    """Names, each with the buildings and written addresses where a record of it is known."""

    def __init__(self, numbers: Numbers) -> None:
        self._marks = Marks(numbers)

    def __len__(self) -> int:
        return len(self._marks)

    def mark(self, names: Sequence[Any], wheres: Sequence[object]) -> Mask:
        """Mark the names that are known at the building, given by its id, or at the address."""
        return self._marks.mark(joined(hashes(names, len(names)), hashes(wheres, len(wheres))))


class Likeness:
    """The stored records of a kind by name, with where they are.

    Parameters
    ----------
    kind
        The kind.
    held
        The values of its records, `named_by` and the links to building and room among them.
    residences
        Where its records live, for kinds that live somewhere by residence.
    """

    def __init__(self, kind: Kind, held: Held, residences: Residences | None = None) -> None:
        self._kind = kind
        self._held = held
        self._residences = residences
        self._names = named_by(kind)
        self._pieces: list[tuple[Numbers, Numbers]] = []  # of names and ids
        self._at: list[Numbers] = []  # of names with where they are known
        self._by_name: HashIndex | None = None
        self._named_at: NamedAt | None = None

    def take_in(self, ids: Numbers, columns: Mapping[str, Sequence[Any]]) -> None:
        """Note the names of some records, and where they are."""
        if not self._names:
            return
        names = columns["name"]
        given = np.array([n is not None and n != "" for n in names], bool)
        numbers = hashes(names, len(names))
        self._pieces.append((numbers[given], ids[given]))
        if self._residences is not None:
            lived, buildings = self._residences.lived_in(ids)
            self._at.append(joined(numbers[lived], buildings)[given[lived]])
        elif "building" in columns:
            built = np.array([b or 0 for b in columns["building"]], np.int64)
            self._at.append(joined(numbers, built)[given & (built > 0)])
        for number, text in zip(numbers.tolist(), columns.get(TEXT, ()), strict=False):
            if text:
                texts = _texts_in(text)
                self._at.append(joined(np.full(len(texts), number), hashes(texts, len(texts))))

    def first_at(self, ids: Sequence[int], at: At | None) -> int | None:
        """Return the first record that is where the row is; where the row does not say, one that says nothing goes first."""
        if not self._names or not ids:
            return ids[0] if ids else None
        if at:
            return next((i for i in ids if self._here(i, at)), None)
        return next((i for i in ids if not self._places(i) and not self._texts(i)), ids[0])

    def known_at(self) -> NamedAt:
        """Return each name with each building and each written address that it is known at: elsewhere `find` finds nothing."""
        if self._named_at is None:
            self._named_at = NamedAt(np.concatenate(self._at) if self._at else np.zeros(0, np.int64))
            self._at = []
        return self._named_at

    def named(self, name: object) -> Sequence[int]:
        """Return the ids of records that may have this name."""
        if self._by_name is None:
            self._by_name = HashIndex(self._pieces)
            self._pieces = []
        return self._by_name.ids(name) if isinstance(name, str) and self._names else ()

    def find(self, values: Mapping[str, Any], at: At | None, taken: Container[int]) -> Alike:
        """Return records of the row's name at the row's place."""
        name = values.get("name")
        if not self._names or not at or name is None:
            return Alike()
        same: list[Candidate] = []
        doubtful: list[Candidate] = []
        near = [(id, here) for id in self.named(name) if (here := self._here(id, at)) or self._perhaps_here(id, at)]
        self._held.fetch(id for id, _ in near)
        for id, here in near:
            against = self._against(id, values)
            if id in taken or self._value(id, "name") != name:
                continue
            if here:
                candidate = Candidate(id, self._said(id, values, at, against))
                (doubtful if against else same).append(candidate)
            elif not against:
                doubtful.append(Candidate(id, self._said_perhaps(id)))
        return Alike(tuple(same), tuple(doubtful))

    def _said(self, id: int, values: Mapping[str, Any], at: At, against: Sequence[str]) -> str:
        given = [n for n in ("name", "birth") if n in self._names and values.get(n) is not None]
        labels = [self._kind.fields[n].label for n in given if values[n] == self._value(id, n)]
        place = tr("住处") if self._kind.place.through else tr("所在的房屋") if at.dwelling is not None else tr("所在的楼栋")
        said = tr("{fields}与第 {id} 号记录相同", fields=tr("、").join([*labels, place]), id=id)
        return said + tr("，但{fields}不同", fields=tr("、").join(against)) if against else said

    def _said_perhaps(self, id: int) -> str:
        label = self._kind.fields["name"].label
        return tr("{field}与第 {id} 号记录相同，也在同一栋楼，但有一方没有写明房号", field=label, id=id)

    def _against(self, id: int, values: Mapping[str, Any]) -> list[str]:
        """Return the labels of what tells the two apart."""
        telling = [n for n in TELLING if n in self._names]
        differing = [n for n in telling if values.get(n) is not None and self._value(id, n) not in (None, values[n])]
        return [self._kind.fields[n].label for n in differing]

    def _here(self, id: int, at: At) -> bool:
        if at.building is not None:
            return (at.building, at.dwelling) in self._places(id)
        return bool(at.text) and at.text in self._texts(id)

    def _perhaps_here(self, id: int, at: At) -> bool:
        """Whether the building is the same and the room of one of the two is not known."""
        places = self._places(id) if at.building is not None else ()
        return any(b == at.building and (d is None) != (at.dwelling is None) for b, d in places)

    def _places(self, id: int) -> Sequence[tuple[int | None, int | None]]:
        if self._residences is not None:
            return [p for p in self._residences.homes(id) if p[0] is not None]
        building = self._value(id, "building")
        return [(building, self._value(id, "dwelling"))] if building is not None else []

    def _texts(self, id: int) -> Sequence[str]:
        text = self._value(id, TEXT) if TEXT in self._names else None
        return _texts_in(text) if text else ()

    def _value(self, id: int, name: str) -> Any:
        return self._held.value(id, name) if name in self._held else None


def _texts_in(text: str) -> Sequence[str]:
    """Return a kept text, and the texts that it may be put together of."""
    return (text, *text.split(BETWEEN)) if BETWEEN in text else (text,)
