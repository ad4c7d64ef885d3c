"""What stands in a file for another record: the name by which an import finds it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from data.kinds.masking import may_show
from data.kinds.model import Kind
from data.query import Query, Where
from data.records import Record
from data.store.station import Station

Names = Mapping[tuple[str, int], str]
BUILDING, DWELLING = "building", "dwelling"


def names_of_links(station: Station, kind: Kind, records: Sequence[Record], where: str = "desk") -> Names:
    """Return the name of each record that these link to, or stand in, by kind and id; ``where`` says who sees it."""
    wanted: dict[str, set[int]] = {}
    for field in kind.fields.values():
        for record in records if field.type == "link" else ():
            linked = record.values.get(field.name)
            if isinstance(linked, int):
                of = record.values.get(f"{field.name}_kind") or field.to[0]
                wanted.setdefault(str(of), set()).add(linked)
    wanted.setdefault(BUILDING, set()).update(r.place.building for r in records if r.place is not None and r.place.building)
    found: dict[tuple[str, int], str] = {}
    for name, ids in wanted.items():
        if name in station.kinds and ids:
            found.update({(name, id): said for id, said in _names(station, station.kinds[name], ids, where).items()})
    return found


def _names(station: Station, kind: Kind, ids: Iterable[int], where: str) -> dict[int, str]:
    """Return a name for each: the first of its open fields that nobody else has the same in, else its title; a room's address."""
    fields, masked = _telling(kind, where), where != "desk"
    records = station.read(Query(kind.name, (Where("id", "in", tuple(ids)),)))
    if kind.name == DWELLING:
        houses = _names(station, station.kinds[BUILDING], {r["building"] for r in records if r["building"]}, where)
        return {r.id: f"{houses.get(r['building'], '')}{station.title(r, masked=masked)}" for r in records}
    often = {n: _often(station, kind, n) for n in fields}
    return {r.id: _name(station, r, fields, often, masked=masked) for r in records}


def _name(station: Station, record: Record, fields: Sequence[str], often: Mapping[str, Counter[str]], *, masked: bool) -> str:
    said = ((n, str(record[n])) for n in fields if record[n] is not None)
    return next((text for n, text in said if often[n][text] == 1), "") or station.title(record, masked=masked)


def _often(station: Station, kind: Kind, field: str) -> Counter[str]:
    return Counter(str(v) for v in station.columns(Query(kind.name), (field,))[field] if v is not None)


def _telling(kind: Kind, where: str) -> list[str]:
    """Return the fields that may name a record of a kind: what people call it before its number."""
    keys = [key[0] for key in kind.keys if len(key) == 1]
    named = [n for n in ("name", *keys) if n in kind.fields]
    return [n for n in dict.fromkeys(named) if may_show(kind.fields[n], where)]
