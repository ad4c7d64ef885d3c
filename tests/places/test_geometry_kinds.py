"""Geometry that is more than GeoJSON has: curves, measures, heights, triangles, nothing at all."""

import sqlite3
import struct
from contextlib import closing

import pytest
import shapely

from data.exchange.importer import import_file
from data.exchange.places.read import read_places
from tests.places.vectors import box, dot, write

W, S = 121.5, 31.2


def head(kind):
    return struct.pack("<BI", 1, kind)


def many(kind, *parts):
    return head(kind) + struct.pack("<I", len(parts)) + b"".join(parts)


def places(*points):
    return struct.pack("<I", len(points)) + b"".join(struct.pack(f"<{len(p)}d", *p) for p in points)


ARC = head(8) + places((W, S), (W + 1e-4, S + 1e-4), (W + 2e-4, S))
CURVED = many(10, head(8) + places((W, S), (W + 1e-4, S + 1e-4), (W + 2e-4, S), (W + 1e-4, S - 1e-4), (W, S)))
POINT_M = head(2001) + struct.pack("<3d", W, S, 7.0)
POINT_ZM = head(3001) + struct.pack("<4d", W, S, 5.0, 7.0)
LINE_Z = head(1002) + places((W, S, 1.0), (W + 1e-4, S, 2.0))
OPEN_RING = many(3, places((W, S), (W + 1e-4, S), (W + 1e-4, S + 1e-4)))
BOW = many(3, places((W, S), (W + 1e-3, S + 1e-3), (W + 1e-3, S), (W, S + 1e-3), (W, S)))
EMPTY = many(3)
NO_NUMBER = head(1) + struct.pack("<2d", float("nan"), float("nan"))
ENDLESS = head(1) + struct.pack("<2d", float("inf"), 1.0)
TRIANGLES = many(1016, head(1017) + struct.pack("<I", 1) + places((W, S, 0), (W + 1e-4, S, 0), (W, S + 1e-4, 3), (W, S, 0)))


def package(tmp_path, *shapes):
    """A GeoPackage that holds geometry as given, byte by byte."""
    path = write(tmp_path / "grounds.gpkg", [box(0, 0), dot(0, 0)], layer="grounds", name=["甲", "乙"])
    with closing(sqlite3.connect(path)) as file:
        for (trigger,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f'DROP TRIGGER "{trigger}"')
        file.execute("DELETE FROM grounds")
        file.execute("DELETE FROM gpkg_ogr_contents")
        for number, wkb in enumerate(shapes, start=1):
            blob = None if wkb is None else b"GP\0\x01" + struct.pack("<i", 4326) + wkb
            file.execute("INSERT INTO grounds (fid, geom, name) VALUES (?, ?, ?)", (number, blob, f"第{number}"))
        file.commit()
    return path


@pytest.mark.parametrize(("wkb", "becomes"), [
    (ARC, "LineString"), (CURVED, "Polygon"), (POINT_M, "Point"), (POINT_ZM, "Point"), (LINE_Z, "LineString"),
    (OPEN_RING, "Polygon"),
])  # fmt: skip
def test_geometry_becomes_flat_and_straight(tmp_path, wkb, becomes):
    (shape,) = read_places(package(tmp_path, wkb)).shapes
    assert (shape.geom_type, shape.has_z, shape.is_valid) == (becomes, False, True)


def test_a_curve_keeps_its_shape(tmp_path):
    (shape,) = read_places(package(tmp_path, CURVED)).shapes
    assert shape.area == pytest.approx(3.14159e-8, rel=1e-3)


def test_a_ring_that_was_closed_is_told_with_its_number(tmp_path):
    read = read_places(package(tmp_path, POINT_M, OPEN_RING))
    assert [note for note in read.notes if "第 2 个" in note and "没有闭合" in note]


@pytest.mark.parametrize("wkb", [EMPTY, None, NO_NUMBER, ENDLESS, BOW])
def test_what_has_no_certain_place_is_refused_with_its_number(tmp_path, wkb):
    read = read_places(package(tmp_path, POINT_M, wkb, LINE_Z))
    assert (read.numbers, [r.row for r in read.rejects]) == ([1, 3], [2])


def test_triangles_are_told_or_taken(tmp_path):
    read = read_places(package(tmp_path, POINT_M, TRIANGLES))
    assert len(read) + len(read.rejects) == 2


def test_all_counts_add_up(station, tmp_path):
    shapes = (ARC, CURVED, POINT_M, POINT_ZM, LINE_Z, OPEN_RING, EMPTY, None, BOW)
    report = import_file(station, package(tmp_path, *shapes), who="李警官")
    assert (report.rows, report.added, report.rejected) == (9, 6, 3)


def test_what_is_refused_can_be_mended_and_imported(station, tmp_path):
    out = tmp_path / "mend.geojson"
    import_file(station, package(tmp_path, POINT_M, BOW), rejects=out, who="李警官")
    text = out.read_text(encoding="utf-8")
    assert shapely.from_geojson(text).geoms[0].geom_type == "Polygon"
    assert "自相交" in text
