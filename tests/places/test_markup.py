"""KML and GPX: folders, extended data, odd files, encodings, and texts made to do harm."""

import zipfile

import pytest

from data.errors import BadInput
from data.exchange.importer import import_file
from data.exchange.places.kml import plain_text
from data.exchange.places.read import read_places
from data.query import Query

POINT = "<Point><coordinates>121.5,31.2,7</coordinates></Point>"


def kml(path, body, encoding="UTF-8", head=""):
    text = f'<?xml version="1.0" encoding="{encoding}"?>{head}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'
    path.write_bytes(text.encode(encoding))
    return path


def mark(name, shape=POINT, more=""):
    return f"<Placemark><name>{name}</name>{more}{shape}</Placemark>"


def folder(name, *marks):
    return f"<Folder><name>{name}</name>{''.join(marks)}</Folder>"


def data(**values):
    return "<ExtendedData>" + "".join(f'<Data name="{k}"><value>{v}</value></Data>' for k, v in values.items()) + "</ExtendedData>"


def test_folders_tell_the_kind(station, tmp_path):
    path = kml(tmp_path / "x.kml", folder("摄像头", mark("一", more=data(code="C1"))) + folder("商铺", mark("小店")))
    report = import_file(station, path, who="李警官")
    assert {(p.kind, p.added) for p in report.parts} == {("camera", 1), ("shop", 1)}
    assert station.read(Query("camera"))[0]["code"] == "C1"


def test_folders_within_folders_and_two_of_one_name(tmp_path):
    body = folder("地点", mark("一"), folder("内", mark("二"))) + folder("地点", mark("三")) + mark("四")
    path = kml(tmp_path / "x.kml", body)
    read = read_places(path)
    assert {(p["name"], layer) for p, layer in zip(read.properties, read.layers, strict=True)} == {
        ("一", "地点"), ("二", "内"), ("三", "地点"), ("四", "x")}  # fmt: skip


def test_points_that_nothing_tells_of_are_places(station, tmp_path):
    report = import_file(station, kml(tmp_path / "x.kml", mark("一")), who="李警官")
    assert (report.kind, report.added) == ("place", 1)


def test_styles_are_not_read(tmp_path):
    body = '<Style id="s"><IconStyle><Icon><href>http://x/y.png</href></Icon></IconStyle></Style>' + mark(
        "一", more="<styleUrl>#s</styleUrl><visibility>1</visibility>")  # fmt: skip
    assert read_places(kml(tmp_path / "x.kml", body)).properties == [{"name": "一"}]


@pytest.mark.parametrize(("said", "plain"), [
    ("<b>东门</b><br/>二楼", "东门\n二楼"), ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"), ("x &amp; y", "x & y"),
    ("无", "无"),
])  # fmt: skip
def test_descriptions_lose_their_html(said, plain):
    assert plain_text(said) == plain


def test_collections_and_heights(tmp_path):
    shape = f"<MultiGeometry>{POINT}<LineString><coordinates>1,2 3,4</coordinates></LineString></MultiGeometry>"
    (found,) = read_places(kml(tmp_path / "x.kml", mark("一", shape))).shapes
    assert (found.geom_type, found.has_z) == ("GeometryCollection", False)


def test_placemarks_without_a_place_are_refused_with_their_number(tmp_path):
    read = read_places(kml(tmp_path / "x.kml", mark("一") + mark("二", "")))
    assert ([r.row for r in read.rejects], read.numbers) == ([2], [1])


@pytest.mark.parametrize("encoding", ["GB2312", "GBK", "GB18030", "UTF-16"])
def test_declared_encodings_are_followed(tmp_path, encoding):
    assert read_places(kml(tmp_path / "x.kml", mark("金沙"), encoding)).properties[0]["name"] == "金沙"


def test_an_encoding_declared_by_mistake_is_seen_through(tmp_path):
    path = kml(tmp_path / "x.kml", mark("金沙江路派出所"), "GBK")
    path.write_bytes(path.read_bytes().replace(b'encoding="GBK"', b'encoding="UTF-8"'))
    assert read_places(path).properties[0]["name"] == "金沙江路派出所"


def test_a_kmz_is_opened(tmp_path):
    path = tmp_path / "x.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(kml(tmp_path / "doc.kml", mark("一")), "doc.kml")
        archive.writestr("images/y.png", b"\x89PNG")
    assert [p["name"] for p in read_places(path).properties] == ["一"]


def test_bombs_of_entities_are_refused(tmp_path):
    head = '<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with pytest.raises(BadInput, match="实体"):
        read_places(kml(tmp_path / "x.kml", mark("&b;"), head=head))


def test_files_named_from_within_are_not_opened(tmp_path):
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    head = f'<!DOCTYPE kml [<!ENTITY a SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    with pytest.raises(BadInput, match="实体"):
        read_places(kml(tmp_path / "x.kml", mark("&a;"), head=head))


def test_instructions_to_open_something_else_are_not_followed(tmp_path):
    path = tmp_path / "x.kml"
    path.write_text("<kml><!-- <OGRVRTDataSource> --></kml>", encoding="utf-8")
    with pytest.raises(BadInput, match=r"x\.kml"):
        read_places(path)


def test_folders_nested_without_end_are_refused(tmp_path):
    with pytest.raises(BadInput, match="嵌套"):
        read_places(kml(tmp_path / "x.kml", "<Folder>" * 20_000 + "</Folder>" * 20_000))


@pytest.mark.parametrize("name", ["x.kml", "x.gpx"])
def test_the_place_of_a_mistake_is_named(tmp_path, name):
    path = tmp_path / name
    path.write_text(f"<{name[2:]}>\n<a>\n</b></{name[2:]}>", encoding="utf-8")
    with pytest.raises(BadInput, match="第 3 行"):
        read_places(path)


def gpx(path, body, version="1.1"):
    text = f'<gpx version="{version}" creator="x" xmlns="http://www.topografix.com/GPX/{version.replace(".", "/")}">{body}</gpx>'
    path.write_text(text, encoding="utf-8")
    return path


def track(*segments, name="巡逻"):
    def points(places):
        return "".join(f'<trkpt lat="{y}" lon="{x}"><time>2026-11-21T08:00:0{n}Z</time></trkpt>' for n, (x, y) in enumerate(places))

    return f"<trk><name>{name}</name>" + "".join(f"<trkseg>{points(s)}</trkseg>" for s in segments) + "</trk>"


WAY = ((121.5, 31.2), (121.501, 31.2), (121.502, 31.201))


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_track_keeps_its_times(station, tmp_path, version):
    import_file(station, gpx(tmp_path / "x.gpx", track(WAY), version), who="李警官")
    (record,) = station.read(Query("track"))
    assert (record["name"], record["points"], record["category"]) == ("巡逻", 3, "track")
    assert (record["started_at"], record["ended_at"]) == ("2026-11-21T08:00:00Z", "2026-11-21T08:00:02Z")


def test_segments_stay_apart_and_single_points_are_told(tmp_path):
    read = read_places(gpx(tmp_path / "x.gpx", track(WAY, WAY[:1], WAY[1:])))
    assert (read.shapes[0].geom_type, len(read.shapes[0].geoms)) == ("MultiLineString", 2)
    assert any("1 段" in note for note in read.notes)


def test_a_track_of_one_point_is_refused(tmp_path):
    read = read_places(gpx(tmp_path / "x.gpx", track(WAY) + track(WAY[:1])))
    assert [(r.row, "1 个点" in r.why) for r in read.rejects] == [(2, True)]


def test_waypoints_in_a_file_named_for_cameras_are_cameras(station, tmp_path):
    path = gpx(tmp_path / "摄像头.gpx", '<wpt lat="31.2" lon="121.5"><name>东门</name></wpt>' + track(WAY))
    report = import_file(station, path, who="李警官")
    assert {(p.kind, p.added) for p in report.parts} == {("camera", 1), ("track", 1)}


def test_an_empty_file_is_told(tmp_path):
    with pytest.raises(BadInput, match="没有要素"):
        read_places(gpx(tmp_path / "x.gpx", ""))


def test_a_type_that_a_receiver_writes_is_no_category(station, tmp_path):
    import_file(station, gpx(tmp_path / "x.gpx", track(WAY).replace("<trkseg>", "<type>Running</type><trkseg>")), who="李警官")
    assert station.read(Query("track"))[0]["category"] == "track"
