"""Between the eye of a map (local metres) and the camera of a saved view (degrees), whatever of the window is free of panels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from data.store import Station
from data.views import Camera
from data.views.view import Frame
from scene3d.camera import Eye, Projection

Floats = npt.NDArray[np.float64]
Margins = tuple[int, int, int, int]  # pixels that panels cover at the left, top, right and bottom

NO_MARGINS = (0, 0, 0, 0)
LEAST = 50  # pixels of a side that count as free, whatever lies there
SAME = 0.002  # of the height: less is no other frame


def camera_of(station: Station, eye: Eye, frame: Frame | None = None) -> Camera:
    """Return the camera that a view keeps."""
    lon, lat = station.frame.to_degrees(eye.east, eye.north)
    return Camera(float(lon), float(lat), eye.up, eye.distance, eye.bearing, eye.pitch, eye.parallel, frame)


def eye_of(station: Station, camera: Camera) -> Eye:
    """Return where a kept camera looks in this town."""
    east, north = station.frame.to_local(camera.lon, camera.lat)
    return Eye(float(east), float(north), camera.up, camera.distance, camera.bearing, camera.pitch, camera.parallel)


def frame_of(size: tuple[int, int], margins: Margins = NO_MARGINS) -> Frame:
    """Return what panels leave free of a map, as a view keeps it."""
    (wide, tall), (left, top, right, bottom) = size, margins
    across, down = max(wide - left - right, LEAST), max(tall - top - bottom, LEAST)
    return Frame((left + across / 2 - wide / 2) / tall, (top + down / 2 - tall / 2) / tall, across / tall, down / tall)


def framed(station: Station, camera: Camera, frame: Frame) -> Eye:
    """Return where to look from so that what was free of panels when the view was kept is free of them in another frame too."""
    eye, before = eye_of(station, camera), camera.frame
    if before is None or max(abs(a - b) for a, b in zip(before, frame, strict=True)) < SAME:
        return eye
    there = replace(eye, distance=eye.distance / min(frame.wide / before.wide, frame.tall / before.tall))
    wanted, seen = _under(eye, before), _under(there, frame)
    if wanted is None or seen is None:  # along the streets the middle may be the sky
        return there
    east, north, _ = there.target + wanted - seen
    return replace(there, east=float(east), north=float(north))


def _under(eye: Eye, frame: Frame) -> Floats | None:
    """Return what lies in the middle of a frame, no farther off than the eye is from its target."""
    seen = Projection(eye, 2, 1).on_plane(1 + frame.x, 0.5 + frame.y, eye.up)
    return seen if seen is not None and float(np.linalg.norm(seen - eye.target)) < eye.distance else None
