"""The town out as glTF 2.0 (binary): a node for each building, roads and grounds under them, Y up, metres."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import mapbox_earcut
import numpy as np
import numpy.typing as npt
import shapely

from data.disk_words import why_not
from data.errors import BadInput
from data.exchange.out.faces import WALL, Face, block, sheet, surfaces
from data.exchange.out.mark import NAME, Mark
from data.i18n import tr
from data.look import colours
from data.store.station import Station
from data.town.load import load_town
from data.town.model import Town

Floats = npt.NDArray[np.float64]
Y_UP = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])  # east, up, south, as glTF has its axes
ROAD_HEIGHT = 0.08  # metres: what lies higher is seen
GROUND_HEIGHTS = {"compound": 0.01, "paved": 0.02, "green": 0.03, "sport": 0.05, "water": 0.06}
ROUND = 8  # segments of a quarter circle at the ends of roads


def write_gltf(station: Station, out: Path, mark: Mark | None = None) -> int:
    """Write a .glb file and return how many buildings it holds.

    Raises
    ------
    BadInput
        If the station has no town, or the file cannot be written.
    """
    import trimesh

    town = load_town(station)
    scene = trimesh.Scene()
    _add_buildings(scene, town)
    _add_flat(scene, "roads", _ribbons(town), "road", ROAD_HEIGHT)
    for cover in sorted(set(town.grounds.covers)):
        shapes = [s for s, c in zip(town.grounds.shapes, town.grounds.covers, strict=True) if c == cover]
        _add_flat(scene, f"ground {cover}", shapes, cover, GROUND_HEIGHTS.get(cover, 0.0))

    def marked(tree: dict[str, Any]) -> None:
        if mark is not None:
            tree["asset"] |= {"copyright": mark.line, "extras": {NAME: mark.number}}

    if not scene.geometry:
        raise BadInput(tr("站里还没有建筑、道路和地面，没有可导出的城市模型"))
    try:
        out.write_bytes(scene.export(file_type="glb", tree_postprocessor=marked))  # type: ignore[no-untyped-call]
    except OSError as error:
        raise BadInput(tr("写不了 {file}：{why}", file=out, why=why_not(error)), file=out) from error
    return sum(name.startswith("building ") for name in scene.geometry)


def _add_buildings(scene: Any, town: Town) -> None:
    buildings, parts = town.buildings, town.parts
    for row, id in enumerate(buildings.ids.tolist()):
        faces: list[Face] = []
        if row in buildings.models:
            faces = surfaces(buildings.models[row])  # type: ignore[arg-type]
        elif not buildings.has_parts[row]:
            faces = _blocks(buildings.footprints[row], buildings.base[row], buildings.height[row])
        for part in np.flatnonzero(parts.building == row):
            faces += _blocks(parts.footprints[part], parts.base[part], parts.height[part])
        _add(scene, f"building {id} {buildings.names[row]}".strip(), faces, "wall")
    for part in np.flatnonzero(parts.building < 0):
        faces = _blocks(parts.footprints[part], parts.base[part], parts.height[part])
        _add(scene, f"building_part {parts.ids[part]}", faces, "wall")


def _blocks(footprint: shapely.Geometry, base: float, top: float) -> list[Face]:
    return [face for piece in shapely.get_parts(footprint) if piece.area > 0 for face in block(piece, float(base), float(top))]


def _ribbons(town: Town) -> list[shapely.Geometry]:
    """Return the roads as areas of their drawn width."""
    return list(shapely.buffer(town.roads.lines, town.roads.width / 2, quad_segs=ROUND, cap_style="round"))


def _add_flat(scene: Any, name: str, shapes: Iterable[shapely.Geometry], colour: str, height: float) -> None:
    _add(scene, name, [sheet(piece, height) for s in shapes for piece in shapely.get_parts(s) if piece.area > 0], colour)


def _add(scene: Any, name: str, faces: Iterable[Face], colour: str) -> None:
    import trimesh

    meshes = [triangles(face) for face in faces]
    meshes = [m for m in meshes if len(m)]
    if not meshes:
        return
    corners = np.concatenate(meshes).reshape(-1, 3) @ Y_UP.T
    mesh = trimesh.Trimesh(corners, np.arange(len(corners)).reshape(-1, 3), process=False)
    mesh.visual = _painted(colour)
    scene.add_geometry(mesh, node_name=name, geom_name=name)


@cache
def _painted(colour: str) -> Any:
    from trimesh.visual import TextureVisuals
    from trimesh.visual.material import PBRMaterial

    known = colours("light")
    rgba = _rgba(known.get(colour, known["ground"]))
    material = PBRMaterial(  # type: ignore[no-untyped-call]
        name=colour, baseColorFactor=rgba, metallicFactor=0.0, roughnessFactor=0.9, doubleSided=True
    )
    return TextureVisuals(material=material)  # type: ignore[no-untyped-call]


def triangles(face: Face) -> Floats:
    """Return a flat face as triangles (n, 3, 3); it is cut in the plane that it lies in best."""
    if face.surface == WALL:
        a, b, c, d = face.rings[0]
        return np.array([(a, b, c), (a, c, d)])
    corners = np.concatenate(face.rings)
    ends = np.cumsum([len(r) for r in face.rings]).astype(np.uint32)
    normal = _normal(face.rings[0])
    axis = int(np.argmax(np.abs(normal)))
    flat = np.delete(corners, axis, axis=1)
    cut = corners[mapbox_earcut.triangulate_float64(np.ascontiguousarray(flat), ends).reshape(-1, 3)]
    wrong = np.cross(cut[:, 1] - cut[:, 0], cut[:, 2] - cut[:, 0]) @ normal < 0
    cut[wrong] = cut[wrong][:, ::-1]
    return np.asarray(cut)


def _normal(ring: Floats) -> Floats:
    """Return the direction that a ring looks to (Newell's method: M. E. Newell, 1972)."""
    after = np.roll(ring, -1, axis=0)
    return np.asarray(np.cross(ring, after).sum(axis=0))


def _rgba(colour: str) -> list[float]:
    return [*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)), 1.0]
