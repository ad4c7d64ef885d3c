"""What a stored point remembers: the datum in which the file had it."""

from __future__ import annotations

from typing import Any

from data.kinds.model import SOURCE_DATUM


def stamp(values: dict[str, Any], datum: str) -> dict[str, Any]:
    """Return values with the datum of their shape, where they bring one and do not say themselves where it is from."""
    if not datum or values.get("geometry") is None or values.get(SOURCE_DATUM) is not None:
        return values
    return {**values, SOURCE_DATUM: datum}


def stamp_columns(columns: dict[str, list[Any]], datum: str) -> dict[str, list[Any]]:
    """Return columns of new records with the datum of their shapes."""
    shapes = columns.get("geometry")
    if not datum or shapes is None:
        return columns
    said = columns.get(SOURCE_DATUM) or [None] * len(shapes)
    return {**columns, SOURCE_DATUM: [s if s is not None or g is None else datum for s, g in zip(said, shapes, strict=True)]}
