"""An empty station, and small files of places."""

import json

import pytest

from data.exchange.places import import_places
from tests.fresh import new_station

LON, LAT = 121.5, 31.23
METRE = 1e-5  # degrees, near enough


@pytest.fixture
def station(tmp_path):
    made = new_station(tmp_path / "here.station", "这里")
    yield made
    made.close()


@pytest.fixture
def bring(station, tmp_path):
    """Import features (or any document) under a file name and return the report."""

    def bring_in(name, features, **more):
        path = tmp_path / name
        document = {"type": "FeatureCollection", "features": features} if isinstance(features, list) else features
        path.write_text(document if isinstance(document, str) else json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return import_places(station, path, who="李警官", **more)

    return bring_in


def square(x, y, size=10, **properties):
    """A feature: a square whose south-west corner lies x, y metres from the middle."""
    w, s, e, n = (LON + x * METRE, LAT + y * METRE, LON + (x + size) * METRE, LAT + (y + size) * METRE)
    ring = [[w, s], [e, s], [e, n], [w, n], [w, s]]
    return feature({"type": "Polygon", "coordinates": [ring]}, properties)


def point(x, y, **properties):
    """A feature: a point x, y metres from the middle."""
    return feature({"type": "Point", "coordinates": [LON + x * METRE, LAT + y * METRE]}, properties)


def line(*places, **properties):
    """A feature: a line through places in metres from the middle."""
    return feature({"type": "LineString", "coordinates": [[LON + x * METRE, LAT + y * METRE] for x, y in places]}, properties)


def feature(geometry, properties):
    found = {"type": "Feature", "properties": properties, "geometry": geometry}
    return {**found, "id": str(properties["id"])} if "id" in properties else found
