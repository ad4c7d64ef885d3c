"""Which building a model is of: as said, as its file is named, or where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from data.errors import BadInput, WrongUsage
from data.exchange.models.place import overlap
from data.i18n import tr
from data.query import Query, equals
from data.store.station import Station
from data.town.shapes import local_shapes

NAMED = ("id", "code", "name")  # fields that may say which building
OPTIONS = ("up", "unit", "turn")
NEAR = 500.0  # metres around a model in which its building is looked for


@dataclass(frozen=True, slots=True)
class Target:
    """A building and its footprint in local metres; ``by`` says how it was found."""

    id: int
    title: str
    footprint: BaseGeometry
    by: str


def check_said(said: Mapping[str, str]) -> None:
    """Complain of what a model cannot be told.

    Raises
    ------
    WrongUsage
        If a word is none of `NAMED` and `OPTIONS`.
    """
    unknown = [name for name in said if name not in (*NAMED, *OPTIONS)]
    if unknown:
        raise WrongUsage(tr("模型文件可以指明 {known}，没有“{unknown}”", known=" ".join((*NAMED, *OPTIONS)), unknown=unknown[0]))


def named_target(station: Station, path: Path, said: Mapping[str, str]) -> Target | None:
    """Return the building that was said or that the file is named after, None where neither names one.

    Raises
    ------
    BadInput
        If what was said names no building, or several.
    """
    for field in NAMED:
        if field in said:
            found = _buildings(station, field, said[field])
            if not found:
                raise BadInput(tr("本站没有{field}为“{value}”的建筑", field=_label(station, field), value=said[field]), file=path)
            return _only(station, path, found, tr("指明"))
    for field in ("code", "name"):
        found = _buildings(station, field, path.stem)
        if found:
            return _only(station, path, found, tr("文件名"))
    return None


def target_under(station: Station, outline: BaseGeometry) -> Target | None:
    """Return the building whose footprint an outline (local metres) covers best, None where it covers none."""
    west, south, east, north = shapely.bounds(outline).tolist()
    lon, lat = station.frame.to_degrees([west - NEAR, east + NEAR], [south - NEAR, north + NEAR])
    around = shapely.box(lon[0], lat[0], lon[1], lat[1])
    columns = station.columns(Query("building"), ("id", "geometry"))
    pairs = [(i, g) for i, g in zip(columns["id"], columns["geometry"], strict=True) if g is not None and g.intersects(around)]
    shapes = local_shapes(station.frame, [g for _, g in pairs])
    fits = [(overlap(outline, shape), id, shape) for (id, _), shape in zip(pairs, shapes, strict=True) if shape.intersects(outline)]
    if not fits:
        return None
    _, id, shape = max(fits, key=lambda found: found[0])
    return Target(id, _title(station, id), shape, tr("位置"))


def unknown_target(station: Station, path: Path) -> BadInput:
    """Return the refusal of a model that nothing joins to a building."""
    if not station.count(Query("building")):
        return BadInput(tr("本站还没有建筑；请先导入建筑，再导入模型 {file}", file=path.name), file=path)
    return BadInput(tr("不知道模型 {file} 是哪栋建筑：请把文件名改成建筑的编号或名称，或指明建筑的编号（code），"
                       "或指明模型坐标的坐标系（EPSG:代号）", file=path.name), file=path)  # fmt: skip


def _buildings(station: Station, field: str, value: str) -> list[int]:
    if field == "id":
        known = value.isdigit() and station.get("building", int(value)) is not None
        return [int(value)] if known else []
    return [int(id) for id in station.columns(equals("building", **{field: value}), ("id",))["id"]]


def _only(station: Station, path: Path, found: list[int], by: str) -> Target:
    if len(found) > 1:
        titles = "、".join(f"{_title(station, id)}（{id}）" for id in found[:5])
        raise BadInput(tr("模型 {file} 可能是几栋建筑：{titles}；请指明建筑的编号（id）", file=path.name, titles=titles), file=path)
    shape = station.columns(equals("building", id=found[0]), ("geometry",))["geometry"][0]
    if shape is None:
        raise BadInput(tr("建筑“{title}”没有占地轮廓，放不了模型", title=_title(station, found[0])), file=path)
    return Target(found[0], _title(station, found[0]), local_shapes(station.frame, [shape])[0], by)


def _title(station: Station, id: int) -> str:
    record = station.get("building", id)
    return station.title(record) if record is not None else str(id)


def _label(station: Station, field: str) -> str:
    return station.kinds["building"].fields[field].label if field != "id" else tr("记录号")
