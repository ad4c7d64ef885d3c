"""Maps for other programs: GeoPackage and KML, a layer for each kind, each field a typed column."""

from __future__ import annotations

import logging
import re
import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import pyogrio
import shapely

from data.disk_words import why_not
from data.errors import BadInput
from data.exchange.out.columns import Column, Outgoing, own_geometry, plain_cell
from data.i18n import tr

log = logging.getLogger(__name__)
SPARE = 1 << 20  # bytes; with less the disk is full

# The type that a layer needs when its shapes are of one family.
FAMILIES = {"Point": "Point", "LineString": "MultiLineString", "MultiLineString": "MultiLineString", "Polygon": "MultiPolygon",
            "MultiPolygon": "MultiPolygon"}  # fmt: skip


def write_geopackage(found: Sequence[Outgoing], out: Path) -> None:
    """Write a .gpkg file, replacing one that is there. Chinese datums have no code and are named in the layer instead.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    _make_room(out)
    for n, part in enumerate(found):
        shapes = _shapes(part)
        epsg = {"WGS84": "EPSG:4326"}.get(part.datum, part.datum if part.datum.startswith("EPSG:") else None)
        name = part.kind.name if epsg else f"{part.kind.name}_{part.datum}"
        told = _told(part)
        _layer(part, _one_family(shapes), _family(shapes), out, driver="GPKG", layer=name, crs=epsg, append=n > 0, **told)


def write_kml(found: Sequence[Outgoing], out: Path) -> None:
    """Write a .kml file, replacing one that is there; KML is in WGS-84 (OGC 12-007r2).

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    _make_room(out)
    for n, part in enumerate(found):
        _layer(part, _sound(_shapes(part)), "Unknown", out, driver="LIBKML", layer=part.kind.name, crs="EPSG:4326", append=n > 0)
    _mark_kml(out, found)


def _told(part: Outgoing) -> dict[str, Any]:
    """Return what says in a layer who takes it out: in its description, which programs show, and in its metadata."""
    if part.mark is None:
        return {}
    return {"layer_options": {"DESCRIPTION": part.mark.line}, "layer_metadata": {"exported": part.mark.hidden}}


def _mark_kml(out: Path, found: Sequence[Outgoing]) -> None:
    """Say in the document's description who takes it out, and once more in a comment at its end."""
    mark = found[0].mark if found else None
    if mark is None:
        return
    text = out.read_text(encoding="utf-8")
    told = f"<description>{escape(mark.line)}</description>"
    begun = re.sub(r"(<Document\b[^>]*>)", lambda m: m.group(1) + told, text, count=1)
    out.write_text(f"{begun}<!-- {mark.hidden} -->\n", encoding="utf-8")


def _sound(shapes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return shapes that KML takes: an area whose ring crosses itself is parted where it does."""
    return np.array([shapely.make_valid(s) if s is not None and not s.is_valid else s for s in shapes], dtype=object)


def _shapes(part: Outgoing) -> np.ndarray[Any, Any]:
    return np.array([own_geometry(r) for r in part.records], dtype=object)


def _layer(part: Outgoing, shapes: np.ndarray[Any, Any], family: str, out: Path, **how: Any) -> None:
    columns = [c for c in part.columns if c.name != "id"]
    data = [np.array([r.id for r in part.records], dtype=np.int64), *(_array(c, part) for c in columns)]
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "'crs' was not provided", UserWarning)  # the layer's name says it
            pyogrio.raw.write(
                out, geometry=shapely.to_wkb(shapes), field_data=data, geometry_type=family,
                fields=[_number_name(columns), *(c.name for c in columns)], **how,
            )  # fmt: skip
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FieldError) as error:
        log.warning("GDAL could not write %s (%s)", out.suffix, type(error).__name__)  # its sentence says whole records
        raise BadInput(tr("写不了 {file}：{why}", file=out, why=_why_not(out)), file=out) from error


def _number_name(columns: Sequence[Column]) -> str:
    """Return what the column of the records' numbers is called; some kinds have a field of the usual name."""
    return "record" if all(c.name != "record" for c in columns) else "record_id"


def _make_room(out: Path) -> None:
    """Take away what lies there, and see that a file can be written; GDAL would not say why it cannot."""
    try:
        out.unlink(missing_ok=True)
        with out.open("xb"):
            pass
        out.unlink()
    except OSError as error:
        raise BadInput(tr("写不了 {file}：{why}", file=out, why=why_not(error)), file=out) from error


def _why_not(out: Path) -> str:
    full = shutil.disk_usage(out.parent).free < SPARE
    return tr("磁盘满了") if full else tr("这种格式存不下其中的内容，请换一种格式导出")


def _family(shapes: np.ndarray[Any, Any]) -> str:
    kinds = {FAMILIES.get(s.geom_type, "Unknown") for s in shapes if s is not None}
    return kinds.pop() if len(kinds) == 1 else "Unknown"


def _one_family(shapes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return shapes with single ones made multi where the layer mixes both."""
    family = _family(shapes)
    if not family.startswith("Multi"):
        return shapes
    wrap: dict[str, Any] = {"Polygon": shapely.MultiPolygon, "LineString": shapely.MultiLineString}
    return np.array([wrap[s.geom_type]([s]) if s is not None and s.geom_type in wrap else s for s in shapes], dtype=object)


def _array(column: Column, found: Outgoing) -> np.ndarray[Any, Any]:
    cells = [plain_cell(column, r, found) for r in found.records]
    numbers = (column.field is not None and column.field.type in ("int", "real")) or column.name in ("lon", "lat", "storey")
    if numbers and all(c is None or isinstance(c, int | float) for c in cells):
        return np.array([np.nan if c is None else float(c) for c in cells], dtype=float)
    return np.array([None if c is None else str(c) for c in cells], dtype=object)
