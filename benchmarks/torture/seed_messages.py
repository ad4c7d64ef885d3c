"""What comes to the gateway, and small files that people hand on: cards, templates, themes, answers, signatures, settings."""

from __future__ import annotations

import base64
import io
import json
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import takproto
from PIL import Image
from takproto.constants import TAKProtoVer

from app.settings import Settings
from data.audit.report import report_of, signature_of
from data.isolated import wire
from data.store import Station
from data.store.audit import Filter
from data.store.heads import as_text
from data.store.hold import Holder
from data.views.theme import LayerTheme, write_theme
from data.views.view import Camera, SavedView
from data.workspace import Workspace

TOKEN = "0123456789abcdef0123456789abcdef"
REPORT, PDF = "报告.pdf", b"%PDF-1.4"
ROOT = Path(__file__).parents[2] / "resources"
EVENT = f"""<?xml version="1.0" encoding="UTF-8"?><event version="2.0" uid="ANDROID-1" type="a-f-G-U-C" how="m-g"
 time="@NOW@" start="@NOW@" stale="@NOW@"><point lat="31.2001"
 lon="121.5002" hae="10" ce="5.0" le="9999999.0"/><detail><contact callsign="王警官"/><track speed="1.2" course="90"/>
<status battery="80"/><watchroom token="{TOKEN}"/></detail></event>""".encode()
AUTH = f'<auth><cot username="王警官" password="{TOKEN}" uid="ANDROID-1"/></auth>'.encode()


def http(body: bytes, path: str = "/", method: str = "POST") -> bytes:
    """Return a request as a device sends it."""
    login = base64.b64encode(f"王警官:{TOKEN}".encode()).decode()
    head = f"{method} {path} HTTP/1.1\r\nHost: a\r\nAuthorization: Basic {login}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def _written(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def gateway() -> dict[str, bytes]:
    """Return messages by their names, each of one door: what stands before the full stop."""
    now = int(time.time())
    own = {"_type": "location", "lat": 31.2, "lon": 121.5, "tst": now, "acc": 5, "vel": 3, "cog": 90, "batt": 80, "tid": "w"}
    place = {"latitude": 31.2, "longitude": 121.5, "accuracy": 5, "speed": 1, "heading": 9}
    fix = {"timestamp": _written(now), "coords": place, "battery": {"level": 0.8}}
    event = EVENT.replace(b"@NOW@", _written(now).encode())
    query = f"/?id={TOKEN}&lat=31.2&lon=121.5&timestamp={now}&speed=3&bearing=90&accuracy=5&batt=80"
    return {
        "http.owntracks": http(json.dumps(own).encode()),
        "http.osmand": http(b"", query, "GET"),
        "http.traccar": http(json.dumps({"device_id": TOKEN, "location": fix}).encode()),
        "stream.xml": AUTH + event + event,
        "stream.tak": AUTH + bytes(takproto.xml2proto(event, TAKProtoVer.STREAM)),
        "datagram.xml": event,
        "datagram.tak": bytes(takproto.xml2proto(event)),
    }


def texts(station: Station, folder: Path) -> dict[str, bytes]:
    """Return small files by their names; how a name begins says who reads it."""
    theme = folder / "a.theme.json"
    write_theme(theme, "夜", LayerTheme.from_json({}, station.kinds))
    head = station.head()
    assert head is not None
    report = report_of(station, Filter())
    signature = signature_of(station, report, PDF, REPORT, "a")
    square = {"type": "Polygon", "coordinates": [[[121.5, 31.2], [121.6, 31.2], [121.6, 31.3], [121.5, 31.2]]]}
    view = SavedView.of(Workspace(station.kinds), Camera(121.5, 31.2, 0, 500, 0, 45), station.clock.now())
    resident = {"dwelling": 1, "states": {"2": "x"}, "new": ["张"]}
    tracks = "姓名,时间,经度,纬度,精度\n" + "".join(f"王警官,2026-11-22 13:00:{n:02d},121.5{n},31.2,5\n" for n in range(5))
    whole = io.BytesIO()
    wire.send(whole, {"said": [1, "二"]}, [np.arange(6, dtype=np.float32).reshape(2, 3)])
    return {
        "kind.toml": (ROOT / "kinds" / "grid.toml").read_bytes().replace(b'name = "grid"', b'name = "own_grid"', 1),
        "protocol.toml": (ROOT / "protocols" / "burglary.toml").read_bytes(),
        "template.toml": min((ROOT / "task_templates").glob("*.toml"), key=lambda p: p.stat().st_size).read_bytes(),
        "theme.json": theme.read_bytes(),
        "head.txt": as_text(head).encode(),
        "signature.json": signature,
        "settings.json": json.dumps({"version": 1, **{n: getattr(Settings(), n) for n in Settings.__slots__}}).encode(),
        "answers.json": json.dumps({"said": {"a": "是"}, "residents": [resident]}).encode(),
        "area.geojson": json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": square}]}).encode(),
        "tracks.csv": tracks.encode("gb18030"),
        "lock.json": json.dumps(asdict(Holder("b", "b", 1, "2026-01-01T00:00:00Z", "console"))).encode(),
        "wire.bin": whole.getvalue(),
        "view.json": json.dumps(view.as_json()).encode(),
    }  # fmt: skip


def pictures() -> dict[str, bytes]:
    """Return a small picture of each format that is shown or drawn; the JPEG has a turn in its EXIF."""
    picture = Image.fromarray(np.random.default_rng(2).integers(0, 255, (40, 60, 3), np.uint8))
    exif = Image.Exif()
    exif[274], exif[271] = 6, "相机"
    found = {}
    for ending, more in (("jpg", {"exif": exif}), ("png", {}), ("gif", {}), ("bmp", {}), ("webp", {}), ("tif", {})):
        out = io.BytesIO()
        picture.save(out, {"jpg": "JPEG", "tif": "TIFF"}.get(ending, ending.upper()), **more)
        found[ending] = out.getvalue()
    return found
