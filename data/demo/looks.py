"""What the demo station keeps of ways to look at it: views on keys, with two past moments among them, and themes of layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import orjson

from data.clock import format_utc
from data.demo.past import CORDON, SHIFT_BEGINS
from data.query import Query, Where
from data.records import Edit, Record
from data.store import Station
from data.views.theme import LayerTheme
from data.views.view import Camera, Frame, SavedView
from data.workspace import Colouring, Workspace

OLD_STREET = "老街"  # in the names of the houses where most happens
FRAME = Frame(0.0, 0.0, 1.6, 1.0)  # what the views are made for: a map with nothing over it
BEFORE = timedelta(minutes=25)  # before the shift came on duty
# Themes: which layers are shown, and what the colours of the buildings tell.
THEMES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "治安防控": (("case", "camera", "force", "grid", "cordon"), "cases"),
    "人口管理": (("person", "shop", "grid"), "residents"),
    "任务督办": (("task", "force"), "tasks"),
}


def keep_views(station: Station, now: datetime, who: str, command: str) -> None:
    """Keep views and themes as one change set; ``now`` is the hour that the demo is told from."""
    edits = [Edit("map_theme", None, {"name": name, "content": _json(_theme(station, name).as_json())}) for name in THEMES]
    for slot, (name, view) in enumerate(_views(station, now).items(), 1):
        edits.append(Edit("map_view", None, {"name": name, "slot": slot, "content": _json(view.as_json())}))
    station.apply(edits, who=who, why="常用视图和主题", command=command)


def _json(value: Mapping[str, Any]) -> str:
    return orjson.dumps(value).decode()


def _workspace(station: Station, shown: tuple[str, ...] = ()) -> Workspace:
    """Return a workspace that shows these layers, or those that are shown at first."""
    made = Workspace(station.kinds)
    for id in made.layers if shown else ():
        made.set_layer(id, visible=id in shown)
    return made


def _theme(station: Station, name: str) -> LayerTheme:
    shown, colours = THEMES[name]
    return LayerTheme(tuple(_workspace(station, shown).layers.values()), Colouring(colours))


def _views(station: Station, now: datetime) -> dict[str, SavedView]:
    """Return the views by their names, in the order of their keys."""
    lon, lat = station.frame.lon, station.frame.lat
    gas = _placed(station, Query("building").and_where("name", "not", None))
    street = _placed(station, Query("building", (Where("name", "has", OLD_STREET),))) or gas
    whole = Camera(lon, lat, 0.0, 1480.0, 12.0, 40.0)
    week, month = timedelta(days=7), timedelta(days=30)
    every = _workspace(station)
    watch, duty = _workspace(station, ("camera", "force", "case")), _workspace(station, ("grid", "force", "camera", "task"))
    cases = _workspace(station, ("case", "force"))

    def view(of: Workspace, camera: Camera, **more: Any) -> SavedView:
        return SavedView(replace(camera, frame=FRAME), layers=tuple(of.layers.values()), theme="", **({"span": week} | more))

    return {
        "全辖区": view(every, whole),
        "老街周边": view(watch, _near(street, 330.0, 35.0, 38.0)),
        "警情多的楼": view(cases, Camera(lon, lat, 0.0, 1250.0, 340.0, 46.0), span=month, colouring=Colouring("cases")),
        "布防平面图": view(duty, Camera(lon, lat, 0.0, 1800.0, 0.0, 90.0, parallel=True), view="plan"),
        "接班前": view(every, whole, moment=format_utc(now - SHIFT_BEGINS - BEFORE)),
        "煤气泄漏处置中": view(every, _near(gas, 420.0, 20.0, 40.0), moment=format_utc(now - (CORDON[0] + CORDON[1]) / 2)),
    }


def _placed(station: Station, query: Query) -> Record | None:
    found = station.first(query)
    return station.get(found.kind, found.id, placed=True) if found is not None else None


def _near(record: Record | None, distance: float, bearing: float, pitch: float) -> Camera:
    place = record.place if record is not None else None
    assert place is not None and place.lon is not None and place.lat is not None
    return Camera(place.lon, place.lat, 6.0, distance, bearing, pitch)
