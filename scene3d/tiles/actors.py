"""The tiles of a town on the screen: which of them are made, which are shown, and which go when memory is short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkRenderingCore import vtkActor

from scene3d.camera import Projection
from scene3d.meshes.mesh import Mesh
from scene3d.tiles.levels import COARSEST, MASSING, UNSEEN, Care, Levels, levels
from scene3d.tiles.tile import Tile
from scene3d.tiles.town_tiles import TownTiles

Piece = tuple[int, int]  # tile and level
Meshes = list[tuple[str, Mesh]]

MOST_MEMORY = 60_000_000  # bytes of pieces that are not seen now but may be soon


class TileActors:
    """The pieces of a town that lie ready, and their actors. Call from the thread that renders only.

    Parameters
    ----------
    tiles, theme
        What they are made of.
    add, remove
        Puts an actor on the screen and takes it off again.
    dress
        Gives a new tile the colours, the light and all else that the town has now.
    """

    def __init__(self, tiles: TownTiles, theme: str, add: Callable[[vtkActor], None], remove: Callable[[vtkActor], None],
                 dress: Callable[[Tile], None]) -> None:  # fmt: skip
        self.tiles, self.theme = tiles, theme
        self._add, self._remove, self._dress = add, remove, dress
        self._pieces: dict[Piece, list[Tile]] = {}
        self._memory: dict[Piece, int] = {}
        self._used: dict[Piece, int] = {}
        self._turn = 0
        self._wish: Levels = np.full(len(tiles), UNSEEN, np.int64)
        self._shown: dict[int, int] = {}
        self._weights = tiles.weights()
        self._exact = -1

    @property
    def all(self) -> list[Tile]:
        """All tiles that lie ready, seen or not."""
        return [tile for piece in self._pieces.values() for tile in piece]

    @property
    def memory(self) -> int:
        """Bytes that they take, roughly."""
        return sum(self._memory.values())

    @property
    def triangles(self) -> int:
        """About how many triangles are shown now."""
        return int(sum(self._weights[tile, level] for tile, level in self._shown.items()))

    def ordered(self, eye: npt.NDArray[np.float64]) -> dict[vtkActor, None]:
        """Return the actors that are shown, those of the nearest tiles first."""
        corners = self.tiles.boxes.corners
        shown = list(self._shown.items())
        gap = np.maximum(np.maximum(corners[:, :3] - eye, eye - corners[:, 3:]), 0.0)
        away = (gap**2).sum(axis=1)
        shown.sort(key=lambda piece: float(away[piece[0]]))
        return {tile.actor: None for piece in shown for tile in self._pieces[piece]}

    def weigh(self) -> None:
        """Follow coarse levels that were made."""
        self._weights = self.tiles.weights()

    def keep_exact(self, row: int) -> None:
        """Never draw the tile of a building coarse (-1: none): the building is left out and drawn elsewhere."""
        self._exact = self.tiles.tile_of(row) if row >= 0 else -1

    def wanted(self, view: Projection, care: Care) -> Levels:
        """Return the level that each tile should have for a view."""
        self._wish = levels(self.tiles.boxes, view, care, self._wish, self._weights)
        return self._drawable(self._wish.copy())

    def looked_at(self, view: Projection, care: Care) -> Levels:
        """Return the level that each tile would have for a view, without anything being kept of it."""
        return self._drawable(levels(self.tiles.boxes, view, care, self._wish, self._weights))

    def _drawable(self, found: Levels) -> Levels:
        if self._exact >= 0 and found[self._exact] > MASSING:
            found[self._exact] = MASSING
        for tile in np.flatnonzero(found > MASSING).tolist():
            found[tile] = self.tiles.level_at_hand(tile, int(found[tile]))
        return found

    def missing(self, wanted: Levels, *, made_only: bool = False) -> list[Piece]:
        """Return the pieces that have yet to be made for wished levels; of coarse ones perhaps only those that can be drawn."""
        pieces = [(t, int(wanted[t])) for t in np.flatnonzero(wanted != UNSEEN).tolist()]
        return [p for p in pieces if p not in self._pieces and not (made_only and self.tiles.level_at_hand(*p) != p[1])]

    def make(self, pieces: Iterable[Piece]) -> dict[Piece, Meshes]:
        """Return the meshes of pieces; may be called in any thread."""
        return {(tile, level): self.tiles.meshes(tile, level, self.theme) for tile, level in pieces}

    def give(self, made: Mapping[Piece, Meshes]) -> None:
        """Take pieces that were made; they are not shown yet."""
        for piece, meshes in made.items():
            self._drop(piece)
            members, closed = self._members(piece), not len(self.tiles.pack_of(*piece).model)
            tiles = [Tile(facade, of, self.theme, members, closed=closed or bool(facade)) for facade, of in meshes]
            for tile in tiles:
                tile.actor.VisibilityOff()
                self._dress(tile)
                self._add(tile.actor)
            self._pieces[piece] = tiles
            self._memory[piece] = sum(t.memory for t in tiles)
            self._used[piece] = self._turn

    def _members(self, piece: Piece) -> tuple[np.ndarray, np.ndarray] | None:
        pack = self.tiles.pack_of(*piece)
        if not len(pack.members):
            return None
        return self.tiles.rows_of(pack.members), pack.member_of

    def show(self, wanted: Levels) -> bool:
        """Show what is wished, or of each tile the nearest to it that lies ready; True where something changed."""
        self._turn += 1
        near = {t: self._nearest(t, int(wanted[t])) for t in np.flatnonzero(wanted != UNSEEN).tolist()}
        now = {t: level for t, level in near.items() if level is not None}
        changed = now != self._shown
        if changed:
            for tile, level in self._shown.items():
                if now.get(tile) != level:
                    self._turn_visible((tile, level), visible=False)
            for tile, level in now.items():
                if self._shown.get(tile) != level:
                    self._turn_visible((tile, level), visible=True)
            self._shown = now
        for piece in self._shown.items():
            self._used[piece] = self._turn
        self._make_room()
        return changed

    def _nearest(self, tile: int, level: int) -> int | None:
        order = [level, *range(level + 1, COARSEST + 1), *range(level - 1, -1, -1)]
        return next((near for near in order if (tile, near) in self._pieces), None)

    def _turn_visible(self, piece: Piece, *, visible: bool) -> None:
        for tile in self._pieces.get(piece, []):
            tile.actor.SetVisibility(visible)

    def _make_room(self) -> None:
        """Let go of what was not seen for longest, while there is too much of it; the coarsest stay, they cover all."""
        spare = self.memory - MOST_MEMORY
        if spare <= 0:
            return
        shown = set(self._shown.items())
        free = sorted((p for p in self._pieces if p not in shown and p[1] != COARSEST), key=lambda p: self._used[p])
        for piece in free:
            if spare <= 0:
                break
            spare -= self._memory[piece]
            self._drop(piece)

    def _drop(self, piece: Piece) -> None:
        for tile in self._pieces.pop(piece, []):
            self._remove(tile.actor)
        self._memory.pop(piece, None)
        self._used.pop(piece, None)

    def clear(self) -> None:
        """Let go of everything."""
        for piece in list(self._pieces):
            self._drop(piece)
        self._shown = {}
