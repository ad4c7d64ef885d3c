"""Records that are probably the same though no number says so: one name at one place, with what speaks against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.exchange.tables.doubts import Candidate
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


Homes = Callable[[int], Iterable[tuple[int | None, int | None]]]  # id of a record -> buildings and rooms where it lives


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


class Likeness:
    """The stored records of a kind by name, with where they are.

    Parameters
    ----------
    kind
        The kind.
    columns
        Its records by column, with "id", `named_by` and the links to building and room.
    homes
        Where a record lives, for kinds that live somewhere by residence.
    """

    def __init__(self, kind: Kind, columns: Mapping[str, Sequence[Any]], homes: Homes | None = None) -> None:
        self._kind = kind
        self._columns = columns
        self._homes = homes
        self._names = named_by(kind)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._row_of: dict[int, int] = {}
        self._named_at: set[tuple[str, object]] | None = None

    def first_at(self, ids: Sequence[int], at: At | None) -> int | None:
        """Return the first record that is where the row is; where the row does not say, one that says nothing goes first."""
        if not self._names or not ids:
            return ids[0] if ids else None
        if at:
            return next((i for i in ids if self._here(i, at)), None)
        return next((i for i in ids if not self._places(i) and not self._texts(i)), ids[0])

    def known_at(self) -> set[tuple[str, object]]:
        """Return each name with each building and each written address that it is known at: elsewhere `find` finds nothing."""
        if self._named_at is None:
            named = zip(self._columns["id"], self._columns["name"], strict=True) if self._names else ()
            self._named_at = {(n, w) for id, n in named if n for w in (*(b for b, _ in self._places(id)), *self._texts(id))}
        return self._named_at

    def find(self, values: Mapping[str, Any], at: At | None, taken: Container[int]) -> Alike:
        """Return records of the row's name at the row's place."""
        name = values.get("name")
        if not self._names or not at or name is None:
            return Alike()
        same: list[Candidate] = []
        doubtful: list[Candidate] = []
        for id in self._named(name):
            against = self._against(id, values)
            if id in taken:
                continue
            if self._here(id, at):
                candidate = Candidate(id, self._said(id, values, at, against))
                (doubtful if against else same).append(candidate)
            elif not against and self._perhaps_here(id, at):
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
        if self._homes is not None:
            return [p for p in self._homes(id) if p[0] is not None]
        building = self._value(id, "building")
        return [(building, self._value(id, "dwelling"))] if building is not None else []

    def _texts(self, id: int) -> Sequence[str]:
        text = self._value(id, TEXT) if TEXT in self._names else None
        return (text, *text.split(BETWEEN)) if text else ()

    def _value(self, id: int, name: str) -> Any:
        column = self._columns.get(name)
        return None if column is None else column[self._rows()[id]]

    def _named(self, name: str) -> Sequence[int]:
        self._rows()
        return self._by_name.get(name, ())

    def _rows(self) -> Mapping[int, int]:
        """Return where each record stands in the columns; made with the index of names when it is first needed."""
        if not self._row_of:
            self._row_of = {id: n for n, id in enumerate(self._columns["id"])}
            for id, each in zip(self._columns["id"], self._columns["name"], strict=True):
                if each is not None:
                    self._by_name[each].append(id)
        return self._row_of
