"""A ground picture in: read, kept with its place in one change set, and told as every import is."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapely

from data.exchange.ground.apart import read_picture
from data.exchange.ground.area import area_of
from data.exchange.ground.picture import Picture, encoded
from data.exchange.report import ImportReport
from data.i18n import tr
from data.progress import Progress
from data.query import equals
from data.records import Record
from data.store.station import Station
from data.town.pictures import KIND, picture_file, picture_named

CLOSE = 1e-9  # degrees


def import_ground(station: Station, path: Path, *, datum: str | None = None, dry_run: bool = False, who: str,
                  progress: Progress | None = None) -> ImportReport:  # fmt: skip
    """Import a GeoTIFF or MBTiles file as the picture on the station's ground, and return what was done.

    The picture is cut to where the station's buildings stand and some way around, and made no larger than
    `data.exchange.ground.picture.LONGEST` pixels a side. A picture of the same name takes the place of the one before.

    Raises
    ------
    BadInput
        If the file cannot be taken; nothing was written.
    Cancelled
        If the person stopped it; nothing was written.
    """
    started = time.monotonic()
    watch = progress or Progress()
    watch.report(0, 0, tr("读取 {file}", file=path.name))
    picture = _read(path, area_of(station), datum, watch)
    content, ending = encoded(picture.pixels)
    watch.check()
    values = _values(path, picture, content)
    old = picture_named(station, values["name"])
    outcome = "added" if old is None else "unchanged" if _same(station, old, values) else "updated"
    batch = None
    if outcome != "unchanged" and not dry_run:
        batch = _write(station, path, old, values, (content, ending), who, watch)
    width, height = values["width"], values["height"]
    note = tr("底图 {width}×{height} 像素，每像素 {metres:g} 米", width=width, height=height, metres=values["pixel"])
    return ImportReport(str(path), KIND, batch=batch, rows=1, added=int(outcome == "added"), updated=int(outcome == "updated"),
                        unchanged=int(outcome == "unchanged"), datum=picture.datum, notes=(note, *picture.notes),
                        seconds=time.monotonic() - started)  # fmt: skip


def _read(path: Path, area: Any, datum: str | None, watch: Progress) -> Picture:
    return read_picture(path, area, datum, lambda done, total: watch.report(done, total, tr("读取 {file}", file=path.name)))


def _values(path: Path, picture: Picture, content: bytes) -> dict[str, Any]:
    height, width = picture.pixels.shape[:2]
    digest = hashlib.sha256(content).hexdigest()
    return {"name": path.stem, "pixel": picture.metres, "width": width, "height": height, "digest": digest,
            "geometry": shapely.box(*picture.box)}  # fmt: skip


def _same(station: Station, old: Record, values: Mapping[str, Any]) -> bool:
    place = station.columns(equals(KIND, id=old.id), ("geometry",))["geometry"][0]
    alike = all(old[name] == value for name, value in values.items() if name != "geometry")
    return alike and place is not None and bool(shapely.equals_exact(place, values["geometry"], CLOSE))


def _write(station: Station, path: Path, old: Record | None, values: Mapping[str, Any], file: tuple[bytes, str], who: str,
           progress: Progress) -> int | None:  # fmt: skip
    before = picture_file(station, old) if old else None
    with station.editing(who=who, why=tr("导入 {file}", file=path.name), command="import", progress=progress) as draft:
        id = draft.add(KIND, values) if old is None else old.id
        if old is not None:
            draft.change(KIND, id, **values)
        if before is not None:
            draft.remove("attachment", before.id)
        draft.attach(KIND, id, f"{values['name']}{file[1]}", file[0], remark=path.name)
    return draft.done.id if draft.done else None
