"""The one way to write: a plan becomes rows, place index, search index and journal in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
import shapely
from sqlcipher3.dbapi2 import Connection

from data.errors import Conflict
from data.i18n import tr
from data.kinds import Kind, Kinds
from data.kinds.model import SOURCE_DATUM
from data.progress import Progress
from data.store import deferred, indexing, links, prepare, retired, rows, tree
from data.store.binding import Bound, bound
from data.store.bulk import Bulk, BulkValues, write_bulk
from data.store.changes import Run
from data.store.journal import Columns, Group
from data.store.pieces import PieceMaker, Pieces
from data.store.plan import Additions, Plan
from data.store.schema import quote, searched
from data.store.tree import Placed

CHUNK = 5000  # rows between two looks at whether to stop


@dataclass(slots=True)
class Written:
    """What was written: entries for the journal, changes for the views."""

    groups: list[Group]
    runs: list[Run]


class Writer:
    """Writes one plan inside the transaction that the caller opened."""

    def __init__(self, connection: Connection, kinds: Kinds, next_id: int, progress: Progress | None = None,
                 maker: PieceMaker | None = None) -> None:  # fmt: skip
        self.connection = connection
        self.kinds = kinds
        self.next_id = next_id
        self.progress = progress
        self.maker = maker  # of pieces of the search index, where very many rows are written
        self._pieces: list[Pieces] = []
        self.written = Written([], [])
        self.put_off = False  # whether search tokens are still to be made
        self.anchors: list[tuple[float, float]] = []  # of added shapes; the first ones set the origin
        self.unplaced: list[Placed] = []  # what is not yet in the place index
        self.kinds_moved = False  # whether a kind was retired, or came back

    def write(self, plan: Plan) -> Written:
        """Write additions, changes and removals, in this order."""
        for kind, added in plan.added.items():
            if added.ids:
                self._add(self.kinds[kind], added)
        for kind, changed in self._with_followers(plan).items():
            if changed:
                self._change(self.kinds[kind], changed)
        for kind, removed in plan.removed.items():
            if removed:
                self.remove(self.kinds[kind], list(removed))
        return self.written

    # Adding

    def _add(self, kind: Kind, added: Additions) -> None:
        given = prepare.columns_of(kind, added.values)
        columns = prepare.check_columns(kind, prepare.with_defaults(kind, given))
        ids = self._ids(added.ids)
        links.fill(self.connection, self.kinds, kind, columns)
        kept_as_given = all(columns[n] is given[n] for n in given) and prepare.gapless(added.values, given)
        self.insert(kind, ids, columns, list(map(dict, added.values)) if kept_as_given else None)

    def _ids(self, wished: Sequence[int | None]) -> list[int]:
        ids = []
        for id in wished:
            if id is None:
                id = self.next_id  # noqa: PLW2901
                self.next_id += 1
            ids.append(id)
        return ids

    def insert(
        self, kind: Kind, ids: Sequence[int], columns: dict[str, list[Any]], packed: list[dict[str, Any]] | None = None
    ) -> None:
        """Write new rows of checked values, whole columns at a time; ``packed`` are the same row by row, if they are at hand."""
        names = [*kind.fields, "geometry"]
        shapes = columns["geometry"]
        lon, lat = prepare.anchors(shapes)
        stored = [_stored(name, columns[name], name in rows.shape_columns(kind)) for name in names]
        self._insert_rows(kind, ids, bound([*names, "lon", "lat"], [*stored, lon, lat]))
        self._note_added(kind, names, ids, packed or _packed(names, [columns[n] for n in names]), stored)
        if kind.place.own:
            indexing.add_places(self.connection, kind.name, ids, shapes)
            self.anchors += [(x, y) for x, y in zip(lon, lat, strict=True) if x is not None and y is not None]
        if len(ids) < deferred.MANY or not searched(kind):
            indexing.add_tokens(self.connection, kind, ids, columns)
        else:
            deferred.put_off(self.connection, kind.name, ids)
            self.put_off = True

    def write_bulk(self, bulk: Bulk) -> Iterator[Columns]:
        """Write very many new records, part by part, and yield what of each part belongs into the journal."""
        kind, count = self.kinds[bulk.kind], bulk.count
        pieces = Pieces(self.maker, self.connection, kind, self.progress) if self.maker is not None and searched(kind) else None
        for columns in write_bulk(self, bulk):
            yield columns
            if pieces is not None:
                pieces.take(columns.records, columns.columns)
        self.written.runs.append(Run(bulk.kind, range(bulk.first, bulk.first + count), None, BulkValues(bulk.parts)))
        if pieces is not None:
            pieces.ask_rest()
            self._pieces.append(pieces)
        elif searched(kind):
            deferred.put_off(self.connection, bulk.kind, [bulk.first, bulk.first + count - 1])
            self.put_off = True

    def finish_pieces(self) -> None:
        """Write what the maker of pieces still had in hand while other rows were written."""
        for pieces in self._pieces:
            pieces.finish()
            self.put_off |= pieces.missing

    def insert_columns(self, kind: Kind, ids: Sequence[int], columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """Write new rows of checked values, and return the columns that are not empty as they are kept.

        `index_places` puts in their places.
        """
        links.fill(self.connection, self.kinds, kind, columns)
        shapes = columns["geometry"]
        lon, lat = prepare.anchors(shapes)
        used = [n for n, c in columns.items() if _filled(c)]
        stored = {n: _stored(n, columns[n], n in rows.shape_columns(kind)) for n in used}
        placed = {"lon": lon, "lat": lat} if "geometry" in used else {}
        self._insert_rows(kind, ids, bound([*used, *placed], [*stored.values(), *placed.values()]), told=False)
        if placed and kind.place.own:
            self.unplaced.append(indexing.placed_of(kind.name, ids, shapes))
            self.anchors += [(x, y) for x, y in zip(lon, lat, strict=True) if x is not None and y is not None]
        return stored

    def index_places(self) -> None:
        """Put the places of very many new rows into the index: all at once where that is less work."""
        placed, self.unplaced = self.unplaced, []
        count = sum(len(p.ids) for p in placed)
        if not count:
            return
        if tree.worth_packing(self.connection, count):
            tree.fill(self.connection, placed, lambda rows, total: self._watched(rows, total, tr("位置索引")))
            return
        for some in placed:
            self.tell(0, count, tr("位置索引"))
            indexing.add_boxes(self.connection, some)

    def _insert_rows(self, kind: Kind, ids: Sequence[int], columns: Sequence[Bound], *, told: bool = True) -> None:
        names = ", ".join(quote(n) for n in ("id", *(name for name, _, _ in columns)))
        marks = ", ".join(("?", *(mark for _, mark, _ in columns)))
        values = zip(ids, *(column for _, _, column in columns), strict=True)
        statement = f"INSERT INTO {quote(kind.name)} ({names}) VALUES ({marks})"
        self.connection.executemany(statement, self._watched(values, len(ids), kind.plural) if told else values)

    def _watched(self, values: Iterator[tuple[Any, ...]], count: int, what: str) -> Iterator[tuple[Any, ...]]:
        if self.progress is None:
            return values
        return self._reporting(values, count, what)

    def _reporting(self, values: Iterator[tuple[Any, ...]], count: int, what: str) -> Iterator[tuple[Any, ...]]:
        for done, row in enumerate(values):
            if done % CHUNK == 0:
                self.tell(done, count, what)
            yield row

    def tell(self, done: int, total: int, what: str) -> None:
        """Tell how far the writing is, and stop if that is wished."""
        if self.progress is not None:
            self.progress.report(done, total, what)

    def _note_added(
        self, kind: Kind, names: Sequence[str], ids: Sequence[int], packed: list[dict[str, Any]], stored: list[list[Any]]
    ) -> None:
        """Gather journal bodies and changes; a row is packed once where both are the same."""
        shapes = rows.shape_columns(kind)
        has_shapes = any(n in shapes and any(v is not None for v in c) for n, c in zip(names, stored, strict=True))
        bodies = [_body(names, row) for row in zip(*stored, strict=True)] if has_shapes else packed
        self.written.runs.append(Run(kind.name, ids, None, packed))
        self.written.groups.append(Group("add", kind.name, ids, bodies))

    # Changing

    def _with_followers(self, plan: Plan) -> dict[str, dict[int, dict[str, Any]]]:
        """Return the changes asked for, and what follows from them: who is in a dwelling goes with it to another building.

        Dwellings come first, as what moves into one in the same set takes its new building.
        """
        dwellings = plan.changed.get("dwelling", {})
        moved = {id: v["building"] for id, v in dwellings.items() if isinstance(v.get("building"), int)}
        if not moved:
            return plan.changed
        wanted = {"dwelling": dict(dwellings), **{k: dict(v) for k, v in plan.changed.items() if k != "dwelling"}}
        for kind, along in links.following(self.connection, self.kinds, moved).items():
            for id, building in along.items():
                given = wanted.setdefault(kind, {}).get(id, {})
                if id not in plan.removed.get(kind, {}) and not given.keys() & {"building", "dwelling"}:
                    wanted[kind][id] = {**given, "building": building}
        return wanted

    def _change(self, kind: Kind, changed: dict[int, dict[str, Any]]) -> None:
        current = current_rows(self.connection, kind, list(changed))
        updates: dict[int, dict[str, Any]] = {}
        for id, values in changed.items():
            prepare.check_names(kind, values)
            if id not in current:
                raise missing(kind, id)
            checked = {n: c[0] for n, c in prepare.check_columns(kind, {n: [v] for n, v in values.items()}).items()}
            updates[id] = links.completed(self.connection, self.kinds, kind, current[id], checked)
        self.update(kind, current, {id: _moved(kind, current[id], _row(kind, values)) for id, values in updates.items()})

    def update(self, kind: Kind, current: dict[int, rows.Row], wanted: dict[int, rows.Row]) -> None:
        """Write columns that differ from what is there; columns that are the same are left out."""
        by_fields: dict[tuple[str, ...], list[int]] = {}
        after: dict[int, rows.Row] = {}
        for id, row in wanted.items():
            after[id] = {n: v for n, v in row.items() if v != current[id].get(n)}
            if after[id]:
                by_fields.setdefault(tuple(sorted(after[id])), []).append(id)
        for names, ids in by_fields.items():
            self._update_rows(kind, names, ids, after)
        touched = {id: {**current[id], **after[id]} for id in wanted if after[id]}
        self._note_changed(kind, {id: {n: current[id].get(n) for n in after[id]} for id in touched}, after)
        indexing.refresh(self.connection, kind, {i: current[i] for i in touched}, touched)

    def _update_rows(self, kind: Kind, names: tuple[str, ...], ids: list[int], after: dict[int, rows.Row]) -> None:
        columns = list(names)
        values = [[after[id][n] for n in names] for id in ids]
        if "geometry" in names:
            shapes = rows.from_wkb([after[id]["geometry"] for id in ids])
            lon, lat = prepare.anchors(shapes)
            columns += ["lon", "lat"]
            values = [[*v, x, y] for v, x, y in zip(values, lon, lat, strict=True)]
        setting = ", ".join(f"{quote(n)} = ?" for n in columns)
        statement = f"UPDATE {quote(kind.name)} SET {setting} WHERE id = ?"
        self.connection.executemany(statement, ([*v, id] for v, id in zip(values, ids, strict=True)))

    def _note_changed(self, kind: Kind, before: dict[int, rows.Row], after: dict[int, rows.Row]) -> None:
        if not before:
            return
        bodies = [[rows.to_body(row), rows.to_body(after[id])] for id, row in before.items()]
        self.written.groups.append(Group("change", kind.name, list(before), bodies))
        sides = ([rows.to_values(kind, side[id]) for id in before] for side in (before, after))
        self.written.runs.append(Run(kind.name, list(before), *sides))

    # Removing

    def remove(self, kind: Kind, ids: Sequence[int]) -> None:
        """Remove records; who still points to them is refused when the set is complete."""
        current = current_rows(self.connection, kind, ids)
        for id in ids:
            if id not in current:
                raise missing(kind, id)
        self.connection.executemany(f"DELETE FROM {quote(kind.name)} WHERE id = ?", ((id,) for id in ids))
        indexing.remove(self.connection, kind, ids)
        self.written.groups.append(Group("remove", kind.name, ids, [rows.to_body(current[id]) for id in ids]))
        self.written.runs.append(Run(kind.name, ids, [rows.to_values(kind, current[id]) for id in ids], None))

    # Whole kinds

    def retire(self, kind: Kind) -> None:
        """Give up a kind that holds no records any more."""
        self._note_kind(retired.retire(self.connection, self.kinds, kind))

    def regain(self, kind: Kind) -> None:
        """Take back a kind that was given up; one that is there already stays as it is."""
        self._note_kind(retired.regain(self.connection, self.kinds, kind))

    def _note_kind(self, group: Group | None) -> None:
        if group is not None:
            self.written.groups.append(group)
            self.kinds_moved = True


def _filled(column: list[Any]) -> bool:
    """Whether there is any value in a column."""
    return any(column) or column.count(None) < len(column)


def _stored(name: str, column: list[Any], shapes: bool) -> list[Any]:
    if not shapes or not any(v is not None for v in column):
        return column
    return list(shapely.to_wkb(np.array(column, dtype=object)))


def _packed(names: Sequence[str], columns: Sequence[list[Any]]) -> list[dict[str, Any]]:
    """Return columns as one dict a row, without what is empty; columns without a gap are not asked row by row."""
    types = [set(map(type, c)) for c in columns]
    used = [(n, c, type(None) in t) for n, c, t in zip(names, columns, types, strict=True) if t != {type(None)}]
    kept, filled = [n for n, _, _ in used], [c for _, c, _ in used]
    if any(gaps for _, _, gaps in used):
        return [{n: v for n, v in zip(kept, row, strict=True) if v is not None} for row in zip(*filled, strict=True)]
    return [dict(zip(kept, row, strict=True)) for row in zip(*filled, strict=True)]


def _body(names: Sequence[str], row: tuple[Any, ...]) -> dict[str, Any]:
    return {n: v.hex() if type(v) is bytes else v for n, v in zip(names, row, strict=True) if v is not None}


def _row(kind: Kind, values: dict[str, Any]) -> rows.Row:
    shapes = rows.shape_columns(kind)
    return {n: shapely.to_wkb(v) if n in shapes and v is not None else v for n, v in values.items()}


def _moved(kind: Kind, current: rows.Row, row: rows.Row) -> rows.Row:
    """Return a changed row; a shape that comes to lie elsewhere no longer comes from where the old one came from."""
    if SOURCE_DATUM not in kind.fields or SOURCE_DATUM in row or row.get("geometry", "") in ("", current.get("geometry")):
        return row
    return {**row, SOURCE_DATUM: None}


def missing(kind: Kind, id: int) -> Conflict:
    """Return the complaint that a record is not (or no longer) there."""
    return Conflict(tr("{kind}（编号 {id}）不存在，可能已被删除；请刷新后再试", kind=kind.label, id=id))


def current_rows(connection: Connection, kind: Kind, ids: Sequence[int]) -> dict[int, rows.Row]:
    """Return the rows of these ids as columns without the empty ones."""
    names = rows.value_columns(kind)
    columns = ", ".join(quote(n) for n in ("id", *names))
    found = connection.execute(
        f"SELECT {columns} FROM {quote(kind.name)} WHERE id IN (SELECT value FROM json_each(?))",
        (orjson.dumps(list(ids)).decode(),),
    )
    return {r[0]: {n: v for n, v in zip(names, r[1:], strict=True) if v is not None} for r in found}
