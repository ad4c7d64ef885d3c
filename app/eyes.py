"""Between the eye of a map (local metres) and the camera of a saved view (degrees)."""

from __future__ import annotations

from data.store import Station
from data.views import Camera
from scene3d.camera import Eye


def camera_of(station: Station, eye: Eye) -> Camera:
    """Return the camera that a view keeps."""
    lon, lat = station.frame.to_degrees(eye.east, eye.north)
    return Camera(float(lon), float(lat), eye.up, eye.distance, eye.bearing, eye.pitch, eye.parallel)


def eye_of(station: Station, camera: Camera) -> Eye:
    """Return where a kept camera looks in this town."""
    east, north = station.frame.to_local(camera.lon, camera.lat)
    return Eye(float(east), float(north), camera.up, camera.distance, camera.bearing, camera.pitch, camera.parallel)
