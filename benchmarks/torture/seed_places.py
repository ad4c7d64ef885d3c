"""Small sound files of places, models and pictures of every format, made here, most of them by the libraries' own writers."""

from __future__ import annotations

import base64
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import numpy as np
import osmium
import pyogrio
import shapely
from PIL import Image

from data.exchange.export import export
from data.query import Query
from data.records import Edit
from data.store import Station

OSM = """<?xml version="1.0" encoding="UTF-8"?><osm version="0.6">
<node id="1" lat="31.2" lon="121.5"/><node id="2" lat="31.2" lon="121.501"/>
<node id="3" lat="31.201" lon="121.501"/>
<node id="4" lat="31.2005" lon="121.5002"><tag k="shop" v="bakery"/><tag k="name" v="金沙面包"/></node>
<way id="5"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="building" v="yes"/><tag k="name" v="金沙大厦"/></way>
<way id="6"><nd ref="1"/><nd ref="3"/><tag k="highway" v="residential"/></way></osm>"""
KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
<name>楼</name><Placemark>
<name>金沙大厦</name><Polygon><outerBoundaryIs><LinearRing><coordinates>
121.5,31.2 121.501,31.2 121.501,31.201 121.5,31.2</coordinates>
</LinearRing></outerBoundaryIs></Polygon></Placemark></Folder></Document></kml>"""
GPX = """<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="31.2" lon="121.5">
<name>点</name></wpt><trk><name>巡</name><trkseg><trkpt lat="31.2" lon="121.5"><time>2026-01-01T00:00:00Z</time></trkpt>
<trkpt lat="31.201" lon="121.5"><time>2026-01-01T00:00:09Z</time></trkpt></trkseg></trk></gpx>"""
OBJ = "o house\nv 0 0 0\nv 10 0 0\nv 10 10 0\nv 0 10 0\nv 0 0 9\nf 1 2 3 4\nf 1 2 5\nf 2 3 5\nf 3 4 5\nf 4 1 5\n"
DXF = "\n".join(
    ["0", "SECTION", "2", "HEADER", "9", "$ACADVER", "1", "AC1015", "0", "ENDSEC", "0", "SECTION", "2", "ENTITIES"]
    + ["0", "LINE", "8", "建筑", "10", "0", "20", "0", "11", "20", "21", "10", "0", "LWPOLYLINE"]
    + ["5", "1A", "100", "AcDbEntity", "8", "建筑", "100", "AcDbPolyline", "90", "4", "70", "1"]
    + [c for x, y in ((0, 0), (20, 0), (20, 10), (0, 10)) for c in ("10", str(x), "20", str(y))] + ["0", "ENDSEC", "0", "EOF", ""]
)  # fmt: skip
CITY = {
    "type": "CityJSON", "version": "2.0", "transform": {"scale": [1e-6, 1e-6, 0.01], "translate": [121.5, 31.2, 0]},
    "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/4979"},
    "vertices": [[x, y, z] for z in (0, 900) for x, y in ((0, 0), (500, 0), (500, 400), (0, 400))],
    "CityObjects": {"楼": {"type": "Building", "attributes": {"name": "金沙大厦"}, "geometry": [{
        "type": "Solid", "lod": "1", "boundaries": [
            [[[0, 3, 2, 1]], [[4, 5, 6, 7]], [[0, 1, 5, 4]], [[1, 2, 6, 5]], [[2, 3, 7, 6]], [[3, 0, 4, 7]]]]}]}},
}  # fmt: skip
TOPO = {
    "type": "Topology", "arcs": [[[121.5, 31.2], [121.501, 31.2], [121.501, 31.201], [121.5, 31.2]]],
    "objects": {"楼": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "arcs": [[0]], "properties": {"name": "金沙大厦", "kind": "building"}}]}},
}  # fmt: skip
MIF = """Version 300
Charset "Neutral"
Delimiter ","
CoordSys Earth Projection 1, 104
Columns 1
  name Char(20)
Data

Point 121.5 31.2
Point 121.501 31.201
"""
WORLD = "0.0001\n0\n0\n-0.0001\n121.5\n31.206\n"


def write(folder: Path) -> None:
    """Write the files; parts that belong to another lie beside it under its name."""
    _texts(folder)
    _by_gdal(folder)
    _pictures(folder)
    _models(folder)


def _texts(folder: Path) -> None:
    feature = {"type": "CityJSONFeature", "id": "楼", **{n: CITY[n] for n in ("CityObjects", "vertices")}}
    lines = [json.dumps({**CITY, "CityObjects": {}, "vertices": []}), json.dumps(feature)]
    texts = {"楼.osm": OSM, "楼.kml": KML, "巡.gpx": GPX, "图.dxf": DXF, "城.city.json": json.dumps(CITY),
             "拓.topojson": json.dumps(TOPO), "点.mif": MIF,
             "点.mid": '"点1"\n"点2"\n', "城.city.jsonl": "\n".join(lines)}  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    with zipfile.ZipFile(folder / "楼.kmz", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("doc.kml", KML)
    with osmium.SimpleWriter(str(folder / "楼.osm.pbf")) as out:
        for thing in osmium.FileProcessor(str(folder / "楼.osm")):
            out.add(thing)


def _by_gdal(folder: Path) -> None:
    with Station.create(folder / "a.station", "金沙", origin=(121.5, 31.2)) as station:
        houses = [
            {"name": f"{n}栋", "geometry": shapely.box(121.5 + n * 1e-3, 31.2, 121.5005 + n * 1e-3, 31.2005)} for n in range(4)
        ]
        station.apply([Edit("building", None, h) for h in houses], who="a", why="b")
        for ending in ("geojson", "gpkg", "kml"):
            export(station, Query("building"), ending, folder / f"出.{ending}")
    for leftover in folder.glob("a.station*"):
        leftover.unlink()
    points = shapely.to_wkb(np.array([shapely.Point(121.5 + n * 1e-3, 31.2) for n in range(5)]))
    names = [np.array([f"点{n}" for n in range(5)], dtype=object)]
    for ending in (".shp", ".fgb", ".tab"):
        pyogrio.raw.write(folder / f"布{ending}", points, names, ["name"], geometry_type="Point", crs="EPSG:4326")
    with zipfile.ZipFile(folder / "布包.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for ending in (".shp", ".shx", ".dbf", ".prj"):
            packed.write(folder / f"布{ending}", f"布{ending}")


def _pictures(folder: Path) -> None:
    picture = Image.fromarray(np.random.default_rng(1).integers(0, 255, (48, 48, 3), np.uint8))
    picture.save(folder / "底图.jpg")
    picture.save(folder / "底图.png")
    for ending in (".jgw", ".pgw"):
        (folder / f"底图{ending}").write_text(WORLD)
    picture.save(folder / "底图2.tif", tiffinfo={33550: (0.0001, 0.0001, 0.0), 33922: (0.0, 0.0, 0.0, 121.5, 31.206, 0.0)})
    tile = io.BytesIO()
    picture.resize((256, 256)).save(tile, "JPEG")
    tiles = sqlite3.connect(folder / "瓦片.mbtiles")
    tiles.execute("PRAGMA page_size = 1024")
    tiles.execute("CREATE TABLE metadata (name, value)")
    tiles.execute("CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)")
    tiles.execute("INSERT INTO tiles VALUES (16, 54886, 38782, ?)", (tile.getvalue(),))
    tiles.commit()
    tiles.close()


def _models(folder: Path) -> None:
    body = np.array([[0, 0, 0], [9, 0, 0], [0, 9, 0]], np.float32).tobytes()
    gltf = {"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
            "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
            "accessors": [{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3", "min": [0, 0, 0], "max": [9, 9, 0]}],
            "bufferViews": [{"buffer": 0, "byteLength": 36}], "buffers": [{"byteLength": 36}]}  # fmt: skip
    head = json.dumps(gltf).encode()
    head += b" " * (-len(head) % 4)
    chunks = len(head).to_bytes(4, "little") + b"JSON" + head + len(body).to_bytes(4, "little") + b"BIN\0" + body
    (folder / "楼.glb").write_bytes(b"glTF" + (2).to_bytes(4, "little") + (12 + len(chunks)).to_bytes(4, "little") + chunks)
    inside = "data:application/octet-stream;base64," + base64.b64encode(body).decode()
    (folder / "楼.gltf").write_text(json.dumps({**gltf, "buffers": [{"byteLength": 36, "uri": inside}]}))
    (folder / "楼.obj").write_text(OBJ)
