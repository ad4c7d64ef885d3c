"""A layer of points as it is drawn: a tree of places, the looks of its records, and symbols made when they are first seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from data.layers.columns import Coded
from scene3d.camera import Projection
from scene3d.layers.host import Ground
from scene3d.layers.looks import Looks
from scene3d.layers.members import Members
from scene3d.layers.table import Table
from scene3d.layers.tree import PLAN_PITCH, ROOM, PointTree, Seen
from scene3d.overlay.items import Symbol

Singles = npt.NDArray[np.float32]
SEVERAL = 24  # records; a symbol for more does not list them
BESIDE = 60.0  # pixels beyond the screen from which a symbol may reach into it
BELOW = 90.0


@dataclass(frozen=True, slots=True)
class Face:
    """What all symbols of a layer have in common; changing it reads and sorts nothing."""

    kind: str
    glyph: str
    symbol: str
    colour: str
    opacity: float
    above: float  # more is drawn over what has less
    words: Callable[[Table, int], str]  # what is written beside the symbol of one record


@dataclass(slots=True, eq=False)
class Drawn:
    """Trees over a table. ``flat`` parts records by their place only, for a look from above; it may be the same tree."""

    table: Table
    looks: Looks
    tree: PointTree
    flat: PointTree
    _up: Singles = field(init=False)
    _made: dict[tuple[int, int, bool], Symbol] = field(init=False, default_factory=dict)
    _face: Face | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._up = self.table.up.copy()

    def symbols(self, projection: Projection, scale: float, face: Face, ground: Ground) -> tuple[Symbol, ...]:
        """Return the symbols that an eye sees; the same records stand for the same cluster wherever one looks from."""
        if face != self._face:
            self._made, self._face = {}, face
        steep = projection.eye.parallel or projection.eye.pitch > PLAN_PITCH
        tree = self.flat if steep else self.tree
        seen = tree.seen(projection, ROOM * scale, ground.tallest)
        if not len(seen):
            return ()
        rows = tree.rows[seen.first]
        points = np.column_stack([self.table.at[rows], self._heights(rows, ground)]).astype(np.float64)
        at = projection.pixels(points)
        near = (
            (at[:, 2] > 0.5) & (at[:, 0] > -BESIDE) & (at[:, 0] < projection.width + BESIDE)
            & (at[:, 1] > -BESIDE) & (at[:, 1] < projection.height + BELOW)
        )  # fmt: skip
        return tuple(self._each(tree, seen, np.flatnonzero(near), points, face, flat=steep and tree is not self.tree))

    def _each(self, tree: PointTree, seen: Seen, shown: npt.NDArray[np.int64], points: npt.NDArray[np.float64], face: Face, *,
              flat: bool) -> list[Symbol]:  # fmt: skip
        starts, ends, firsts = seen.start[shown].tolist(), seen.end[shown].tolist(), seen.first[shown].tolist()
        found = []
        for n, start, end, first in zip(shown.tolist(), starts, ends, firsts, strict=True):
            key = (first, end - start, flat)
            symbol = self._made.get(key)
            if symbol is None:
                point = tuple(points[n].tolist())
                symbol = self._made[key] = self._symbol(tree, (start, end, first), point, bool(seen.together[n]), face)
            found.append(symbol)
        return found

    def _symbol(self, tree: PointTree, of: tuple[int, int, int], point: tuple[float, ...], together: bool, face: Face) -> Symbol:
        """One symbol for a run of points: in the colour of its most important record, and with its sign if it is the only one."""
        start, end, first = of
        row, several = int(tree.rows[first]), end - start
        look, id = self.looks.palette[int(self.looks.numbers[row])], int(tree.ids[first])
        sign = look.symbol if several == 1 and look.symbol else face.symbol
        building = self.table.columns["building"]
        stands = float("nan") if isinstance(building, Coded) else float(building[row])
        ids = (id,) if several == 1 else Members(tree, start, end, first)
        return Symbol(
            face.kind, tuple(ids) if several <= SEVERAL else ids, (point[0], point[1], point[2]), sign,
            face.glyph, look.colour or face.colour, look.mark, several, face.words(self.table, row) if several == 1 else "",
            look.priority + face.above, 0 if np.isnan(stands) else int(stands), face.opacity, small=look.small, size=look.size,
            together=together,
        )  # fmt: skip

    def _heights(self, rows: npt.NDArray[np.int64], ground: Ground) -> Singles:
        """Return the heights of some rows; on what a record stands is worked out when it is first seen."""
        found = self._up[rows]
        unknown = np.isnan(found)
        if unknown.any():
            which = rows[unknown]
            at = self.table.at[which].astype(np.float64)
            self._up[which] = found[unknown] = ground.heights(at[:, 0], at[:, 1])
        return found


def draw(table: Table, looks: Looks) -> Drawn:
    """Return a table as it is drawn; takes its time, from any thread."""
    rows = np.flatnonzero(~looks.hidden)
    ids, rank = table.ids[rows], looks.priority[rows]
    up = np.nan_to_num(table.up[rows], nan=0.0)
    tree = _tree(table, rows, ids, up, rank)
    flat = _tree(table, rows, ids, np.zeros_like(up), rank) if np.any(up) else tree
    return Drawn(table, looks, tree, flat)


def _tree(table: Table, rows: npt.NDArray[np.int64], ids: npt.NDArray[np.int64], up: Singles, rank: Singles) -> PointTree:
    tree = PointTree(ids, np.column_stack([table.at[rows], up]), rank)
    tree.rows = rows[tree.rows]
    return tree


def redraw(drawn: Drawn, table: Table, looks: Looks, gone: frozenset[int]) -> Drawn:
    """Return what is drawn with changes: records ``gone`` are left out, the rows of ``table`` after those of before come in."""
    before = len(drawn.table)
    rows = before + np.flatnonzero(~looks.hidden[before:])
    ids, rank = table.ids[rows], looks.priority[rows]
    up = np.nan_to_num(table.up[rows], nan=0.0)

    def changed(tree: PointTree, height: Singles) -> PointTree:
        return tree.changed(gone, ids, np.column_stack([table.at[rows], height]), rank, rows)

    tree = changed(drawn.tree, up)
    same = drawn.flat is drawn.tree and not np.any(up)
    return Drawn(table, looks, tree, tree if same else changed(drawn.flat, np.zeros_like(up)))
