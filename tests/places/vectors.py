"""Small files of the vector formats, made with GDAL."""

import warnings

import numpy as np
import pyogrio
import shapely

DRIVERS = {".kml": "LIBKML", ".tab": "MapInfo File", ".mif": "MapInfo File"}
LON, LAT = 121.5, 31.23
METRE = 1e-5  # degrees, near enough


def box(x, y, size=10):
    """A square whose south-west corner lies x, y metres from the middle."""
    return shapely.box(LON + x * METRE, LAT + y * METRE, LON + (x + size) * METRE, LAT + (y + size) * METRE)


def dot(x, y):
    return shapely.Point(LON + x * METRE, LAT + y * METRE)


def write(path, shapes, crs="EPSG:4326", layer=None, append=False, encoding=None, **columns):
    """Write shapes with columns of values to a file of the format that its name tells."""
    types = {shape.geom_type for shape in shapes}
    values = [np.array(v, dtype=object if isinstance(v[0], str) else None) for v in columns.values()]
    wkb = shapely.to_wkb(np.array(shapes, dtype=object))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a layer without a reference system, on purpose
        pyogrio.raw.write(path, wkb, values, list(columns), geometry_type=types.pop() if len(types) == 1 else "Unknown", crs=crs,
                          layer=layer, append=append, encoding=encoding, driver=DRIVERS.get(path.suffix))  # fmt: skip
    return path
