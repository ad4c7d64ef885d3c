"""Cameras: pins at their mounting height, and what each sees as a soft shape on the ground."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from data.records import Record
from data.town.views import view_polygon
from scene3d.actors import mesh_actor
from scene3d.layers.host import Ground
from scene3d.layers.points import PointLayer, Points
from scene3d.light import rgb
from scene3d.mesh import Mesh, join, mesh, nothing
from scene3d.mesh_prisms import explode, triangulated
from scene3d.scene import OVER_LAYER

Floats = npt.NDArray[np.float64]

NEAR_ALPHA, FAR_ALPHA = 88, 16  # opacity 0..255 at the camera and at its range


class CameraLayer(PointLayer):
    """Pins and view cones."""

    def work(self) -> Callable[[], Any]:
        """Read the cameras and work out what they see past the houses."""
        pins = super().work()
        ground, colour, opacity = self.host.ground(), rgb(self.colour)[:3], self.state.opacity
        fault = rgb("#d93025")

        def read() -> tuple[Points, Mesh]:
            found: Points = pins()
            points = found.points.copy()
            points[:, 2] = [float(r["height"] or 4.0) for r in found.records]
            cones = [
                cone(r, p, ground, fault if r["state"] == "faulty" else colour, opacity)
                for r, p in zip(found.records, points, strict=True)
            ]
            return replace(found, points=points), join(cones) if cones else nothing(4)

        return read

    def show(self, found: Any) -> None:
        """Show pins and cones."""
        pins, cones = found or (None, nothing(4))
        self.host.scene.put(self._topic, [] if cones.empty else [mesh_actor(cones)])
        self.host.render()
        super().show(pins)


def cone(record: Record, point: Floats, ground: Ground, colour: Floats, opacity: float) -> Mesh:
    """Return what a camera sees as triangles that fade with the distance."""
    if ground.walls is None or record["state"] == "planned":
        return nothing(4)
    reach = float(record["range"] or 40.0)
    east, north, height = (float(v) for v in point)
    bearing = float("nan") if record["bearing"] is None else float(record["bearing"])
    seen = view_polygon(east, north, height, bearing, float(record["view_angle"] or 60.0), reach, ground.walls)
    parts = []
    for polygon in explode(np.array([seen], object))[0]:
        flat, faces = triangulated(polygon.segmentize(reach / 6))
        far = np.clip(np.linalg.norm(flat - point[:2], axis=1) / reach, 0, 1)
        alpha = (NEAR_ALPHA + (FAR_ALPHA - NEAR_ALPHA) * far) * opacity
        paint = np.column_stack([np.broadcast_to(colour, (len(flat), 3)), alpha])
        parts.append(mesh(np.column_stack([flat, np.full(len(flat), OVER_LAYER + 1.0)]), faces, paint))
    return join(parts) if parts else nothing(4)
