"""The formats that files are written in; apart, so that commands can name them without loading what writes them."""

from __future__ import annotations

FORMATS = ("json", "csv", "geojson", "xlsx", "gpkg")  # of the command line
LIST_FORMATS = ("xlsx", "csv", "geojson", "gpkg", "kml", "json")
SEVERAL = ("xlsx", "gpkg", "kml", "geojson", "json")  # that hold records of several kinds
IN_FILES = ("xlsx", "gpkg", "kml")  # that are no text
PLACED = ("csv", "geojson", "xlsx", "gpkg", "json")  # that may be in another datum than WGS-84; KML may not
CSV_ENCODINGS = ("utf-8-sig", "gb18030")
TOWN_FORMATS = ("city.json", "glb")
