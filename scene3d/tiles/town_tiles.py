"""The buildings of a town in tiles, packed, at several levels of detail; made in any thread, drawn where they are seen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from data.town.model import Town
from scene3d.meshes.buildings import MANY, own_triangles, pitched_rows, prisms, roof_houses
from scene3d.meshes.mesh import Mesh
from scene3d.meshes.prisms import PLAIN, Prisms
from scene3d.tiles.coarse import coarser
from scene3d.tiles.levels import COARSEST, FINE, MASSING, Boxes
from scene3d.tiles.pack import NO_MODELS, Kept, Models, Pack, packed, read_pack, rows_of
from scene3d.tiles.pack_mesh import facade_meshes, massing
from scene3d.tiles.target import TilesTarget

Floats = npt.NDArray[np.float64]
Key = tuple[int, int]
Later = Callable[[], Kept]
Coarse = Sequence[Pack | Kept | Later]

SIDE = 800.0  # metres of a tile
MOST = 400  # tiles, roughly; the squares of a larger town are larger


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is known of tiles before they are read: ``boxes`` (n, 6) as in `Boxes`, ``weights`` (n, levels) in triangles."""

    boxes: Floats
    weights: npt.NDArray[np.int64]


class TownTiles:
    """All tiles of a town; safe from any thread.

    Packs may be given as their bytes, or as what brings these: they are read when they are wanted.

    Parameters
    ----------
    side
        Metres of a tile; tile (i, j) begins at (i * side, j * side).
    keys, exact
        The tiles that have buildings, and their packs.
    coarse
        The coarse levels of each tile, or None where they are still to be made.
    ids
        The ids of the town's buildings in the order of its rows.
    rich
        Whether roofs have parapets at every distance: a small town is drawn with more love.
    sketch
        Boxes and weights of packs that are given as bytes.
    """

    def __init__(self, side: float, keys: Sequence[Key], exact: Sequence[Pack | Kept | Later], coarse: Sequence[Coarse | None],
                 ids: npt.NDArray[np.int64], *, rich: bool, sketch: Sketch | None = None) -> None:  # fmt: skip
        self.side, self.keys, self.rich = side, tuple(keys), rich
        self._order = np.argsort(ids, kind="stable")
        self._ids = ids[self._order]
        self._exact, self._coarse = list(exact), list(coarse)
        self._lock = threading.Lock()
        self._weights = sketch.weights.copy() if sketch is not None else np.zeros((len(self), COARSEST + 1), np.int64)
        corners = sketch.boxes if sketch is not None else np.array([self.exact(n).bounds for n in range(len(self))])
        self.boxes = Boxes(corners.reshape(-1, 6))
        if sketch is None:
            for tile in range(len(self)):
                self._weigh(tile)

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def sketch(self) -> Sketch:
        """Boxes and weights, which tell what must be read before anything is."""
        return Sketch(self.boxes.corners, self._weights)

    def target(self) -> TilesTarget:
        """Return what rays are cast at."""
        return TilesTarget(self.boxes.corners, self.exact)

    def exact(self, tile: int) -> Pack:
        """Return a tile as it stands, with the rows of its buildings."""
        found = self._exact[tile]
        if not isinstance(found, Pack):
            found = _read(found).numbered(self._order, self._ids)
            with self._lock:
                self._exact[tile] = found
        return found

    def bring(self, tile: int, later: Later) -> None:
        """Have the bytes of a tile that was not read yet brought from elsewhere."""
        with self._lock:
            if not isinstance(self._exact[tile], Pack):
                self._exact[tile] = later

    def roofed(self, tile: int) -> Pack:
        """Return the exact pack with its roofs, and keep them: they take the longest."""
        found = self.exact(tile).roofed()
        with self._lock:
            self._exact[tile] = found
        return found

    def coarse(self, tile: int) -> list[Pack] | None:
        """Return the coarse levels of a tile, None where they are still to be made."""
        found = self._coarse[tile]
        if found is not None and not all(isinstance(pack, Pack) for pack in found):
            found = [pack if isinstance(pack, Pack) else _read(pack) for pack in found]
            with self._lock:
                self._coarse[tile] = found
        return found  # type: ignore[return-value]

    def has_coarse(self, tile: int) -> bool:
        """Whether the coarse levels of a tile are there."""
        return self._coarse[tile] is not None

    def set_coarse(self, tile: int, coarse: Coarse) -> None:
        """Take the coarse levels of a tile."""
        with self._lock:
            self._coarse[tile] = coarse
        self._weigh(tile)

    def coarsen(self, tile: int) -> None:
        """Make the coarse levels of a tile."""
        self.set_coarse(tile, coarser(self.roofed(tile)))

    def rows_of(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """Return the rows of buildings by their ids, -1 where there is none."""
        return rows_of(ids, self._order, self._ids)

    def tile_of(self, row: int) -> int:
        """Return the tile in which a building stands, -1 where none has it."""
        for tile in range(len(self)):
            pack = self.exact(tile)
            if (pack.rows == row).any() or (pack.model_rows == row).any():
                return tile
        return -1

    def level_at_hand(self, tile: int, level: int) -> int:
        """Return the level that can be drawn in the place of a wished one: coarse ones may not be made yet."""
        return MASSING if level > MASSING and not self.has_coarse(tile) else level

    def pack_of(self, tile: int, level: int) -> Pack:
        """Return the pack that a level is drawn from; of several coarse ones only that one is read."""
        coarse, number = self._coarse[tile] if level > MASSING else None, level - MASSING - 1
        if coarse is None:
            return self.exact(tile)
        found = coarse[number]
        if not isinstance(found, Pack):
            found = _read(found)
            with self._lock:
                if self._coarse[tile] is coarse:  # else others were made meanwhile
                    self._coarse[tile] = [*coarse[:number], found, *coarse[number + 1 :]]
        return found

    def meshes(self, tile: int, level: int, theme: str) -> list[tuple[str, Mesh]]:
        """Return the meshes of a tile by facade name."""
        if level < MASSING:
            return list(facade_meshes(self.exact(tile), theme, rich=self.rich or level == FINE).items())
        return [(PLAIN, massing(self.roofed(tile) if level == MASSING else self.pack_of(tile, level), theme))]

    def weights(self) -> npt.NDArray[np.int64]:
        """Return about how many triangles each tile has at each level (n, levels)."""
        return self._weights.copy()

    def _weigh(self, tile: int) -> None:
        exact, coarse = self.exact(tile).weight, self.coarse(tile)
        its = [exact * 2, exact, exact, *(pack.weight for pack in coarse or ())]
        self._weights[tile] = [*its, *([exact] * (COARSEST + 1 - len(its)))]


def _read(pack: Kept | Later) -> Pack:
    return read_pack(pack() if callable(pack) else pack)


def tiles_of(town: Town) -> TownTiles:
    """Return a town in tiles; coarse levels and triangles are made when they are wanted."""
    solids = prisms(town)
    rich = len(solids.rows) < MANY
    if rich:
        solids = _joined(solids, roof_houses(solids, pitched_rows(town)))
    models = _models(town)
    ids = np.append(town.buildings.ids, 0)
    places = _places(solids, models)
    side = _side(places)
    solid_tile, model_tile = _tiles(solids, models, places, side)
    keys = np.unique(np.concatenate([solid_tile, model_tile]), axis=0)
    exact = []
    for solid, model in _each(keys, solid_tile, model_tile):
        its = solids.take(solid)  # type: ignore[arg-type]
        some = Models(models.triangles[model], models.ids[model], models.paint[model], models.rows[model])
        exact.append(packed(its, ids[its.rows], some))
    return TownTiles(side, [(int(i), int(j)) for i, j in keys], exact, [None] * len(exact), town.buildings.ids, rich=rich)


def _joined(a: Prisms, b: Prisms) -> Prisms:
    return Prisms(*(np.concatenate([getattr(a, n), getattr(b, n)]) for n in Prisms.__slots__))


def _models(town: Town) -> Models:
    """Return the triangles of all own models and pitched roofs, in the order of their buildings."""
    parts = sorted(own_triangles(town), key=lambda part: part[2])
    if not parts:
        return NO_MODELS
    row = np.repeat(np.array([row for _, _, row in parts], np.int32), [len(paint) for _, paint, _ in parts])
    points = np.concatenate([p for p, _, _ in parts]).astype(np.float32).reshape(-1, 3, 3)
    paint = np.concatenate([paint for _, paint, _ in parts]).astype(np.float32)
    return Models(points, np.append(town.buildings.ids, 0)[row].astype(np.int64), paint, row)


def _places(solids: Prisms, models: Models) -> tuple[Floats, Floats]:
    """Return where each solid and each triangle stands: that of its building's first, so that a building is in one tile."""
    bounds = shapely.bounds(solids.polygons).reshape(-1, 4)
    at = (bounds[:, :2] + bounds[:, 2:]) / 2
    of_model = models.triangles[:, 0, :2].astype(float)
    return at[_first_of(solids.rows)], of_model[_first_of(models.rows)]


def _first_of(rows: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Return for each entry the first of the same building; those of no building stand for themselves."""
    own = np.arange(len(rows))
    if not len(rows):
        return own
    lead = np.full(int(rows.max()) + 2, -1, np.int64)
    lead[rows[::-1]] = own[::-1]
    return np.where(rows < 0, own, lead[rows])


def _side(places: tuple[Floats, Floats]) -> float:
    at = np.concatenate(places)
    if not len(at):
        return SIDE
    area, side = float(np.prod(np.maximum(np.ptp(at, axis=0), SIDE))), SIDE
    while area / side**2 > MOST:
        side *= 2
    return side


def _tiles(solids: Prisms, models: Models, places: tuple[Floats, Floats],
           side: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:  # fmt: skip
    solid, model = (np.floor(at / side).astype(np.int64).reshape(-1, 2) for at in places)
    both = np.isin(solids.rows, models.rows) & (solids.rows >= 0)  # parts beside a model go where the model is
    for number in np.flatnonzero(both).tolist():
        solid[number] = model[np.searchsorted(models.rows, solids.rows[number])]
    return solid, model


def _each(keys: npt.NDArray[np.int64], *tiles: npt.NDArray[np.int64]) -> list[tuple[npt.NDArray[np.int64], ...]]:
    """Return for each key the entries of each list that lie in it."""
    found = []
    for of in tiles:
        number = {tuple(k): n for n, k in enumerate(keys.tolist())}
        which = np.array([number[tuple(k)] for k in of.tolist()], np.int64)
        order = np.argsort(which, kind="stable")
        found.append(np.split(order, np.cumsum(np.bincount(which, minlength=len(keys)))[:-1]) if len(keys) else [])
    return list(zip(*found, strict=True))
