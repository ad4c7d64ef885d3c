"""The reader that a file of places needs, found by what is in it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from data.errors import BadInput
from data.exchange.datum.said import Said, for_file, for_layer
from data.exchange.places.cityjson import read_city
from data.exchange.places.features import Features, joined, of_layer, renumbered
from data.exchange.places.geojson import read_document
from data.exchange.places.reference import NoSystem
from data.exchange.places.signature import format_of
from data.exchange.places.text import read_json
from data.exchange.places.unpack import unzipped
from data.i18n import tr

Reader = Callable[[Path], Features]

CITY = ("CityJSON", "CityModel")  # the second until version 0.4
# Format to the module and function that read its layers; GDAL and osmium are loaded only when one of them is wanted.
_LAYERED = {
    "shp": ("shapefile", "read_shapefile"), "kml": ("kml", "read_kml"), "gpx": ("gpx", "read_gpx"),
    "gpkg": ("geopackage", "read_geopackage"), "tab": ("mapinfo", "read_mapinfo"), "mif": ("mapinfo", "read_mapinfo"),
    "fgb": ("flatgeobuf", "read_flatgeobuf"),
}  # fmt: skip
UNSAID = ("shp", "tab", "mif")  # formats whose files need not say in which encoding they are
# What a zip is looked through for.
INNER = (".shp", ".gpkg", ".kml", ".kmz", ".gpx", ".geojson", ".json", ".cityjson", ".jsonl", ".topojson", ".fgb", ".tab", ".mif",
         ".osm", ".osm.gz", ".osm.pbf", ".geojson.gz", ".dxf")  # fmt: skip


def read_places(path: Path, datum: Said = None, encoding: str = "", inner: Reader | None = None) -> Features:
    """Return the features of a file of places of any format.

    Parameters
    ----------
    path
        The file; some formats have more files beside it.
    datum
        What the person says of the coordinates, of all or by layer; it takes the place of what the file says.
    encoding
        What the person says of the texts, for formats that may not say it themselves.
    inner
        Reads a file of a zip, in place of this function.

    Raises
    ------
    BadInput
        If it is none of them, or cannot be taken as a whole.
    """
    name = format_of(path)
    if name == "zip":
        return _read_zip(path, inner or (lambda file: read_places(file, for_file(datum, file.stem), encoding)))
    if name in ("osm", "pbf"):
        from data.exchange.places.osm import read_osm

        return read_osm(path, name)
    if name == "dxf":
        from data.exchange.places.dxf import read_dxf

        return read_dxf(path, for_layer(datum, ""), encoding)
    return _read_json(path, datum) if name == "json" else _read_layered(path, name, datum, encoding)


def _read_layered(path: Path, name: str, datum: Said, encoding: str) -> Features:
    from data.exchange.places.assemble import assemble

    module, function = _LAYERED[name]
    reader = getattr(import_module(f"data.exchange.places.{module}"), function)
    layers, said = reader(path, encoding) if name in UNSAID else reader(path)
    return assemble(path, layers, datum, said)


def _read_json(path: Path, datum: Said) -> Features:
    document, encoding = read_json(path)
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "Topology":
        from data.exchange.places.assemble import assemble
        from data.exchange.places.topology import read_topology

        return assemble(path, read_topology(document, path), datum, encoding)
    if kind in CITY:
        return read_city(document, path, encoding, for_layer(datum, ""))
    return read_document(document, path, encoding, for_layer(datum, ""))


def _read_zip(path: Path, read: Reader) -> Features:
    """Return the features of all files of places in a zip; a KMZ is one with a KML in it.

    Raises
    ------
    BadInput
        If it holds none, or one of them cannot be taken.
    """
    with unzipped(path) as files:
        inner = [file for file in sorted(files) if is_places(file)]
        if path.suffix.lower() == ".kmz" and any(file.suffix.lower() == ".kml" for file in inner):
            inner = [file for file in inner if file.suffix.lower() == ".kml"]
        if not inner:
            raise BadInput(tr("压缩文件 {file} 里没有能导入的地图文件", file=path.name), file=path)
        parts, count = [], 0
        for file in inner:
            part = _named(_told(read, file, several=len(inner) > 1), file, several=len(inner) > 1)
            parts.append(renumbered(part, count))
            count += len(part) + len(part.rejects)
    return joined(path, parts)


def _told(read: Reader, file: Path, *, several: bool) -> Features:
    """Read a file of a zip; where nothing tells its reference system, say which of them it is."""
    try:
        return read(file)
    except NoSystem as error:
        error.layer = file.stem if several else error.layer
        raise


def is_places(path: Path) -> bool:
    """Tell by its name whether a file can be one of places."""
    return path.name.lower().endswith(INNER) and not path.name.startswith(("._", "."))


def _named(part: Features, file: Path, *, several: bool) -> Features:
    """Return features that say which inner file they are of."""
    if several or part.layers is None:
        return of_layer(part, file.stem)
    return part
