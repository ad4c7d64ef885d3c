"""Triangles as the solid that a building keeps, and the colours of its faces in one line of text."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from data.town.frame import LocalFrame

Floats = npt.NDArray[np.float64]
Colours = npt.NDArray[np.int16]

MOST_FACES = 100_000  # faces that are kept of a building
MOST_COLOURS = 12
THIN = 1e-6  # square metres; a smaller triangle is not seen
STEP = 0.001  # metres: corners nearer than this are one


def visible(triangles: Floats, colours: Colours) -> tuple[Floats, Colours]:
    """Return triangles that have an area, each once: many programs write both sides of a face."""
    a, b = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    thick = np.linalg.norm(np.cross(a, b), axis=1) / 2 > THIN
    triangles, colours = triangles[thick], colours[thick]
    whole = np.round(triangles / STEP).astype(np.int64)
    order = np.lexsort((whole[..., 2], whole[..., 1], whole[..., 0]), axis=1)
    sorted_corners = np.take_along_axis(whole, order[..., None], axis=1).reshape(len(whole), 9)
    _, first = np.unique(sorted_corners, axis=0, return_index=True)
    first.sort()
    return triangles[first], colours[first]


def by_colour(triangles: Floats, colours: Colours) -> tuple[Floats, str]:
    """Return triangles in the order of their colours, and these as "#b5543a:120 -:44" (colour or none, and how many faces)."""
    few = _few(colours)
    packed = np.where(few[:, 0] < 0, -1, (few.astype(np.int64) * (65536, 256, 1)).sum(axis=1))
    order = np.argsort(packed, kind="stable")
    values, counts = np.unique(packed, return_counts=True)
    if values.tolist() == [-1]:
        return triangles[order], ""
    words = ["-" if v < 0 else f"#{v:06x}" for v in values.tolist()]
    return triangles[order], " ".join(f"{w}:{n}" for w, n in zip(words, counts.tolist(), strict=True))


def _few(colours: Colours) -> Colours:
    """Return colours with the rarer ones replaced by the nearest of the commonest."""
    kinds, which, counts = np.unique(colours, axis=0, return_inverse=True, return_counts=True)
    which = which.ravel()
    if len(kinds) <= MOST_COLOURS:
        return colours
    common = kinds[np.argsort(-counts, kind="stable")[:MOST_COLOURS]].astype(float)
    away = ((kinds[:, None, :].astype(float) - common[None]) ** 2).sum(axis=2)
    return np.asarray(common[np.argmin(away, axis=1)][which], np.int16)


def solid_of(triangles: Floats, frame: LocalFrame) -> shapely.MultiPolygon:
    """Return triangles in local metres as a MultiPolygon Z in degrees and metres above the ground."""
    lon, lat = frame.to_degrees(triangles[..., 0], triangles[..., 1])
    corners = np.stack([lon, lat, triangles[..., 2]], axis=-1)
    rings = np.concatenate([corners, corners[:, :1]], axis=1)
    return shapely.MultiPolygon(list(np.atleast_1d(np.asarray(shapely.polygons(rings)))))


