"""OpenStreetMap files as editors and queries write them, put into the order and numbering that areas are assembled from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import osmium

from data.scratch import scratch, size_of

_TYPES = ("n", "w", "r")


@contextmanager
def in_order(path: Path, format: str) -> Iterator[tuple[osmium.io.File, int]]:
    """Give a file whose objects come as nodes, ways, relations, by number; and the number above which numbers were negative.

    Editors number what is new with -1, -2, ..., and queries put ways before their nodes: such files are written anew. A PBF is in
    order as it is.
    """
    source = osmium.io.File(str(path), format)
    largest, ordered = (0, True) if format == "pbf" else _look(source)
    if ordered:
        yield source, 0
        return
    with scratch(size_of(path)) as folder:
        out = folder / "ordered.osm.pbf"
        _write(osmium.io.File(str(path), format), out, largest)
        yield osmium.io.File(str(out), "pbf"), largest


def true_id(number: int, above: int) -> int:
    """Return the number that an object has in the person's own file."""
    return above - number if above and number > above else number


def _look(source: osmium.io.File) -> tuple[int, bool]:
    """Return the largest number in a file, and whether its objects are in order and numbered from 1."""
    largest, ordered, last = 1, True, (0, 0)
    thing: Any
    for thing in osmium.FileProcessor(source):
        place = (_TYPES.index(thing.type_str()), thing.id)
        ordered = ordered and thing.id > 0 and place >= last
        last, largest = place, max(largest, thing.id)
    return largest, ordered


def _write(source: osmium.io.File, out: Path, above: int) -> None:
    """Write all objects in order, those with negative numbers behind the others."""
    found: dict[tuple[int, int], Any] = {}
    thing: Any
    for thing in osmium.FileProcessor(source):
        kind, number = _TYPES.index(thing.type_str()), _positive(thing.id, above)
        found[kind, number] = _copy(thing, kind, number, above)
    with osmium.SimpleWriter(str(out)) as writer:
        for (kind, _), made in sorted(found.items(), key=lambda item: item[0]):
            (writer.add_node, writer.add_way, writer.add_relation)[kind](made)


def _copy(thing: Any, kind: int, number: int, above: int) -> Any:
    tags = {tag.k: tag.v for tag in thing.tags}
    if kind == 0:
        place = (thing.lon, thing.lat) if thing.location.valid() else None
        return osmium.osm.mutable.Node(id=number, tags=tags, location=place)
    if kind == 1:
        return osmium.osm.mutable.Way(id=number, tags=tags, nodes=[_positive(node.ref, above) for node in thing.nodes])
    members = [(member.type, _positive(member.ref, above), member.role) for member in thing.members]
    return osmium.osm.mutable.Relation(id=number, tags=tags, members=members)


def _positive(number: int, above: int) -> int:
    return number if number > 0 else above - number
