"""A place or a way handed to a force: the text of a message, a geo: link, a link for a map, and a QR code of either."""

from __future__ import annotations

import io
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from urllib.parse import quote

import segno

from data.duty.dispatch.words import distance_words, seconds_words
from data.i18n import choose, tr
from data.paths import resource
from data.records import Record
from data.store.station import Station
from data.town.datum import convert


def called_of(station: Station, record: Record) -> str:
    """Return what the place of a record is called in a message: of a case first where it is, for one has to go there."""
    title = station.title(record)
    where = str(record["address"] or "") if record.kind == "case" else ""
    return tr("{address}（{title}）", address=where, title=title) if where else title


@dataclass(frozen=True, slots=True)
class MapApp:
    """A map on a phone: what it is called, in which datum it takes coordinates, and its link with {lon} {lat} {name}."""

    name: str
    labels: dict[str, str]
    datum: str
    link: str

    @property
    def label(self) -> str:
        """What it is called in the language in use."""
        return choose(self.labels)


@cache
def map_apps() -> dict[str, MapApp]:
    """Return the maps that places can be shared for, by name."""
    said = tomllib.loads(resource("duty", "map_apps.toml").read_text(encoding="utf-8"))
    return {name: MapApp(name, {"zh": a["zh"], "en": a["en"]}, a["datum"], a["link"]) for name, a in said.items()}


ROADS = 8  # of a way that a message names


@dataclass(frozen=True, slots=True)
class Shared:
    """What a force is handed: the message, and the link alone for a QR code."""

    text: str
    link: str
    datum: str

    def qr(self, *, scale: int = 6, dark: str = "#000000", light: str = "#ffffff") -> bytes:
        """Return the link as a QR code, a PNG; Chinese is written as UTF-8."""
        out = io.BytesIO()
        segno.make(self.link, error="m", micro=False).save(out, kind="png", scale=scale, dark=dark, light=light)
        return out.getvalue()


def share_place(lon: float, lat: float, name: str, app: str = "geo", *, note: str = "") -> Shared:
    """Return a place (WGS-84 degrees) for one of `map_apps`, in the datum that its map uses."""
    chosen = map_apps()[app]
    x, y = convert(lon, lat, "WGS84", chosen.datum)
    place = {"lon": f"{float(x):.6f}", "lat": f"{float(y):.6f}"}
    link = chosen.link.format(name=quote(name, safe=""), **place)
    lines = [name, note, tr("坐标（{datum}）：{lon}, {lat}", datum=_datum_label(chosen.datum), **place), link]
    return Shared("\n".join(line for line in lines if line), link, chosen.datum)


def share_way(lon: float, lat: float, name: str, app: str = "geo", *, seconds: float, metres: float, roads: tuple[str, ...] = (),
              arrives: datetime | None = None, note: str = "") -> Shared:  # fmt: skip
    """Return a way to a place: as `share_place`, with the roads in order, the time and when they are expected (local time)."""
    told = [tr("约 {time}，{distance}", time=seconds_words(seconds), distance=distance_words(metres))]
    if arrives is not None:
        told.append(tr("预计 {clock} 到", clock=arrives.strftime("%H:%M")))
    lines = [note, tr("，").join(told)]
    if roads:
        lines.append(tr("路线：{roads}", roads=tr(" → ").join(roads[:ROADS])))
    return share_place(lon, lat, name, app, note="\n".join(line for line in lines if line))


def _datum_label(datum: str) -> str:
    return {"WGS84": "WGS-84", "GCJ02": "GCJ-02", "BD09": "BD-09"}[datum]
