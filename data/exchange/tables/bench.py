"""What the sheets of one import share, so that a room or person of one sheet is known to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from data.exchange.addresses import AddressBook
from data.exchange.tables.links import LinkBook
from data.exchange.tables.residents import Residences
from data.exchange.tables.stored import StoredRecords
from data.exchange.tables.texts import WrittenAddresses
from data.kinds.model import Kind
from data.store.station import Station

if TYPE_CHECKING:
    from data.exchange.tables.cells import RowValues
    from data.exchange.tables.preview_row import PreviewRow
    from data.exchange.tables.sift import Sifted


@dataclass(frozen=True, slots=True)
class NewDwelling:
    """A room that the import adds to a known building; ``id`` is negative and stands for the real one."""

    id: int
    values: Mapping[str, Any]


class Bench:
    """All that rows are compared with, read once for a whole import."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._book: AddressBook | None = None
        self._residences: Residences | None = None
        self._stored: dict[tuple[str, tuple[str, ...]], StoredRecords] = {}
        self._texts: dict[str, WrittenAddresses] = {}
        self._stand_ins = count(1)
        self.links = LinkBook(station)
        self.seen: dict[str, dict[object, tuple[PreviewRow, RowValues]]] = defaultdict(dict)
        self.sifted: dict[str, list[tuple[Sifted, Callable[[int], None]]]] = defaultdict(list)
        self.dwellings: dict[tuple[int, str, str], NewDwelling] = {}
        self._added: set[int] = set()  # rooms that a sheet adds

    @property
    def book(self) -> AddressBook:
        """The addresses of the station, with the rooms that this import adds."""
        if self._book is None:
            self._book = AddressBook(self._station)
        return self._book

    @property
    def residences(self) -> Residences:
        """The residences of the station, with those that this import adds."""
        if self._residences is None:
            self._residences = Residences(self._station)
        return self._residences

    def stored(self, kind: Kind, fields: Iterable[str]) -> StoredRecords:
        """Return the stored records of a kind, the same for sheets that fill the same fields."""
        named = tuple(fields)
        if (kind.name, named) not in self._stored:
            residences = self.residences if kind.place.through == "residence" else None
            self._stored[kind.name, named] = StoredRecords(self._station, kind, named, residences)
        return self._stored[kind.name, named]

    def texts(self, kind: Kind) -> WrittenAddresses:
        """Return the addresses kept as they were written with the records of a kind, and by this import."""
        if kind.name not in self._texts:
            self._texts[kind.name] = WrittenAddresses(self._station, kind)
        return self._texts[kind.name]

    def rooms(self, wanted: Collection[int]) -> tuple[NewDwelling, ...]:
        """Return those of the wanted rooms that no earlier sheet adds; what no row wants that is taken is not made."""
        new = tuple(r for r in self.dwellings.values() if r.id in wanted and r.id not in self._added)
        self._added.update(r.id for r in new)
        return new

    def close(self) -> None:
        """Forget the rows, once the import is over: they and who judges them hold each other, and the collector comes late."""
        self.seen.clear()
        self.sifted.clear()

    def stand_in(self) -> int:
        """Return a negative number that stands for the id of a record that is about to be added."""
        return -next(self._stand_ins)
