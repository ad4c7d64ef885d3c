"""Which datum a table's coordinates are in: its points with what their rows name, put before `data.exchange.datum`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from data.errors import BadInput
from data.exchange.addresses import AddressBook
from data.exchange.datum import Choice, Sample, Surroundings, Verdict, choices, judge
from data.exchange.datum.sample import MOST
from data.exchange.report import DatumGuess
from data.exchange.tables.cells import RowReader, RowValues
from data.exchange.tables.datum_words import datum_in
from data.exchange.tables.links import LinkBook
from data.exchange.tables.table import Cell, cell_text
from data.exchange.tables.understand import Understanding
from data.exchange.tables.words import heading_key
from data.kinds.model import Kind
from data.query import Query
from data.store.station import Station
from data.town.datum import parse_datum

__all__ = ["Choice", "guess_datum", "hypotheses", "judged", "said_datum", "sample_of", "weigh_table"]

# Columns that say in which datum their row is.
SAYING = re.compile(
    r"(?:坐标系|坐标系统|坐标系类型|坐标类型|坐标基准|参考系|空间参考|datum|crs|srs|coord_?type|coord_?sys|coordinate_?system)\Z"
)


def guess_datum(known: Understanding, station: Station) -> DatumGuess:
    """Return the datum that puts the points where they belong, or that the person is to be asked."""
    if _given(known) and (known.datum.swapped or known.datum.packed):
        return known.datum  # the person chose this very reading
    verdict = weigh_table(known, station)
    return verdict.guess(given=bool(_given(known))) if verdict is not None else known.datum


def judged(known: Understanding, station: Station) -> Understanding:
    """Return the understanding with its datum judged anew, which a changed sheet, kind or column may call for."""
    guess = guess_datum(known, station)
    if known.last is not None and known.last.datum and not guess.sure and not guess.evidence.get("given"):
        return known.with_datum(known.last.datum)  # nothing tells otherwise than what a person said of the table before
    return replace(known, datum=guess)


def hypotheses(known: Understanding, station: Station) -> tuple[Choice, ...]:
    """Return what the coordinates of a table may be in, the likeliest first, to be shown on the map and chosen from."""
    verdict = weigh_table(replace(known, datum=DatumGuess("WGS84", False)), station)
    if verdict is None:
        return ()
    return choices(verdict)


def weigh_table(known: Understanding, station: Station) -> Verdict | None:
    """Return the verdict on a table's coordinates; None where no row has any."""
    if not any(known.targets[t].role == "point" for t in known.mapping.values()):
        return None
    sample = sample_of(known, station)
    return judge(sample, Surroundings(station), _given(known)) if len(sample) else None


def _given(known: Understanding) -> str:
    return known.datum.chosen if known.datum.evidence.get("given") else ""


def sample_of(known: Understanding, station: Station) -> Sample:
    """Return points spread over the table, with the building that each row names and the record that it already is."""
    reader = RowReader(known, LinkBook(station))
    step = max(1, len(known.rows) // MOST)
    rows = [reader.read(i, known.table.rows[i]) for i in known.rows[::step]]
    rows = [r for r in rows if r.lon is not None and r.lat is not None and not (r.lon == 0 and r.lat == 0)]
    stored = _stored(known.kind, rows, station)
    return Sample(
        np.array([r.lon for r in rows], float), np.array([r.lat for r in rows], float),
        np.array([r.fixed for r in rows], bool), np.array([r.spelt for r in rows], bool),
        _named(rows, station) if reader.placed and rows else np.full(len(rows), -1, dtype=np.int64),
        stored[:, 0], stored[:, 1], said=said_datum(known), ordered="location" not in known.mapping.values(),
    )  # fmt: skip


def _named(rows: list[RowValues], station: Station) -> Any:
    book = AddressBook(station)
    matches = [book.match(r.address) if r.address else None for r in rows]
    found = [m.building if m is not None and m.found and m.building is not None else -1 for m in matches]
    return np.array(found, dtype=np.int64)


def _stored(kind: Kind, rows: list[RowValues], station: Station) -> Any:
    """Return where the station has the records that rows mean by their natural key; NaN where it has none."""
    places = np.full((len(rows), 2), np.nan)
    keys = [k for k in kind.keys if any(all(r.values.get(n) is not None for n in k) for r in rows)]
    if not keys or not station.count(Query(kind.name)):
        return places
    columns = station.columns(Query(kind.name), ["geometry", *dict.fromkeys(n for k in keys for n in k)])
    for key in reversed(keys):
        known = _points_by(key, columns)
        for at, row in enumerate(rows):
            places[at] = known.get(tuple(row.values.get(n) for n in key), places[at])
    return places


def _points_by(key: tuple[str, ...], columns: Mapping[str, list[Any]]) -> dict[tuple[Any, ...], Any]:
    """Return the points of records by a key; a key that two records share tells neither."""
    found: dict[tuple[Any, ...], Any] = {}
    for shape, *parts in zip(columns["geometry"], *(columns[n] for n in key), strict=True):
        if shape is not None and shape.geom_type == "Point" and all(p is not None for p in parts):
            name = tuple(parts)
            found[name] = (np.nan, np.nan) if name in found else (shape.x, shape.y)
    return found


def said_datum(known: Understanding) -> str:
    """Return the datum that the file itself names: in a column for it, or in the headings of the coordinates; "" for none."""
    for column in known.header.columns:
        if any(SAYING.match(heading_key(r)) for r in column.readings) and not known.mapping.get(column.name):
            cells = (row[column.index] for i in known.rows[:200] if column.index < len(row := known.table.rows[i]))
            found = _one_datum(cells)
            if found:
                return found
    points = {g.column.name for g in known.columns if g.target and known.targets[g.target].role == "point"}
    return datum_in(points)


def _one_datum(cells: Iterable[Cell]) -> str:
    """Return the only datum that cells name; "" where they name none or several."""
    found = set()
    for text in {cell_text(c) for c in cells if c is not None}:
        try:
            found.add(parse_datum(text))
        except BadInput:
            return ""
    return found.pop() if len(found) == 1 else ""
