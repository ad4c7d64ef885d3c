"""Reading places: a long file is read in pieces that come to the whole, and who cancels does not wait for it."""

from __future__ import annotations

import json
import threading

import numpy as np
import pytest

from data.errors import Cancelled
from data.exchange.places import import_places, importing, text, vectors
from data.exchange.places.read import read_places
from data.progress import Progress
from tests.places.conftest import point, square
from tests.places.vectors import box, write

TRICKY = ['}, {"type": "Feature", "properties"', '"features": [', "}", "a\\", '\\"}, {"type":"Feature",']


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(text, "PIECE", 64)
    monkeypatch.setattr(vectors, "PIECE", 3)


@pytest.mark.parametrize("gap", [None, 1])
def test_features_in_pieces_are_the_features(small, gap):
    features = [square(n * 20, 0, name=TRICKY[n % len(TRICKY)], id=n) for n in range(40)]
    features[7]["properties"]["inside"] = {"type": "FeatureCollection", "features": [point(0, 0), point(1, 1)]}
    document = {"type": "FeatureCollection", "features": features, "crs": None, "name": "x"}
    assert text._parsed(json.dumps(document, indent=gap).encode()) == document


@pytest.mark.parametrize("cut", [300, 999, 1500])
def test_a_cut_document_is_refused_in_pieces_too(small, cut):
    raw = json.dumps({"type": "FeatureCollection", "features": [point(n, 0) for n in range(40)]}).encode()
    with pytest.raises(ValueError, match="column"):
        text._parsed(raw[:cut])


@pytest.mark.parametrize("name", ["a.shp", "a.gpkg"])
@pytest.mark.parametrize("count", [2, 3, 7, 9])
def test_layers_in_pieces_are_the_layers(small, tmp_path, monkeypatch, name, count):
    heights = [None if n % 4 == 3 else float(n) for n in range(count)]
    path = write(tmp_path / name, [box(50 * n, 0) for n in range(count)], 名称=[f"楼{n}" for n in range(count)],
                 height=np.array(heights, dtype=float))  # fmt: skip
    pieces = read_places(path)
    monkeypatch.setattr(vectors, "PIECE", 10**9)
    whole = read_places(path)
    assert pieces.properties == whole.properties
    assert [s.wkb for s in pieces.shapes] == [s.wkb for s in whole.shapes]


def test_who_cancels_does_not_wait_for_the_reading(station, tmp_path, monkeypatch):
    goes_on, progress = threading.Event(), Progress()

    def endless(*_):
        progress.cancel()
        assert goes_on.wait(30)

    monkeypatch.setattr(importing, "read_judged", endless)
    with pytest.raises(Cancelled):
        import_places(station, tmp_path / "a.geojson", who="t", progress=progress)
    goes_on.set()
    (left,) = [t for t in threading.enumerate() if t.name == "native work"] or [None]
    if left is not None:
        left.join()
    assert station.info().kinds["building"] == 0
