"""A vector file read by GDAL, apart: layers with their WKB and columns as GDAL has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.isolated import Failed, limits_for, read_apart
from data.isolated.wire import Array, Broken, parted

PIECE = 20_000  # features read in one go


@dataclass(frozen=True, slots=True)
class RawLayer:
    """A layer: its name, fields, system (None where it says none), WKB (None without shapes) and a column for each field."""

    name: str
    fields: list[str]
    crs: str | None
    wkb: Any
    columns: list[Any]


@dataclass(frozen=True, slots=True)
class Vectors:
    """A file: the layers that have shapes, the names of those without, its format, and how many features its first layer claims."""

    layers: list[RawLayer]
    flat: list[str]
    driver: str
    features: int


def read_vectors(path: Path, driver: str, shown: Path, *, encoding: str | None = None, options: Mapping[str, str] | None = None,
                 layer: str | None = None, columns: Sequence[str] | None = None) -> Vectors:  # fmt: skip
    """Return what GDAL reads from a file; see `data.exchange.places.gdal_child.read_vectors`.

    Raises
    ------
    BadInput
        If GDAL did not come to an end with it.
    Failed
        If GDAL gave up on it.
    """
    asked = {"path": str(path), "driver": driver, "encoding": encoding, "options": dict(options or {}), "layer": layer,
             "columns": None if columns is None else list(columns), "piece": PIECE}  # fmt: skip
    answer = read_apart("vectors", asked, shown, limits=limits_for(*_parts(path)))
    try:
        arrays = iter(answer.arrays)
        layers = [_layer(said, arrays) for said in answer.said["layers"]]
        names = answer.said["names"]
        return Vectors(layers, [n for n, kind in names if kind is None], answer.said["driver"], answer.said["features"])
    except (Broken, KeyError, TypeError, ValueError, StopIteration) as error:
        raise Failed(str(error)) from error


def _parts(path: Path) -> list[Path]:
    """Return the files that GDAL will read: of some formats several lie side by side."""
    return list(path.parent.glob(f"{path.stem}.*")) if path.stem.isidentifier() else [path]


def _layer(said: Mapping[str, Any], arrays: Any) -> RawLayer:
    wkb = None
    if said["shapes"]:
        pieces = parted(next(arrays), next(arrays))
        wkb = np.empty(len(pieces), dtype=object)
        wkb[:] = pieces
    columns = [next(arrays) if column is None else _objects(column) for column in said["columns"]]
    return RawLayer(str(said["name"]), [str(f) for f in said["fields"]], said["crs"], wkb, columns)


def _objects(values: list[Any]) -> Array:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column
