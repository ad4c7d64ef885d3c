"""Views kept in the station: records of the kind "map_view", journalled as everything is, and undone as everything is."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from data.errors import WrongUsage
from data.i18n import tr
from data.query import Query
from data.records import Edit, Record
from data.store.station import Station
from data.views.view import SavedView

SLOTS = range(1, 10)  # the keys that recall a view


@dataclass(frozen=True, slots=True)
class KeptView:
    """A view with its name, its key (None: none) and its small picture (JPEG)."""

    id: int
    name: str
    slot: int | None
    view: SavedView
    picture: bytes = b""


def kept_views(station: Station) -> list[KeptView]:
    """Return the station's views, those with a key first; what cannot be read is left out."""
    found = [_kept(station, record) for record in station.read(Query("map_view"))]
    return sorted((v for v in found if v is not None), key=lambda v: (v.slot is None, v.slot or 0, v.id))


def _kept(station: Station, record: Record) -> KeptView | None:
    view = SavedView.from_json(read_json(record["content"]), station.kinds)
    if view is None:
        return None
    try:
        picture = base64.b64decode(record["picture"] or "", validate=True)
    except (binascii.Error, ValueError):
        picture = b""
    return KeptView(record.id, record["name"] or "", record["slot"], view, picture)


def read_json(text: Any) -> Mapping[str, Any]:
    """Return a stored object; an empty one where the text is none."""
    try:
        raw = orjson.loads(text or "")
    except orjson.JSONDecodeError:
        return {}
    return raw if isinstance(raw, dict) else {}


def save_view(station: Station, name: str, view: SavedView, picture: bytes, *, who: str, slot: int | None = None,
              id: int | None = None) -> int:  # fmt: skip
    """Keep a view and return its id; one that has the key (or the ``id``) already is replaced and keeps its name if none is given.

    Raises
    ------
    WrongUsage
        If there is no such key.
    """
    if slot is not None and slot not in SLOTS:
        raise WrongUsage(tr("视图只能放在 1 到 9 键上，没有 {slot} 键", slot=slot))
    values = {"content": orjson.dumps(view.as_json()).decode(), "picture": base64.b64encode(picture).decode() or None}
    there = _there(station, slot, id)
    if there is not None:
        station.apply([Edit("map_view", there.id, {**values, **({"name": name} if name else {})})], who=who, why=tr("更新视图"))
        return there.id
    named = name or tr("视图 {number}", number=slot or station.count(Query("map_view")) + 1)
    done = station.apply([Edit("map_view", None, {**values, "name": named, "slot": slot})], who=who, why=tr("保存视图"))
    return done.changes[0].id


def _there(station: Station, slot: int | None, id: int | None) -> Record | None:
    if id is not None:
        return station.get("map_view", id)
    return station.first(Query("map_view").and_where("slot", "is", slot)) if slot is not None else None


def rename_view(station: Station, id: int, name: str, *, who: str) -> None:
    """Give a view another name."""
    station.apply([Edit("map_view", id, {"name": name})], who=who, why=tr("视图改名"))


def set_slot(station: Station, id: int, slot: int | None, *, who: str) -> None:
    """Put a view on a key (None: on none); the one that was there takes the key that becomes free."""
    mine = station.get("map_view", id)
    other = station.first(Query("map_view").and_where("slot", "is", slot)) if slot is not None else None
    edits = [Edit("map_view", id, {"slot": slot})]
    if other is not None and other.id != id:
        edits.append(Edit("map_view", other.id, {"slot": mine["slot"] if mine is not None else None}))
    station.apply(edits, who=who, why=tr("视图换键"))


def remove_view(station: Station, id: int, *, who: str) -> None:
    """Remove a view."""
    station.apply([Edit("map_view", id, None)], who=who, why=tr("删除视图"))
