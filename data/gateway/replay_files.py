"""Tracks with times out of GPX and CSV files."""

from __future__ import annotations

import csv
import io
import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np

from data.errors import BadInput
from data.exchange.tables.safe_xml import BrokenXml, UnsafeXml, local, stream
from data.gateway.owntracks import number
from data.i18n import tr
from data.kinds.moments import zone_of
from data.paths import resource
from data.town.datum import convert

LARGEST = 200 << 20  # bytes of a file


@dataclass(slots=True)
class Track:
    """One track of a file: positions (seconds since 1970, longitude, latitude, accuracy in metres or None), by time."""

    name: str
    points: list[tuple[float, float, float, float | None]] = field(default_factory=list)

    @property
    def start(self) -> float:
        """When it begins."""
        return self.points[0][0]

    @property
    def end(self) -> float:
        """When it ends."""
        return self.points[-1][0]


def read_tracks(path: Path, zone: str, *, datum: str = "WGS84") -> list[Track]:
    """Return the tracks of a GPX or CSV file that have times; in a CSV one for each name in it.

    Times without a zone are of ``zone``; ``datum`` is that of the places in a CSV (GPX is WGS-84).

    Raises
    ------
    BadInput
        If the file is neither, or has no position with a time; the message names file and row.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(tr("{file} 太大（超过 200 MB），请分成几份", file=path), file=path)
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(tr("读不了 {file}：{why}", file=path, why=error), file=path) from error
    found = _gpx(raw, path) if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else _moved(_csv(raw, path, zone), datum)
    for track in found:
        track.points.sort(key=lambda p: p[0])
    found = [t for t in found if t.points]
    if not found:
        raise BadInput(tr("{file} 里没有带时间的定位，无法回放", file=path), file=path)
    return found


def _gpx(raw: bytes, path: Path) -> list[Track]:
    reader = _GpxReader()
    try:
        stream([raw], reader.start, reader.end, reader.text)
    except (BrokenXml, UnsafeXml) as error:
        raise BadInput(tr("{file} 不是完好的 GPX：{why}", file=path, why=error), file=path) from error
    return reader.tracks


class _GpxReader:
    """Gathers track points with a time; way points and routes have none."""

    def __init__(self) -> None:
        self.tracks: list[Track] = []
        self._point: tuple[float, float] | None = None
        self._time: float | None = None
        self._words: list[str] = []
        self._path: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(local(name))
        self._words = []
        if self._path[-1] == "trk":
            self.tracks.append(Track(""))
        elif self._path[-1] == "trkpt" and self.tracks:
            lon, lat = number(attributes.get("lon")), number(attributes.get("lat"))
            self._point = (lon, lat) if lon is not None and lat is not None and _sound(lon, lat) else None
            self._time = None

    def text(self, words: str) -> None:
        self._words.append(words)

    def end(self, name: str) -> None:
        element, above = self._path.pop(), self._path[-1] if self._path else ""
        said = "".join(self._words).strip()
        self._words = []
        if element == "time" and above == "trkpt":
            self._time = _moment(said, "UTC")
        elif element == "name" and above == "trk" and self.tracks:
            self.tracks[-1].name = said
        elif element == "trkpt" and self._point is not None and self._time is not None:
            self.tracks[-1].points.append((self._time, *self._point, None))


def _csv(raw: bytes, path: Path, zone: str) -> list[Track]:
    rows = csv.reader(io.StringIO(_decoded(raw, path)), delimiter=_delimiter(raw))
    try:
        heads = [h.strip().casefold() for h in next(rows, [])]
        known = _headings()
        columns = {name: next((n for n, h in enumerate(heads) if h in words), None) for name, words in known.items()}
        missing = [known[name][2] for name in ("at", "lon", "lat") if columns[name] is None]
        if missing:
            raise BadInput(tr("{file} 缺少这些列：{columns}；表头写成 时间、经度、纬度（可加 姓名、精度）", file=path,
                              columns=tr("、").join(missing)), file=path, row=1)  # fmt: skip
        return _rows([(rows.line_num, row) for row in rows], columns, path, zone)
    except csv.Error as error:
        raise BadInput(tr("{file} 第 {row} 行读不了：{why}", file=path, row=rows.line_num, why=error), file=path) from error


@cache
def _headings() -> dict[str, list[str]]:
    return tomllib.loads(resource("duty", "replay_columns.toml").read_text(encoding="utf-8"))


def _rows(rows: Sequence[tuple[int, list[str]]], columns: Mapping[str, int | None], path: Path, zone: str) -> list[Track]:
    found: dict[str, Track] = {}
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        at = _moment(_cell(row, columns["at"]), zone)
        lon, lat = number(_cell(row, columns["lon"])), number(_cell(row, columns["lat"]))
        if at is None or lon is None or lat is None or not _sound(lon, lat):
            text = ", ".join(row)[:80]
            raise BadInput(tr("{file} 第 {row} 行的时间或坐标不对：{text}", file=path, row=line, text=text), file=path, row=line)
        who = _cell(row, columns["who"])
        accuracy = number(_cell(row, columns["accuracy"]))
        found.setdefault(who, Track(who)).points.append((at, lon, lat, accuracy if accuracy is None or accuracy >= 0 else None))
    return list(found.values())


def _moved(tracks: list[Track], datum: str) -> list[Track]:
    """Return tracks in WGS-84."""
    for track in tracks if datum.upper() not in ("WGS84", "WGS-84") else ():
        at, lon, lat, accuracy = zip(*track.points, strict=True)
        east, north = convert(np.array(lon), np.array(lat), datum, "WGS84")
        track.points = list(zip(at, east.tolist(), north.tolist(), accuracy, strict=True))
    return tracks


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _sound(lon: float, lat: float) -> bool:
    return math.isfinite(lon) and math.isfinite(lat) and -180 <= lon <= 180 and -90 <= lat <= 90


def _moment(text: str, zone: str) -> float | None:
    seconds = number(text)
    if seconds is not None:
        return seconds / 1000 if seconds > 1e11 else seconds
    try:
        found = datetime.fromisoformat(text.replace("/", "-"))
        moment = found if found.tzinfo is not None else found.replace(tzinfo=UTC if zone == "UTC" else zone_of(zone))
        return moment.timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def _decoded(raw: bytes, path: Path) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(tr("{file} 的编码认不出来，请另存为 UTF-8", file=path), file=path)


def _delimiter(raw: bytes) -> str:
    head = raw.split(b"\n", 1)[0]
    return max((",", ";", "\t"), key=lambda d: head.count(d.encode()))
