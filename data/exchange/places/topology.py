"""TopoJSON in: shapes that share their borders, put together by GDAL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from data.exchange.places.layers import Layer, read_layers
from data.scratch import scratch, size_of


def read_topology(document: Any, path: Path) -> list[Layer]:
    """Return the objects of a parsed TopoJSON document as layers.

    Raises
    ------
    BadInput
        If it is no sound TopoJSON.
    """
    with scratch(size_of(path)) as folder:
        plain = folder / "plain.topojson"
        plain.write_bytes(orjson.dumps(document))
        return read_layers(plain, path, "TopoJSON")
