"""GeoJSON in: every feature taken, mended and said so, or refused with its number and the reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from data.errors import BadInput
from data.exchange.places.features import Features, Properties
from data.exchange.places.geometry import TYPES, is_closed, read_shapes
from data.exchange.places.reference import to_degrees
from data.exchange.places.sound import make_sound
from data.exchange.places.text import read_json
from data.exchange.report import Reject
from data.i18n import tr
from data.town.datum_names import parse_datum
from data.town.shapes import Geometries

PROPERTIES = {dict, type(None)}
_EPSG = re.compile(r"EPSG:{1,2}(?:[\d.]+:)?(\d{4,6})\Z", re.IGNORECASE)


def read_geojson(path: Path, datum: str | None = None) -> Features:
    """Return the features of a GeoJSON file (or a gzip of one), in WGS-84 degrees.

    ``datum`` is one of `data.town.datum.DATUMS` or "EPSG:code"; without it the file's own "crs" or WGS-84 is taken.

    Raises
    ------
    BadInput
        If the file is no GeoJSON, or not one of its features can be taken.
    """
    document, encoding = read_json(path)
    return read_document(document, path, encoding, datum)


def read_document(document: Any, path: Path, encoding: str = "utf-8", datum: str | None = None) -> Features:
    """Return the features of a parsed GeoJSON document."""
    rows = _rows(document, path)
    usable, rejects = _sound_rows(rows)
    geometries = [rows[i].get("geometry") for i in usable]
    shapes, whys, odd = read_shapes(geometries)
    shapes, chosen = to_degrees(shapes, datum or _own_system(document), path)
    notes = _mend_all(shapes, whys, geometries, odd, usable)
    kept = [k for k, why in enumerate(whys) if why is None]
    rejects += [_reject(usable[k], rows[usable[k]], why) for k, why in enumerate(whys) if why is not None]
    rejects.sort(key=lambda reject: reject.row)
    if rejects and not kept:
        raise BadInput(_nothing(path, rejects), file=path, row=rejects[0].row)
    chosen_rows = [rows[usable[k]] for k in kept]
    return Features(
        file=path, numbers=[usable[k] + 1 for k in kept], ids=[_id(row) for row in chosen_rows],
        properties=[row.get("properties") or {} for row in chosen_rows], shapes=shapes[kept], rejects=rejects, notes=notes,
        encoding=encoding, datum=chosen,
    )  # fmt: skip


def _rows(document: Any, path: Path) -> list[Any]:
    """Return the features of a document of any of the GeoJSON types."""
    name = document.get("type") if isinstance(document, dict) else None
    if name == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list):
            raise BadInput(tr("文件 {file} 不是有效的 GeoJSON：FeatureCollection 缺少 features 列表", file=path.name), file=path)
        return features
    if name == "Feature":
        return [document]
    if name in TYPES:
        return [{"type": "Feature", "properties": {}, "geometry": document}]
    known = ", ".join(("FeatureCollection", "Feature", *TYPES))
    raise BadInput(
        tr("文件 {file} 不是 GeoJSON：顶层的 type 是“{type}”，应为 {known} 之一",
           file=path.name, type=_short(name), known=known), file=path    )


def _sound_rows(rows: list[Any]) -> tuple[list[int], list[Reject]]:
    """Return the indices of the features that are built right, and the refusals of the others."""
    usable, rejects = [], []
    for index, row in enumerate(rows):
        if type(row) is dict and row.get("type") == "Feature" and type(row.get("properties")) in PROPERTIES:
            usable.append(index)
        else:
            rejects.append(Reject(index + 1, _why_not(row), cells=_cells(row)))
    return usable, rejects


def _why_not(row: Any) -> str:
    if not isinstance(row, dict) or row.get("type") != "Feature":
        return tr("不是 GeoJSON 要素（type 应为 Feature）")
    return tr("properties 应为对象")


def _mend_all(shapes: Geometries, whys: list[str | None], geometries: list[Any], odd: list[int], usable: list[int]) -> list[str]:
    """Mend what can be mended, write the reason for what cannot into ``whys``, and return what was said about it.

    Only ``odd`` rows may have rings that are not closed.
    """
    notes = make_sound(shapes, whys, [i + 1 for i in usable])
    for k in odd:
        if whys[k] is None and geometries[k]["type"] in ("Polygon", "MultiPolygon") and not is_closed(geometries[k]):
            notes.append(tr("第 {row} 个要素的轮廓没有闭合，已闭合", row=usable[k] + 1))
    return notes


def _nothing(path: Path, rejects: list[Reject]) -> str:
    first = rejects[0]
    return tr("文件 {file} 里没有一个要素可用（共 {count} 个）。第 {row} 个要素：{why}",
              file=path.name, count=len(rejects), row=first.row, why=first.why)  # fmt: skip


def _own_system(document: Any) -> str | None:
    """Return the system that an old-style "crs" member or a "datum" (as exports write it) names, None for WGS-84."""
    crs = document.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    found = _EPSG.search(name) if isinstance(name, str) else None
    if found:
        return f"EPSG:{found[1]}" if found[1] != "4326" else None
    said = [text for text in (document.get("datum"), name) if isinstance(text, str)]
    return next((datum for text in said if (datum := _known(text)) not in (None, "WGS84")), None)


def _known(text: str) -> str | None:
    """Return the datum that a text names, None where it names none that is known."""
    try:
        return parse_datum(text)
    except BadInput:
        return None


def _reject(index: int, row: Any, why: str) -> Reject:
    return Reject(index + 1, why, column="geometry", cells=_cells(row))


def _cells(row: Any) -> Properties:
    properties = row.get("properties") if isinstance(row, dict) else None
    return properties if isinstance(properties, dict) else {}


def _id(row: Properties) -> str:
    value = row.get("id")
    return value if type(value) is str else str(value) if type(value) is int else ""


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"
