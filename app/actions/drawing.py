"""Commands that draw records on the map, and those by which a tool has written what was drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shapely.geometry.base import BaseGeometry

from app.actions.take_tool import tool
from app.commands import Command
from data.errors import WatchroomError
from data.i18n import mark, tr
from data.kinds import Kind
from data.query import Query
from data.records import ChangeSet, Edit
from data.store.station import Station

if TYPE_CHECKING:
    from app.console import Console

TIME = "%Y-%m-%dT%H:%M:%SZ"  # as the station keeps times


def draw_kind(console: Console, kind: str) -> None:
    """Draw a record of any kind as its declaration says: a point, a line or an outline."""
    if console.station.kinds[kind].place.shape == "point":
        console.workspace.use_tool("draw_point", kind=kind)
    else:
        console.workspace.use_tool("draw", kind=kind)


def keep_drawing(console: Console, kind: str, geometry: BaseGeometry, values: Mapping[str, Any] | None = None) -> None:
    """Write a record that was drawn and open its form; where its kind asks for more, the form comes first."""
    of = console.station.kinds[kind]
    given = {"geometry": geometry, **_usual(console, of), **(values or {})}
    missing = [f.name for f in of.fields.values() if f.required and f.default is None and f.name not in given and f.type != "text"]
    if missing:
        console.run("new_record", kind=kind, **given)
        return
    why = tr("在图上画{kind}", kind=of.label)

    def write() -> ChangeSet:
        named = _names(console.station, of)
        return console.station.apply([Edit(kind, None, {**named, **given})], who=console.who, why=why, command="draw")

    def done(changes: ChangeSet) -> None:
        made = next(c for c in changes.changes if c.kind == kind)
        if kind in console.workspace.layers:
            console.workspace.set_layer(kind, visible=True)
        console.workspace.select(kind, made.id)
        console.run("edit_record", kind=kind, id=made.id)
        console.notices.offer_undo(why, lambda: console.run("undo", batch=changes.id))

    console.job(why, lambda _progress: write(), done)


def _usual(console: Console, kind: Kind) -> dict[str, Any]:
    """Return what a drawn record of a built-in kind is at once."""
    now = console.station.clock.now().strftime(TIME)
    if kind.name == "note":
        return {"author": console.who, "noted_at": now}
    return {"cordon": {"set_at": now}, "track": {"category": "route"}}.get(kind.name, {})


def _names(station: Station, kind: Kind) -> dict[str, Any]:
    """Return the texts that a record must have, with the next number: the form that opens asks for better ones."""
    number = station.count(Query(kind.name)) + 1
    texts = [f.name for f in kind.fields.values() if f.type == "text" and f.required and f.default is None]
    return {name: tr("{kind} {n}", kind=kind.label, n=number) for name in texts}


def keep_shape(console: Console, kind: str, id: int, geometry: BaseGeometry) -> None:
    """Write the changed shape of a record."""
    _keep(console, kind, id, {"geometry": geometry}, tr("在图上改{kind}的形状", kind=console.station.kinds[kind].label))


def keep_moved(console: Console, kind: str, id: int, values: Mapping[str, Any]) -> None:
    """Write where a record was moved to, or how a camera was turned; of a force that is a position set by hand, as of now."""
    if kind in ("force", "vehicle") and "geometry" in values:
        console.run("place_force", id=id, lon=values["geometry"].x, lat=values["geometry"].y)
        return
    _keep(console, kind, id, values, tr("在图上移动{kind}", kind=console.station.kinds[kind].label))


def _keep(console: Console, kind: str, id: int, values: Mapping[str, Any], why: str) -> None:
    def write() -> ChangeSet | str:
        try:
            return console.station.apply([Edit(kind, id, values)], who=console.who, why=why, command="draw")
        except WatchroomError as error:
            return error.message

    def done(answer: ChangeSet | str) -> None:
        if isinstance(answer, str):
            console.workspace.tell("error", answer)
        elif answer.changes:
            console.notices.offer_undo(why, lambda: console.run("undo", batch=answer.id))

    console.job(why, lambda _progress: write(), done)


def move_record(console: Console, kind: str = "", id: int = 0) -> None:
    """Take the tool that moves a record at a point, or changes the shape of one that has one."""
    chosen = console.workspace.selection
    kind, id = kind or chosen.kind, id or chosen.id
    of = console.station.kinds[kind]
    if not of.place.own:
        console.workspace.tell("info", tr("{kind}在图上没有自己的位置：修改它所属的楼和房间", kind=of.label))
    elif of.place.shape == "point" or (of.place.shape == "any" and _is_point(console.station, kind, id)):
        console.workspace.use_tool("move", kind=kind, id=id)
    else:
        console.workspace.use_tool("reshape", kind=kind, id=id)


def _is_point(station: Station, kind: str, id: int) -> bool:
    record = station.first(Query(kind, fields=("geometry",)).and_where("id", "is", id))
    shape = record.values.get("geometry") if record is not None else None
    return shape is None or shape.geom_type == "Point"


GROUP = mark("地图工具")
DRAWN = (
    Command("draw_grid", mark("画网格"), GROUP, tool("draw_grid"), "", "area", writes=True, makes="grid"),
    Command("draw_track", mark("画巡逻路线"), GROUP, tool("draw_track"), "", "route", writes=True, makes="track"),
    Command("draw_cordon", mark("画警戒区"), GROUP, tool("draw_cordon"), "", "shield", writes=True, makes="cordon"),
    Command("draw_place", mark("标地点"), GROUP, tool("draw_place"), "", "pin", writes=True, makes="place"),
    Command("draw_note", mark("画标注"), GROUP, tool("draw_note"), "", "edit", writes=True, makes="note"),
    Command("draw_building", mark("建一栋楼"), GROUP, tool("draw_building"), "", "building", writes=True, makes="building"),
)
MOVED = (Command("move_record", mark("移动或改形状"), GROUP, move_record, "Alt+M", "fly", "selection", writes=True),)
ASKED = (
    Command("draw_kind", mark("在图上画"), GROUP, draw_kind, listed=False, writes=True),
    Command("keep_drawing", mark("保存画的"), GROUP, keep_drawing, listed=False, writes=True),
    Command("keep_shape", mark("保存形状"), GROUP, keep_shape, listed=False, writes=True),
    Command("keep_moved", mark("保存位置"), GROUP, keep_moved, listed=False, writes=True),
)
COMMANDS = (*DRAWN, *MOVED, *ASKED)
