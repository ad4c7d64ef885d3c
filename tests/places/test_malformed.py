"""Whatever stands in a file where something else belongs: the counts add up or a sentence says why, and nothing breaks."""

import copy
import json
import random

import pytest

from data.errors import WatchroomError
from data.exchange.places import import_places
from tests.places.conftest import line, point, square
from tests.places.test_cityjson import CORNERS, SEMANTICS, SHELL

JUNK = (None, 0, -1, 1e308, "", "x", [], {}, [[]], True, "七", [None], {"type": "Point"}, 1.5)

OSM = {"name:zh": "楼", "building:levels": "5", "addr_street": "a", "root_id": 5}
TOWN = {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}}, "features": [
    square(0, 0, id=1, kind="building", name="楼", height=9, **OSM),
    point(1, 1, id=2, kind="place", name="a"), line((0, 0), (5, 5), id=3, kind="road", oneway="yes", highway="primary"),
]}  # fmt: skip
CITY = {
    "type": "CityJSON", "version": "2.0", "transform": {"scale": [0.001] * 3, "translate": [90000.0, 435000.0, 2.0]},
    "metadata": {"referenceSystem": "urn:ogc:def:crs:EPSG::7415"}, "vertices": [list(c) for c in CORNERS],
    "CityObjects": {
        "b": {"type": "Building", "attributes": {"yearOfConstruction": 1931}, "children": ["p"],
              "geometry": [{"type": "Solid", "lod": "2.2", "boundaries": [SHELL], "semantics": SEMANTICS}]},
        "p": {"type": "BuildingPart", "parents": ["b"], "geometry": []},
    },
}  # fmt: skip


def paths(document, so_far=()):
    """The way to every value inside a document."""
    inside = document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    for key, value in inside:
        yield (*so_far, key)
        yield from paths(value, (*so_far, key))


def broken(document, dice):
    """The document with each of its values in turn replaced by something else, or left out."""
    for way in paths(document):
        changed = copy.deepcopy(document)
        holder = changed
        for key in way[:-1]:
            holder = holder[key]
        holder[way[-1]] = dice.choice(JUNK)
        yield way, changed


@pytest.mark.parametrize(("name", "document"), [("x.geojson", TOWN), ("x.city.json", CITY)])
def test_something_else_anywhere_is_told_or_taken(station, tmp_path, name, document):
    path = tmp_path / name
    for way, changed in broken(document, random.Random(11)):
        path.write_text(json.dumps(changed), encoding="utf-8")
        try:
            report = import_places(station, path, who="李警官", dry_run=True)
        except WatchroomError as error:
            assert error.message, way
        else:
            assert report.rows == report.added + report.updated + report.unchanged + report.rejected, way
