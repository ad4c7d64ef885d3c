"""Names in cells that stand for other records: an officer by name or number, a grid by name."""

from __future__ import annotations

from collections import defaultdict

from data.errors import InvalidValue
from data.exchange.addresses import AddressBook
from data.exchange.tables.table import Cell, cell_text
from data.i18n import tr
from data.kinds.model import Field, Kind
from data.query import Query
from data.store.station import Station


class LinkBook:
    """Finds records by what people call them; each kind is read once, when it is first asked for."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._names: dict[str, dict[str, set[int]]] = {}
        self._addresses: AddressBook | None = None

    def find(self, field: Field, cell: Cell) -> int:
        """Return the id of the only record that a cell names.

        Raises
        ------
        InvalidValue
            If no record or more than one has this name.
        """
        kinds, text = self._meant(field, cell_text(cell))
        found = {id for kind in kinds for id in self._of(kind).get(text.casefold(), ())}
        found = found or self._at_address(kinds, text)
        if len(found) == 1:
            return next(iter(found))
        known = self._station.kinds[kinds[0]].label
        if found:
            raise InvalidValue(tr("有 {n} 条{kind}都叫“{name}”，请写编号", n=len(found), kind=known, name=text), field=field.name)
        message = tr("没有叫“{name}”的{kind}；请先录入，或不导入“{column}”这一列", name=text, kind=known, column=field.label)
        raise InvalidValue(message, field=field.name)

    def _meant(self, field: Field, text: str) -> tuple[tuple[str, ...], str]:
        """Return the kinds that may be named, and the name: a field that takes several may say which, 商铺：好吃米线店."""
        said, _, name = text.partition(":")
        kinds = tuple(k for k in field.to if said.strip() in self._station.kinds[k].labels.values())
        return (kinds, name.strip()) if kinds and name else (field.to, text)

    def _at_address(self, kinds: tuple[str, ...], text: str) -> set[int]:
        """Return the room or the building that a text names by its address, where the field takes one."""
        if not {"building", "dwelling"} & set(kinds):
            return set()
        if self._addresses is None:
            self._addresses = AddressBook(self._station)
        match = self._addresses.match(text)
        if not match.found:
            return set()
        said = {"dwelling": match.dwelling, "building": None if match.room or match.unit else match.building}
        return {id for kind, id in said.items() if kind in kinds and id is not None}

    def _of(self, kind: str) -> dict[str, set[int]]:
        names = self._names.get(kind)
        if names is None:
            names = self._names[kind] = self._read(self._station.kinds[kind])
        return names

    def _read(self, kind: Kind) -> dict[str, set[int]]:
        keys = {n for key in kind.keys if len(key) == 1 for n in key}
        named = [f for f in kind.fields.values() if f.type != "link"]
        fields = [f.name for f in named if f.name in keys or f.search == "name" or f.name == "name"]
        columns = self._station.columns(Query(kind.name), ["id", *fields])
        names: dict[str, set[int]] = defaultdict(set)
        for field in fields:
            for id, value in zip(columns["id"], columns[field], strict=True):
                if value is not None:
                    names[str(value).casefold()].add(id)
        return names
