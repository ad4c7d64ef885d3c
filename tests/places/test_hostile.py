"""Files made to do harm, broken files and cut files: a sentence, and never anything else."""

import gzip
import shutil
import sqlite3
import struct
import zipfile
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import BadInput, WatchroomError
from data.exchange.places.read import read_places
from tests.places.vectors import box, dot, write

BUILDINGS = [box(0, 0), box(50, 0), box(0, 50)]
NAMES = ["一号楼", "二号楼", "三号楼"]
MAIN = {**dict.fromkeys((".shx", ".dbf", ".prj", ".cpg"), ".shp"), **dict.fromkeys((".map", ".dat", ".id"), ".tab"), ".mid": ".mif"}
KML = ('<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>x</name>'
       "<Point><coordinates>1,2</coordinates></Point></Placemark></Document></kml>")  # fmt: skip
OSM = ('<osm version="0.6"><node id="1" lat="31" lon="121"/><node id="2" lat="31.1" lon="121"/>'
       '<node id="3" lat="31.1" lon="121.1"/>'
       '<way id="5"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="building" v="yes"/></way></osm>')  # fmt: skip


def zipped(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


@pytest.mark.parametrize("name", ["../evil.kml", "/etc/evil.kml", "a/../../evil.kml", "C:\\evil.kml", "..\\evil.kml"])
def test_names_that_lead_out_of_a_zip_are_refused(tmp_path, name):
    path = tmp_path / "x.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "<kml/>")
    with pytest.raises(BadInput, match="别处"):
        read_places(path)


def test_a_file_without_a_name_in_a_zip_is_passed_over(tmp_path):
    path = zipped(tmp_path / "x.kmz", **{"QQQQ": b"", "doc.kml": KML})
    path.write_bytes(path.read_bytes().replace(b"QQQQ", b"\0QQQ"))  # names end at a zero
    assert len(read_places(path)) == 1


def test_links_in_a_zip_are_refused(tmp_path):
    path, link = tmp_path / "x.zip", zipfile.ZipInfo("x.kml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(BadInput, match="链接"):
        read_places(path)


def test_a_zip_that_swells_is_refused(tmp_path):
    with pytest.raises(BadInput, match="大得不合常理"):
        read_places(zipped(tmp_path / "x.zip", **{"x.kml": b"\0" * (80 << 20)}))


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path):
    path = zipped(tmp_path / "x.zip", **{"x.kml": b"\0" * (70 << 20)})
    raw = path.read_bytes()
    path.write_bytes(raw.replace(struct.pack("<I", 70 << 20), struct.pack("<I", 1000)))
    with pytest.raises(BadInput, match=r"x\.zip"):
        read_places(path)


def test_a_zip_of_very_many_files_is_refused(tmp_path):
    with pytest.raises(BadInput, match="太多"):
        read_places(zipped(tmp_path / "x.zip", **{f"{n}.txt": b"" for n in range(3000)}))


@pytest.mark.parametrize("name", ["x.geojson.gz", "x.osm.gz", "x.kml.gz"])
def test_a_gzip_that_swells_is_refused(tmp_path, name):
    path = tmp_path / name
    begin = {"x.geojson.gz": b"{", "x.osm.gz": b"<osm>", "x.kml.gz": b"<kml>"}[name]
    path.write_bytes(gzip.compress(begin + b" " * (80 << 20)))
    with pytest.raises(BadInput, match="大得不合常理"):
        read_places(path)


def test_a_database_that_is_no_geopackage_is_told(tmp_path):
    path = tmp_path / "x.gpkg"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE t (x)")
    with pytest.raises(BadInput, match="不是 GeoPackage"):
        read_places(path)


def test_a_damaged_page_of_a_geopackage_is_told(tmp_path):
    path = write(tmp_path / "x.gpkg", [dot(n, n) for n in range(3000)], name=[f"第{n}" for n in range(3000)])
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 4096] = b"\xff" * 4096
    path.write_bytes(raw)
    with pytest.raises(BadInput, match="损坏"):
        read_places(path)


def test_a_table_that_points_elsewhere_is_not_followed(tmp_path):
    text = '!table\n!version 300\n\nDefinition Table\n  Type LINKED\n  File "/etc/passwd"\n'
    (tmp_path / "x.tab").write_text(text, encoding="ascii")
    with pytest.raises(BadInput, match="别的表"):
        read_places(tmp_path / "x.tab")


@pytest.fixture(scope="module")
def sound_files(tmp_path_factory):
    """A folder with one sound file of each format."""
    folder = tmp_path_factory.mktemp("sound")
    for suffix in ("gpkg", "shp", "kml", "fgb", "tab", "mif"):
        write(folder / f"x.{suffix}", BUILDINGS, name=NAMES, height=[1.0, 2.0, 3.0])
    (folder / "x.osm").write_text(OSM, encoding="utf-8")
    (folder / "x.gpx").write_text('<gpx version="1.1"><wpt lat="31" lon="121"><name>甲</name></wpt></gpx>', encoding="utf-8")
    (folder / "x.geojson").write_text('{"type": "Point", "coordinates": [121.5, 31.2]}', encoding="utf-8")
    with zipfile.ZipFile(folder / "x.kmz", "w") as archive:
        archive.write(folder / "x.kml", "doc.kml")
    return folder


def main_of(path):
    return path.with_suffix(MAIN.get(path.suffix, path.suffix))


def test_all_sound_files_are_read(sound_files):
    assert [p.name for p in sorted(sound_files.iterdir()) if not len(read_places(main_of(p)))] == []


SUFFIXES = ["gpkg", "shp", "dbf", "shx", "kml", "fgb", "tab", "map", "dat", "mif", "mid", "osm", "gpx", "kmz"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_cut_anywhere_loses_nothing_in_silence(sound_files, tmp_path, suffix):
    for file in sound_files.iterdir():
        shutil.copyfile(file, tmp_path / file.name)
    cut = tmp_path / f"x.{suffix}"
    raw, whole = cut.read_bytes(), len(read_places(main_of(cut)))
    silent = []
    for end in range(0, len(raw) - 1, max(1, len(raw) // 25)):
        cut.write_bytes(raw[:end])
        try:
            read = read_places(main_of(cut))
        except BadInput as error:
            assert str(tmp_path) not in error.message
            continue
        if len(read) + len(read.rejects) < whole:
            silent.append(end)
    assert silent == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(pick=st.integers(0, 1000), spots=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_bytes_changed_anywhere_end_in_a_sentence_or_in_features(sound_files, tmp_path, pick, spots):
    for file in sound_files.iterdir():
        shutil.copyfile(file, tmp_path / file.name)
    files = sorted(tmp_path.iterdir())
    path = files[pick % len(files)]
    raw = bytearray(path.read_bytes())
    for place, value in spots:
        raw[min(int(place * len(raw)), len(raw) - 1)] = value
    path.write_bytes(raw)
    try:
        read = read_places(main_of(path))
    except WatchroomError as error:
        assert error.message
    else:
        assert len(read.numbers) == len(read.shapes) == len(read.properties)
