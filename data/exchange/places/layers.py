"""Layers of a vector file as GDAL reads them: columns, shapes in the file's own coordinates, and the system that it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from data.errors import BadInput
from data.exchange.places.features import Properties
from data.exchange.places.vectors import RawLayer, Vectors, read_vectors
from data.i18n import tr
from data.isolated import Failed
from data.town.shapes import Geometries, object_array

OWN = ("layer_styles", "qgis_projects", "gpkg_")  # tables that programs keep for themselves
LOST = object()  # a text that cannot be read
Decoding = Callable[[str], str | None]  # what a text of the file says, None where it cannot be told


@dataclass(slots=True)
class Layer:
    """One layer of a vector file; rows of properties and shapes have the same length.

    ``shapes`` are two-dimensional and as the file has them (None where it has none, or one that cannot be read); ``system`` is what
    the file says of its reference system, as an EPSG code or WKT, None where it says nothing.
    """

    name: str  # may tell what kind its features are
    properties: list[Properties]
    shapes: Geometries
    system: str | None
    ids: list[str] = field(default_factory=list)
    mended: list[int] = field(default_factory=list)  # rows whose rings were closed
    usual: str = ""  # the kind that its features are where nothing else tells
    notes: list[str] = field(default_factory=list)
    title: str = ""  # what people are told of it, where that is not its name
    sure: str = ""  # the kind that its features are, refused ones too
    whys: dict[int, str] = field(default_factory=dict)  # row to the reason why it has no shape


def read_layers(path: Path, shown: Path, driver: str, encoding: str | None = None, decode: Decoding = str,
                options: Mapping[str, str] | None = None) -> list[Layer]:  # fmt: skip
    """Return all layers with places of a file that GDAL reads; ``shown`` is the name that complaints give it.

    ``encoding`` and ``options`` are told to GDAL; ``decode`` is given each name and text that comes out.

    Raises
    ------
    BadInput
        If it is damaged, or not what ``driver`` (GDAL's name of the format) reads.
    """
    return layers_of(read_file(path, shown, driver, encoding, options), decode)


def read_file(path: Path, shown: Path, driver: str, encoding: str | None = None,
              options: Mapping[str, str] | None = None) -> Vectors:  # fmt: skip
    """Return a file as GDAL reads it.

    Raises
    ------
    BadInput
        As for `read_layers`.
    """
    try:
        found = read_vectors(path, driver, shown, encoding=encoding, options=options)
    except Failed as error:
        raise broken(shown, error, path) from error
    if found.driver not in ("", driver):
        why = tr("文件 {file} 的内容与它的名字不符（看起来是 {format}），没有导入", file=shown.name, format=found.driver)
        raise BadInput(why, file=shown)
    return found


def layers_of(found: Vectors, decode: Decoding = str) -> list[Layer]:
    """Return the layers of a file."""
    layers = [_layer(raw, decode) for raw in found.layers]
    if layers:
        layers[0].notes += [tr("表“{layer}”没有图形，没有导入", layer=name) for name in found.flat if not name.startswith(OWN)]
    return layers


def broken(shown: Path, error: Exception, path: Path) -> BadInput:
    """Return the refusal of a file that a reader fails at; where the reader saw it is no business of the person's."""
    why = str(error).replace(str(path), shown.name).replace(str(path.parent), "")
    said = tr("文件 {file} 已损坏或不完整，读不了（{why}）。请重新导出该文件", file=shown.name, why=_short(why))
    return BadInput(said, file=shown)


def _layer(raw: RawLayer, decode: Decoding) -> Layer:
    shapes, mended, whys = _shapes(raw.wkb)
    fields = [decode(f) or f"field_{at}" for at, f in enumerate(raw.fields, start=1)]
    notes: list[str] = []
    rows = rows_of(fields, raw.columns, len(shapes), decode, notes)
    return Layer(raw.name, rows, shapes, raw.crs, mended=mended, whys=whys, notes=notes)


def _shapes(wkb: Any) -> tuple[Geometries, list[int], dict[int, str]]:
    """Return shapes, the rows whose rings had to be closed, and the reason of those that cannot be built."""
    if wkb is None or not len(wkb):
        return object_array([]), [], {}
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    lost = [row for row in np.flatnonzero(shapely.is_missing(shapes)).tolist() if wkb[row] is not None]
    mended, whys = [], {}
    for row in lost:
        shapes[row] = shapely.from_wkb(wkb[row], on_invalid="fix")
        if shapes[row] is None:
            whys[row] = _why(wkb[row])
        else:
            mended.append(row)
    return np.asarray(shapely.force_2d(shapes), dtype=object), mended, whys


def _why(wkb: bytes) -> str:
    try:
        shapely.from_wkb(wkb)
    except shapely.errors.ShapelyError as error:
        said = str(error).removeprefix("ParseException: ")
        if "must contain 0 or >1" in said:
            return tr("线至少要有两个点")
        return tr("几何读不懂（{why}）", why=_short(said))
    return tr("几何读不懂")


def rows_of(fields: Sequence[str], columns: Sequence[Any], count: int, decode: Decoding, notes: list[str]) -> list[Properties]:
    """Return a dict for each row, without the fields that it leaves empty, in plain Python values."""
    rows: list[Properties] = [{} for _ in range(count)]
    for name, column in zip(fields, columns, strict=True):
        for at, value in enumerate(_plain(column, decode)):
            if value is LOST:
                notes.append(tr("第 {row} 个要素的 {column} 里有读不通的文字，没有采用", row=at + 1, column=name))
            elif value is not None and value != "":
                rows[at][name] = value
    return rows


def _plain(column: Any, decode: Decoding) -> list[Any]:
    array = np.asarray(column)
    if array.dtype.kind == "f":
        return [None if np.isnan(v) else v for v in array.tolist()]
    if array.dtype.kind == "O":
        known: dict[str, Any] = {}
        return [_known(v, known, decode) if isinstance(v, str) else _value(v) for v in array.tolist()]
    return [_value(v) for v in array.tolist()]


def _known(text: str, known: dict[str, Any], decode: Decoding) -> Any:
    """Return a text without zeros and blanks around it; equal ones are read once."""
    if text not in known:
        said = decode(text)
        known[text] = LOST if said is None or "\ufffd" in said else said.replace("\0", "").strip()
    return known[text]


def _value(value: Any) -> Any:
    """Return what JSON can hold: numbers and lists as they are, dates as text, pictures and the like not at all."""
    if isinstance(value, list | tuple | np.ndarray):
        return [_value(v) for v in (value.tolist() if isinstance(value, np.ndarray) else value)]
    if value is None or isinstance(value, str | int | float):
        return value
    return None if isinstance(value, bytes) else str(value)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 200 else text[:200] + "…"
