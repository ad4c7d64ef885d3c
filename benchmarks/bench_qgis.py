"""New York beside QGIS where it is installed: from the same file to the first picture in 3D, and to a picture from elsewhere.

QGIS runs in a process of its own with the interpreter that its package was made for, draws the extruded footprints without
terrain in the 3D item of a layout and writes the picture. Each picture of such an item builds the scene anew, and QGIS gives
Python no other way to a 3D picture: its second picture stands beside the opening of a known town, not beside a frame.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.figure import tell
from benchmarks.map_town import work_out
from data.store import Station

PACKED = Path(__file__).parents[1].parent / "shared" / "data" / "newyork" / "buildings.geojson.gz"
PYTHON = os.environ.get("QGIS_PYTHON", "/usr/bin/python3")  # that finds the package qgis
GOAL = 1.0  # times QGIS
LIMIT = 900  # seconds after which QGIS is given up
WIDTH, HEIGHT = 1600, 900

DRAW = """
import json, os, sys, time
from PyQt5.QtXml import QDomDocument
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsLayoutExporter, QgsLayoutSize,
    QgsPrintLayout, QgsProject, QgsProperty, QgsReadWriteContext, QgsVector3D, QgsVectorLayer)
from qgis._3d import (Qgs3D, Qgs3DMapSettings, QgsCameraPose, QgsLayoutItem3DMap, QgsPolygon3DSymbol,
    QgsVectorLayer3DRenderer)

# A generator of terrain has to be there even where no terrain is drawn.
SETTINGS = ('<qgis3d><origin x="0" y="0" z="0"/><crs/><terrain exaggeration="1" texture-size="512" '
            'max-terrain-error="3" max-ground-error="1"><generator type="flat"/></terrain></qgis3d>')
app = QgsApplication([], True)
app.initQgis()
Qgs3D.initialize()
start = time.perf_counter()
project = QgsProject.instance()
layer = QgsVectorLayer(sys.argv[1], "buildings", "ogr")
assert layer.isValid()
project.addMapLayer(layer)
crs = QgsCoordinateReferenceSystem("EPSG:32618")
project.setCrs(crs)
symbol = QgsPolygon3DSymbol()
properties = symbol.dataDefinedProperties()
properties.setProperty(1, QgsProperty.fromExpression('coalesce("height", 10)'))  # 1 is the height of the extrusion
symbol.setDataDefinedProperties(properties)
renderer = QgsVectorLayer3DRenderer(symbol)
renderer.setLayer(layer)
layer.setRenderer3D(renderer)
document = QDomDocument()
document.setContent(SETTINGS)
settings = Qgs3DMapSettings()
settings.readXml(document.documentElement(), QgsReadWriteContext())
settings.setCrs(crs)
extent = QgsCoordinateTransform(layer.crs(), crs, project).transformBoundingBox(layer.extent())
settings.setOrigin(QgsVector3D(extent.center().x(), extent.center().y(), 0))
settings.setTransformContext(project.transformContext())
settings.setLayers([layer])
settings.setTerrainRenderingEnabled(False)
layout = QgsPrintLayout(project)
layout.initializeDefaults()
layout.pageCollection().page(0).setPageSize(QgsLayoutSize(160, 90))
item = QgsLayoutItem3DMap(layout)
item.attemptResize(QgsLayoutSize(160, 90))
item.setMapSettings(settings)
layout.addLayoutItem(item)
asked = QgsLayoutExporter.ImageExportSettings()
asked.dpi = 254  # 10 pixels a millimetre
took = []
for heading in (0, 60):
    pose = QgsCameraPose()
    pose.setCenterPoint(QgsVector3D(0, 0, 0))
    pose.setDistanceFromCenterPoint(max(extent.width(), extent.height()) * 1.2)
    pose.setPitchAngle(52)
    pose.setHeadingAngle(heading)
    item.setCameraPose(pose)
    done = QgsLayoutExporter(layout).exportToImage(sys.argv[2], asked)
    assert done == QgsLayoutExporter.Success
    took.append(time.perf_counter() - start)
    start = time.perf_counter()
print(json.dumps(took), flush=True)
os._exit(0)  # its ending takes the scene apart in an order that may fail
"""


def main() -> bool:
    """Print the figures; True where goals are met, or QGIS or the data is not there."""
    if not PACKED.exists() or not _has_qgis():
        print("bench_qgis skipped: QGIS or the data is not there", flush=True)
        return True
    with TemporaryDirectory() as folder:
        path = Path(folder) / "buildings.geojson"
        with gzip.open(PACKED, "rb") as packed, path.open("wb") as out:
            shutil.copyfileobj(packed, out)
        ours, known = _ours(path)
        first, second = _qgis(path)
    ok = tell("newyork: file to first picture", ours, "s", goal=GOAL, peer="QGIS 3D, same file", peer_value=first)
    return ok & tell("newyork: known town to a picture", known, "s", goal=GOAL, peer="QGIS 3D, second picture", peer_value=second)


def _has_qgis() -> bool:
    asked = [PYTHON, "-c", "import qgis._3d"]
    return Path(PYTHON).exists() and subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _qgis(path: Path) -> tuple[float, float]:
    """Return the seconds to the first and to the second picture."""
    done = subprocess.run(
        [PYTHON, "-c", DRAW, str(path), str(path.with_suffix(".png"))], capture_output=True, text=True, timeout=LIMIT, check=False
    )
    if done.returncode:
        raise RuntimeError(f"QGIS failed: {done.stderr[-2000:]}")
    first, second = json.loads(done.stdout.splitlines()[-1])
    return first, second


def _ours(path: Path) -> tuple[float, float]:
    """Return the seconds from the file to a picture, and to one of the station once its town is kept, as the console keeps it."""
    program, station = str(Path(sys.executable).with_name("watchroom")), path.with_suffix(".station")
    subprocess.run([program, "new", str(station), "--name", "New York", "--plain"], check=True, capture_output=True)
    picture = [program, "shot", str(station), str(path.with_suffix(".png")), "--size", f"{WIDTH}x{HEIGHT}", "--view", "overview"]
    start = perf_counter()
    subprocess.run([program, "import", str(station), str(path)], check=True, capture_output=True)
    subprocess.run(picture, check=True, capture_output=True)
    first = perf_counter() - start
    with Station.open(station) as known:
        work_out(known)
    start = perf_counter()
    subprocess.run(picture, check=True, capture_output=True)
    return first, perf_counter() - start
