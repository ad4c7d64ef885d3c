"""TAK's own protocol, version 1: events as protobuf instead of XML, read and framed, and the words by which both sides agree on it.

A datagram ("mesh") begins with 0xBF, the version and 0xBF again; in a stream each message begins with 0xBF and its length. The
messages are those of ATAK as takproto declares them. A streaming client speaks XML until it was offered the version (t-x-takp-v),
has asked for it (t-x-takp-q) and was told that it may (t-x-takp-r).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from data.exchange.tables.safe_xml import BrokenXml, UnsafeXml, stream
from data.gateway import cot
from data.gateway.report import NotUnderstood

VERSION = 1
OFFER, REQUEST, ANSWER = "t-x-takp-v", "t-x-takp-q", "t-x-takp-r"
UNKNOWN = 999_999  # metres, as this conversation writes it


@cache
def _tak() -> ModuleType:
    """Return takproto; loaded with the first message, which few stations ever get."""
    return import_module("takproto.functions")


def read(data: bytes) -> cot.Event:
    """Return what one message says: protobuf with the header of a datagram, or XML.

    Raises
    ------
    NotUnderstood
        If it is neither, or of a version to come.
    """
    if data[:1] != cot.PROTOBUF:
        return cot.read(data)
    version, at = cot.varint(data, 1)
    if data[at : at + 1] != cot.PROTOBUF or version not in (0, VERSION):
        raise NotUnderstood("garbage", "TAK protobuf")
    body = data[at + 1 :]
    return cot.read(body) if version == 0 else cot.event_of(_said(body))


def _said(body: bytes) -> cot.Seen:
    """Return what a message says, in the words of XML: what its own XML says comes before its own fields."""
    message = _tak().TakMessage()
    try:
        message.ParseFromString(body)
        event = message.cotEvent
        sent = datetime.fromtimestamp(event.sendTime / 1000, UTC).isoformat()
    except Exception as error:  # DecodeError of protobuf, or a time beyond all calendars
        raise NotUnderstood("garbage", "TAK protobuf") from error
    point = {"lat": repr(event.lat), "lon": repr(event.lon), "ce": repr(event.ce)}
    found = cot.Seen({"uid": event.uid, "type": event.type, "time": sent}, point, _own(event.detail), "event")
    if event.detail.xmlDetail:
        inner = cot.Seen()
        try:
            stream([b"<detail>", event.detail.xmlDetail.encode(), b"</detail>"], inner.start)
        except (BrokenXml, UnsafeXml) as error:
            raise NotUnderstood("garbage", "TAK protobuf") from error
        found.details |= inner.details
    return found


def _own(detail: Any) -> dict[str, dict[str, str]]:
    """Return the details that have fields of their own; a battery of 0 is one that was not told."""
    found = {}
    if detail.contact.callsign:
        found["contact"] = {"callsign": detail.contact.callsign}
    if detail.HasField("track"):
        found["track"] = {"speed": repr(detail.track.speed), "course": repr(detail.track.course)}
    if detail.status.battery:
        found["status"] = {"battery": str(detail.status.battery)}
    return found


def framed(events: Iterable[bytes]) -> list[bytes]:
    """Return events in XML as messages of a stream."""
    found = []
    for event in events:
        body = _tak().xml2message(event).SerializeToString()
        found.append(cot.PROTOBUF + cot.as_varint(len(body)) + body)
    return found


# Agreeing on it


def offer(uid: str, now: datetime) -> bytes:
    """Return the event that offers the version to a client."""
    return _control(OFFER, uid, now, f'<TakProtocolSupport version="{VERSION}"/>')


def answer(uid: str, now: datetime, accepted: bool) -> bytes:
    """Return the event that tells a client whether both go on in what it asked for."""
    return _control(ANSWER, uid, now, f'<TakResponse status="{"true" if accepted else "false"}"/>')


def _control(type: str, uid: str, now: datetime, words: str) -> bytes:
    empty = b"<detail></detail>"
    event = cot.write(uid, type, now, now, (0.0, 0.0), error=UNKNOWN)
    return event.replace(empty, f"<detail><TakControl>{words}</TakControl></detail>".encode())
