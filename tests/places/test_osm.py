"""OpenStreetMap files: one object may be several things, and files come in any order."""

import gzip
import json

import pytest

from data.errors import BadInput
from data.exchange.importer import import_file
from data.exchange.places.read import read_places
from data.query import Query

CORNERS = ((0, 0), (0, 1), (1, 1), (1, 0))


def node(id, at=(0, 0), **tags):
    return f'<node id="{id}" lat="{31.2 + at[1] * 1e-4}" lon="{121.5 + at[0] * 1e-4}">{tagged(tags)}</node>'


def way(id, *refs, **tags):
    return f'<way id="{id}">' + "".join(f'<nd ref="{ref}"/>' for ref in refs) + tagged(tags) + "</way>"


def relation(id, *members, **tags):
    rows = "".join(f'<member type="way" ref="{ref}" role="{role}"/>' for ref, role in members)
    return f'<relation id="{id}">{rows}{tagged(tags)}</relation>'


def tagged(tags):
    return "".join(f'<tag k="{key.replace("__", ":")}" v="{value}"/>' for key, value in tags.items())


def corners(first=1, by=0):
    return [node(first + n, (x + by, y + by)) for n, (x, y) in enumerate(CORNERS)]


def town(path, *things):
    path.write_text('<?xml version="1.0" encoding="UTF-8"?><osm version="0.6">' + "".join(things) + "</osm>", encoding="utf-8")
    return path


@pytest.fixture
def read(tmp_path):
    return lambda *things: read_places(town(tmp_path / "here.osm", *things))


def kinds(features):
    return sorted(features.kinds)


def test_a_building_with_an_address_and_a_shop_is_all_three(read):
    found = read(*corners(), way(9, 1, 2, 3, 4, 1, building="retail", addr__housenumber="501", shop="bakery", name="面包房"))
    assert kinds(found) == ["address", "building", "shop"]
    assert {f.geom_type for f, k in zip(found.shapes, found.kinds, strict=True) if k != "building"} == {"Point"}


@pytest.mark.parametrize(("tags", "kind"), [
    ({"shop": "kiosk"}, ["shop"]), ({"amenity": "bank"}, ["place"]), ({"amenity": "bench"}, []),
    ({"amenity": "bench", "name": "长椅"}, ["place"]), ({"addr__housenumber": "5"}, ["address"]),
    ({"man_made": "surveillance"}, ["camera"]), ({"natural": "tree"}, ["ground"]), ({"highway": "crossing"}, []),
    ({"office": "no"}, []), ({"tourism": "hotel"}, ["place"]),
])  # fmt: skip
def test_what_a_node_is(read, tags, kind):
    others = node(90, (5, 5), shop="x")  # a file of nothing is refused
    assert kinds(read(node(1, **tags), others)) == sorted([*kind, "shop"])


@pytest.mark.parametrize(("tags", "kind"), [
    ({"building": "yes"}, ["building"]), ({"building__part": "yes"}, ["building_part"]), ({"landuse": "grass"}, ["ground"]),
    ({"highway": "pedestrian", "area": "yes"}, ["ground", "road"]), ({"highway": "residential"}, ["road"]),
    ({"natural": "water"}, ["ground"]), ({"amenity": "parking"}, ["ground", "place"]), ({"leisure": "park"}, ["ground", "place"]),
    ({"highway": "footway", "area": "no"}, ["road"]),
])  # fmt: skip
def test_what_a_closed_way_is(read, tags, kind):
    assert kinds(read(*corners(), way(9, 1, 2, 3, 4, 1, **tags))) == kind


@pytest.mark.parametrize(("tags", "kind"), [
    ({"highway": "primary"}, ["road"]), ({"railway": "tram"}, ["road"]), ({"waterway": "stream"}, ["ground"]),
])  # fmt: skip
def test_what_an_open_way_is(read, tags, kind):
    assert kinds(read(*corners(), way(9, 1, 2, 3, **tags))) == kind


def test_a_multipolygon_keeps_its_yard(read):
    yard = [node(11, (0.2, 0.2)), node(12, (0.2, 0.8)), node(13, (0.8, 0.8)), node(14, (0.8, 0.2))]
    found = read(*corners(), *yard, way(21, 1, 2, 3, 4, 1), way(22, 11, 12, 13, 14, 11),
                 relation(31, (21, "outer"), (22, "inner"), type="multipolygon", building="yes"))  # fmt: skip
    (shape,) = found.shapes
    assert (found.ids, len(next(iter(shape.geoms)).interiors)) == (["relation/31"], 1)


def test_ways_before_their_nodes_as_queries_write_them(read):
    found = read(way(9, 1, 2, 3, 4, 1, building="yes"), *reversed(corners()))
    assert (found.kinds, found.ids) == (["building"], ["way/9"])


def test_numbers_below_nought_as_editors_write_them(read):
    things = [node(-1), node(-2, (0, 1)), node(-3, (1, 1)), node(-4, (1, 0)), way(-9, -1, -2, -3, -4, -1, building="yes")]
    found = read(*things)
    assert (found.kinds, found.numbers, found.ids) == (["building"], [-9], [""])


def test_a_second_time_changes_nothing(station, tmp_path):
    path = town(tmp_path / "here.osm", *corners(), way(9, 1, 2, 3, 4, 1, building="yes"),
                node(21, shop="kiosk", name="小店", addr__street="路", addr__housenumber="1"),
                node(22, shop="kiosk", name="小店", addr__street="路", addr__housenumber="1"))  # fmt: skip
    first, again = import_file(station, path, who="李警官"), import_file(station, path, who="李警官")
    assert (first.added, again.unchanged, again.batch) == (5, 5, None)


def test_a_shop_without_a_name_is_called_by_what_it_is(station, tmp_path):
    path = town(tmp_path / "here.osm", node(1, shop="bakery"), node(2, (1, 1), shop="kiosk", brand="罗森"))
    import_file(station, path, who="李警官")
    assert sorted((r["name"], r["trade"]) for r in station.read(Query("shop"))) == [("bakery", "food"), ("罗森", "grocery")]


@pytest.mark.parametrize(("said", "bearing"), [("90", 90.0), ("NE", 45.0), ("90-180", 135.0), ("350-10", 0.0), ("forward", None)])
def test_a_camera_looks_where_its_tags_say(station, tmp_path, said, bearing):
    path = town(tmp_path / "here.osm", node(1, man_made="surveillance", camera__direction=said, camera__type="dome"))
    import_file(station, path, who="李警官")
    (record,) = station.read(Query("camera"))
    assert (record["bearing"], record["mount"], record["code"]) == (bearing, "dome", "osm/node/1")


def test_one_kind_of_a_file_may_be_wanted(station, tmp_path):
    path = town(tmp_path / "here.osm", *corners(), way(9, 1, 2, 3, 4, 1, building="yes"), node(21, shop="kiosk"))
    report = import_file(station, path, kind="shop", who="李警官")
    assert (report.kind, report.rows, report.added) == ("shop", 1, 1)


def test_a_building_cut_off_is_refused_with_its_name(station, tmp_path):
    path = town(tmp_path / "here.osm", *corners(), way(9, 1, 2, 77, 4, 1, building="yes"), node(21, shop="kiosk"))
    report = import_file(station, path, who="李警官")
    (reject,) = report.rejects
    assert (reject.row, "way/9" in reject.why, "1" in reject.why) == (9, True, True)
    assert {(p.kind, p.rows, p.added) for p in report.parts} == {("building", 1, 0), ("shop", 1, 1)}


def test_a_road_cut_off_is_taken_as_far_as_it_goes(read):
    found = read(*corners(), way(9, 1, 2, 77, 78, highway="primary"))
    assert (len(found.shapes[0].coords), "way/9" in found.notes[0]) == (2, True)


def test_an_outline_that_crosses_itself_is_refused_with_its_name(read):
    found = read(*corners(), way(9, 1, 3, 2, 4, 1, building="yes"))
    assert "way/9" in found.rejects[0].why


def test_packed_files_are_read(tmp_path):
    plain = town(tmp_path / "here.osm", node(1, shop="kiosk"))
    packed = tmp_path / "here.osm.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_places(packed).kinds == ["shop"]


@pytest.mark.parametrize("text", [
    '<osm version="0.6"><node id="1" lat="1" lon="1"', '<osm version="0.5"></osm>', '<osm version="0.6"></osm>',
    '<!DOCTYPE osm [<!ENTITY a "aaaa">]><osm version="0.6"><node id="1" lat="1" lon="1"><tag k="shop" v="&a;"/></node></osm>',
    '<osm version="0.6"><node id="1" lat="999" lon="1"><tag k="shop" v="x"/></node></osm>',
    '<osm version="0.6"><node id="x" lat="1" lon="1"><tag k="shop" v="x"/></node></osm>',
])  # fmt: skip
def test_what_is_unsound_is_refused_with_a_sentence(tmp_path, text):
    path = tmp_path / "here.osm"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"here\.osm"):
        read_places(path)


def test_a_cut_pbf_is_refused(tmp_path, shared_data):
    whole = (shared_data / "helsinki" / "Helsinki.osm.pbf").read_bytes()
    path = tmp_path / "cut.osm.pbf"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadInput, match=r"cut\.osm\.pbf"):
        read_places(path)


def test_what_is_refused_is_written_as_far_as_it_is_there(station, tmp_path):
    path = town(tmp_path / "here.osm", *corners(), way(9, 1, 2, 77, 4, 1, building="yes"), node(21, (5, 5), building="yes"))
    out = tmp_path / "mend.geojson"
    import_file(station, path, rejects=out, who="李警官")
    found = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert [(f["geometry"]["type"], f["properties"]["@id"], f["properties"]["kind"]) for f in found] == [
        ("LineString", "way/9", "building"), ("Point", "node/21", "building")]  # fmt: skip
