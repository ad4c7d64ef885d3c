"""The corners of a record's shape as rows that can be dragged, and back into the shape."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """Lines and rings of a shape in local metres.

    Attributes
    ----------
    points
        All corners, (n, 2); a ring's last corner is not its first again.
    starts
        Where each line or ring begins in ``points``.
    pieces
        To which piece of the shape each line or ring belongs; the first ring of a piece is its outer one.
    closed
        Whether they are rings.
    """

    points: Floats
    starts: tuple[int, ...]
    pieces: tuple[int, ...]
    closed: bool

    @classmethod
    def of(cls, shape: BaseGeometry) -> Outlines:
        """Take a line or an area apart, of one piece or several."""
        parts = shapely.get_parts(shape)
        closed = shapely.get_type_id(parts[0]) == shapely.GeometryType.POLYGON
        rings: list[Floats] = []
        pieces: list[int] = []
        for number, part in enumerate(parts):
            lines = [part.exterior, *part.interiors] if closed else [part]
            rings += [shapely.get_coordinates(line)[: -1 if closed else None] for line in lines]
            pieces += [number] * len(lines)
        starts = np.cumsum([0, *(len(r) for r in rings[:-1])])
        return cls(np.vstack(rings), tuple(starts.tolist()), tuple(pieces), bool(closed))

    def lines(self) -> list[Floats]:
        """Return each line or ring, (n, 2)."""
        return np.split(self.points, self.starts[1:])

    def shape(self) -> BaseGeometry:
        """Return line or area, of one piece or several as it was."""
        lines = self.lines()
        if not self.closed:
            ways = [shapely.LineString(line) for line in lines]
            return ways[0] if len(ways) == 1 else shapely.MultiLineString(ways)
        pieces = [[ln for ln, of in zip(lines, self.pieces, strict=True) if of == piece] for piece in dict.fromkeys(self.pieces)]
        areas = [shapely.Polygon(rings[0], rings[1:]) for rings in pieces]
        return areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas)

    def middles(self) -> tuple[Floats, list[int]]:
        """Return the middles of the sides (n, 2), and after which corner each lies."""
        found: list[Floats] = [np.zeros((0, 2))]
        after: list[int] = []
        for start, line in zip(self.starts, self.lines(), strict=True):
            between = (line + np.roll(line, -1, axis=0)) / 2
            found.append(between if self.closed else between[:-1])
            after += range(start, start + len(found[-1]))
        return np.vstack(found), after

    def moved(self, corner: int, to: Floats) -> Outlines:
        """Return the shape with one corner elsewhere."""
        points = self.points.copy()
        points[corner] = to[:2]
        return replace(self, points=points)

    def shifted(self, by: Floats) -> Outlines:
        """Return the whole shape elsewhere."""
        return replace(self, points=self.points + by[:2])

    def with_corner(self, after: int, at: Floats) -> Outlines:
        """Return the shape with one more corner after another."""
        points = np.insert(self.points, after + 1, at[:2], axis=0)
        return replace(self, points=points, starts=tuple(s + (s > after) for s in self.starts))

    def without(self, corner: int) -> Outlines | None:
        """Return the shape without a corner; None where its line would be none any more."""
        line = max(n for n, start in enumerate(self.starts) if start <= corner)
        if len(self.lines()[line]) <= (3 if self.closed else 2):
            return None
        points = np.delete(self.points, corner, axis=0)
        return replace(self, points=points, starts=tuple(s - (s > corner) for s in self.starts))
