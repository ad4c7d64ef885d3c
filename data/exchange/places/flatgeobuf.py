"""FlatGeobuf in, packed or not."""

from __future__ import annotations

from pathlib import Path

from data.exchange.places.layers import Layer, layers_of, read_file
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
        found = read_file(plain, path, "FlatGeobuf")
    layers = layers_of(found)
    # As its header says, -1 where it does not.
    check_count(path, found.features if layers else 0, sum(len(layer.properties) for layer in layers))
    return layers, "utf-8"
