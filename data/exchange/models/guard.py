"""What a model file may ask for: nothing outside its folder, nothing larger than a building's model needs."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import orjson

from data.errors import BadInput
from data.i18n import tr

LARGEST_FILE = 200_000_000  # bytes, of each file that is read
MOST_NUMBERS = 20_000_000  # items of all accessors of a glTF together
MOST_NODES = 50_000
MAGIC, JSON_CHUNK = b"glTF", 0x4E4F534A
# Extensions that change how a model looks and not what it is; others that a file requires cannot be left out.
HARMLESS = ("KHR_materials_", "KHR_texture_", "KHR_lights_", "EXT_texture_", "KHR_mesh_quantization")


class Folder(Mapping[str, bytes]):
    """The files beside a model, by the names that it gives them; the way that trimesh asks for them."""

    def __init__(self, model: Path) -> None:
        self._model = model
        self._home = model.resolve().parent
        self.file_name = model.name
        self.missing: list[str] = []

    def __getitem__(self, name: str) -> bytes:
        """Return the bytes of a file in the model's folder, text as UTF-8.

        Raises
        ------
        FileNotFoundError
            If there is none, or it lies elsewhere.
        """
        plain = unquote(str(name).strip()).replace("\\", "/")
        if ":" in plain or plain.startswith("/"):
            raise self._refused(name)
        path = (self._home / plain).resolve()
        if not path.is_relative_to(self._home):
            raise self._refused(name)
        if not path.is_file() or path.stat().st_size > LARGEST_FILE:
            self.missing.append(plain)
            raise FileNotFoundError(plain)
        raw = path.read_bytes()
        return utf8(raw) if path.suffix.lower() == ".mtl" else raw

    def _refused(self, name: str) -> FileNotFoundError:
        self.missing.append(str(name)[:80])
        return FileNotFoundError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def read_bytes(path: Path) -> bytes:
    """Return a model file.

    Raises
    ------
    BadInput
        If it is missing, empty or too large.
    """
    if not path.is_file():
        raise BadInput(tr("找不到文件 {file}", file=path), file=path)
    size = path.stat().st_size
    if not size:
        raise BadInput(tr("文件 {file} 是空的", file=path.name), file=path)
    if size > LARGEST_FILE:
        limit = LARGEST_FILE // 1_000_000
        raise BadInput(tr("模型 {file} 太大，最多 {limit} MB；请先简化", file=path.name, limit=limit), file=path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(tr("读不了文件 {file}：{why}", file=path, why=error.strerror or error), file=path) from error


def utf8(raw: bytes) -> bytes:
    """Return text of a usual encoding as UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace").encode("utf-8")
    return raw


def check_gltf(raw: bytes, path: Path) -> None:
    """Refuse a glTF that is broken, asks for too much, or for what is not at hand.

    Raises
    ------
    BadInput
        With what is wrong and what to do.
    """
    header = _header(raw, path)
    for name in ("accessors", "buffers", "bufferViews", "nodes", "meshes", "materials", "images", "scenes"):
        found = header.get(name, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise _broken(path, name)
    needed = [e for e in header.get("extensionsRequired") or [] if not str(e).startswith(HARMLESS)]
    if needed:
        raise BadInput(tr("模型 {file} 用了压缩或扩展 {names}，请导出为不压缩的 glTF 2.0",
                          file=path.name, names=", ".join(map(str, needed))), file=path)  # fmt: skip
    _check_counts(header, path)
    for buffer in header.get("buffers", []):
        uri = buffer.get("uri")
        if uri is not None and not _near(uri):
            raise BadInput(tr("模型 {file} 的数据在文件夹之外（{uri}），不读取；请导出为单个 .glb 文件",
                              file=path.name, uri=str(uri)[:80]), file=path)  # fmt: skip


def _near(uri: Any) -> bool:
    """Whether the bytes are in the file itself or in its folder."""
    if not isinstance(uri, str):
        return False
    plain = unquote(uri).replace("\\", "/")
    return uri.startswith("data:") or not (":" in plain or plain.startswith("/") or ".." in plain.split("/"))


def _header(raw: bytes, path: Path) -> dict[str, Any]:
    text = raw
    if raw.startswith(MAGIC):
        if len(raw) < 20:
            raise _broken(path, "header")
        version, _, length, kind = struct.unpack("<4I", raw[4:20])
        if version != 2:
            raise BadInput(tr("模型 {file} 是 glTF {version}，请导出为 glTF 2.0", file=path.name, version=version), file=path)
        if kind != JSON_CHUNK or 20 + length > len(raw):
            raise _broken(path, "header")
        text = raw[20 : 20 + length]
    try:
        header = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        why = tr("模型 {file} 不是有效的 glTF，文件不完整或已损坏：{why}", file=path.name, why=error.msg)
        raise BadInput(why, file=path) from error
    if not isinstance(header, dict) or not isinstance(header.get("asset"), dict):
        raise _broken(path, "asset")
    if not str(header["asset"].get("version", "2.0")).startswith("2"):
        said = header["asset"].get("version")
        raise BadInput(tr("模型 {file} 是 glTF {version}，请导出为 glTF 2.0", file=path.name, version=said), file=path)
    return header


def _check_counts(header: dict[str, Any], path: Path) -> None:
    accessors = header.get("accessors", [])
    counts = [a.get("count") for a in accessors]
    if not all(type(n) is int and n >= 0 for n in counts):
        raise _broken(path, "accessors")
    if sum(counts) > MOST_NUMBERS or len(header.get("nodes", [])) > MOST_NODES:
        raise too_large(path)
    for mesh in header.get("meshes", []):
        for part in mesh.get("primitives") or []:
            attributes = part.get("attributes") if isinstance(part, dict) else None
            at = attributes.get("POSITION") if isinstance(attributes, dict) else None
            if not isinstance(at, int) or not 0 <= at < len(accessors):
                raise _broken(path, "POSITION")
            if "sparse" in accessors[at] or "bufferView" not in accessors[at] or accessors[at].get("normalized"):
                raise BadInput(tr("模型 {file} 的顶点是压缩写法，请导出为不压缩的 glTF 2.0", file=path.name), file=path)


def too_large(path: Path) -> BadInput:
    """Return the refusal of a model with too many parts."""
    return BadInput(tr("模型 {file} 太复杂，请先在建模软件里简化", file=path.name), file=path)


def _broken(path: Path, part: str) -> BadInput:
    return BadInput(tr("模型 {file} 不是有效的 glTF：{part} 有误", file=path.name, part=part), file=path)
