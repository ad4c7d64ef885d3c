"""FlatGeobuf in, packed or not."""

from __future__ import annotations

from pathlib import Path

import pyogrio

from data.exchange.places.layers import Layer, read_layers
from data.exchange.places.markup import check_count
from data.exchange.places.unpack import plain_copy


def read_flatgeobuf(path: Path) -> tuple[list[Layer], str]:
    """Return the layer of a FlatGeobuf file, and its encoding.

    Raises
    ------
    BadInput
        If it is damaged, or ends before the last of its features.
    """
    with plain_copy(path, ".fgb") as plain:
        layers = read_layers(plain, path, "FlatGeobuf")
        # As its header says, -1 where it does not.
        written = int(pyogrio.read_info(plain)["features"]) if layers else 0
    check_count(path, written, sum(len(layer.properties) for layer in layers))
    return layers, "utf-8"
