"""Small sound files of every format that a station takes in, made here: what fuzzing begins from."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import numpy as np
import shapely
import xlsxwriter
from PIL import Image

from data.exchange.export import export
from data.query import Query
from data.records import Edit
from data.store import Station

ROWS = [["姓名", "身份证号", "手机号", "住址", "登记日期"], *(
    [f"张伟{n}", f"31019919900101{n:04d}", f"139012345{n:02d}", f"金沙路{n}号", f"2026-01-{n % 28 + 1:02d}"] for n in range(12)
)]  # fmt: skip
BESIDE = (".jgw", ".pgw", ".station", ".shx", ".dbf", ".prj", ".cpg", ".dat", ".map", ".id")  # parts of other files
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
    ["0", "SECTION", "2", "ENTITIES", "0", "LINE", "8", "建筑", "10", "0", "20", "0", "11", "20", "21", "10", "0", "LWPOLYLINE"]
    + ["5", "1A", "100", "AcDbEntity", "8", "建筑", "100", "AcDbPolyline", "90", "4", "70", "1"]
    + [c for x, y in ((0, 0), (20, 0), (20, 10), (0, 10)) for c in ("10", str(x), "20", str(y))] + ["0", "ENDSEC", "0", "EOF", ""]
)  # fmt: skip
HTML = "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS) + "</table>"


def make_seeds(folder: Path) -> list[Path]:
    """Write the files and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    _texts(folder)
    _books(folder)
    _places(folder)
    _pictures(folder)
    return sorted(p for p in folder.iterdir() if p.is_file() and p.suffix not in BESIDE)


def _texts(folder: Path) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(ROWS)
    (folder / "人.csv").write_bytes(text.getvalue().encode("gb18030"))
    (folder / "人.txt").write_bytes(text.getvalue().replace(",", "\t").encode("utf-16"))
    (folder / "人.csv.gz").write_bytes(gzip.compress(text.getvalue().encode()))
    (folder / "人.html").write_text(HTML, encoding="utf-8")
    for name, content in (("楼.osm", OSM), ("楼.kml", KML), ("巡.gpx", GPX), ("楼.obj", OBJ), ("图.dxf", DXF)):
        (folder / name).write_text(content, encoding="utf-8")
    with zipfile.ZipFile(folder / "楼.kmz", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("doc.kml", KML)
    with zipfile.ZipFile(folder / "包.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("人.csv", text.getvalue())
    kind = Path(__file__).parents[2] / "resources" / "kinds" / "grid.toml"
    (folder / "类别.toml").write_text(
        kind.read_text(encoding="utf-8").replace('name = "grid"', 'name = "own_grid"', 1), encoding="utf-8"
    )


def _books(folder: Path) -> None:
    with xlsxwriter.Workbook(str(folder / "人.xlsx")) as book:
        sheet = book.add_worksheet("人员")
        for at, row in enumerate(ROWS):
            sheet.write_row(at, 0, row)
        sheet.merge_range(20, 0, 22, 1, "合")
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    cells = "".join("<table:table-row>" + "".join(map(cell.format, row)) + "</table:table-row>" for row in ROWS)
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    table = f'<table:table table:name="人">{cells}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    with zipfile.ZipFile(folder / "人.ods", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")


def _places(folder: Path) -> None:
    with Station.create(folder / "a.station", "金沙", origin=(121.5, 31.2)) as station:
        houses = [
            {"name": f"{n}栋", "geometry": shapely.box(121.5 + n * 1e-3, 31.2, 121.5005 + n * 1e-3, 31.2005)} for n in range(4)
        ]
        station.apply([Edit("building", None, h) for h in houses], who="a", why="b")
        for ending in ("geojson", "gpkg", "kml"):
            out = folder / f"出.{ending}"
            export(station, Query("building"), ending, out)
    import pyogrio

    points = shapely.to_wkb(np.array([shapely.Point(121.5 + n * 1e-3, 31.2) for n in range(5)]))
    names = [np.array([f"点{n}" for n in range(5)], dtype=object)]
    for ending in (".shp", ".fgb", ".tab"):
        pyogrio.raw.write(folder / f"点{ending}", points, names, ["name"], geometry_type="Point", crs="EPSG:4326")


def _pictures(folder: Path) -> None:
    picture = Image.fromarray(np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8))
    world = "0.0001\n0\n0\n-0.0001\n121.5\n31.206\n"
    picture.save(folder / "底图.jpg")
    picture.save(folder / "底图.png")
    for ending in (".jgw", ".pgw"):
        (folder / f"底图{ending}").write_text(world)
    picture.save(folder / "底图2.tif", tiffinfo={33550: (0.0001, 0.0001, 0.0), 33922: (0.0, 0.0, 0.0, 121.5, 31.206, 0.0)})
    tile = io.BytesIO()
    picture.resize((256, 256)).save(tile, "PNG")
    tiles = sqlite3.connect(folder / "瓦片.mbtiles")
    tiles.execute("CREATE TABLE metadata (name, value)")
    tiles.execute("CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)")
    tiles.execute("INSERT INTO tiles VALUES (16, 54886, 38782, ?)", (tile.getvalue(),))
    tiles.commit()
    tiles.close()
    gltf = {"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
            "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
            "accessors": [{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3", "min": [0, 0, 0], "max": [9, 9, 0]}],
            "bufferViews": [{"buffer": 0, "byteLength": 36}], "buffers": [{"byteLength": 36}]}  # fmt: skip
    head = json.dumps(gltf).encode()
    head += b" " * (-len(head) % 4)
    body = np.array([[0, 0, 0], [9, 0, 0], [0, 9, 0]], np.float32).tobytes()
    chunks = len(head).to_bytes(4, "little") + b"JSON" + head + len(body).to_bytes(4, "little") + b"BIN\0" + body
    (folder / "楼.glb").write_bytes(b"glTF" + (2).to_bytes(4, "little") + (12 + len(chunks)).to_bytes(4, "little") + chunks)
