"""JSON files that hold one feature a line: GeoJSON sequences (RFC 8142) and CityJSON sequences (CityJSONSeq)."""

from __future__ import annotations

from typing import Any

import orjson


def read_sequence(text: str) -> dict[str, Any] | None:
    """Return features written one a line as one document, None if the text is not that."""
    rows = [row.strip("\x1e \t\r") for row in text.split("\n")]
    try:
        found = [orjson.loads(row) for row in rows if row]
    except orjson.JSONDecodeError:
        return None
    if len(found) < 2 or not all(isinstance(row, dict) for row in found):
        return None
    if all(row.get("type") == "Feature" for row in found):
        return {"type": "FeatureCollection", "features": found}
    if found[0].get("type") == "CityJSON" and all(row.get("type") == "CityJSONFeature" for row in found[1:]):
        return _city(found[0], found[1:])
    return None


def _city(head: dict[str, Any], features: list[dict[str, Any]]) -> dict[str, Any]:
    """Return one CityJSON document; each feature counts its own vertices from 0."""
    objects: dict[str, Any] = {}
    vertices: list[Any] = []
    for feature in (head, *features):
        things, points = feature.get("CityObjects"), feature.get("vertices")
        for name, thing in (things if isinstance(things, dict) else {}).items():
            objects[name] = _thing(thing, len(vertices))
        vertices += points if isinstance(points, list) else []
    return {**head, "CityObjects": objects, "vertices": vertices}


def _thing(thing: Any, by: int) -> Any:
    """Return an object whose geometry names the vertices of the whole; what is malformed stays for the reader to refuse."""
    geometry = thing.get("geometry") if isinstance(thing, dict) else None
    if not isinstance(geometry, list):
        return thing
    moved = [{**g, "boundaries": _moved(g.get("boundaries"), by)} if isinstance(g, dict) else g for g in geometry]
    return {**thing, "geometry": moved}


def _moved(boundaries: Any, by: int) -> Any:
    if isinstance(boundaries, list):
        return [_moved(inner, by) for inner in boundaries]
    return boundaries + by if isinstance(boundaries, int) else boundaries
