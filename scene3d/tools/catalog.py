"""The tools by the names that commands and the workspace use for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from data.i18n import mark
from scene3d.tools.along_roads import AlongRoads
from scene3d.tools.base import Tool
from scene3d.tools.call_place import CallPlace
from scene3d.tools.draw import Draw, DrawNote, DrawPoint
from scene3d.tools.force_track import ForceTrack
from scene3d.tools.lay_plan import LayPlan
from scene3d.tools.measures import Area, Distance, Height, Slope
from scene3d.tools.move import Move
from scene3d.tools.place_mark import PlaceMark
from scene3d.tools.raise_building import RaiseBuilding
from scene3d.tools.reshape import Reshape
from scene3d.tools.search import AlongLine, Circle, Polygon, Rectangle
from scene3d.tools.search_picked import AlongRoad, Around, Inside
from scene3d.tools.sight_tools import Viewshed, WhoSees

TOOLS: dict[str, Callable[..., Tool]] = {
    "measure_distance": Distance, "measure_height": Height, "measure_area": Area, "measure_slope": Slope,
    "measure_road": AlongRoads,
    "search_rectangle": Rectangle, "search_circle": Circle, "search_polygon": Polygon, "search_line": AlongLine,
    "search_road": AlongRoad, "search_around": Around, "search_inside": Inside,
    "place_mark": PlaceMark, "call_place": CallPlace, "viewshed": Viewshed, "who_sees": WhoSees,
    "draw": Draw, "draw_point": DrawPoint, "draw_note": DrawNote, "draw_building": RaiseBuilding,
    "draw_grid": partial(Draw, kind="grid", name="draw_grid"), "draw_cordon": partial(Draw, kind="cordon", name="draw_cordon"),
    "draw_track": partial(Draw, kind="track", name="draw_track", title=mark("画巡逻路线")),
    "draw_place": partial(DrawPoint, kind="place", name="draw_place"),
    "reshape": Reshape, "move": Move, "lay_plan": LayPlan, "force_track": ForceTrack,
}  # fmt: skip
