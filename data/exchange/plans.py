"""Floor plans in: a picture or a DXF drawing becomes ink on nothing, cut to what is drawn, and is kept with its storey."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from data.errors import BadInput
from data.i18n import tr
from data.isolated.pictures import pixels_of
from data.query import equals
from data.records import ChangeSet
from data.store.station import Station
from data.town.floor_plans import KIND

FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP")  # what a picture is, its content says
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp")
DRAWINGS = (".dxf",)
LONGEST = 2048  # pixels a side
LARGEST = 200_000_000  # pixels of a picture that is opened
FAINT = 24  # of 255; what is drawn fainter is paper
MOST_LINES = 400_000  # of a drawing

Ink = npt.NDArray[np.uint8]


def add_floor_plan(station: Station, building: int, storey: int, path: Path, *, who: str) -> ChangeSet:
    """Keep a plan for a storey of a building, in the place of the one before, and return the change set.

    Raises
    ------
    BadInput
        If the file cannot be read as a plan, or shows nothing.
    """
    content = encoded(read_ink(path))
    old = station.first(equals(KIND, building=building, storey=storey))
    file = station.first(equals("attachment", record_kind=KIND, record=old.id)) if old is not None else None
    values = {"name": path.stem, "building": building, "storey": storey, "digest": hashlib.sha256(content).hexdigest()}
    with station.editing(who=who, why=tr("楼层平面图 {file}", file=path.name), command="floor_plan") as draft:
        id = draft.add(KIND, values) if old is None else old.id
        if old is not None:
            draft.change(KIND, id, **values)
        if file is not None:
            draft.remove("attachment", file.id)
        draft.attach(KIND, id, f"{path.stem}.png", content, remark=path.name)
    assert draft.done is not None
    return draft.done


def read_ink(path: Path) -> Ink:
    """Return how dark a plan is (h, w), 0 for paper and 255 for ink, row 0 on top, cut to what is drawn.

    Raises
    ------
    BadInput
        If the file cannot be read, or shows nothing.
    """
    ending = path.suffix.lower()
    if ending not in (*PICTURES, *DRAWINGS):
        raise BadInput(tr("文件 {file} 不是平面图：可用图片（PNG、JPEG、TIFF、WebP）或 DXF", file=path.name), file=path)
    ink = _drawn(path) if ending in DRAWINGS else _pictured(path)
    rows, columns = np.flatnonzero((ink > FAINT).any(axis=1)), np.flatnonzero((ink > FAINT).any(axis=0))
    if not len(rows):
        raise BadInput(tr("文件 {file} 是空白的，看不到平面图", file=path.name), file=path)
    return np.ascontiguousarray(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])


def encoded(ink: Ink) -> bytes:
    """Return ink as the bytes of a PNG file."""
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(ink).save(out, "PNG", optimize=True)
    return out.getvalue()


def _pictured(path: Path) -> Ink:
    whole = pixels_of(path, FORMATS, mode="RGBA", most=LARGEST, longest=LONGEST, name=path.name).astype(np.float32)
    light = whole[..., :3] @ np.array([0.299, 0.587, 0.114], np.float32)
    if np.median(light) < 100:  # light lines on dark paper
        light = 255 - light
    dark = (255 - light) * whole[..., 3] / 255
    return np.clip(dark * 1.15, 0, 255).astype(np.uint8)


def _drawn(path: Path) -> Ink:
    from PIL import Image, ImageDraw

    lines = list(_lines(path))[:MOST_LINES]
    if not lines:
        raise BadInput(tr("图纸 {file} 里没有线", file=path.name), file=path)
    points = np.concatenate(lines)
    low, size = points.min(axis=0), np.ptp(points, axis=0)
    pixel = max(float(size.max()), 1e-9) / (LONGEST - 8)
    width, height = (np.ceil(size / pixel) + 8).astype(int).tolist()
    image = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(image)
    for line in lines:
        at = (line - low) / pixel + 4
        at[:, 1] = height - at[:, 1]
        pen.line([(float(x), float(y)) for x, y in at], fill=255, width=3)
    return np.asarray(image)


def _lines(path: Path) -> Iterator[npt.NDArray[np.float64]]:
    """Yield the lines of a drawing, outlines of areas too, in the drawing's own units."""
    import pyogrio

    try:
        _, _, shapes, _ = pyogrio.raw.read(path, columns=[], force_2d=True)
    except (RuntimeError, ValueError, OSError) as error:
        raise BadInput(tr("图纸 {file} 已损坏，读不了（{why}）", file=path.name, why=error), file=path) from error
    for shape in shapely.get_parts(shapely.from_wkb([s for s in shapes if s is not None])):
        for part in shapely.get_parts(shape.boundary if shapely.get_dimensions(shape) == 2 else shape):
            found = shapely.get_coordinates(part)
            if len(found) > 1 and np.isfinite(found).all():
                yield found
