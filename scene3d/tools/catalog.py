"""The tools by the names that commands and the workspace use for them."""

from __future__ import annotations

from collections.abc import Callable

from scene3d.tools.along_roads import AlongRoads
from scene3d.tools.base import Tool
from scene3d.tools.measures import Area, Distance, Height, Slope

TOOLS: dict[str, Callable[..., Tool]] = {
    "measure_distance": Distance, "measure_height": Height, "measure_area": Area, "measure_slope": Slope,
    "measure_road": AlongRoads,
}  # fmt: skip
