"""The reader that a file of places needs, found by what is in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from data.errors import BadInput
from data.exchange.places.assemble import assemble
from data.exchange.places.cityjson import read_city
from data.exchange.places.features import Features, joined, of_layer, renumbered
from data.exchange.places.geojson import read_document
from data.exchange.places.gpx import read_gpx
from data.exchange.places.kml import read_kml
from data.exchange.places.layers import Layer, read_layers
from data.exchange.places.osm import read_osm
from data.exchange.places.shapefile import read_shapefile
from data.exchange.places.signature import format_of
from data.exchange.places.text import read_json
from data.exchange.places.topology import read_topology
from data.exchange.places.unpack import plain_copy, unzipped
from data.i18n import tr

CITY = ("CityJSON", "CityModel")  # the second until version 0.4
# Names of the formats that GDAL reads as they are.
_GDAL = {"gpkg": "GPKG", "fgb": "FlatGeobuf", "tab": "MapInfo File", "mif": "MapInfo File"}
Reading = Callable[[Path], tuple[list[Layer], str]]
_LAYERED: dict[str, Reading] = {"kml": read_kml, "gpx": read_gpx}


def read_places(path: Path, datum: str | None = None, encoding: str = "") -> Features:
    """Return the features of a file of places of any format.

    Parameters
    ----------
    path
        The file; some formats have more files beside it.
    datum
        What the person says of the coordinates; it takes the place of what the file says.
    encoding
        What the person says of the texts, for formats that may not say it themselves.

    Raises
    ------
    BadInput
        If it is none of them, or cannot be taken as a whole.
    """
    name = format_of(path)
    if name == "zip":
        return _read_zip(path, datum, encoding)
    if name in ("osm", "pbf"):
        return read_osm(path, name)
    if name == "json":
        return _read_json(path, datum)
    if name == "shp":
        layers, said = read_shapefile(path, encoding)
    elif name in _LAYERED:
        layers, said = _LAYERED[name](path)
    else:
        layers, said = _by_gdal(path, name), "utf-8"
    return assemble(path, layers, datum, said)


def _read_json(path: Path, datum: str | None) -> Features:
    document, encoding = read_json(path)
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "Topology":
        return assemble(path, read_topology(document, path), datum, encoding)
    if kind in CITY:
        return read_city(document, path, encoding, datum)
    return read_document(document, path, encoding, datum)


def _by_gdal(path: Path, name: str) -> list[Layer]:
    with plain_copy(path, f".{name}") as plain:
        layers = read_layers(plain, path, _GDAL[name])
    for layer in layers:
        layer.name = path.stem if len(layers) == 1 and name != "gpkg" else layer.name
    return layers


def _read_zip(path: Path, datum: str | None, encoding: str) -> Features:
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
            part = _named(read_places(file, datum, encoding), file, several=len(inner) > 1)
            parts.append(renumbered(part, count))
            count += len(part) + len(part.rejects)
    return joined(path, parts)


def is_places(path: Path) -> bool:
    """Tell by its name whether a file can be one of places."""
    return path.name.lower().endswith(INNER) and not path.name.startswith(("._", "."))


def _named(part: Features, file: Path, *, several: bool) -> Features:
    """Return features that say which inner file they are of."""
    if several or part.layers is None:
        return of_layer(part, file.stem)
    return part


INNER = (".shp", ".gpkg", ".kml", ".kmz", ".gpx", ".geojson", ".json", ".cityjson", ".jsonl", ".topojson", ".fgb", ".tab", ".mif",
         ".osm", ".osm.gz", ".osm.pbf", ".geojson.gz")  # fmt: skip
