"""Broken, greedy and prying models end in a sentence and leave nothing."""

import base64
import json
import random
import struct

import pytest

from data.errors import BadInput, WatchroomError
from tests.models.conftest import house


def gltf(**more):
    """A glTF of one triangle whose data is in the file itself."""
    raw = struct.pack("<9f", 0, 0, 0, 48, 0, 0, 0, 30, 33)
    uri = "data:application/octet-stream;base64," + base64.b64encode(raw).decode()
    return {
        "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}], "buffers": [{"byteLength": 36, "uri": uri}],
        "bufferViews": [{"buffer": 0, "byteLength": 36}],
        "accessors": [{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3"}], **more,
    }  # fmt: skip


@pytest.fixture
def written(tmp_path):
    def write(document, name="B8.gltf"):
        path = tmp_path / name
        path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        return path

    return write


def test_data_in_the_file_itself(put, written):
    assert put(written(gltf())).updated == 1


def test_gltf_with_its_files_beside_it(put, save):
    assert put(save(house(), "B8.gltf")).updated == 1


@pytest.mark.parametrize("uri", ["../secret.bin", "/etc/hostname", "file:///etc/hostname", "http://127.0.0.1/x.bin", "C:\\x.bin",
                                 "..%2Fsecret.bin", "a/../../secret.bin", "..\\secret.bin"])  # fmt: skip
def test_nothing_outside_the_folder_is_read(put, written, tmp_path, uri):
    (tmp_path.parent / "secret.bin").write_bytes(bytes(36))
    with pytest.raises(BadInput, match="文件夹之外"):
        put(written(gltf(buffers=[{"byteLength": 36, "uri": uri}])))


def test_link_out_of_the_folder_is_not_followed(put, written, tmp_path):
    (tmp_path.parent / "secret.bin").write_bytes(bytes(36))
    (tmp_path / "near.bin").symlink_to(tmp_path.parent / "secret.bin")
    with pytest.raises(BadInput, match="near"):
        put(written(gltf(buffers=[{"byteLength": 36, "uri": "near.bin"}])))


def test_missing_data_file_is_named(put, written):
    with pytest.raises(BadInput, match=r"data\.bin"):
        put(written(gltf(buffers=[{"byteLength": 36, "uri": "data.bin"}])))


def test_material_file_outside_the_folder_is_not_read(put, tmp_path):
    (tmp_path.parent / "x.mtl").write_text("newmtl a\nKd 1 0 0\n")
    (tmp_path / "B8.obj").write_text(
        "mtllib ../x.mtl\nusemtl a\nv 0 0 0\nv 48 0 0\nv 48 0 33\nv 0 30 0\nf 1 2 3\nf 1 2 4\nf 2 3 4\nf 3 1 4\n"
    )
    report = put(tmp_path / "B8.obj")
    assert any("x.mtl" in note for note in report.notes)


@pytest.mark.parametrize(("change", "said"), [
    ({"asset": {"version": "1.0"}}, "2.0"), ({"asset": None}, "asset"),
    ({"extensionsRequired": ["KHR_draco_mesh_compression"]}, "draco"),
    ({"accessors": [{"componentType": 5126, "count": 4_000_000_000, "type": "VEC3"}]}, "复杂"),
    ({"accessors": [{"componentType": 5126, "count": 1_000_000, "type": "VEC3"}]}, "压缩"),
    ({"accessors": [{"componentType": 5126, "count": -3, "type": "VEC3"}]}, "accessors"),
    ({"accessors": []}, "POSITION"), ({"meshes": []}, "模型"), ({"meshes": [{"primitives": []}]}, "没有面"),
    ({"nodes": [{}]}, "没有面"),
    ({"nodes": [{"mesh": 0, "children": [0]}]}, ""), ({"bufferViews": [{"buffer": 9, "byteLength": 36}]}, "损坏"),
    ({"buffers": [{"byteLength": 36, "uri": "data:;base64,AAAA"}]}, "损坏"), ({"scenes": []}, "损坏"),
    ({"nodes": [{"mesh": 0, "scale": [1e300, 1e300, 1e300]}]}, ""),
])  # fmt: skip
def test_what_is_wrong_is_said(put, written, change, said):
    if said:
        with pytest.raises(WatchroomError, match=said):
            put(written(gltf(**change)))
        return
    try:
        put(written(gltf(**change)))
    except WatchroomError as error:
        assert error.message


def test_one_mesh_very_many_times_is_refused(put, save, written, tmp_path):
    import trimesh

    ball = trimesh.creation.icosphere(subdivisions=4)
    scene = trimesh.Scene()
    for n in range(600):
        scene.add_geometry(ball, geom_name="ball") if not n else scene.graph.update(f"n{n}", geometry="ball")
    with pytest.raises(BadInput, match="简化"):
        put(save(scene))


def test_too_many_faces(put, save, monkeypatch):
    monkeypatch.setattr("data.exchange.models.importing.MOST_FACES", 10)
    with pytest.raises(BadInput, match="简化"):
        put(save(house()))


@pytest.mark.parametrize(("name", "raw"), [
    ("B8.glb", b""), ("B8.glb", b"glTF"), ("B8.glb", b"hello"), ("B8.gltf", b"{}"), ("B8.gltf", b"[]"), ("B8.obj", b"hello"),
    ("B8.obj", b"v 0 0 0\nf 1 2 99999999\n"), ("B8.obj", b"f 1 1 1\n"), ("B8.obj", b"v nan inf 0\nv 0 0 0\nv 1 1 1\nf 1 2 3\n"),
    ("B8.obj", b"\xff\xfe\0\0"),
])  # fmt: skip
def test_files_that_are_no_model(put, tmp_path, name, raw):
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(WatchroomError):
        put(tmp_path / name)


@pytest.mark.parametrize("seed", range(8))
def test_broken_models_end_in_a_sentence(town, put, save, seed):
    dice = random.Random(seed)
    for name in ("B8.glb", "B8.obj"):
        path = save(house(), name)
        whole = path.read_bytes()
        for _ in range(8):
            raw = bytearray(whole[: dice.randrange(len(whole))] if dice.random() < 0.4 else whole)
            for _ in range(dice.randrange(30) if raw else 0):
                raw[dice.randrange(len(raw))] = dice.randrange(256)
            path.write_bytes(raw)
            try:
                put(path)
            except WatchroomError:
                continue
    assert town.verify().sound
