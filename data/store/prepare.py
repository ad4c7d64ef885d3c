"""Checking of what is to be written, column by column, so that a hundred thousand rows cost little."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from operator import eq, itemgetter
from typing import Any

import numpy as np
import shapely

from data.errors import InvalidValue, WrongUsage
from data.i18n import tr
from data.kinds import Field, Kind
from data.kinds.values import check
from data.records import Values
from data.store import plainly

SHAPE_TYPES = {
    "point": {"Point"},
    "line": {"LineString", "MultiLineString"},
    "polygon": {"Polygon", "MultiPolygon"},
    "any": {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"},
}

TEXTS = {str, type(None)}
SHAPE = (shapely.Geometry, type(None))
BY_ID = ("Point", "LineString", "LinearRing", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection")


def check_names(kind: Kind, names: Iterable[str]) -> None:
    """Complain of a field that the kind does not have."""
    for name in names:
        if name != "geometry" and name not in kind.fields:
            kind.field(name)


def columns_of(kind: Kind, rows: Sequence[Values]) -> dict[str, list[Any]]:
    """Return rows to be added as whole columns, one for each field and the geometry."""
    shapes = set(map(tuple, rows))  # which fields rows have; many rows have the same
    for names in shapes:
        check_names(kind, names)
    some = {name for names in shapes for name in names}
    all_have = some.intersection(*shapes)
    return {name: _column(name, rows, name in some, name in all_have) for name in (*kind.fields, "geometry")}


def _column(name: str, rows: Sequence[Values], some: bool, all_have: bool) -> list[Any]:
    if all_have:
        return list(map(itemgetter(name), rows))
    return [values.get(name) for values in rows] if some else [None] * len(rows)


def with_defaults(kind: Kind, columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return columns with defaults filled in; a guessed default is marked as assumed. Columns without a gap stay what they are."""
    filled = dict(columns)
    for name, field in kind.fields.items():
        if field.default is None or type(None) not in set(map(type, columns[name])):
            continue
        if field.assumed:
            marks = filled[f"{name}_assumed"]
            filled[f"{name}_assumed"] = [True if v is None else m for v, m in zip(columns[name], marks, strict=True)]
        filled[name] = [field.default if v is None else v for v in columns[name]]
    return filled


def gapless(rows: Sequence[Values], columns: Mapping[str, Sequence[Any]]) -> bool:
    """Whether no row names a field that it leaves empty; ``columns`` are the rows as `columns_of` gives them."""
    given = sum(len(c) - sum(v is None for v in c) if type(None) in set(map(type, c)) else len(c) for c in columns.values())
    return given == sum(map(len, rows))


def check_columns(kind: Kind, columns: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Return the columns as they are kept.

    Raises
    ------
    InvalidValue
        For the first value that its field does not allow.
    """
    checked = {name: check_column(kind.fields[name], column) for name, column in columns.items() if name != "geometry"}
    if "geometry" in columns:
        checked["geometry"] = check_geometry(kind, columns["geometry"])
    return checked


def check_column(field: Field, column: list[Any]) -> list[Any]:
    """Return one field's values as they are kept: the column itself where it is right as it is. Equal texts are checked once."""
    types = set(map(type, column))
    if len(column) < plainly.FEW or not types <= TEXTS:
        return column if plainly.numbers_right(field, column, types) else _check_each(field, column)
    texts = dict.fromkeys(column)
    if None in texts:
        if field.required or len(texts) == 1:
            return _check_each(field, column)
        del texts[None]
    if plainly.all_right(field.type, list(texts)):
        return column
    kept = dict(zip(texts, _kept(field, list(texts)), strict=True))
    if all(map(eq, kept, kept.values())):
        return column
    return [None if v is None else kept[v] for v in column]


def _kept(field: Field, texts: Sequence[str]) -> list[Any]:
    """Return different texts as they are kept; what is plainly right is taken as it is, the rest is checked in full."""
    plain = plainly.right(field.type, texts)
    if plain is None:
        return [check(field, v) for v in texts]
    return [v if right else check(field, v) for v, right in zip(texts, plain, strict=True)]


def _check_each(field: Field, column: list[Any]) -> list[Any]:
    types = set(map(type, column))
    if not field.required and types <= {type(None)}:
        return column
    if field.type == "link" and types == {int} and min(column) >= 1:
        return column  # ids, as they are
    return [None if v is None and not field.required else check(field, v) for v in column]


def check_geometry(kind: Kind, column: list[Any]) -> list[Any]:
    """Return shapes that the kind may have, inside the world; an empty shape is none."""
    if set(map(type, column)) <= {type(None)}:
        return column
    if not all(issubclass(t, SHAPE) for t in set(map(type, column))):
        raise WrongUsage(tr("{kind}的位置应是 shapely 图形", kind=kind.label))
    array = np.empty(len(column), dtype=object)
    array[:] = column
    given = ~shapely.is_missing(array) & ~shapely.is_empty(array)
    if not given.any():
        return [None] * len(column)
    if not kind.place.own:
        raise InvalidValue(tr("{kind}没有自己的位置，不能带坐标；请填所在建筑", kind=kind.label), field="geometry")
    _check_types(kind, shapely.get_type_id(array[given]))
    _check_bounds(kind, shapely.bounds(array[given]))
    if given.all():
        return column
    array[~given] = None
    return array.tolist()


def _check_types(kind: Kind, numbers: Any) -> None:
    allowed = SHAPE_TYPES[kind.place.shape]
    for number in np.unique(numbers).tolist():
        if BY_ID[number] not in allowed:
            wanted, given = "/".join(sorted(allowed)), BY_ID[number]
            raise InvalidValue(
                tr("{kind}的位置应是 {wanted}，这里是 {given}", kind=kind.label, wanted=wanted, given=given), field="geometry"
            )


def _check_bounds(kind: Kind, bounds: Any) -> None:
    good = np.isfinite(bounds).all(axis=1)
    good &= (bounds[:, 0] >= -180) & (bounds[:, 1] >= -90) & (bounds[:, 2] <= 180) & (bounds[:, 3] <= 90)
    if not good.all():
        where = ", ".join(f"{v:g}" for v in bounds[int(np.argmin(good))][:2])
        raise InvalidValue(
            tr("{kind}的坐标（{where}）不在经纬度范围内，请检查坐标系", kind=kind.label, where=where), field="geometry"
        )


def anchors(shapes: Sequence[Any]) -> tuple[list[float | None], list[float | None]]:
    """Return longitude and latitude where each shape is pointed at: a point itself, else a point on it."""
    if not any(s is not None for s in shapes):
        nothing: list[float | None] = [None] * len(shapes)
        return nothing, list(nothing)
    array = np.array(shapes, dtype=object)
    extended = ~shapely.is_missing(array) & (shapely.get_type_id(array) != 0)
    if extended.any():
        flat = array[extended]
        array[extended] = shapely.point_on_surface(shapely.force_2d(flat) if shapely.has_z(flat).any() else flat)
    return _plain(shapely.get_x(array)), _plain(shapely.get_y(array))


def _plain(numbers: Any) -> list[float | None]:
    found = numbers.tolist()
    return [None if math.isnan(n) else n for n in found] if np.isnan(numbers).any() else found
