"""What solids cover on the screen."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from scene3d.camera import Projection
from scene3d.overlay.items import Outline


def silhouette(projection: Projection, outline: Outline) -> list[npt.NDArray[np.float64]]:
    """Return the outer rings in pixels of what solids cover on the screen."""
    faces = []
    for ring, base, top in outline.solids:
        low = projection.pixels(np.column_stack([ring, np.full(len(ring), base)]))
        high = projection.pixels(np.column_stack([ring, np.full(len(ring), top)]))
        if min(low[:, 2].min(), high[:, 2].min()) < 0.5:
            return []
        sides: Any = np.stack([low[:-1, :2], low[1:, :2], high[1:, :2], high[:-1, :2]], axis=1) if top - base > 0.1 else []
        faces += [shapely.Polygon(side).convex_hull for side in sides]
        faces.append(shapely.make_valid(shapely.Polygon(high[:, :2])))
    if outline.slopes is not None:
        seen = projection.pixels(outline.slopes.reshape(-1, 3))
        if seen[:, 2].min() < 0.5:
            return []
        rings = seen[:, :2].reshape(-1, 3, 2)[:, [0, 1, 2, 0]]
        faces += [shapely.Polygon(ring).buffer(0.0) for ring in rings]
    whole = shapely.union_all(faces)
    return [np.asarray(p.exterior.coords) for p in shapely.get_parts(whole) if p.geom_type == "Polygon"]
