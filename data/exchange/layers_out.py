"""A GeoPackage out: one layer, each field a typed column, WGS-84."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from data.errors import BadInput
from data.exchange.columns_out import Column, Outgoing, own_geometry, plain_cell
from data.i18n import tr

# The type that a layer needs when its shapes are of one family.
FAMILIES = {"Point": "Point", "LineString": "MultiLineString", "MultiLineString": "MultiLineString", "Polygon": "MultiPolygon",
            "MultiPolygon": "MultiPolygon"}  # fmt: skip


def write_geopackage(found: Outgoing, out: Path) -> None:
    """Write a .gpkg file, replacing one that is there.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    shapes = np.array([own_geometry(r) for r in found.records], dtype=object)
    columns = [c for c in found.columns if c.name != "id"]
    data = [np.array([r.id for r in found.records], dtype=np.int64), *(_array(c, found) for c in columns)]
    try:
        out.unlink(missing_ok=True)
        pyogrio.raw.write(
            out, geometry=shapely.to_wkb(_one_family(shapes)), field_data=data, fields=["record", *(c.name for c in columns)],
            crs="EPSG:4326", layer=found.kind.name, driver="GPKG", geometry_type=_family(shapes),
        )  # fmt: skip
    except pyogrio.errors.DataSourceError as error:
        raise BadInput(tr("写不了 {file}：{why}", file=out, why=error), file=out) from error


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
    cells = [plain_cell(column, r, found.zone) for r in found.records]
    numbers = (column.field is not None and column.field.type in ("int", "real", "link")) or column.name in ("lon", "lat", "storey")
    if numbers and all(c is None or isinstance(c, int | float) for c in cells):
        return np.array([np.nan if c is None else float(c) for c in cells], dtype=float)
    return np.array([None if c is None else str(c) for c in cells], dtype=object)
