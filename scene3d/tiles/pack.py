"""One tile of the town as plain arrays: rings, heights, looks, roofs; quick to keep, to read, to draw and to cast rays at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from scene3d.meshes.facade import FACADES
from scene3d.meshes.prisms import PLAIN, Prisms
from scene3d.meshes.triangles import flat_triangles
from scene3d.tiles import kept

Floats = npt.NDArray[np.float64]
Geometries = npt.NDArray[np.object_]
Kept = bytes | memoryview

LOOKS = (PLAIN, *FACADES)  # by their numbers in a pack
DERIVED = ("roofs", "roof_of", "rows", "model_rows")  # follow from the rest


@dataclass(frozen=True, slots=True)
class Pack:
    """Solids of a tile, n of them, and triangles of own models.

    ``corners`` (k, 2) float32 are local metres of all rings without the closing point, outer rings counter-clockwise, holes
    clockwise; ``ring_at`` (r + 1,) the first corner of each ring, ``solid_at`` (n + 1,) the first ring of each solid. ``base``,
    ``top``, ``storey`` are metres, ``ids`` the buildings' ids (0: none), ``facade`` and ``foot`` numbers in `LOOKS`, ``tint``
    (n, 3) factors. ``roofs`` (m, 3) are corners of triangles, ``roof_of`` (m,) their solids. ``model`` (q, 3, 3) are triangles
    of own models with ``model_ids`` and ``model_paint`` (q, 3), -1 where they have no colour of their own. In a coarse pack,
    ``members`` are the ids of the buildings that solid ``member_of`` stands for.

    ``rows`` and ``model_rows`` are the buildings' rows in the town; -1 until `numbered`.
    """

    corners: npt.NDArray[np.float32]
    ring_at: npt.NDArray[np.int32]
    solid_at: npt.NDArray[np.int32]
    base: npt.NDArray[np.float32]
    top: npt.NDArray[np.float32]
    storey: npt.NDArray[np.float32]
    ids: npt.NDArray[np.int64]
    facade: npt.NDArray[np.uint8]
    foot: npt.NDArray[np.uint8]
    tint: npt.NDArray[np.float32]
    roofs: npt.NDArray[np.int32]
    roof_of: npt.NDArray[np.int32]
    model: npt.NDArray[np.float32]
    model_ids: npt.NDArray[np.int64]
    model_paint: npt.NDArray[np.float32]
    members: npt.NDArray[np.int64]
    member_of: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int32]
    model_rows: npt.NDArray[np.int32]

    @property
    def count(self) -> int:
        """How many solids there are."""
        return len(self.base)

    @property
    def empty(self) -> bool:
        """Whether there is nothing."""
        return not len(self.base) and not len(self.model)

    @property
    def solid_of_corner(self) -> npt.NDArray[np.int32]:
        """The solid of each corner (k,)."""
        per_ring = np.repeat(np.arange(self.count, dtype=np.int32), np.diff(self.solid_at))
        return np.repeat(per_ring, np.diff(self.ring_at))

    @property
    def after(self) -> npt.NDArray[np.int32]:
        """The next corner of the same ring, for each corner (k,)."""
        found = np.arange(1, len(self.corners) + 1, dtype=np.int32)
        found[self.ring_at[1:] - 1] = self.ring_at[:-1]
        return found

    @property
    def bounds(self) -> Floats:
        """West, south, foot, east, north and top (6,) in local metres; the foot is at the ground or below."""
        at = np.concatenate([self.corners, self.model[..., :2].reshape(-1, 2)])
        heights = np.concatenate([[0.0], self.base, self.top, self.model[..., 2].ravel()])
        return np.asarray(np.r_[at.min(axis=0), heights.min(), at.max(axis=0), heights.max()], float)

    @property
    def weight(self) -> int:
        """About how many triangles its plain massing has."""
        return 3 * len(self.corners) + len(self.model)

    @property
    def memory(self) -> int:
        """Bytes that the arrays take."""
        return sum(getattr(self, f.name).nbytes for f in fields(self))

    def polygons(self) -> Geometries:
        """Return the solids' outlines as Polygons."""
        rings: Any = shapely.linearrings(self.corners.astype(float), indices=_ring_of(self.ring_at))
        own = np.repeat(np.arange(self.count), np.diff(self.solid_at))
        return np.asarray(shapely.polygons(rings, indices=own), object)

    def prisms(self) -> Prisms:
        """Return the solids as the meshes of facades take them."""
        looks = np.array(LOOKS, object)
        return Prisms(self.polygons(), self.base.astype(float), self.top.astype(float), self.rows, self.storey.astype(float),
                      looks[self.facade], looks[self.foot], self.tint.astype(float))  # fmt: skip

    def numbered(self, order: npt.NDArray[np.int64], ids: npt.NDArray[np.int64]) -> Pack:
        """Return the pack with the buildings' rows; ``ids`` are those of the town sorted, ``order`` the row of each."""
        return replace(self, rows=rows_of(self.ids, order, ids), model_rows=rows_of(self.model_ids, order, ids))

    def roofed(self) -> Pack:
        """Return the pack with the triangles of its roofs."""
        if len(self.roofs) or not self.count:
            return self
        flat = flat_triangles(self.polygons())
        return replace(self, roofs=flat.faces.astype(np.int32), roof_of=flat.of_face.astype(np.int32))

    def stamp(self) -> str:
        """Return what tells this content from any other."""
        told = hashlib.blake2b(digest_size=16)
        for field in fields(self):
            if field.name not in DERIVED:
                told.update(np.ascontiguousarray(getattr(self, field.name)).tobytes())
        return told.hexdigest()

    def to_bytes(self) -> bytes:
        """Return it as bytes that `read_pack` takes; rows are not in them."""
        return kept.to_bytes({f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("rows", "model_rows")})


def read_pack(of: Kept) -> Pack:
    """Return a pack from its bytes.

    Raises
    ------
    ValueError
        If they are not a whole pack of this version.
    """
    found, _ = kept.from_bytes(of)
    if {*found, "rows", "model_rows"} != {f.name for f in fields(Pack)}:
        raise ValueError("not a pack of this version")
    nobody = np.full(len(found["ids"]), -1, np.int32)
    return Pack(**found, rows=nobody, model_rows=np.full(len(found["model_ids"]), -1, np.int32))


def packed(solids: Prisms, ids: npt.NDArray[np.int64], models: Models | None = None, members: Members | None = None) -> Pack:
    """Return solids as a pack without roofs; ``ids`` (n,) are their buildings."""
    polygons = shapely.orient_polygons(solids.polygons) if len(solids.polygons) else solids.polygons
    rings, owner = shapely.get_rings(polygons, return_index=True) if len(polygons) else (polygons, np.zeros(0, np.int64))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    open_ = np.r_[ring[1:] == ring[:-1], False] if len(ring) else np.zeros(0, bool)
    ring_at = np.concatenate([[0], np.cumsum(np.bincount(ring[open_], minlength=len(rings)))])
    solid_at = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(polygons)))])
    number = {name: i for i, name in enumerate(LOOKS)}
    models, members = models or NO_MODELS, members or NO_MEMBERS
    return Pack(
        corners=points[open_].astype(np.float32), ring_at=ring_at.astype(np.int32), solid_at=solid_at.astype(np.int32),
        base=solids.base.astype(np.float32), top=solids.top.astype(np.float32), storey=solids.storey.astype(np.float32),
        ids=ids.astype(np.int64), facade=_numbers(solids.facade, number), foot=_numbers(solids.foot, number),
        tint=solids.tint.astype(np.float32), roofs=np.zeros((0, 3), np.int32), roof_of=np.zeros(0, np.int32),
        model=models.triangles, model_ids=models.ids, model_paint=models.paint, members=members.ids, member_of=members.of,
        rows=solids.rows.astype(np.int32), model_rows=models.rows,
    )  # fmt: skip


def empty_pack() -> Pack:
    """Return a pack of nothing."""
    none, names = np.zeros(0), np.zeros(0, object)
    solids = Prisms(names, none, none, np.zeros(0, np.int32), none, names, names, np.zeros((0, 3)))
    return packed(solids, np.zeros(0, np.int64)).roofed()


@dataclass(frozen=True, slots=True)
class Models:
    """Triangles of own 3D models as `Pack` keeps them."""

    triangles: npt.NDArray[np.float32]
    ids: npt.NDArray[np.int64]
    paint: npt.NDArray[np.float32]
    rows: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Members:
    """Which buildings solids stand for, as `Pack` keeps them."""

    ids: npt.NDArray[np.int64]
    of: npt.NDArray[np.int32]


NO_MODELS = Models(np.zeros((0, 3, 3), np.float32), np.zeros(0, np.int64), np.zeros((0, 3), np.float32), np.zeros(0, np.int32))
NO_MEMBERS = Members(np.zeros(0, np.int64), np.zeros(0, np.int32))


def _numbers(names: npt.NDArray[np.object_], number: dict[str, int]) -> npt.NDArray[np.uint8]:
    return np.array([number[n] for n in names.tolist()], np.uint8)


def _ring_of(ring_at: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    return np.repeat(np.arange(len(ring_at) - 1), np.diff(ring_at))


def rows_of(of: npt.NDArray[np.int64], order: npt.NDArray[np.int64], ids: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """Return the rows of buildings by their ids, -1 where there is none; ``ids`` are all in order, ``order`` their rows."""
    if not len(ids) or not len(of):
        return np.full(len(of), -1, np.int32)
    at = np.minimum(np.searchsorted(ids, of), len(ids) - 1)
    return np.where(ids[at] == of, order[at], -1).astype(np.int32)
