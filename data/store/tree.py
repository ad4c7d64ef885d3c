"""The place index filled in one go: very many boxes packed by place into SQLite's R*Tree, as its module keeps its nodes.

Put in one by one they cost more than the rows themselves, and lie worse. What is written is described at https://sqlite.org/rtree.html
(shadow tables) and in SQLite's rtree.c; `rtreecheck`, and with it `watchroom verify`, looks through it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlcipher3.dbapi2 import Connection

Boxes = npt.NDArray[np.float64]  # (n, 4): west, east, south, north
Ints = npt.NDArray[np.int64]
Watch = Callable[[Iterator[tuple[Any, ...]], int], Iterator[tuple[Any, ...]]]

HEAD = 4  # bytes of a node before its cells: depth of the tree (in the root only) and number of cells, two bytes each
CELL = np.dtype([("id", ">i8"), ("box", ">f4", (4,))])
FULL = 0.8  # of a node's room; what is left takes in what comes later
ROOT = 1  # number of the root


@dataclass(frozen=True, slots=True)
class Placed:
    """Records of one kind with their boxes in degrees."""

    kind: str
    ids: Ints
    boxes: Boxes


def worth_packing(connection: Connection, count: int) -> bool:
    """Whether so many new boxes are at least as many as are there, so that filling the index anew costs less than adding them."""
    (there,) = connection.execute("SELECT count(*) FROM _place_rowid").fetchone()
    return bool(there <= count)


def fill(connection: Connection, new: Sequence[Placed], watch: Watch) -> None:
    """Fill the place index anew with what it holds and the new boxes; ``watch`` passes rows on and may stop."""
    placed = [*_there(connection), *new]
    ids = np.concatenate([p.ids for p in placed])
    kinds = [kind for p in placed for kind in [p.kind] * len(p.ids)]
    (size,) = connection.execute("SELECT length(data) FROM _place_node WHERE nodeno = ?", (ROOT,)).fetchone()
    levels = _levels(ids, _rounded(np.concatenate([p.boxes for p in placed])), size)
    for table in ("_place_node", "_place_parent", "_place_rowid"):
        connection.execute(f"DELETE FROM {table}")
    for height, level in enumerate(levels):
        connection.executemany("INSERT INTO _place_node (nodeno, data) VALUES (?, ?)", level.nodes(size, height))
        if height:
            parents = zip(level.ids.tolist(), level.holders().tolist(), strict=True)
            connection.executemany("INSERT INTO _place_parent (nodeno, parentnode) VALUES (?, ?)", parents)
    order = np.argsort(levels[0].ids)
    rows = zip(levels[0].ids[order].tolist(), levels[0].holders()[order].tolist(), _in_order(kinds, ids), strict=True)
    connection.executemany("INSERT INTO _place_rowid (rowid, nodeno, a0) VALUES (?, ?, ?)", watch(rows, len(ids)))


def _there(connection: Connection) -> list[Placed]:
    rows = connection.execute("SELECT id, w, e, s, n, kind FROM _place").fetchall()
    by_kind: dict[str, list[tuple[float, ...]]] = {}
    for *box, kind in rows:
        by_kind.setdefault(kind, []).append(tuple(box))
    return [_placed(kind, np.array(found, dtype=np.float64)) for kind, found in by_kind.items()]


def _placed(kind: str, table: Boxes) -> Placed:
    return Placed(kind, table[:, 0].astype(np.int64), table[:, 1:])


def _in_order(kinds: Sequence[str], ids: Ints) -> list[str]:
    return [kinds[at] for at in np.argsort(ids).tolist()]


def _rounded(boxes: Boxes) -> npt.NDArray[np.float32]:
    """Return boxes in single precision that hold the given ones."""
    single = boxes.astype(np.float32)
    low, high = single[:, [0, 2]], single[:, [1, 3]]
    single[:, [0, 2]] = np.where(low > boxes[:, [0, 2]], np.nextafter(low, np.float32(-np.inf)), low)
    single[:, [1, 3]] = np.where(high < boxes[:, [1, 3]], np.nextafter(high, np.float32(np.inf)), high)
    return single


@dataclass(frozen=True, slots=True)
class _Level:
    """All cells of one height of the tree in the order in which they lie in its nodes; ``starts`` are those of each node."""

    ids: Ints
    boxes: npt.NDArray[np.float32]
    starts: Ints
    numbers: Ints  # of the nodes

    def holders(self) -> Ints:
        """Return the number of the node of each cell."""
        return np.repeat(self.numbers, np.diff(np.r_[self.starts, len(self.ids)]))

    def around(self) -> npt.NDArray[np.float32]:
        """Return the box of each node."""
        low = np.minimum.reduceat(self.boxes[:, [0, 2]], self.starts)
        high = np.maximum.reduceat(self.boxes[:, [1, 3]], self.starts)
        return np.column_stack([low[:, 0], high[:, 0], low[:, 1], high[:, 1]])

    def nodes(self, size: int, height: int) -> Iterator[tuple[int, bytearray]]:
        """Yield number and bytes of each node; the root says how deep the tree is."""
        cells = np.empty(len(self.ids), CELL)
        cells["id"], cells["box"] = self.ids, self.boxes
        ends = [*self.starts[1:].tolist(), len(self.ids)]
        for number, start, end in zip(self.numbers.tolist(), self.starts.tolist(), ends, strict=True):
            head = (height if number == ROOT else 0).to_bytes(2, "big") + (end - start).to_bytes(2, "big")
            yield number, bytearray((head + cells[start:end].tobytes()).ljust(size, b"\0"))


def _levels(ids: Ints, boxes: npt.NDArray[np.float32], size: int) -> list[_Level]:
    """Return the levels of the tree from the leaves to the root."""
    most = int((size - HEAD) // CELL.itemsize * FULL)
    levels: list[_Level] = []
    number = ROOT + 1
    while True:
        count = -(-len(ids) // most)
        order, starts = _tiled(boxes, count)
        numbers = np.array([ROOT]) if count == 1 else np.arange(number, number + count)
        levels.append(_Level(ids[order], boxes[order], starts, numbers))
        if count == 1:
            return levels
        ids, boxes, number = numbers, levels[-1].around(), number + count


def _tiled(boxes: npt.NDArray[np.float32], count: int) -> tuple[Ints, Ints]:
    """Return the order of boxes in ``count`` nodes of like size, and where each node starts.

    Slices from west to east, each from south to north and the next back again, so that a node that lies in two of them is small
    too (Leutenegger and others, STR: A Simple and Efficient Algorithm for R-Tree Packing, 1997).
    """
    across, up = boxes[:, 0] + boxes[:, 1], boxes[:, 2] + boxes[:, 3]
    slices = max(1, round(count**0.5))
    piece = np.empty(len(boxes), np.int64)
    piece[np.argsort(across, kind="stable")] = np.arange(len(boxes)) * slices // max(len(boxes), 1)
    order = np.lexsort((np.where(piece % 2, -up, up), piece))
    return order, np.arange(count) * len(boxes) // count
