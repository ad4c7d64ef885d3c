"""Names in cells that stand for other records: an officer by name or number, a grid by name."""

from __future__ import annotations

from collections import defaultdict

from data.errors import InvalidValue
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

    def find(self, field: Field, cell: Cell) -> int:
        """Return the id of the only record that a cell names.

        Raises
        ------
        InvalidValue
            If no record or more than one has this name.
        """
        text = cell_text(cell)
        found = {id for kind in field.to for id in self._of(kind).get(text.casefold(), ())}
        if len(found) == 1:
            return next(iter(found))
        known = self._station.kinds[field.to[0]].label
        if found:
            raise InvalidValue(tr("有 {n} 条{kind}都叫“{name}”，请写编号", n=len(found), kind=known, name=text), field=field.name)
        message = tr("没有叫“{name}”的{kind}；请先录入，或不导入“{column}”这一列", name=text, kind=known, column=field.label)
        raise InvalidValue(message, field=field.name)

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
