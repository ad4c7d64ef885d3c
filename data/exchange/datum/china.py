"""Where GCJ-02 and BD-09 are in use: roughly mainland China, as rectangles."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# West, south, east, north in degrees; rectangles in general use with map services, within some ten kilometres of the border.
_WITHIN = (
    (79.4462, 42.8899, 96.3300, 49.2204),
    (109.6872, 39.3742, 135.0002, 54.1415),
    (73.1246, 29.5297, 124.1433, 42.8899),
    (82.9684, 26.7186, 97.0352, 29.5297),
    (97.0253, 20.4141, 124.3674, 29.5297),
    (107.9758, 17.8715, 111.7441, 20.4141),
)
_EXCEPT = (
    (119.9213, 21.7850, 122.4976, 25.3986),
    (101.8652, 20.0988, 106.6650, 22.2840),
    (106.4525, 20.4872, 108.0510, 21.5422),
    (109.0323, 50.3257, 119.1270, 55.8175),
    (127.4568, 49.5574, 137.0227, 55.8175),
    (131.2662, 42.5692, 137.0227, 44.8922),
)


def in_china(lon: Floats, lat: Floats) -> npt.NDArray[np.bool_]:
    """Tell which points (degrees) may be in a Chinese datum; NaN is not."""
    return _in_any(lon, lat, _WITHIN) & ~_in_any(lon, lat, _EXCEPT)


def _in_any(lon: Floats, lat: Floats, boxes: tuple[tuple[float, float, float, float], ...]) -> npt.NDArray[np.bool_]:
    found = np.zeros(np.shape(lon), dtype=bool)
    for west, south, east, north in boxes:
        found |= (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return found
