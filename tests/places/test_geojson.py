"""GeoJSON: taken, mended and said so, or refused with a sentence."""

import gzip
import json

import pytest
import shapely

from data.errors import BadInput
from data.exchange.places.geojson import read_geojson

# What other checkers complain of and what does no harm here: winding, bounding boxes, needless collections, precision,
# members that GeoJSON gives no meaning to, ids that are neither text nor number.
HARMLESS = {
    "bad-polygon-interiorring-rhr", "polygon_winding_order", "invalid_exterior_not_ccw", "invalid_interior_not_cw",
    "bbox-4or6elements", "bbox-contains-string", "bbox-string", "invalid_geometry_bbox_not4or6", "invalid_geometry_bbox_not_list",
    "invalid_geometry_bbox_not_numbers", "badfeatureid", "invalid_feature_id_type", "invalid_feature_no_properties",
    "excessive_precision_truncated", "feature_changed_semantics", "featurecollection_changed_semantics",
    "geometry_changed_semantics", "geometrycollection_nested", "geometrycollection_single", "point-toomany", "different-first-size",
}  # fmt: skip


def bad_files(shared):
    vectors = shared / "vectors" / "geojson"
    folders = (vectors / "geojsonhint" / "bad", vectors / "chrieke_invalid" / "invalid_geometries",
               vectors / "chrieke_invalid" / "invalid_structure")  # fmt: skip
    return [path for folder in folders for path in sorted(folder.glob("*.geojson"))]


def outcome(path):
    """What became of a file: "refused", "mended" or "taken", with what was said."""
    try:
        read = read_geojson(path)
    except BadInput as error:
        return "refused", error.message
    said = [*read.notes, *(reject.why for reject in read.rejects)]
    return ("mended", said[0]) if said else ("taken", "")


def test_no_bad_file_goes_through_in_silence(shared_data):
    silent = {path.stem for path in bad_files(shared_data) if outcome(path)[0] == "taken"}
    assert silent - HARMLESS == set()


def test_every_refusal_names_the_file(shared_data):
    refused = [(path, said) for path in bad_files(shared_data) for how, said in [outcome(path)] if how == "refused"]
    assert len(refused) > 40
    assert [path.name for path, said in refused if path.name not in said] == []


def test_good_files_are_taken(shared_data):
    vectors = shared_data / "vectors" / "geojson"
    good = [*(vectors / "geojsonhint" / "good").glob("*.geojson"), *(vectors / "chrieke_invalid" / "valid").glob("*.geojson")]
    without_place = {"nullgeometry", "valid_feature_null_geometry", "valid_geometry_geometrycollection_empty_geometries", "issue82"}
    assert {p.stem for p in good if outcome(p)[0] != "taken"} == without_place


def write(tmp_path, text, name="x.geojson"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def polygon(*points):
    return json.dumps({"type": "Polygon", "coordinates": [[list(p) for p in points]]})


def test_the_place_of_a_mistake_in_json_is_named(tmp_path):
    with pytest.raises(BadInput, match="第 3 行"):
        read_geojson(write(tmp_path, '{\n"type": "FeatureCollection",\n"features" []}'))


@pytest.mark.parametrize("text", ["", "   ", "[1, 2]", "null", "not json"])
def test_what_is_no_geojson_is_refused(tmp_path, text):
    with pytest.raises(BadInput, match=r"x\.geojson"):
        read_geojson(write(tmp_path, text))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(BadInput, match=r"nowhere\.geojson"):
        read_geojson(tmp_path / "nowhere.geojson")


def test_a_truncated_gzip_is_told(tmp_path):
    packed = gzip.compress(polygon((0, 0), (1, 0), (1, 1), (0, 0)).encode())
    with pytest.raises(BadInput, match="已损坏"):
        read_geojson(write(tmp_path, packed[:-12], "x.geojson.gz"))


def test_packed_files_are_read(tmp_path):
    packed = gzip.compress(polygon((0, 0), (1, 0), (1, 1), (0, 0)).encode())
    assert len(read_geojson(write(tmp_path, packed, "x.geojson.gz"))) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_other_than_utf_8(tmp_path, encoding):
    text = json.dumps({"type": "Feature", "properties": {"name": "金沙小区"}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
                      ensure_ascii=False)  # fmt: skip
    assert read_geojson(write(tmp_path, text.encode(encoding))).properties == [{"name": "金沙小区"}]


def test_features_one_a_line(tmp_path):
    row = json.dumps({"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}})
    assert len(read_geojson(write(tmp_path, f"{row}\n{row}\n"))) == 2


def test_an_open_ring_is_closed_and_said(tmp_path):
    read = read_geojson(write(tmp_path, polygon((0, 0), (1, 0), (1, 1))))
    assert read.shapes[0].area == pytest.approx(0.5)
    assert "没有闭合" in read.notes[0]


def test_a_small_crossing_is_mended_and_said(tmp_path):
    read = read_geojson(write(tmp_path, polygon((0, 0), (10, 0), (10, 10), (0.1, 10), (-0.1, 9.9), (0, 10.05), (0, 0))))
    assert shapely.is_valid(read.shapes[0])
    assert "自相交" in read.notes[0]


def test_a_bow_tie_is_refused(tmp_path):
    with pytest.raises(BadInput, match="自相交"):
        read_geojson(write(tmp_path, polygon((0, 0), (10, 10), (10, 0), (0, 10), (0, 0))))


def test_projected_coordinates_are_refused_with_the_way_out(tmp_path):
    with pytest.raises(BadInput, match="EPSG:代号"):
        read_geojson(write(tmp_path, '{"type":"Point","coordinates":[350000.5, 3456000.1]}'))


def test_projected_coordinates_with_their_code_are_read(tmp_path):
    read = read_geojson(write(tmp_path, '{"type":"Point","coordinates":[155000, 463000]}'), "EPSG:28992")
    assert (round(read.shapes[0].x, 3), read.datum.chosen) == (5.387, "EPSG:28992")


def test_the_old_crs_member_is_followed(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    text = json.dumps({"type": "Point", "coordinates": [13529030, 3661130], "crs": crs})
    assert round(read_geojson(write(tmp_path, text)).shapes[0].x, 2) == 121.53


def test_gcj_02_is_moved_to_wgs_84(tmp_path):
    read = read_geojson(write(tmp_path, '{"type":"Point","coordinates":[121.5045, 31.2280]}'), "gcj02")
    assert 0.003 < 121.5045 - read.shapes[0].x < 0.006


def test_a_refused_feature_keeps_its_number(tmp_path):
    good = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    bad = {"type": "Feature", "properties": {"name": "某处"}, "geometry": {"type": "Point", "coordinates": [1, "2"]}}
    read = read_geojson(write(tmp_path, json.dumps({"type": "FeatureCollection", "features": [good, bad, good]})))
    assert ([r.row for r in read.rejects], read.numbers, read.rejects[0].cells) == ([2], [1, 3], {"name": "某处"})
