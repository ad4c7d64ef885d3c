"""The door for OwnTracks and Traccar clients: HTTP/1.1 by httptools on asyncio, a position a request, many a connection."""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Callable

import httptools

from data.gateway import osmand, owntracks
from data.gateway.devices import Device
from data.gateway.door import Door, Gone
from data.gateway.intake import Intake
from data.gateway.report import NotUnderstood, Report
from data.window_first import window_first

log = logging.getLogger(__name__)

LARGEST = 65_536  # bytes of a body
HEADERS = 64
LINE = 8_192  # bytes of a URL, and of a header
IDLE = 90.0  # seconds after which a silent connection is closed
CLOSE = b"Connection: close\r\n"
PLACE = frozenset({"lat", "lon", "location", "id", "deviceid"})


class HttpDoor(Door):
    """One connection. ``now`` tells seconds since 1970; ``gone`` is called when it ends."""

    FIRST = 15.0

    def __init__(self, intake: Intake, now: Callable[[], float], gone: Gone) -> None:
        super().__init__(intake, gone)
        self._now = now
        self._parser = httptools.HttpRequestParser(self)
        self._forget()

    def _forget(self) -> None:
        self._url, self._size, self._headers = b"", 0, 0
        self._body: list[bytes] = []
        self._authorization = b""

    def data_received(self, data: bytes) -> None:
        """Read what came."""
        window_first.give_way()
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._refuse("garbage", b"400 Bad Request")
        except httptools.HttpParserError as error:
            inner = error.__context__
            large = isinstance(inner, NotUnderstood) and inner.reason == "large"
            if isinstance(error, httptools.HttpParserCallbackError) and not isinstance(inner, NotUnderstood):
                log.error("a request was not understood", exc_info=inner)
            self._refuse("large" if large else "garbage", b"413 Content Too Large" if large else b"400 Bad Request")

    # httptools

    def on_url(self, url: bytes) -> None:
        """Take a piece of the URL."""
        self._url += url
        if len(self._url) > LINE:
            raise NotUnderstood("large")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._headers += 1
        if self._headers > HEADERS or len(value) > LINE:
            raise NotUnderstood("large")
        if name.lower() == b"authorization":
            self._authorization = value

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._size += len(body)
        if self._size > LARGEST:
            raise NotUnderstood("large")
        self._body.append(body)

    def on_message_complete(self) -> None:
        """Answer a request."""
        self._patience.last(IDLE)
        keep = self._parser.should_keep_alive()
        status, body, kind = self._answer(b"".join(self._body))
        self._forget()
        self._write(status, body, kind, keep=keep)

    # Requests

    def _answer(self, body: bytes) -> tuple[bytes, bytes, bytes]:
        intake, plain = self._intake, b"text/plain"
        if not intake.room():
            intake.drop()
            return b"503 Service Unavailable", b"busy, come again", plain
        try:
            return self._taken(body)
        except NotUnderstood as error:
            intake.counts.refuse(error.reason, self._sender, error.detail)
            return b"400 Bad Request", b"not understood", plain

    def _taken(self, body: bytes) -> tuple[bytes, bytes, bytes]:
        url = httptools.parse_url(self._url)
        query = osmand.fields(url.query or b"")
        if body.lstrip()[:1] == b"{":
            if b'"_type"' not in body and b'"location"' in body:
                name, report = osmand.read_object(body, self._now())
                return self._reported(name, query, lambda: report, "osmand")
            return self._reported("", query, lambda: owntracks.read(body), "owntracks")
        said = {**query, **(osmand.fields(body) if body else {})}
        if not body and not PLACE & said.keys():  # OwnTracks, when a friend was deleted there
            return self._reported("", said, lambda: None, "owntracks")
        return self._reported(said.get("id") or said.get("deviceid") or "", said, lambda: osmand.read(said, self._now()), "osmand")

    def _reported(self, name: str, said: dict[str, str], read: Callable[[], Report | None],
                  source: str) -> tuple[bytes, bytes, bytes]:  # fmt: skip
        """Take what a device reports, if it has a token: in its password, as a bearer, in the query, or as its name."""
        device = self._device(name, said)
        if device is None:
            return b"401 Unauthorized", b"a token, please", b"text/plain"
        report = read()
        if report is None:
            self._intake.counts.ignored += 1
        elif fault := self._intake.take(device, report, source, self._sender):
            return b"200 OK", b"[]" if source == "owntracks" else fault.encode(), b"application/json"
        return b"200 OK", b"[]" if source == "owntracks" else b"", b"application/json"

    def _device(self, name: str, said: dict[str, str]) -> Device | None:
        token, user = credentials(self._authorization)
        for given in (token, said.get("token", ""), name, user):
            if given and self._intake.devices.find(given) is not None:
                return self._intake.device(given, self._sender)
        return self._intake.device("", self._sender)

    # Answers

    def _refuse(self, reason: str, status: bytes) -> None:
        self._intake.counts.refuse(reason, self._sender)
        self._write(status, b"not understood", b"text/plain", keep=False)

    def _write(self, status: bytes, body: bytes, kind: bytes, *, keep: bool) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        more = b'WWW-Authenticate: Basic realm="watchroom"\r\n' if status.startswith(b"401") else b""
        more += b"Retry-After: 5\r\n" if status.startswith(b"503") else b""
        self._transport.write(
            b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n%b%b\r\n%b"
            % (status, kind, len(body), more, b"" if keep else CLOSE, body)
        )
        if not keep:
            self._transport.close()


def credentials(header: bytes) -> tuple[str, str]:
    """Return password (or bearer token) and user of an Authorization header, "" where it has none."""
    scheme, _, rest = header.strip().partition(b" ")
    if scheme.lower() == b"bearer":
        return rest.strip().decode("latin-1"), ""
    if scheme.lower() != b"basic":
        return "", ""
    try:
        user, _, password = base64.b64decode(rest.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return password, user
