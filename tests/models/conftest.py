"""A town with a code on a building, and models to put on it."""

import numpy as np
import pytest
import trimesh

from data.exchange.importer import import_file
from data.query import equals

NAME = "银杏大厦"
WIDE, DEEP = 47.96, 33.26  # metres: what the footprint of each building of the small town is


@pytest.fixture
def tower(town):
    """The id of the building with the code B8."""
    (record,) = town.read(equals("building", name=NAME))
    with town.editing(who="t", why="setup") as draft:
        draft.change("building", record.id, code="B8")
    return record.id


@pytest.fixture
def put(town, tower):
    """Import a model and return the report."""

    def bring_in(path, **more):
        return import_file(town, path, who="李警官", **more)

    return bring_in


def box(size, middle, colour=None):
    """A box in metres with y up."""
    made = trimesh.creation.box(size)
    made.apply_translation(middle)
    if colour is not None:
        material = trimesh.visual.material.PBRMaterial(baseColorFactor=[*colour, 255])
        made.visual = trimesh.visual.TextureVisuals(material=material)
    return made


def house(wide=WIDE, deep=DEEP, high=30.0, turn=0.0, up="y", by=1.0, at=(0.0, 0.0, 0.0)):
    """A house with a tower on the eastern end of its roof; ``turn`` degrees clockwise seen from above, size ``by`` times."""
    scene = trimesh.Scene()
    scene.add_geometry(box((wide, high, deep), (0, high / 2, 0), (200, 60, 30)))
    scene.add_geometry(box((wide / 4, 10, deep / 2), (wide * 3 / 8, high + 5, 0), (30, 60, 200)))
    scene.apply_transform(trimesh.transformations.rotation_matrix(np.radians(-turn), (0, 1, 0)))
    if up == "z":
        scene.apply_transform(trimesh.transformations.rotation_matrix(np.pi / 2, (1, 0, 0)))
    scene.apply_scale(by)
    scene.apply_translation(at)
    return scene


@pytest.fixture
def save(tmp_path):
    """Write a scene and return the path."""

    def write(scene, name="B8.glb"):
        path = tmp_path / name
        if path.suffix == ".gltf":
            for inner, raw in trimesh.exchange.gltf.export_gltf(scene).items():
                (tmp_path / (name if inner == "model.gltf" else inner)).write_bytes(raw)
        else:
            scene.export(path)
        return path

    return write


def model_of(station, id):
    """The model of a building in local metres, (n, 3, 3)."""
    import shapely

    solid = station.columns(equals("building", id=id), ("model",))["model"][0]
    local = station.frame.geometry_to_local(solid)
    return shapely.get_coordinates(local, include_z=True).reshape(-1, 4, 3)[:, :3]


def footprint_of(station, id):
    """The footprint of a building in local metres."""
    return station.frame.geometry_to_local(station.columns(equals("building", id=id), ("geometry",))["geometry"][0])
