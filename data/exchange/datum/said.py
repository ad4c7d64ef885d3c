"""What a person says of the datum of a file: one for all of it, or one for each of its layers."""

from __future__ import annotations

from collections.abc import Mapping

# Of all, or by the name of a layer (in a zip: of a file); "" stands for all layers that are not named.
Said = str | Mapping[str, str] | None


def for_layer(said: Said, layer: str) -> str | None:
    """Return what was said of one layer, None for nothing."""
    if said is None or isinstance(said, str):
        return said or None
    return said.get(layer) or said.get("") or None


def for_file(said: Said, stem: str) -> Said:
    """Return what was said of one file of a zip: of the file as a whole, or of layers that it may have."""
    if said is None or isinstance(said, str):
        return said
    return said.get(stem) or said
