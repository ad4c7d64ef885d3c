"""GeoPackage in: an SQLite file, looked over before GDAL reads its layers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from data.errors import BadInput
from data.exchange.places.layers import Layer, broken, read_layers
from data.i18n import tr


def read_geopackage(path: Path) -> tuple[list[Layer], str]:
    """Return the layers of a GeoPackage, and its encoding.

    Raises
    ------
    BadInput
        If it is damaged, locked with a password, or another kind of database.
    """
    _check(path)
    layers = read_layers(path, path, "GPKG")
    if not layers:
        raise BadInput(tr("文件 {file} 里没有地图图层", file=path.name), file=path)
    return layers, "utf-8"


def _check(path: Path) -> None:
    """Have SQLite look over its pages: of a damaged file GDAL would read what is left and say nothing of the rest."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as file:
            said = file.execute("PRAGMA quick_check(1)").fetchone()[0]
            tables = {row[0] for row in file.execute("SELECT name FROM sqlite_master")}
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise broken(path, error, path) from error
    if said != "ok":
        raise broken(path, ValueError(said), path)
    if "gpkg_contents" not in tables:
        raise BadInput(tr("文件 {file} 是数据库，但不是 GeoPackage", file=path.name), file=path)
