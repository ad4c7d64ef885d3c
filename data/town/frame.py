"""The local frame: metres east and north of the station's origin."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

Floats = npt.NDArray[np.float64]


class LocalFrame:
    """Transverse Mercator around an origin, scale 1: true within 1 cm over 10 km (Snyder, USGS PP 1395, ch. 8).

    Parameters
    ----------
    lon, lat
        The origin in WGS-84 degrees.
    """

    def __init__(self, lon: float, lat: float) -> None:
        self.lon = lon
        self.lat = lat

    @cached_property
    def _there(self) -> Transformer:
        target = f"+proj=tmerc +lat_0={self.lat} +lon_0={self.lon} +k=1 +x_0=0 +y_0=0 +ellps=WGS84 +units=m"
        return Transformer.from_crs("+proj=longlat +ellps=WGS84", target, always_xy=True)

    def to_local(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Return east and north in metres for degrees of any shape."""
        east, north = self._there.transform(np.asarray(lon, float), np.asarray(lat, float))
        return np.asarray(east), np.asarray(north)

    def to_degrees(self, east: npt.ArrayLike, north: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Return longitude and latitude in degrees for metres of any shape."""
        lon, lat = self._there.transform(np.asarray(east, float), np.asarray(north, float), direction="INVERSE")
        return np.asarray(lon), np.asarray(lat)

    def geometry_to_local(self, geometry: BaseGeometry | npt.NDArray[np.object_]) -> BaseGeometry | npt.NDArray[np.object_]:
        """Return geometry (or an array of it) in local metres; heights are kept."""
        return shapely.transform(geometry, self._local_points, include_z=bool(np.any(shapely.has_z(geometry))))

    def geometry_to_degrees(self, geometry: BaseGeometry | npt.NDArray[np.object_]) -> BaseGeometry | npt.NDArray[np.object_]:
        """Return geometry (or an array of it) in degrees; heights are kept."""
        return shapely.transform(geometry, self._degree_points, include_z=bool(np.any(shapely.has_z(geometry))))

    def _local_points(self, points: Floats) -> Floats:
        return np.column_stack([*self.to_local(points[:, 0], points[:, 1]), points[:, 2:]])

    def _degree_points(self, points: Floats) -> Floats:
        return np.column_stack([*self.to_degrees(points[:, 0], points[:, 1]), points[:, 2:]])
