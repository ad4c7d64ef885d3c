"""A place or a way handed to a force: the text of a message, a geo: link, a link for a map, and a QR code of either."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

import segno

from data.duty.dispatch.words import distance_words, seconds_words
from data.i18n import tr
from data.town.datum import convert


@dataclass(frozen=True, slots=True)
class MapApp:
    """A map on a phone: what it is called, in which datum it takes coordinates, and its link with {lon} {lat} {name}."""

    name: str
    label: dict[str, str]
    datum: str
    link: str


# Links as the makers document them: Amap's and Baidu's web URI interfaces, Tencent's URI API, Apple's and OpenStreetMap's links.
# Amap and Tencent take GCJ-02, Baidu BD-09 where the link says so; Apple's map shows GCJ-02 in China and takes it there.
APPS: dict[str, MapApp] = {
    app.name: app
    for app in (
        MapApp("geo", {"zh": "通用（geo:）", "en": "Any (geo:)"}, "WGS84", "geo:{lat},{lon}?q={lat},{lon}({name})"),
        MapApp("amap", {"zh": "高德地图", "en": "Amap"}, "GCJ02",
               "https://uri.amap.com/marker?position={lon},{lat}&name={name}&coordinate=gaode&callnative=1"),
        MapApp("baidu", {"zh": "百度地图", "en": "Baidu"}, "BD09",
               "https://api.map.baidu.com/marker?location={lat},{lon}&title={name}&content={name}&coord_type=bd09ll&output=html"),
        MapApp("tencent", {"zh": "腾讯地图", "en": "Tencent"}, "GCJ02",
               "https://apis.map.qq.com/uri/v1/marker?marker=coord:{lat},{lon};title:{name}&referer=watchroom"),
        MapApp("apple", {"zh": "苹果地图", "en": "Apple Maps"}, "GCJ02", "https://maps.apple.com/?ll={lat},{lon}&q={name}"),
        MapApp("osm", {"zh": "OpenStreetMap", "en": "OpenStreetMap"}, "WGS84",
               "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}"),
    )
}  # fmt: skip
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
    """Return a place (WGS-84 degrees) for one of `APPS`, in the datum that its map uses."""
    chosen = APPS[app]
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
