"""FlatGeobuf in, packed or not."""

from __future__ import annotations

from pathlib import Path

from data.exchange.places.layers import Layer, read_layers
from data.exchange.places.unpack import plain_copy


def read_flatgeobuf(path: Path) -> tuple[list[Layer], str]:
    """Return the layer of a FlatGeobuf file, and its encoding.

    Raises
    ------
    BadInput
        If it is damaged.
    """
    with plain_copy(path, ".fgb") as plain:
        return read_layers(plain, path, "FlatGeobuf"), "utf-8"
