"""What Traccar Client and OsmAnd send: a query string, or in newer clients one JSON object (https://www.traccar.org/osmand/)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from data.gateway.owntracks import number, read_json
from data.gateway.report import NotUnderstood, Report

KNOT = 1852 / 3600
MOST = 40  # fields of a query
MILLISECONDS = 1e11  # seconds would lie in the year 5138
INVALID = ("false", "0")


def fields(query: bytes) -> dict[str, str]:
    """Return the fields of a query string.

    Raises
    ------
    NotUnderstood
        If it is none.
    """
    try:
        return dict(parse_qsl(query.decode("utf-8"), keep_blank_values=False, max_num_fields=MOST))
    except ValueError as error:
        raise NotUnderstood from error


def read(said: Mapping[str, str], now: float) -> Report | None:
    """Return the position that the fields of a query say, None where they say that it is none (``valid``).

    Without a time it is of now. Speeds come in knots.

    Raises
    ------
    NotUnderstood
        If they say no place, or a time that is none.
    """
    lon, lat = number(said.get("lon")), number(said.get("lat"))
    if (lon is None or lat is None) and "location" in said:
        lat, lon = (number(part) for part in (*said["location"].split(","), "")[:2])
    if lon is None or lat is None:
        raise NotUnderstood
    if said.get("valid", "").lower() in INVALID:
        return None
    speed, battery = number(said.get("speed")), number(said.get("batt"))
    return Report(
        _time(said.get("timestamp"), now), lon, lat, number(said.get("accuracy")), None if speed is None else speed * KNOT,
        number(said.get("bearing") or said.get("heading")), None if battery is None else int(battery),
    )  # fmt: skip


def read_object(body: bytes, now: float) -> tuple[str, Report | None]:
    """Return the device id and the position of a JSON message, in metres a second and shares of one; None where it has none.

    Raises
    ------
    NotUnderstood
        If it is no such message.
    """
    said = read_json(body)
    location: Any = said.get("location") if isinstance(said, dict) else None
    if not isinstance(location, dict):
        raise NotUnderstood
    if "coords" not in location:
        return str(said.get("device_id") or ""), None
    coords: Any = location["coords"]
    if not isinstance(coords, dict):
        raise NotUnderstood
    lon, lat = number(coords.get("longitude")), number(coords.get("latitude"))
    if lon is None or lat is None:
        raise NotUnderstood
    level = number(location["battery"].get("level")) if isinstance(location.get("battery"), dict) else None
    speed, course = number(coords.get("speed")), number(coords.get("heading"))
    time = location.get("timestamp")
    return str(said.get("device_id") or ""), Report(
        _time(None if time is None else str(time), now), lon, lat, number(coords.get("accuracy")), speed,
        None if course is None or course < 0 else course, None if level is None or level < 0 else round(level * 100),
    )  # fmt: skip


def _time(text: str | None, now: float) -> float:
    if not text:
        return now
    seconds = number(text)
    if seconds is not None:
        return seconds / 1000 if abs(seconds) > MILLISECONDS else seconds
    try:
        found = datetime.fromisoformat(text.strip())
        return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, OSError) as error:
        raise NotUnderstood from error
