"""What OwnTracks sends over HTTP: one JSON object a request (https://owntracks.org/booklet/tech/json/)."""

from __future__ import annotations

import json
from typing import Any

from data.gateway.report import NotUnderstood, Report

KMH = 1 / 3.6


def read(body: bytes) -> Report | None:
    """Return the position of a message, None for one that tells something else (a way point, a card, a last will).

    Raises
    ------
    NotUnderstood
        If it is no message of OwnTracks, or an encrypted one.
    """
    said = read_json(body)
    if not isinstance(said, dict) or not isinstance(said.get("_type"), str):
        raise NotUnderstood
    if said["_type"] == "encrypted":
        raise NotUnderstood("sealed")
    if said["_type"] != "location":
        return None
    lon, lat, at = number(said.get("lon")), number(said.get("lat")), number(said.get("tst"))
    if lon is None or lat is None or at is None:
        raise NotUnderstood
    speed, battery = number(said.get("vel")), number(said.get("batt"))
    return Report(
        at, lon, lat, number(said.get("acc")), None if speed is None or speed < 0 else speed * KMH, number(said.get("cog")),
        None if battery is None else int(battery),
    )  # fmt: skip


def read_json(body: bytes) -> Any:
    """Return what JSON says; what is none, or nested beyond sense, is not understood."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood from error


def number(value: object) -> float | None:
    """Return a finite number, also one written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < 1e18 else None
