"""A model in: read, set up where its building stands, and kept as the building's solid in one change set."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.errors import BadInput
from data.exchange.models.guard import too_large
from data.exchange.models.place import UPS, Stand, Wish, outline_of, overlap, stand_on, upright, wish_of
from data.exchange.models.read import Model, read_model
from data.exchange.models.solid import MOST_FACES, by_colour, solid_of, visible
from data.exchange.models.target import Target, check_said, named_target, target_under, unknown_target
from data.exchange.report import DatumGuess, ImportReport
from data.i18n import tr
from data.progress import Progress
from data.query import equals
from data.store.station import Station
from data.town.datum import convert, parse_datum
from data.town.frame import Floats

LEVEL = "3"  # a model of its own is level of detail 3 of CityGML
DOUBTFUL = 0.6  # of the footprint that a model should cover
ALIKE = 0.05  # metres that two heights may differ and still be the same
STEPS = 4


@dataclass(frozen=True, slots=True)
class _Placed:
    """A model in local metres on its building."""

    target: Target
    triangles: Floats
    notes: tuple[str, ...]
    datum: DatumGuess | None = None


def import_model(station: Station, path: Path, *, said: Mapping[str, str] | None = None, datum: str | None = None,
                 dry_run: bool = False, who: str, progress: Progress | None = None) -> ImportReport:  # fmt: skip
    """Import a glTF, GLB or OBJ file as the detailed model of one building, and return what was done.

    Parameters
    ----------
    station, path
        Where to, and from which file; files that it names are read only from its own folder.
    dry_run
        Tell what would be done and write nothing.
    who, progress
        Whose change it is, for the journal; told how far it is, and asks to stop.
    said
        Which building ("code", "name" or "id"), and of the model the axis that is "up" ("y" or "z"), its "unit" ("m", "cm",
        "mm", "in", "ft") and its "turn" (degrees clockwise); what is not said is found.
    datum
        "EPSG:code" where the model's coordinates are of a reference system; else it is laid onto its building's footprint.

    Raises
    ------
    BadInput
        If the file cannot be taken or its building is not known; nothing was written.
    Cancelled
        If the person stopped it; nothing was written.
    """
    started = time.monotonic()
    said, watch = said or {}, progress or Progress()
    check_said(said)
    wish = wish_of(said)
    watch.report(0, STEPS, tr("读取 {file}", file=path.name))
    model = read_model(path)
    watch.report(1, STEPS, tr("摆放 {file}", file=path.name))
    target = named_target(station, path, said)
    placed = _georeferenced(station, path, model, target, wish, datum) if datum else _local(station, path, model, target, wish)
    watch.report(2, STEPS, tr("写入 {file}", file=path.name))
    values, notes = _values(station, path, model, placed)
    changed = _differing(station, placed.target.id, values)
    batch = None
    if changed and not dry_run:
        with station.editing(who=who, why=tr("导入 {file}", file=path.name), command="import", progress=watch) as draft:
            draft.change("building", placed.target.id, **changed)
        batch = draft.done.id if draft.done else None
    return ImportReport(str(path), "building", batch=batch, rows=1, updated=int(bool(changed)), unchanged=int(not changed),
                        matched=1, datum=placed.datum, notes=(*placed.notes, *notes, *model.notes),
                        seconds=time.monotonic() - started)  # fmt: skip


def _local(station: Station, path: Path, model: Model, target: Target | None, wish: Wish) -> _Placed:
    """Lay a model that says nothing of where it is onto its building's footprint."""
    if target is None:
        raise unknown_target(station, path)
    stand = stand_on(model.triangles, target.footprint, wish, UPS if path.suffix.lower() == ".obj" else ("y",))
    if stand is None:
        raise BadInput(tr("模型 {file} 的大小与建筑“{title}”的占地对不上，用米、厘米、毫米、英寸、英尺都不合；"
                          "请指明单位（unit）或核对是不是这栋楼", file=path.name, title=target.title), file=path)  # fmt: skip
    return _Placed(target, stand.triangles, (_told(target, stand), *_doubt(stand.fit, target)))


def _told(target: Target, stand: Stand) -> str:
    return tr("模型放在“{title}”（按{by}），单位 {unit}，{up} 轴向上，顺时针转 {turn:.0f}°，与占地轮廓重合 {share:.0%}",
              title=target.title, by=target.by, unit=stand.unit, up=stand.up, turn=stand.turn, share=stand.fit)  # fmt: skip


def _doubt(fit: float, target: Target) -> tuple[str, ...]:
    if fit >= DOUBTFUL:
        return ()
    return (tr("模型与“{title}”的占地轮廓只重合 {share:.0%}，请核对朝向和位置；不对就撤销，在模型程序里转好、移好再导入",
               title=target.title, share=fit),)  # fmt: skip


def _georeferenced(station: Station, path: Path, model: Model, target: Target | None, wish: Wish, datum: str) -> _Placed:
    """Put a model where its coordinates say."""
    triangles, guess = _in_local_metres(station, path, model, wish, datum)
    outline = outline_of(triangles)
    if outline is None:
        raise BadInput(tr("模型 {file} 的所有面都是竖直的，得不出占地", file=path.name), file=path)
    target = target or target_under(station, outline)
    if target is None:
        at = outline.centroid
        lon, lat = station.frame.to_degrees(at.x, at.y)
        raise BadInput(tr("模型 {file} 在经度 {lon:.5f}、纬度 {lat:.5f}，那里没有建筑；请核对坐标系，或指明建筑的编号（code）",
                          file=path.name, lon=float(lon), lat=float(lat)), file=path)  # fmt: skip
    _check_near(path, outline, target)
    fit = overlap(outline, target.footprint)
    note = tr("模型按坐标放在“{title}”，与占地轮廓重合 {share:.0%}", title=target.title, share=fit)
    return _Placed(target, triangles, (note, *_doubt(fit, target)), guess)


def _check_near(path: Path, outline: BaseGeometry, target: Target) -> None:
    away = outline.distance(target.footprint)
    if away > 0:
        raise BadInput(tr("模型 {file} 按坐标离建筑“{title}”有 {metres:.0f} 米；请核对坐标系和建筑",
                          file=path.name, title=target.title, metres=away), file=path)  # fmt: skip


def _in_local_metres(station: Station, path: Path, model: Model, wish: Wish, datum: str) -> tuple[Floats, DatumGuess]:
    up = wish.up or _likely_up(model.triangles)
    placed = upright(model.triangles, up)
    try:
        chosen = parse_datum(datum)
        lon, lat = convert(placed[..., 0], placed[..., 1], chosen, "WGS84")
    except BadInput as error:
        raise BadInput(tr("文件 {file}：{why}", file=path.name, why=error.message), file=path) from error
    if not (np.isfinite(lon).all() and np.isfinite(lat).all() and (np.abs(lon) <= 180).all() and (np.abs(lat) <= 90).all()):
        raise BadInput(tr("模型 {file} 的坐标不在 {datum} 里，请指明正确的坐标系", file=path.name, datum=chosen), file=path)
    east, north = station.frame.to_local(lon, lat)
    guess = DatumGuess(chosen, True, {"rule": "given", "up": up})
    return np.stack([east, north, placed[..., 2]], axis=-1), guess


def _likely_up(triangles: Floats) -> str:
    """Return the axis that is up in coordinates of a reference system: heights are far smaller than northings."""
    middle = np.abs(triangles.reshape(-1, 3).mean(axis=0))
    return "z" if middle[1] >= middle[2] else "y"


def _values(station: Station, path: Path, model: Model, placed: _Placed) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return what the building gets, and what is to be said of its height."""
    triangles, colours = visible(placed.triangles, model.colours)
    if not len(triangles):
        raise BadInput(tr("模型 {file} 里没有面", file=path.name), file=path)
    if len(triangles) > MOST_FACES:
        raise too_large(path)
    triangles, painted = by_colour(triangles, colours)
    triangles = triangles - np.array([0.0, 0.0, triangles[..., 2].min()])
    height = round(float(triangles[..., 2].max()), 2)
    check_height(station, path, height)
    values = {"model": solid_of(triangles, station.frame), "lod": LEVEL, "model_colours": painted or None}
    known = _known_height(station, placed.target.id)
    if known is None:
        return {**values, "height": height, "height_assumed": False}, ()
    if abs(known - height) <= ALIKE:
        return values, ()
    return values, (tr("模型高 {model:g} 米，建筑登记高 {known:g} 米；保留登记的高度", model=height, known=known),)


def _known_height(station: Station, id: int) -> float | None:
    """Return the height in metres that the station knows of a building otherwise than by a guess or an earlier model."""
    columns = station.columns(equals("building", id=id), ("height", "height_assumed", "model"))
    height, assumed, before = (columns[name][0] for name in ("height", "height_assumed", "model"))
    if height is None or assumed:
        return None
    top = float(shapely.get_coordinates(before, include_z=True)[:, 2].max()) if before is not None else None
    return None if top is not None and abs(top - height) <= ALIKE else float(height)


def check_height(station: Station, path: Path, height: float) -> None:
    """Refuse a model that is flat, or higher than buildings are: its axis or unit is another.

    Raises
    ------
    BadInput
        With what to say of the model.
    """
    most = station.kinds["building"].fields["height"].maximum or 1000.0
    if not 0.1 < height <= most:
        why = tr("模型 {file} 高 {height:g} 米，不像一栋楼；请指明向上的轴（up）或单位（unit）", file=path.name, height=height)
        raise BadInput(why, file=path)


def _differing(station: Station, id: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that the building does not have yet; a place is the same within a tenth of a millimetre."""
    columns = station.columns(equals("building", id=id), tuple(values))
    changed = {}
    for name, value in values.items():
        old = columns[name][0]
        same = shapely.equals_exact(old, value, 1e-9) if name == "model" and old is not None else old == value
        if not same and not (name == "height_assumed" and not old):
            changed[name] = value
    return changed
