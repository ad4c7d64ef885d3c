"""One mesh of buildings on the screen: it takes colours, light and stepping back, and can leave a building out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from scene3d.actors import can_step_back, facade_texture, plain_actor, solid
from scene3d.arrays import numpy_view
from scene3d.daylight import Daylight
from scene3d.meshes.mesh import Mesh, slim_polydata
from scene3d.recolour import FACADES_OF, Paint, recoloured, relit

BURIED = (0.0, 0.0, -50.0)  # where the points of a building go that is left out


class Tile:
    """One mesh of buildings, of one facade.

    Parameters
    ----------
    facade, theme
        The picture that the walls wear ("": none), and the theme that the light was baked for.
    of
        The mesh; its arrays are taken over and must not be changed any more.
    members
        For coarse massing: the building rows that each row of the mesh stands for, as (rows, of).
    closed
        Whether all its walls look outwards, so that those that look away need not be drawn.
    """

    def __init__(self, facade: str, of: Mesh, theme: str, members: tuple[npt.NDArray[np.int32], ...] | None = None, *,
                 closed: bool = False) -> None:  # fmt: skip
        self._mesh = replace(of, faces=of.faces.astype(np.int32), points=np.ascontiguousarray(of.points))
        self._facade, self._theme, self._members = facade, theme, members
        self._samples = 1
        self._data, self._colours = slim_polydata(self._mesh)
        self.actor = can_step_back(solid(plain_actor(self._data)))
        self.actor.GetProperty().SetBackfaceCulling(closed)
        if facade:
            self.actor.SetTexture(facade_texture(facade, theme))
        self._paint: Paint | None = None
        self._daylight: Daylight | None = None
        self._out: tuple[int, npt.NDArray[np.int64], npt.NDArray[np.float32]] | None = None

    @property
    def memory(self) -> int:
        """Bytes that it takes, here and with the graphics."""
        m = self._mesh
        own = m.points.nbytes + m.faces.nbytes + m.rows.nbytes + 2 * m.colours.nbytes + (m.uv.nbytes if m.uv is not None else 0)
        return 2 * own

    def paint(self, paint: Paint | None) -> None:
        """Give the walls the colours of their buildings, or their own again."""
        if paint is not None or self._paint is not None:
            self._paint = paint if paint is None or self._members is None else _shared_paint(paint, *self._members)
            self._colour()

    def light(self, daylight: Daylight | None) -> None:
        """Show the walls in the light of the hour, or in the architect's."""
        if daylight is not None or self._daylight is not None:
            self._daylight = daylight
            self._colour()

    def _colour(self) -> None:
        of, theme, paint = self._mesh, self._theme, self._paint
        colours = of.colours if paint is None else recoloured(of, paint, theme, facade=self._facade)
        if self._daylight is not None:
            colours = relit(of, colours, self._daylight.lighting, theme)
        self._colours[:] = colours
        if self._facade:
            windows = self._daylight.windows if self._daylight else ""
            wears = (theme, windows) if paint is None else (FACADES_OF, "")
            self.actor.SetTexture(facade_texture(self._facade, *wears))
            self.sharpen(self._samples)
        self._changed(self._data.GetPointData().GetScalars())

    def sharpen(self, samples: int) -> None:
        """Take so many samples along a slanting picture: what a graphics card does for nothing is slow without one."""
        self._samples = samples
        texture = self.actor.GetTexture()
        if texture is not None:
            texture.SetMaximumAnisotropicFiltering(samples)

    def leave_out(self, row: int) -> None:
        """Collapse one building to a point under the ground (-1: none), and bring back the one before."""
        live = numpy_view(self._data.GetPoints().GetData())
        before = self._out
        if before is not None:
            live[before[1]] = before[2]
            self._out = None
        its = np.unique(self._mesh.faces[self._mesh.rows == row]) if row >= 0 and self._members is None else np.zeros(0, np.int64)
        if len(its):
            self._out = row, its, live[its].copy()
            live[its] = BURIED
        if len(its) or before is not None:
            self._changed(self._data.GetPoints().GetData())
            if before is not None and self._daylight is not None:
                self._colour()

    def _changed(self, array: Any) -> None:
        array.Modified()
        self._data.GetPoints().Modified()
        self._data.Modified()
        self.actor.GetMapper().Update()


def _shared_paint(paint: Paint, rows: npt.NDArray[np.int32], of: npt.NDArray[np.int32]) -> Paint:
    """Return the mean colour of the buildings that each solid stands for; nan where none of them has one."""
    known = (rows >= 0) & (of >= 0)
    rows, of = rows[known], of[known]
    painted = ~np.isnan(paint[rows, 0])
    rows, of = rows[painted], of[painted]
    size = int(of.max(initial=-1)) + 1
    count = np.bincount(of, minlength=size)
    total = np.column_stack([np.bincount(of, paint[rows, axis], minlength=size) for axis in range(3)])
    return np.asarray(np.divide(total, count[:, None], out=np.full((size, 3), np.nan), where=count[:, None] > 0))
