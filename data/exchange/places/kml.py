"""KML in, folder by folder: names, descriptions and extended data are read, styles are not."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from data.exchange.places.layers import Layer, read_layers
from data.exchange.places.markup import check_count, checked_markup

# Fields that GDAL makes of what KML says of drawing.
_STYLE = ("altitudemode", "tessellate", "extrude", "visibility", "draworder", "icon", "snippet")
_NAMES = {"Name": "name", "timestamp": "time", "begin": "started_at", "end": "ended_at"}
_TAG, _BREAK = re.compile(r"<[^>]{0,500}>"), re.compile(r"<(?:br|/p|/tr|/li|/div)\b[^>]{0,100}>", re.IGNORECASE)
_AGAIN = re.compile(r" \(#\d+\)\Z")  # GDAL tells folders of one name apart so


def read_kml(path: Path) -> tuple[list[Layer], str]:
    """Return the folders of a KML file, and its encoding.

    Raises
    ------
    BadInput
        If it is no sound KML.
    """
    with checked_markup(path, ".kml") as (plain, encoding, counts):
        layers = read_layers(plain, path, "LIBKML")
    check_count(path, counts["Placemark"], sum(len(layer.properties) for layer in layers))
    for layer in layers:
        layer.ids = [str(row.pop("id", "")) for row in layer.properties]
        layer.properties = [_said(row) for row in layer.properties]
        layer.name = _AGAIN.sub("", layer.name)
        layer.usual = "place"
    return [layer for layer in layers if layer.properties], encoding


def _said(row: dict[str, Any]) -> dict[str, Any]:
    kept = {_NAMES.get(name, name): value for name, value in row.items() if name.lower() not in _STYLE}
    if isinstance(kept.get("description"), str):
        kept["description"] = plain_text(kept["description"])
    return kept


def plain_text(text: str) -> str:
    """Return what a description says without its HTML."""
    if "<" not in text:
        return html.unescape(text).strip()
    lines = html.unescape(_TAG.sub(" ", _BREAK.sub("\n", text))).split("\n")
    return "\n".join(line for raw in lines if (line := " ".join(raw.split())))
