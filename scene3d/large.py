"""The map as a picture of any size: rendered in tiles that the graphics card can hold, painted over as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from math import atan, ceil, degrees, radians, tan

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter

from data.store.station import Station
from data.town.model import Town
from data.workspace import Selection, Workspace
from scene3d.camera import VIEW_ANGLE, Eye
from scene3d.shot import Picture, image_of, pixels

TILE = 2048  # pixels; every card of the last fifteen years takes twice that
LARGEST = 16384  # pixels of a side


class LargePicture:
    """Makes one picture step by step, so that a window stays alive meanwhile.

    Parameters
    ----------
    station, town, workspace
        What is shown; the workspace should be nobody else's.
    size
        Width and height in pixels, each at most `LARGEST`.
    eye, theme, scale
        From where it is looked, in which look, and the size of symbols and words (1 is a desk's).
    chosen
        A building that is shown opened.
    """

    def __init__(self, station: Station, town: Town, workspace: Workspace, size: tuple[int, int], eye: Eye, theme: str,
                 scale: float, chosen: Selection) -> None:  # fmt: skip
        self.size, self._eye, self._scale, self._chosen = size, eye, scale, chosen
        self._grid = grid_of(size)
        self._tile = ceil(size[0] / self._grid[0]), ceil(size[1] / self._grid[1])
        self._row = next((n for n, id in enumerate(town.buildings.ids) if id == chosen.id), -1) if chosen.kind == "building" else -1
        # What is rendered may be a few pixels larger than what is wanted, so that all tiles are alike.
        self._whole = self._tile[0] * self._grid[0], self._tile[1] * self._grid[1]
        self._picture = Picture(station, town, workspace, self._whole, theme, eye, self._tile)
        self.image = QImage(*self._whole, QImage.Format.Format_RGB32)

    @property
    def steps(self) -> int:
        """How many steps `make` takes."""
        return self._grid[0] * self._grid[1] + 1

    def make(self) -> Iterator[int]:
        """Yield after each step how many are done; at the end `image` is the picture."""
        picture = self._picture
        picture.prepare(self._row, self._chosen, self._scale)
        painter = QPainter(self.image)
        for done in range(self.steps - 1):
            column, row = done % self._grid[0], done // self._grid[0]
            self._aim(column, row)
            painter.drawImage(QPoint(column * self._tile[0], row * self._tile[1]), image_of(pixels(picture.plotter)))
            yield done + 1
        painter.end()
        self.image = picture.painted(self.image, self._scale, (0, 0, 0, 0)).copy(0, 0, *self.size)
        yield self.steps

    def _aim(self, column: int, row: int) -> None:
        """Let the camera see one tile of the whole view, and the sky the part of it that belongs there."""
        across, down = self._grid
        renderer = self._picture.plotter.renderer
        camera = renderer.GetActiveCamera()
        camera.SetViewAngle(degrees(2 * atan(tan(radians(VIEW_ANGLE / 2)) / down)))
        camera.SetParallelScale(self._eye.parallel_scale / down)
        camera.SetWindowCenter(2 * column + 1 - across, down - 1 - 2 * row)
        low, high = self._sky
        top, bottom = 1 - row / down, 1 - (row + 1) / down
        renderer.SetBackground(*(a + (b - a) * bottom for a, b in zip(low, high, strict=True)))
        renderer.SetBackground2(*(a + (b - a) * top for a, b in zip(low, high, strict=True)))

    @property
    def _sky(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The colours of the whole sky at the bottom and the top."""
        if not hasattr(self, "_colours"):
            renderer = self._picture.plotter.renderer
            self._colours = renderer.GetBackground(), renderer.GetBackground2()
        return self._colours

    def close(self) -> None:
        """Let go of scene and graphics memory."""
        self._picture.close()


def grid_of(size: tuple[int, int]) -> tuple[int, int]:
    """Return into how many tiles a picture is cut, across and down."""
    return ceil(size[0] / TILE), ceil(size[1] / TILE)


def own_workspace(station: Station, shown: Workspace) -> Workspace:
    """Return a workspace that shows what another one shows, for a picture that takes its time."""
    made = Workspace(station.kinds, theme=shown.theme)
    made.layers = dict(shown.layers)
    made.period, made.colouring, made.light, made.town_theme = shown.period, shown.colouring, shown.light, shown.town_theme
    return made
