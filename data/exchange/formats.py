"""The formats that records are written in; apart, so that the command line can name them without loading what writes them."""

from __future__ import annotations

FORMATS = ("json", "csv", "geojson", "xlsx", "gpkg")
