"""Features of one kind as records to be written: shapes fitted, properties read, keys made, gaps filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from data.errors import InvalidValue
from data.exchange.places import mapping
from data.exchange.places.codes import code_names, keys_of, make_codes
from data.exchange.places.features import Features, Properties
from data.exchange.places.fit import as_it_is, fit
from data.exchange.places.geometry import Unusable
from data.exchange.places.named_links import NamedLinks, is_named
from data.exchange.places.said import Source, said_columns
from data.exchange.places.vocabulary import BASE_MAP
from data.exchange.report import Reject
from data.i18n import tr
from data.kinds import Kind
from data.kinds.masking import masked
from data.kinds.model import SOURCE_DATUM
from data.kinds.values import check
from data.progress import Progress
from data.store.station import Station
from data.town.frame import LocalFrame
from data.town.heights import complete_heights
from data.town.shapes import Geometries, ground_area, local_shapes, object_array

CHUNK = 2000  # features between two looks at whether to stop


@dataclass
class Rows:
    """Records of one kind about to be written; the lists have the same length.

    ``plain`` is the key without what tells repeated ids apart.
    """

    kind: Kind
    numbers: list[int]
    columns: dict[str, list[Any]]  # by field; what is empty is None
    plain: list[str]
    properties: list[Properties]
    frame: LocalFrame
    mapping: dict[str, str]
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @cached_property
    def values(self) -> list[dict[str, Any]]:
        """The records one by one, without what is empty."""
        names = list(self.columns)
        rows = zip(*self.columns.values(), strict=True)
        return [{n: v for n, v in zip(names, row, strict=True) if v is not None} for row in rows]

    @cached_property
    def local(self) -> Geometries:
        """The shapes in local metres of the frame."""
        return local_shapes(self.frame, self.columns["geometry"])


def make_rows(features: Features, wanted: Sequence[int], kind: Kind, frame: LocalFrame, station: Station,
              progress: Progress) -> Rows:  # fmt: skip
    """Return the records of the features at the given indices, as the kind has them.

    ``frame`` is any local frame near them. Features that cannot be taken are in ``rejects``.
    """
    rejects: list[Reject] = []
    notes: list[str] = []
    kept, shapes = _fitted(features, wanted, kind, rejects, notes)
    kept, shapes, plain, code = _keyed(features, kept, shapes, kind, rejects)
    properties = [features.properties[i] for i in kept]
    keys = keys_of(properties)
    found = mapping.map_properties(kind, keys)
    progress.report(0, len(kept), tr("核对{kind}", kind=kind.plural))
    links = NamedLinks(station)
    sources = [(n, keys, _reader(links, kind, n, station.zone)) for n, keys in mapping.readers(kind, found).items()]
    told = mapping.in_our_words(properties, found)
    spoken = keys if told is properties else dict.fromkeys([*keys, "name", "address"])
    columns, odd = said_columns(kind, code, told, sources, spoken)
    columns["geometry"] = shapes
    if features.datums is not None and SOURCE_DATUM in kind.fields:
        columns[SOURCE_DATUM] = [features.datums[i] for i in kept]
    # Base map and OpenStreetMap are drawn by many hands: one odd tag is no reason to do without the thing.
    read = _value_reader(sources, lenient=kind.name in BASE_MAP or features.kinds is not None)
    refused = set()
    for step, at in enumerate(range(len(kept)) if features.values else sorted(odd)):
        if step % CHUNK == 0:
            progress.report(at, len(kept), tr("核对{kind}", kind=kind.plural))
        number = features.numbers[kept[at]]
        try:
            said = _said(kind, code[at], told[at], read, number, notes)
            _place(columns, at, {**said, **_own(features, kept[at], kind), "geometry": shapes[at]})
        except InvalidValue as error:
            column = next((k for k, f in found.items() if f == error.field), error.field)
            value = _shown(kind, error.field, properties[at].get(column))
            rejects.append(Reject(number, error.message, column, value, properties[at], shapes[at], kind.name))
            refused.add(at)
    if refused:
        taken = [at for at in range(len(kept)) if at not in refused]
        columns = {name: [column[at] for at in taken] for name, column in columns.items()}
        kept, plain, properties = ([of[at] for at in taken] for of in (kept, plain, properties))  # type: ignore[assignment]
    notes += links.notes()
    if refused:
        notes += _unsaid(kind, found)
    if kind.name == "building":
        _fill_heights(columns)
    return Rows(kind, [features.numbers[i] for i in kept], columns, plain, properties, frame, found, rejects, notes)


def _unsaid(kind: Kind, found: Mapping[str, str]) -> list[str]:
    """Say of what must be there and no property means, what can be done: every single feature is refused for it."""
    said = {*found.values(), "code", "cover"}
    missing = [f.label for f in kind.fields.values() if f.required and f.default is None and f.name not in said]
    return [
        tr("“{kind}”必须有“{label}”，文件里没有这样的属性：把属性改成这个名字再导入，或在“导入为”里另选一类、照文件的属性建新台账",
           kind=kind.label, label=label)
        for label in missing
    ]  # fmt: skip


def _reader(links: NamedLinks, kind: Kind, name: str, zone: str) -> Callable[[Any], Any]:
    field = kind.fields[name]
    return links.reader(field) if is_named(field) else mapping.reader(kind, field, zone)


def _shown(kind: Kind, name: str, value: Any) -> Any:
    """Return the value that was wrong, covered where it is sensitive: reports reach screens and logs."""
    field = kind.fields.get(name)
    return masked(field, value) if field is not None and field.sensitivity == "sensitive" else value


def _place(columns: dict[str, list[Any]], at: int, values: dict[str, Any]) -> None:
    """Put what one feature says in place of what its columns hold."""
    for name in values.keys() - columns.keys():
        columns[name] = [None] * len(columns["geometry"])
    for name, column in columns.items():
        column[at] = values.get(name)


def _own(features: Features, i: int, kind: Kind) -> dict[str, Any]:
    """Return what the format itself says of a feature, as far as the kind has fields for it."""
    given = features.values[i] if features.values else {}
    return {name: check(kind.fields[name], value) for name, value in given.items() if name in kind.fields}


def _fitted(features: Features, wanted: Sequence[int], kind: Kind, rejects: list[Reject],
            notes: list[str]) -> tuple[list[int], list[Any]]:  # fmt: skip
    given = features.shapes[np.array(wanted, dtype=np.int64)]
    as_given = as_it_is(given, kind)
    if as_given.all():
        return list(wanted), given.tolist()
    kept, shapes = [], []
    for i, plain in zip(wanted, as_given.tolist(), strict=True):
        number = features.numbers[i]
        if plain:
            kept.append(i)
            shapes.append(features.shapes[i])
            continue
        try:
            shape, word = fit(features.shapes[i], kind)
        except Unusable as error:
            said = features.shapes[i]
            rejects.append(Reject(number, str(error), "geometry", said.geom_type, features.properties[i], said, kind.name))
            continue
        kept.append(i)
        shapes.append(shape)
        if word:
            notes.append(tr("第 {row} 个要素：{word}", row=number, word=word))
    return kept, shapes


def _keyed(features: Features, kept: list[int], shapes: list[Any], kind: Kind,
           rejects: list[Reject]) -> tuple[list[int], list[Any], list[str], list[str]]:  # fmt: skip
    """Give each feature its natural key; those that say again what another says are refused."""
    given = object_array([features.shapes[i] for i in kept])
    names = code_names(kind) if "code" in kind.fields else ()
    codes = make_codes([features.ids[i] for i in kept], [features.properties[i] for i in kept], given, own=names)
    for at, earlier in codes.repeats.items():
        why = tr("与第 {row} 个要素完全相同", row=features.numbers[kept[earlier]])
        rejects.append(Reject(features.numbers[kept[at]], why, cells=features.properties[kept[at]]))
    left = [at for at in range(len(kept)) if at not in codes.repeats]
    return [kept[at] for at in left], [shapes[at] for at in left], [codes.plain[at] for at in left], [codes.code[at] for at in left]


Reading = Callable[[Properties, int, list[str]], dict[str, Any]]


def _value_reader(sources: Sequence[Source], *, lenient: bool) -> Reading:
    """Return the function that reads all mapped fields of a feature; it raises InvalidValue where one must be right."""

    def read(properties: Properties, number: int, notes: list[str]) -> dict[str, Any]:
        values = {}
        for name, keys, reader in sources:
            for key in keys:
                try:
                    value = reader(properties.get(key))
                except InvalidValue as error:
                    if not lenient:
                        raise
                    notes.append(tr("第 {row} 个要素的 {column} 没有采用：{why}", row=number, column=key, why=error.message))
                    continue
                if value is not None:
                    values[name] = value
                    break
        return values

    return read


def _said(kind: Kind, code: str, properties: Properties, read: Reading, number: int, notes: list[str]) -> dict[str, Any]:
    """Return the fields that a feature's properties say."""
    values = read(properties, number, notes)
    fields = kind.fields
    if "code" in fields:
        values["code"] = code
    if "name" in fields and (name := mapping.name_of(properties)):
        values["name"] = check(fields["name"], name)
    if "alias" in fields and (alias := mapping.alias_of(properties, values.get("name"))):
        values["alias"] = check(fields["alias"], alias)
    if "address" in fields and (address := mapping.address_of(properties)):
        values["address"] = check(fields["address"], address)
    if kind.name == "ground":
        values["cover"] = values.get("cover") or _cover(kind, values.get("category"))
    for name, declared in fields.items():
        if declared.required and values.get(name) is None and declared.default is None:
            raise InvalidValue(tr("“{label}”不能为空", label=declared.label), field=name)
    return values


def _cover(kind: Kind, category: str | None) -> str:
    return str(mapping.reader(kind, kind.fields["cover"], "UTC")(category) or "other")


def _fill_heights(columns: dict[str, list[Any]]) -> None:
    """Complete heights and storeys of buildings, marked as assumed."""
    nothing = [None] * len(columns["geometry"])
    height, storeys, base = (np.array(columns.get(name, nothing), dtype=float) for name in ("height", "storeys", "base"))
    area = ground_area(object_array(columns["geometry"]))
    filled = complete_heights(height, storeys, base, area, columns.get("use", nothing))
    _assume(columns, "height", np.round(filled.height, 2).tolist(), filled.height_assumed.tolist())
    _assume(columns, "storeys", filled.storeys.tolist(), filled.storeys_assumed.tolist())


def _assume(columns: dict[str, list[Any]], name: str, values: list[Any], assumed: list[bool]) -> None:
    nothing = [None] * len(values)
    known, marks = columns.get(name, nothing), columns.get(f"{name}_assumed", nothing)
    columns[name] = [v if a else type(v)(k) for v, a, k in zip(values, assumed, known, strict=True)]
    columns[f"{name}_assumed"] = [True if a else m for a, m in zip(assumed, marks, strict=True)]
