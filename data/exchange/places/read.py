"""The reader that a file of places needs, found by what is in it."""

from __future__ import annotations

from pathlib import Path

from data.errors import BadInput
from data.exchange.places.cityjson import read_city
from data.exchange.places.features import Features
from data.exchange.places.geojson import read_document
from data.exchange.places.text import read_json
from data.i18n import tr

CITY = ("CityJSON", "CityModel")  # the second until version 0.4


def read_places(path: Path, datum: str | None = None) -> Features:
    """Return the features of a GeoJSON or CityJSON file.

    Raises
    ------
    BadInput
        If it is neither, or cannot be taken as a whole.
    """
    document, encoding = read_json(path)
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "Topology":
        raise BadInput(tr("文件 {file} 是 TopoJSON，请导出为 GeoJSON 再导入", file=path.name), file=path)
    if kind in CITY:
        return read_city(document, path, encoding, datum)
    return read_document(document, path, encoding, datum)
