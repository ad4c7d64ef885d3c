"""Tables of the same shape: what a person made of one is remembered for the next, by the headings they have in common."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from data.clock import format_utc
from data.errors import BadInput
from data.exchange.tables.header import LOOK_AT, Header, header_at
from data.exchange.tables.table import Table, filled
from data.exchange.tables.words import OURS, heading_key
from data.store.station import Station

if TYPE_CHECKING:
    from data.exchange.tables.understand import Understanding

SETTING = "import.shapes"
MOST = 300  # shapes; the oldest are forgotten
FEWEST = 2  # columns without which headings say too little to be recognised


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table of certain headings was taken for.

    ``mapping`` is column to target, "" for a column that was left out on purpose; ``datum`` is "" where nobody had to say it.
    ``file`` is the last file of this shape. Sheet, header row and encoding are found by the headings themselves: where these
    are read as they were, those are right.
    """

    kind: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    datum: str = ""
    file: str = ""
    at: str = ""  # UTC


def fingerprint(header: Header) -> str:
    """Return what all tables with these headings share, in whatever order; "" where they are too few to tell."""
    keys = sorted({heading_key(c.name) for c in header.columns} - OURS)
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:20] if len(keys) >= FEWEST else ""


def remembered(station: Station) -> dict[str, Shape]:
    """Return the shapes that a station knows, by fingerprint."""
    kept = station.setting(SETTING, {})
    return {mark: shape for mark, said in kept.items() if (shape := _shape(said)) is not None} if isinstance(kept, dict) else {}


def remember(station: Station, shapes: Mapping[str, Shape]) -> None:
    """Keep shapes in the station file, the newest last; what is there of the same headings is replaced."""
    kept = {mark: shape for mark, shape in remembered(station).items() if mark not in shapes} | dict(shapes)
    newest = dict(list(kept.items())[-MOST:])
    station.set_setting(SETTING, {mark: asdict(shape) for mark, shape in newest.items()})


def shape_of(known: Understanding, at: str) -> dict[str, Shape]:
    """Return what a table was taken for, by its fingerprint; nothing where its headings are too few."""
    mapping = {g.column.name: g.target for g in known.columns if g.target or g.given}
    datum = known.datum.chosen if known.datum.evidence.get("given") else ""
    shape = Shape(known.kind.name, mapping, datum, known.path.name, at)
    return {known.shape: shape} if known.shape else {}


def remember_all(station: Station, tables: Iterable[Understanding]) -> None:
    """Keep what tables were taken for, for the next of their shapes."""
    if station.read_only:
        return
    now = format_utc(station.clock.now())
    shapes: dict[str, Shape] = {}
    for known in tables:
        shapes.update(shape_of(known, now))
    if shapes:
        remember(station, shapes)


def forget(station: Station, mark: str) -> None:
    """Forget the tables of one shape."""
    kept = {m: asdict(shape) for m, shape in remembered(station).items() if m != mark}
    station.set_setting(SETTING, kept)


def known_header(table: Table, shapes: Mapping[str, Shape]) -> Header | None:
    """Return the header at which a table has a remembered shape, or None."""
    if not shapes:
        return None
    for index in range(min(LOOK_AT, len(table.rows) - 1)):
        if filled(table.rows[index]) < FEWEST:
            continue
        try:
            header = header_at(table, index, ())
        except BadInput:
            continue
        if fingerprint(header) in shapes:
            return header
    return None


def _shape(said: Any) -> Shape | None:
    """Return what was kept as a shape; what a later version kept, or nobody understands, is as if it were not there."""
    if not isinstance(said, dict) or not isinstance(said.get("mapping"), dict):
        return None
    words = {n: str(said.get(n) or "") for n in ("kind", "datum", "file", "at")}
    return Shape(mapping={str(c): str(t) for c, t in said["mapping"].items()}, **words) if words["kind"] else None
