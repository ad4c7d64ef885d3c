"""Cursor-on-Target as ATAK, WinTAK and their servers speak it: events read from XML, and written.

The elements are those of the CoT event 2.0 schema (MITRE MP090284): ``event`` with uid, type and times, its ``point`` with
latitude, longitude and circular error in metres, and in ``detail`` contact, track (metres a second, degrees) and status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

from data.exchange.tables.safe_xml import BrokenXml, UnsafeXml, stream
from data.gateway.owntracks import number
from data.gateway.report import NotUnderstood, Report

LONGEST = 65_536  # bytes of one event
UNKNOWN = 9_999_999.0  # an error that nobody measured
ENDS = (b"</event>", b"</auth>")
PING = "t-x-c-t"
PROTOBUF = b"\xbf"


@dataclass(frozen=True, slots=True)
class Event:
    """One event: who (``uid``, ``callsign``), what (``type``), and where; ``token`` if it carries one.

    ``report`` is None where the event has no place of its own, as a ping has none.
    """

    uid: str
    type: str
    callsign: str = ""
    token: str = ""
    report: Report | None = None

    @property
    def tells_place(self) -> bool:
        """Whether it says where its sender is: an atom ("a-..."), and not a chat, a drawing or a ping."""
        return self.type.startswith("a-") and self.report is not None


@dataclass(slots=True)
class _Seen:
    """What the elements said so far."""

    event: dict[str, str] = field(default_factory=dict)
    point: dict[str, str] = field(default_factory=dict)
    details: dict[str, dict[str, str]] = field(default_factory=dict)
    root: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.root:
            self.root = name
        if name in ("event", "point"):
            setattr(self, name, attributes)
        else:
            self.details.setdefault(name, attributes)


def read(text: bytes) -> Event:
    """Return what one XML document says: an event, or the sign-in of a streaming client (type "auth").

    Raises
    ------
    NotUnderstood
        If it is no CoT, or tries what no CoT needs (entities, a document type, endless nesting).
    """
    if text[:1] == PROTOBUF:
        raise NotUnderstood("garbage", "TAK protobuf")
    seen = _Seen()
    try:
        stream([text], seen.start)
    except (BrokenXml, UnsafeXml) as error:
        raise NotUnderstood from error
    if seen.root == "auth":
        given = seen.details.get("cot", {})
        return Event(given.get("uid", ""), "auth", given.get("username", ""), given.get("password", ""))
    if seen.root != "event" or not seen.event.get("uid") or not seen.event.get("type"):
        raise NotUnderstood
    said = seen.details
    token = said.get("watchroom", {}).get("token", "")
    return Event(seen.event["uid"], seen.event["type"], said.get("contact", {}).get("callsign", ""), token, _report(seen))


def _report(seen: _Seen) -> Report | None:
    lon, lat = number(seen.point.get("lon")), number(seen.point.get("lat"))
    if lon is None or lat is None:
        return None
    track, status = seen.details.get("track", {}), seen.details.get("status", {})
    error, battery = number(seen.point.get("ce")), number(status.get("battery"))
    return Report(
        _time(seen.event.get("time", "")), lon, lat, None if error is None or error >= UNKNOWN else error,
        number(track.get("speed")), number(track.get("course")), None if battery is None else int(battery),
    )  # fmt: skip


def _time(text: str) -> float:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise NotUnderstood from error
    try:
        return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, OSError, ValueError) as error:
        raise NotUnderstood from error


class Splitter:
    """Cuts a stream into documents; TAK sends one after the other with nothing between them but perhaps white space."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the documents that are complete.

        Raises
        ------
        NotUnderstood
            If there is no end of a document in sight.
        """
        from_here = max(len(self._kept) - 8, 0)
        self._kept += chunk
        done = 0
        while (end := self._end(max(from_here, done))) > 0:
            yield bytes(self._kept[done:end]).strip()
            done = end
        del self._kept[:done]
        if len(self._kept) > LONGEST:
            raise NotUnderstood("large")

    def _end(self, start: int) -> int:
        return min((at + len(mark) for mark in ENDS if (at := self._kept.find(mark, start)) >= 0), default=0)


def write(uid: str, type: str, at: datetime, stale: datetime, place: tuple[float, float], *, error: float | None = None,
          how: str = "m-g", detail: Mapping[str, Mapping[str, str]] | None = None) -> bytes:  # fmt: skip
    """Return an event as XML; ``place`` is longitude and latitude in degrees, ``error`` the circular error in metres."""
    lon, lat = place
    inner = "".join(
        f"<{name}{''.join(f' {key}={quoteattr(_plain(value))}' for key, value in values.items())}/>"
        for name, values in (detail or {}).items()
    )
    ce = UNKNOWN if error is None else error
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<event version="2.0" uid={quoteattr(_plain(uid))} type={quoteattr(type)} how={quoteattr(how)} time="{_written(at)}" '
        f'start="{_written(at)}" stale="{_written(stale)}"><point lat="{lat:.7f}" lon="{lon:.7f}" hae="{UNKNOWN}" '
        f'ce="{ce:.1f}" le="{UNKNOWN}"/><detail>{inner}</detail></event>'
    ).encode()


def _plain(text: str) -> str:
    """Return text without what XML cannot hold."""
    return "".join(c for c in text if c >= " " or c == "\t")


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
