"""How broad roads are drawn: as measured, else by their lanes, else as usual for their class."""

import pytest
from shapely.geometry import LineString

from data.records import Edit
from data.town.load import LANE, ROAD_WIDTHS, VERGES, load_town

LINE = LineString([(104.0, 30.6), (104.002, 30.6)])


@pytest.mark.parametrize(("values", "width"), [
    ({"width": 9.0, "lanes": 6}, 9.0), ({"lanes": 4}, 4 * LANE + VERGES), ({}, ROAD_WIDTHS["major_road"]),
])  # fmt: skip
def test_a_road_is_as_broad_as_is_known(town, values, width):
    town.apply([Edit("road", None, {"name": "路", "class": "major_road", "geometry": LINE, **values})], who="t", why="x")
    assert load_town(town).roads.width.tolist() == pytest.approx([width])
