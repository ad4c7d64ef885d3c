"""The readers that run apart, by name: nothing else can be asked for.

A reader is called with its questions (JSON) and a function that tells how far it is; it returns what is said (JSON) and arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from data.isolated.wire import Array

Report = Callable[[int, int], None]
Reader = Callable[[dict[str, Any], Report], tuple[Any, Sequence[Array]]]

READERS = {
    "vectors": "data.exchange.places.gdal_child:read_vectors",
    "osm": "data.exchange.places.osm_child:read_objects",
    "model": "data.exchange.models.child:read_whole",
    "ground": "data.exchange.ground.child:read_ground",
    "picture": "data.isolated.picture_child:read_picture",
    "backup": "data.backups.apart:look",
    "probe": "data.isolated.probe:misbehave",
}


def reader_of(name: str) -> Reader:
    """Return a reader, loaded."""
    module, _, function = READERS[name].partition(":")
    found: Reader = getattr(import_module(module), function)
    return found
