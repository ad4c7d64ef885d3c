"""Brings the pieces of the town that the eye needs: made on another thread, shown when they are there, quick while moving."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from scene3d.camera import Projection
from scene3d.scene import TownScene
from scene3d.tiles.actors import Meshes, Piece, TileActors
from scene3d.tiles.levels import COARSEST, Levels
from scene3d.tiles.pace import BEST, STEPS, Pace, Quality
from scene3d.workers import Workers

STILL_MS = 150  # without a movement; then the picture gets its full quality
AT_ONCE = 24  # pieces that are made in one go
SHOWN_MS = 700  # a long wait for pieces shows those that came
COARSE_MS = 40  # between two tiles that are made coarse: others want the thread too
TOPIC, COARSE = "tiles", "coarse"


class Detail(QObject):
    """Follows the eye.

    Parameters
    ----------
    scene, workers
        Where pieces are shown, and the thread that makes them.
    view
        The eye with the size of the picture.
    apply
        Called with the quality that the next frame is to be drawn with.
    render
        Asks for a frame.
    """

    complete = Signal()  # everything that is seen stands at the detail that it needs
    coarse_made = Signal()  # all tiles have their coarse levels

    def __init__(self, scene: TownScene, workers: Workers, view: Callable[[], Projection], apply: Callable[[Quality], None],
                 render: Callable[[], None], parent: QObject | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._scene, self._workers, self._view = scene, workers, view
        self._apply, self._render = apply, render
        self.pace = Pace()
        self._drawn_with = BEST, False
        self._busy = self._whole = False
        self._learnt = False
        self._new = False  # whether pieces are shown now that were not when a frame was asked for
        self._wanted: Levels = np.zeros(0, np.int64)
        self._waited = QElapsedTimer()
        self._waited.start()
        self._still = QTimer(self, interval=STILL_MS, singleShot=True)
        self._still.timeout.connect(self._rest)
        self._later = QTimer(self, interval=COARSE_MS, singleShot=True)
        self._later.timeout.connect(self._go_ahead)

    @property
    def whole(self) -> bool:
        """Whether all that is seen stands at the detail that it needs."""
        return self._whole

    @property
    def settled(self) -> bool:
        """Whether the eye rests and the picture has all its quality."""
        return self._whole and not self.pace.moving and not self._still.isActive()

    def close(self) -> None:
        """Make nothing any more."""
        self._still.stop()
        self._later.stop()

    def begin(self) -> None:
        """Another town is shown: bring what is seen of it, as for an eye that rests."""
        self._busy = False
        self._still.stop()
        self.pace.rest()
        self._workers.drop(TOPIC)
        self._workers.drop(COARSE)
        self._later.stop()
        self._new = True
        self._look()
        self._ask()

    def moved(self) -> None:
        """The eye moved."""
        self.pace.move()
        self._still.start()
        self._look()

    def looked_anew(self) -> None:
        """What is shown changed without a movement."""
        self._look()
        self._ask()

    def drawn(self, milliseconds: float) -> None:
        """A frame was drawn in so many milliseconds."""
        if not self._learnt:
            self._learnt = True
            self._scene.learn_graphics()
            self._look()
        if self.pace.took(milliseconds):
            self._look()

    def _rest(self) -> None:
        self.pace.rest()
        self._look()
        self._render()
        self._ask()

    def _look(self) -> None:
        """Show what there is for the eye as it is now."""
        quality, tiles, view = self.pace.quality, self._scene.tiles, self._view()
        how = quality, self._scene.smoothed_afterwards(view)
        if how != self._drawn_with:
            self._drawn_with = how
            self._apply(quality)
        if tiles is not None:
            self._wanted = tiles.wanted(view, quality.care)
            self._new |= self._scene.show_tiles(self._wanted)
            self._whole = False

    def _ask(self) -> None:
        """Have the next pieces made: those that are seen first, then what a movement would need, then what covers all."""
        tiles = self._scene.tiles
        if tiles is None or self._busy or self.pace.moving:
            return
        pieces = tiles.missing(self._wanted)
        if not pieces and not self._whole:
            self._whole = True
            self._render_new()
            self.complete.emit()
            if self._busy or tiles is not self._scene.tiles:
                return
        if pieces:
            self._make(tiles, pieces)
        else:
            self._later.start()  # what is seen is drawn first

    def _make(self, tiles: TileActors, pieces: list[Piece]) -> None:
        self._busy = True
        self._workers.run(TOPIC, _making(tiles, pieces[:AT_ONCE]), lambda made: self._take(tiles, made))

    def _ahead(self, tiles: TileActors) -> list[Piece]:
        moving = [p for step in STEPS[1:3] for p in tiles.missing(tiles.looked_at(self._view(), step.care))]
        return moving or tiles.missing(np.full(len(tiles.tiles), COARSEST, np.int64), made_only=True)

    def _take(self, tiles: TileActors, made: dict[Piece, Meshes]) -> None:
        self._busy = False
        if tiles is not self._scene.tiles:
            return
        tiles.give(made)
        self._new |= self._scene.show_tiles(self._wanted)
        if self._waited.hasExpired(SHOWN_MS):
            self._render_new()
        self._ask()

    def _render_new(self) -> None:
        self._waited.start()
        if self._new:
            self._new = False
            self._render()

    def _go_ahead(self) -> None:
        """Make what a movement would need, then the coarse levels of a new town, tile after tile."""
        tiles = self._scene.tiles
        if tiles is None or self._busy or self.pace.moving:
            return
        pieces = self._ahead(tiles)
        if pieces:
            self._make(tiles, pieces)
        else:
            self._coarsen(tiles)

    def _coarsen(self, tiles: TileActors) -> None:
        tile = next((n for n in range(len(tiles.tiles)) if not tiles.tiles.has_coarse(n)), None)
        if tile is None:
            return
        self._workers.run(COARSE, lambda: tiles.tiles.coarsen(tile), lambda _: self._coarse_made(tiles))

    def _coarse_made(self, tiles: TileActors) -> None:
        if tiles is not self._scene.tiles:
            return
        if not all(map(tiles.tiles.has_coarse, range(len(tiles.tiles)))):
            self._later.start()
            return
        tiles.weigh()
        self.coarse_made.emit()
        self.looked_anew()


def _making(tiles: TileActors, pieces: list[Piece]) -> Callable[[], dict[Piece, Meshes]]:
    """Return the work of another thread, which holds nothing of Qt."""
    return lambda: tiles.make(pieces)
