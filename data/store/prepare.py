"""Checking of what is to be written, column by column, so that a hundred thousand rows cost little."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
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

BY_ID = ("Point", "LineString", "LinearRing", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection")


def check_names(kind: Kind, values: Values) -> None:
    """Complain of a field that the kind does not have."""
    for name in values:
        if name != "geometry" and name not in kind.fields:
            kind.field(name)


def with_defaults(kind: Kind, rows: Sequence[Values]) -> dict[str, list[Any]]:
    """Return the columns of rows to be added, defaults filled in; a guessed default is marked as assumed."""
    known = {*kind.fields, "geometry"}
    for values in rows:
        if not values.keys() <= known:
            check_names(kind, values)
    columns = {name: [values.get(name) for values in rows] for name in known}
    for name, field in kind.fields.items():
        if field.default is None:
            continue
        if field.assumed:
            marks = columns[f"{name}_assumed"]
            columns[f"{name}_assumed"] = [True if v is None else m for v, m in zip(columns[name], marks, strict=True)]
        columns[name] = [field.default if v is None else v for v in columns[name]]
    return columns


def check_columns(kind: Kind, columns: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
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


def check_column(field: Field, column: Sequence[Any]) -> list[Any]:
    """Return one field's values as they are kept; what is plainly right is taken as it is, equal texts are checked once."""
    plain = plainly.right(field.type, column)
    if plain is not None:
        return _check_rest(field, column, plain)
    return _check_each(field, column)


def _check_rest(field: Field, column: Sequence[Any], plain: Sequence[bool]) -> list[Any]:
    rest = iter(_check_each(field, [v for v, right in zip(column, plain, strict=True) if not right]))
    return [v if right else next(rest) for v, right in zip(column, plain, strict=True)]


def _check_each(field: Field, column: Sequence[Any]) -> list[Any]:
    known: dict[str, Any] = {}
    kept: list[Any] = []
    keep = kept.append
    required = field.required
    for value in column:
        if value is None and not required:
            keep(None)
        elif type(value) is str:
            found = known.get(value)
            if found is None:
                found = known[value] = check(field, value)
            keep(found)
        else:
            keep(check(field, value))
    return kept


def check_geometry(kind: Kind, column: Sequence[Any]) -> list[Any]:
    """Return shapes that the kind may have, inside the world; an empty shape is none."""
    kept = [None if g is None or getattr(g, "is_empty", False) else g for g in column]
    given = [g for g in kept if g is not None]
    if not given:
        return kept
    if not kind.place.own:
        raise InvalidValue(tr("{kind}没有自己的位置，不能带坐标；请填所在建筑", kind=kind.label), field="geometry")
    allowed = SHAPE_TYPES[kind.place.shape]
    for shape in given:
        if not isinstance(shape, shapely.Geometry):
            raise WrongUsage(tr("{kind}的位置应是 shapely 图形", kind=kind.label))
        if BY_ID[int(shapely.get_type_id(shape))] not in allowed:
            raise InvalidValue(
                tr(
                    "{kind}的位置应是 {wanted}，这里是 {given}",
                    kind=kind.label,
                    wanted="/".join(sorted(allowed)),
                    given=BY_ID[int(shapely.get_type_id(shape))],
                ),
                field="geometry",
            )
    _check_bounds(kind, shapely.bounds(np.array(given, dtype=object)))
    return kept


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
        array[extended] = shapely.point_on_surface(shapely.force_2d(array[extended]))
    return _plain(shapely.get_x(array)), _plain(shapely.get_y(array))


def _plain(numbers: Any) -> list[float | None]:
    return [None if math.isnan(n) else n for n in numbers.tolist()]
