"""What of reading an OpenStreetMap file only libosmium can do; it runs apart (`data.isolated`), for that is C++."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import osmium

from data.exchange.places.osm_kinds import KEYS
from data.exchange.places.osm_order import in_order, true_id
from data.exchange.places.thing import Point, Thing
from data.isolated.readers import Report
from data.isolated.wire import Array, joined

_WKB = osmium.geom.WKBFactory()


def read_objects(asked: dict[str, Any], report: Report) -> tuple[Any, Sequence[Array]]:
    """Return the objects that have a tag of ours, with points and areas, of a plain file (``path``, ``format`` "osm" or "pbf")."""
    found = list(_things(Path(asked["path"]), asked["format"]).values())
    things = [[thing.type, thing.id, thing.tags, thing.missing, thing.closed] for thing, _ in found]
    runs = [len(run) for thing, _ in found for run in thing.runs]
    points = list(chain.from_iterable(run for thing, _ in found for run in thing.runs))
    return things, [np.array([len(thing.runs) for thing, _ in found], np.int64), np.array(runs, np.int64),
                    np.array(points, np.float64).reshape(-1, 2), *joined([area for _, area in found])]  # fmt: skip


def _things(path: Path, format: str) -> dict[tuple[str, int], tuple[Thing, bytes | None]]:
    """Return the objects that have a tag of ours, and the WKB of their areas."""
    found: dict[tuple[str, int], tuple[Thing, bytes | None]] = {}
    thing: Any
    # The format is given, not guessed from the name: a file is what its content says.
    with in_order(path, format) as (source, above):
        for thing in osmium.FileProcessor(source).with_areas().with_filter(osmium.filter.KeyFilter(*KEYS)):
            if thing.is_area():
                key = ("way" if thing.from_way() else "relation", true_id(thing.orig_id(), above))
                if key in found:
                    found[key] = (found[key][0], _assembled(thing))
                continue
            made = _thing(thing)
            made.id = true_id(made.id, above)
            found[made.type, made.id] = (made, None)
    return found


def _assembled(area: Any) -> bytes | None:
    """Return the polygon of an area, None where its rings do not close."""
    try:
        return bytes.fromhex(_WKB.create_multipolygon(area))
    except RuntimeError:
        return None


def _thing(thing: Any) -> Thing:
    tags = {tag.k: tag.v for tag in thing.tags}
    if thing.is_node():
        return Thing("node", thing.id, tags, [[(thing.lon, thing.lat)]] if thing.location.valid() else [])
    if thing.is_way():
        made = Thing("way", thing.id, tags, closed=thing.is_closed())
        _add_points(made, thing.nodes)
        return made
    return Thing("relation", thing.id, tags)


def _add_points(thing: Thing, nodes: Any) -> None:
    run: list[Point] = []
    for node in nodes:
        if node.location.valid():
            run.append((node.lon, node.lat))
            continue
        thing.missing += 1
        if run:
            thing.runs.append(run)
        run = []
    if run:
        thing.runs.append(run)
