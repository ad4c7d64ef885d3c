"""Which reader a file goes to, by its name; what is in it is looked at by that reader."""

from __future__ import annotations

import re
from pathlib import Path

from data.exchange.places.read import is_places
from data.exchange.tables.table import TABLE_SUFFIXES

TABLE, PLACES, KIND, GROUND, MODEL, OTHER = "table", "places", "kind", "ground", "model", ""
GROUND_SUFFIXES = (".tif", ".tiff", ".jpg", ".jpeg", ".png", ".mbtiles")  # pictures that lie on the ground
NOTICE = re.compile(r"read.?me|licen[cs]e|copying|copyright|attribution|说明|版权|须知", re.IGNORECASE)  # lies beside maps in a zip
MODEL_SUFFIXES = (".gltf", ".glb", ".obj")  # a building's own detailed model


def inner_suffix(path: Path) -> str:
    """Return the ending that tells the type, of what is packed in a .gz too."""
    return Path(path.name.lower().removesuffix(".gz")).suffix


def sort_of(path: Path) -> str:
    """Return the sort of a file; `OTHER` where there is no reader for it."""
    suffix = inner_suffix(path)
    if suffix == ".toml":
        return KIND
    if suffix in GROUND_SUFFIXES:
        return GROUND
    if suffix in MODEL_SUFFIXES:
        return MODEL
    if is_places(path) or suffix in (".zip", ".dxf", ".dwg"):
        return PLACES
    if suffix == ".txt" and NOTICE.search(path.stem):
        return OTHER
    return TABLE if suffix in TABLE_SUFFIXES else OTHER
