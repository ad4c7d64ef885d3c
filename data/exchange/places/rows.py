"""Features of one kind as records to be written: shapes fitted, properties read, keys made, gaps filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from data.errors import InvalidValue
from data.exchange.places import mapping
from data.exchange.places.codes import code_names, make_codes
from data.exchange.places.features import Features, Properties
from data.exchange.places.fit import fit
from data.exchange.places.geometry import Unusable
from data.exchange.report import Reject
from data.i18n import tr
from data.kinds import Kind
from data.kinds.values import check
from data.progress import Progress
from data.town.frame import LocalFrame
from data.town.heights import complete_heights
from data.town.shapes import Geometries, local_shapes, object_array

CHUNK = 2000  # features between two looks at whether to stop
# Of these a value that makes no sense is left out and said; of other kinds the whole feature is refused.
BASE_MAP = ("building", "building_part", "road", "ground", "place", "address")


@dataclass(slots=True)
class Rows:
    """Records of one kind about to be written; the lists have the same length.

    ``plain`` is the key without what tells repeated ids apart; ``local`` are the shapes in local metres.
    """

    kind: Kind
    numbers: list[int]
    values: list[dict[str, Any]]
    plain: list[str]
    properties: list[Properties]
    local: Geometries
    mapping: dict[str, str]
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def make_rows(features: Features, wanted: Sequence[int], kind: Kind, frame: LocalFrame, zone: str, progress: Progress) -> Rows:
    """Return the records of the features at the given indices, as the kind has them.

    ``frame`` is any local frame near them. Features that cannot be taken are in ``rejects``.
    """
    rejects: list[Reject] = []
    notes: list[str] = []
    kept, shapes = _fitted(features, wanted, kind, rejects, notes)
    kept, shapes, plain, code = _keyed(features, kept, shapes, kind, rejects)
    keys = dict.fromkeys(key for i in kept for key in features.properties[i])
    found = mapping.map_properties(kind, keys)
    # Base map and OpenStreetMap are drawn by many hands: one odd tag is no reason to do without the thing.
    lenient = kind.name in BASE_MAP or features.kinds is not None
    read = _value_reader(kind, found, zone, lenient=lenient)
    values: list[dict[str, Any]] = []
    taken: list[int] = []
    for at, i in enumerate(kept):
        if at % CHUNK == 0:
            progress.report(at, len(kept), tr("核对{kind}", kind=kind.plural))
        try:
            said = _said(kind, code[at], features.properties[i], read, features.numbers[i], notes)
            own = _own(features, i, kind)
            values.append({**said, **own, "geometry": shapes[at]})
            taken.append(at)
        except InvalidValue as error:
            properties = features.properties[i]
            column = next((k for k, f in found.items() if f == error.field), error.field)
            rejects.append(Reject(features.numbers[i], error.message, column, properties.get(column), properties))
    local = local_shapes(frame, [shapes[at] for at in taken])
    if kind.name == "building":
        _fill_heights(values, local)
    picked = [kept[at] for at in taken]
    return Rows(kind, [features.numbers[i] for i in picked], values, [plain[at] for at in taken],
                [features.properties[i] for i in picked], local, found, rejects, notes)  # fmt: skip


def _own(features: Features, i: int, kind: Kind) -> dict[str, Any]:
    """Return what the format itself says of a feature, as far as the kind has fields for it."""
    given = features.values[i] if features.values else {}
    return {name: check(kind.fields[name], value) for name, value in given.items() if name in kind.fields}


def _fitted(features: Features, wanted: Sequence[int], kind: Kind, rejects: list[Reject],
            notes: list[str]) -> tuple[list[int], list[Any]]:  # fmt: skip
    kept, shapes = [], []
    for i in wanted:
        number = features.numbers[i]
        try:
            shape, word = fit(features.shapes[i], kind)
        except Unusable as error:
            said = features.shapes[i]
            rejects.append(Reject(number, str(error), "geometry", said.geom_type, features.properties[i], said))
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


def _value_reader(kind: Kind, found: dict[str, str], zone: str, *, lenient: bool) -> Reading:
    """Return the function that reads all mapped fields of a feature; it raises InvalidValue where one must be right."""
    sources = [(n, keys, mapping.reader(kind, kind.fields[n], zone)) for n, keys in mapping.readers(kind, found).items()]

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
        values["cover"] = _cover(kind, values.get("category"))
    for name, declared in fields.items():
        if declared.required and values.get(name) is None and declared.default is None:
            raise InvalidValue(tr("“{label}”不能为空", label=declared.label), field=name)
    return values


def _cover(kind: Kind, category: str | None) -> str:
    return str(mapping.reader(kind, kind.fields["cover"], "UTC")(category) or "other")


def _fill_heights(values: list[dict[str, Any]], local: Geometries) -> None:
    """Complete heights and storeys of buildings, marked as assumed."""

    def column(name: str) -> list[float]:
        return [np.nan if v.get(name) is None else v[name] for v in values]

    uses = [v.get("use") for v in values]
    filled = complete_heights(column("height"), column("storeys"), column("base"), shapely.area(local), uses)
    for row, value in enumerate(values):
        if filled.height_assumed[row]:
            value.update(height=round(float(filled.height[row]), 2), height_assumed=True)
        if filled.storeys_assumed[row]:
            value.update(storeys=int(filled.storeys[row]), storeys_assumed=True)
