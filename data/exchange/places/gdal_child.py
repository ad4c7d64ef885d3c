"""What of reading a vector file only GDAL can do; it runs apart (`data.isolated`), for GDAL is C++ and the files are anybody's."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyogrio

from data.isolated.readers import Report
from data.isolated.wire import Array, joined

BY_NUMBER = ("GPKG", "ESRI Shapefile")  # formats of which GDAL finds a feature by its number


def read_vectors(asked: dict[str, Any], report: Report) -> tuple[Any, Sequence[Array]]:
    """Return names and formats of the layers of a file, and what is in them, as `data.exchange.places.vectors` puts it together.

    Asked are ``path``, ``driver`` (GDAL's name of the format that it must be; another one is said and not read), ``encoding``,
    ``options`` of GDAL, ``piece`` (features read in one go), and ``layer`` with ``columns`` where only these are wanted.
    """
    warnings.simplefilter("ignore")  # what GDAL warns of is seen in what it reads
    path, encoding = asked["path"], asked.get("encoding")
    pyogrio.set_gdal_config_options(asked.get("options") or {})
    names = [(str(name), None if kind is None else str(kind)) for name, kind in pyogrio.list_layers(path)]
    info: Any = pyogrio.read_info(path, layer=names[0][0], encoding=encoding) if names else {"driver": "", "features": -1}
    layers: list[dict[str, Any]] = []
    said = {"names": names, "driver": str(info["driver"]), "features": int(info["features"]), "layers": layers}
    if said["driver"] not in ("", asked["driver"]):
        return said, []
    arrays: list[Array] = []
    for name, kind in names:
        wanted = asked.get("layer")
        if name == wanted or (wanted is None and kind is not None):
            by_number = said["driver"] in BY_NUMBER
            read = _read(path, name, encoding, asked.get("columns"), asked["piece"] if by_number else 0)
            layers.append(_said(name, *read, arrays))
    return said, arrays


def _read(path: str, layer: str, encoding: str | None, columns: list[str] | None, piece: int) -> tuple[Any, Any, Any]:
    """Return what is said of a layer, its WKB and columns; in pieces where that costs nothing, as that takes less memory."""
    how = {"layer": layer, "encoding": encoding, "force_2d": True, "datetime_as_string": True, "columns": columns}
    total = int(pyogrio.read_info(path, layer=layer, encoding=encoding)["features"]) if piece else 0
    if piece and total > piece:
        pieces = [pyogrio.raw.read(path, **how, skip_features=n, max_features=piece) for n in range(0, total, piece)]
        shapes = [wkb for _, _, wkb, _ in pieces if wkb is not None]
        if sum(map(len, shapes)) == total:
            parts = [np.concatenate(column) for column in zip(*(found for *_, found in pieces), strict=True)]
            return pieces[0][0], np.concatenate(shapes), parts
    meta, _, wkb, found = pyogrio.raw.read(path, **how)
    return meta, wkb, found


def _said(name: str, meta: dict[str, Any], wkb: Any, columns: Sequence[Any], arrays: list[Array]) -> dict[str, Any]:
    """Return what is said of a layer; shapes and columns of numbers go into the arrays."""
    shapes = wkb is not None
    if shapes:
        arrays += joined(wkb.tolist())
    told = [_column(np.asarray(column), arrays) for column in columns]
    crs = meta.get("crs")
    return {"name": name, "fields": [str(f) for f in meta["fields"]], "crs": None if crs is None else str(crs), "shapes": shapes,
            "columns": told}  # fmt: skip


def _column(column: Any, arrays: list[Array]) -> Any:
    """Return a column as a list of plain values, or None where it lies in the arrays."""
    if column.dtype.kind in "biuf":
        arrays.append(column)
        return None
    return [_value(v) for v in column.tolist()]


def _value(value: Any) -> Any:
    """Return what JSON can hold: numbers and lists as they are, dates as text, pictures and the like not at all."""
    if isinstance(value, list | tuple | np.ndarray):
        return [_value(v) for v in (value.tolist() if isinstance(value, np.ndarray) else value)]
    if isinstance(value, str):
        return value if value.isprintable() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, float) and math.isnan(value):
        return None
    if value is None or isinstance(value, int | float):
        return value
    return None if isinstance(value, bytes) else str(value)
