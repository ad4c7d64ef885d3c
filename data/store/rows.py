"""Between values and what lies in columns and in the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import orjson
import shapely
from shapely.errors import ShapelyError

from data.errors import Damaged
from data.i18n import tr
from data.kinds import Kind

Row = dict[str, Any]  # by column: fields that are not empty, and geometry; shapes as WKB


def shape_columns(kind: Kind) -> frozenset[str]:
    """Return the columns that hold shapes."""
    return frozenset(("geometry", *(n for n, f in kind.fields.items() if f.type == "solid")))


def value_columns(kind: Kind) -> tuple[str, ...]:
    """Return the columns that hold what people gave: all fields, and geometry."""
    return (*kind.fields, "geometry")


def to_values(kind: Kind, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return columns as values; empty ones stay None. Only shapes are bytes."""
    fields = kind.fields
    return {
        n: _shape(v) if type(v) is bytes else bool(v) if type(v) is int and fields[n].type == "bool" else v
        for n, v in row.items()
    }


def to_body(row: Mapping[str, Any]) -> Any:
    """Return columns as the journal writes them: shapes as hexadecimal WKB."""
    if any(type(v) is bytes for v in row.values()):
        return {n: v.hex() if type(v) is bytes else v for n, v in row.items()}
    return row


def from_body(kind: Kind, body: Mapping[str, Any]) -> Row:
    """Return columns from what the journal wrote."""
    fields = kind.fields
    return {
        n: bytes.fromhex(v) if type(v) is str and (n == "geometry" or (n in fields and fields[n].type == "solid")) else v
        for n, v in body.items()
    }


def encode(body: Any) -> bytes:
    """Return the journal's bytes of a body: JSON with sorted keys, so that equal bodies have equal digests."""
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS)


def from_wkb(blobs: Sequence[bytes | None]) -> list[Any]:
    """Return shapes for many columns at once; None where empty.

    Raises
    ------
    Damaged
        If the bytes of one are none.
    """
    try:
        return list(shapely.from_wkb(np.array(blobs, dtype=object))) if blobs else []
    except ShapelyError as error:
        raise _broken() from error


def _shape(blob: bytes) -> Any:
    try:
        return shapely.from_wkb(blob)
    except ShapelyError as error:
        raise _broken() from error


def _broken() -> Damaged:
    return Damaged(tr("站文件里有形状读不出来，文件已损坏，请用备份恢复"))
