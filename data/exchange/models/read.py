"""Reading a model with trimesh: all its triangles where its nodes put them, with the colour of the material of each."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from data.errors import BadInput
from data.exchange.models.guard import Folder, check_gltf, read_bytes, too_large, utf8
from data.i18n import tr
from data.isolated import Failed, read_apart

Floats = npt.NDArray[np.float64]
Colours = npt.NDArray[np.int16]

MOST_TRIANGLES = 2_000_000  # as read, before what is hidden or flat is left out
LARGEST_IMAGE = 40_000_000  # pixels of a texture whose mean colour is taken
FARTHEST = 1e9  # units from the origin; eastings with a zone's number are a twentieth of that
NO_COLOUR = -1


@dataclass(frozen=True, slots=True)
class Model:
    """Triangles (n, 3, 3) in the file's own axes and units, and the colour (n, 3) 0..255 of each, -1 where it has none."""

    triangles: Floats
    colours: Colours
    notes: tuple[str, ...] = ()


def read_model(path: Path) -> Model:
    """Return what a model file holds, read by the process apart; see `read_here`.

    Raises
    ------
    BadInput
        As `read_here`, and if the reader did not come to an end with it.
    """
    try:
        answer = read_apart("model", {"path": str(path.absolute())}, path)
    except Failed as error:
        raise BadInput(tr("读不了模型 {file}，文件不完整或已损坏：{why}", file=path.name, why=error), file=path) from error
    triangles, colours = answer.arrays
    if triangles.shape[1:] != (3, 3) or colours.shape != (len(triangles), 3):
        raise BadInput(tr("读不了模型 {file}，文件不完整或已损坏：{why}", file=path.name, why=triangles.shape), file=path)
    return Model(triangles.astype(np.float64), colours.astype(np.int16), tuple(map(str, answer.said)))


def read_here(path: Path) -> Model:
    """Return what a glTF 2.0 (.gltf, .glb) or OBJ file holds; textures become their mean colour.

    Raises
    ------
    BadInput
        If it is broken, too large, asks for files outside its folder, or holds no surface.
    """
    raw = read_bytes(path)
    suffix = path.suffix.lower()
    if suffix == ".obj":
        raw = utf8(raw)
    else:
        check_gltf(raw, path)
        suffix = ".glb" if raw.startswith(b"glTF") else ".gltf"
    folder = Folder(path)
    with np.errstate(all="ignore"):  # numbers without sense are left out below
        parts = _parts(_scene(raw, suffix, folder, path), path)
    if not parts:
        raise BadInput(tr("模型 {file} 里没有面", file=path.name), file=path)
    triangles = np.concatenate([t for t, _ in parts])
    sound = (np.abs(triangles) < FARTHEST).all(axis=(1, 2))
    if not sound.any():
        raise BadInput(tr("模型 {file} 里没有面", file=path.name), file=path)
    notes = [tr("没有找到模型引用的 {name}，颜色按默认", name=name) for name in dict.fromkeys(folder.missing)]
    return Model(triangles[sound], np.concatenate([c for _, c in parts])[sound], tuple(notes[:5]))


def _scene(raw: bytes, suffix: str, folder: Folder, path: Path) -> Any:
    import trimesh  # takes a while to load; only models need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.filterwarnings("error", "string or file could not be read")  # numpy says so of broken numbers
            return trimesh.load_scene(io.BytesIO(raw), file_type=suffix[1:], resolver=folder, process=False)
    except Exception as error:  # the reader fails in many ways on a broken file; none of them is a fault of ours
        missing = next(iter(folder.missing), "")
        if missing and isinstance(error, FileNotFoundError):
            why = tr("模型 {file} 缺少数据文件 {name}；请把它放在同一文件夹，或导出为单个 .glb 文件", file=path.name, name=missing)
            raise BadInput(why, file=path) from error
        why = str(error).strip()[:120] or type(error).__name__
        raise BadInput(tr("读不了模型 {file}，文件不完整或已损坏：{why}", file=path.name, why=why), file=path) from error


def _parts(scene: Any, path: Path) -> list[tuple[Floats, Colours]]:
    """Return triangles and colours of each mesh where a node puts it."""
    found: list[tuple[Floats, Colours]] = []
    total = 0
    try:
        for node in scene.graph.nodes_geometry:
            matrix, name = scene.graph[node]
            mesh = scene.geometry[name]
            faces = getattr(mesh, "faces", None)
            if faces is None or not len(faces):
                continue
            total += len(faces)
            if total > MOST_TRIANGLES:
                raise too_large(path)
            points = np.asarray(mesh.vertices, float) @ matrix[:3, :3].T + matrix[:3, 3]
            turned = np.linalg.det(matrix[:3, :3]) < 0
            triangles = points[np.asarray(faces)[:, ::-1] if turned else np.asarray(faces)]
            found.append((triangles, _colours(mesh, len(triangles))))
    except (ValueError, IndexError, KeyError, TypeError, MemoryError, RecursionError) as error:
        why = str(error).strip()[:120] or type(error).__name__
        raise BadInput(tr("读不了模型 {file}，文件不完整或已损坏：{why}", file=path.name, why=why), file=path) from error
    return found


def _colours(mesh: Any, count: int) -> Colours:
    """Return the colour of each face: of its material, or as painted on faces or points."""
    visual = getattr(mesh, "visual", None)
    plain = np.full((count, 3), NO_COLOUR, np.int16)
    try:
        if getattr(visual, "kind", None) in ("face", "vertex"):
            return np.asarray(visual.face_colors[:count, :3], np.int16)  # type: ignore[union-attr]
        colour = _material_colour(getattr(visual, "material", None))
    except Exception:  # noqa: BLE001 - a colour is never worth a model
        return plain
    return plain if colour is None else np.tile(np.asarray(colour, np.int16), (count, 1))


def _material_colour(material: Any) -> Floats | None:
    if material is None:
        return None
    if hasattr(material, "baseColorFactor"):
        factor, image = material.baseColorFactor, material.baseColorTexture
        share = np.ones(3) if factor is None else np.asarray(factor, float)[:3] / 255
        if image is not None and (mean := _mean(image)) is not None:
            return np.clip(mean * _gamma(share), 0, 255)
        return None if factor is None else np.clip(_gamma(share) * 255, 0, 255)
    image = getattr(material, "image", None)
    if image is not None and (mean := _mean(image)) is not None:
        return mean
    diffuse = getattr(material, "diffuse", None)
    return None if diffuse is None else np.asarray(diffuse, float)[:3]


def _gamma(linear: Floats) -> Floats:
    """Return shares as screens show them: the factors of glTF are linear light."""
    return np.asarray(np.clip(linear, 0, 1) ** (1 / 2.2))


def _mean(image: Any) -> Floats | None:
    """Return the mean colour of a texture."""
    if image.width * image.height > LARGEST_IMAGE:
        return None
    image.draft("RGB", (64, 64))
    mean: Floats = np.asarray(image.convert("RGB").resize((1, 1), 4), float)[0, 0]  # 4: the mean of a box
    return mean
