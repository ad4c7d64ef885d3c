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
PING, PONG = "t-x-c-t", "t-x-c-t-r"
PROTOBUF = b"\xbf"  # what messages of TAK's own protocol begin with (`data.gateway.tak`)
AS_DATAGRAM = PROTOBUF + b"\x01" + PROTOBUF
DIGITS = 5  # bytes of a number that is no longer than any message may be


@dataclass(frozen=True, slots=True)
class Event:
    """One event: who (``uid``, ``callsign``), what (``type``), and where; ``token`` if it carries one.

    ``report`` is None where the event has no place of its own, as a ping has none. ``asks`` is the version of TAK's own protocol
    that a client asks for, "" where it asks for none.
    """

    uid: str
    type: str
    callsign: str = ""
    token: str = ""
    report: Report | None = None
    asks: str = ""

    @property
    def tells_place(self) -> bool:
        """Whether it says where its sender is: an atom ("a-..."), and not a chat, a drawing or a ping."""
        return self.type.startswith("a-") and self.report is not None


@dataclass(slots=True)
class Seen:
    """What the elements said so far."""

    event: dict[str, str] = field(default_factory=dict)
    point: dict[str, str] = field(default_factory=dict)
    details: dict[str, dict[str, str]] = field(default_factory=dict)
    root: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in an element."""
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
    seen = Seen()
    try:
        stream([text], seen.start)
    except (BrokenXml, UnsafeXml) as error:
        raise NotUnderstood from error
    return event_of(seen)


def event_of(seen: Seen) -> Event:
    """Return what the elements of a document say.

    Raises
    ------
    NotUnderstood
        If it is no CoT.
    """
    if seen.root == "auth":
        given = seen.details.get("cot", {})
        return Event(given.get("uid", ""), "auth", given.get("username", ""), given.get("password", ""))
    if seen.root != "event" or not seen.event.get("uid") or not seen.event.get("type"):
        raise NotUnderstood
    said = seen.details
    token = said.get("watchroom", {}).get("token", "")
    return Event(seen.event["uid"], seen.event["type"], said.get("contact", {}).get("callsign", ""), token, _report(seen),
                 said.get("TakRequest", {}).get("version", ""))  # fmt: skip


def _report(seen: Seen) -> Report | None:
    lon, lat = number(seen.point.get("lon")), number(seen.point.get("lat"))
    if lon is None or lat is None:
        return None
    error = number(seen.point.get("ce"))
    if lon == lat == 0 and (error is None or error >= UNKNOWN):  # what a client sends while it does not know where it is
        return None
    track, status = seen.details.get("track", {}), seen.details.get("status", {})
    battery = number(status.get("battery"))
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


def varint(data: bytes | bytearray, at: int) -> tuple[int, int]:
    """Return a number as protobuf writes it and the place after it; the place is -1 where its end has not come yet.

    Raises
    ------
    NotUnderstood
        If it is longer than any that makes sense.
    """
    found = 0
    for n, byte in enumerate(data[at : at + DIGITS]):
        found |= (byte & 0x7F) << 7 * n
        if byte < 0x80:
            return found, at + n + 1
    if len(data) - at >= DIGITS:
        raise NotUnderstood("large")
    return found, -1


def as_varint(number: int) -> bytes:
    """Return a number as protobuf writes it."""
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


class Splitter:
    """Cuts a stream into messages; TAK sends one after the other with nothing between them but perhaps white space.

    Those of TAK's own protocol are given the header of a datagram.
    """

    def __init__(self) -> None:
        self._kept = bytearray()

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the messages that are complete.

        Raises
        ------
        NotUnderstood
            If there is no end of a message in sight.
        """
        looked = max(len(self._kept) - 8, 0)  # no document ends before
        self._kept += chunk
        done = 0
        while (found := self._next(done, looked)) is not None:
            message, done = found
            yield message
        del self._kept[:done]
        if len(self._kept) > LONGEST:
            raise NotUnderstood("large")

    def _next(self, start: int, looked: int) -> tuple[bytes, int] | None:
        """Return the next message and the place after it, None where it has not come whole yet."""
        while self._kept[start : start + 1].isspace():
            start += 1
        if self._kept[start : start + 1] == PROTOBUF:
            return self._framed(start)
        after = max(start, looked)
        end = min((at + len(mark) for mark in ENDS if (at := self._kept.find(mark, after)) >= 0), default=0)
        return (bytes(self._kept[start:end]), end) if end else None

    def _framed(self, start: int) -> tuple[bytes, int] | None:
        length, begin = varint(self._kept, start + 1)
        if length > LONGEST:
            raise NotUnderstood("large")
        if begin < 0 or len(self._kept) < begin + length:
            return None
        return AS_DATAGRAM + bytes(self._kept[begin : begin + length]), begin + length


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
