"""The town as the station file keeps it: to open it again is to read, and only what was changed is worked out anew."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import partial

import numpy as np
import numpy.typing as npt

from data.store.shelf import Shelf
from data.town.model import Town
from scene3d.build import Finish, Solid, build_solid, solid_of
from scene3d.meshes.lightmap import Lightmap
from scene3d.meshes.mesh import Mesh
from scene3d.tiles import kept
from scene3d.tiles.coarse import ERRORS
from scene3d.tiles.levels import MASSING
from scene3d.tiles.pack import empty_pack
from scene3d.tiles.town_tiles import Coarse, Key, Sketch, TownTiles
from scene3d.town_eye import roofs_of

LOG = logging.getLogger(__name__)

VERSION = "6"  # of what is kept and of how it is worked out: with another one nothing of before counts
TOWN_KINDS = frozenset({"building", "building_part", "road", "ground"})
HEAD = "town"
COARSE = MASSING + 1  # the first of the coarse levels
AT_ONCE = 8_000_000  # bytes in one transaction: others want to write too

Floats = npt.NDArray[np.float64]
Items = dict[str, tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Known:
    """A town that was read and not built. ``ids`` are its buildings in the order of rows, ``roofs`` as in `roofs_of`.

    ``tip`` is the journal's entry up to which it holds; ``finish`` is None where trees and shadows were not kept.
    """

    solid: Solid
    finish: Finish | None
    ids: npt.NDArray[np.int64]
    roofs: Floats
    tip: int


def read_known(shelf: Shelf, theme: str) -> Known | None:
    """Return the town that the file keeps, or None where it keeps none or what it keeps holds no more."""
    if not shelf.usable:
        return None
    try:
        return _known(shelf, theme)
    except (ValueError, KeyError, TypeError, zlib.error) as error:  # damaged or of another program: it is made again
        LOG.info("the kept town cannot be used: %s", error)
        return None


def read_or_build(shelf: Shelf, town: Town, theme: str) -> tuple[Solid, Finish | None]:
    """Return what is drawn of a town that was read: as the file keeps it, with trees and shadows if it does, else built."""
    known = read_known(shelf, theme)
    if known is not None and np.array_equal(known.ids, town.buildings.ids):
        return known.solid, known.finish
    return build_solid(town, theme), None


def _known(shelf: Shelf, theme: str) -> Known | None:
    head = shelf.read([HEAD]).get(HEAD)
    if head is None or head[0] != VERSION:
        return None
    arrays, values = kept.from_bytes(head[1])
    tip = int(values["tip"])
    if shelf.touched(tip, TOWN_KINDS):
        return None
    stamps: Mapping[Key, str] = {(i, j): stamp for i, j, stamp in values["tiles"]}
    found = shelf.read([_ground(theme), _finish(theme)])
    ground, stored, far = found.get(_ground(theme)), shelf.stamps(_TILE), shelf.stamps(_FAR)
    if ground is None or ground[0] != _since(tip) or any(stored.get(_tile(k)) != s for k, s in stamps.items()):
        return None
    exact = [partial(_read_exact, shelf, key) for key in stamps]
    coarse = [_coarse_of(shelf, key, stamp, far) for key, stamp in stamps.items()]
    sketch = Sketch(arrays["boxes"], arrays["weights"])
    tiles = TownTiles(values["side"], list(stamps), exact, coarse, arrays["ids"], rich=values["rich"], sketch=sketch)
    solid = solid_of(tiles, _mesh_of(ground[1]), tuple(values["extent"]), theme)
    finish = found.get(_finish(theme))
    done = _finish_of(finish[1]) if finish is not None and finish[0] == _since(tip) else None
    return Known(solid, done, arrays["ids"], arrays["roofs"].astype(float), tip)


def _read_exact(shelf: Shelf, key: Key) -> bytes:
    """Return a tile's pack, few of which the first picture needs; one that went meanwhile is empty: another town is coming."""
    found = shelf.read([_tile(key)]).get(_tile(key))
    return zlib.decompress(found[1]) if found is not None else empty_pack().to_bytes()


def _read_far(shelf: Shelf, key: Key, level: int) -> bytes:
    """Return one coarse level of a tile, likewise: a picture needs one of them."""
    found = shelf.read([_far(key, level)]).get(_far(key, level))
    return found[1] if found is not None else empty_pack().to_bytes()


def fetch_exact(shelf: Shelf, tiles: TownTiles) -> None:
    """Bring what the file keeps of all tiles into memory, packed: from then on nobody waits for the disk."""
    found = shelf.read(_tile(key) for key in tiles.keys)
    for tile, key in enumerate(tiles.keys):
        if _tile(key) in found:
            tiles.bring(tile, partial(zlib.decompress, found[_tile(key)][1]))


def reuse_coarse(shelf: Shelf, tiles: TownTiles) -> None:
    """Take the coarse levels of tiles in which nothing was changed."""
    stored = shelf.stamps(_FAR) if shelf.usable else {}
    for tile, (key, stamp) in enumerate(_stamps(tiles).items()):
        coarse = _coarse_of(shelf, key, stamp, stored)
        if coarse is None:
            continue
        try:
            tiles.set_coarse(tile, coarse)
        except ValueError as error:
            LOG.info("a kept tile cannot be used: %s", error)


def keep_town(shelf: Shelf, town: Town, solid: Solid, finish: Finish | None, tip: int) -> bool:
    """Keep what was worked out for a town that was read when the journal's last entry was ``tip``; False where it cannot be."""
    if not shelf.usable or not len(town.buildings.ids):
        return False
    tiles, theme = solid.tiles, solid.theme
    stamps = _stamps(tiles)
    stored = shelf.stamps(HEAD)
    wanted = {_tile(key): (stamp, tile, None) for tile, (key, stamp) in enumerate(stamps.items())}
    coarse = [(key, stamp, tile) for tile, (key, stamp) in enumerate(stamps.items()) if tiles.has_coarse(tile)]
    far = {_far(key, level): (stamp, tile, level) for key, stamp, tile in coarse for level in range(len(ERRORS))}
    light, stale = (_ground(theme), _finish(theme)), (_TILE, _FAR)
    gone = [n for n in stored if n.startswith(stale) and n not in wanted and n not in far]
    items: Items = {_ground(theme): (_since(tip), _mesh_bytes(solid.ground))} if stored.get(light[0]) != _since(tip) else {}
    if finish is not None and stored.get(light[1]) != _since(tip):
        items[light[1]] = _since(tip), _finish_bytes(finish)
    for name, (stamp, tile, level) in {**wanted, **far}.items():
        if stored.get(name) != stamp:
            items[name] = stamp, _exact_bytes(tiles, tile) if level is None else tiles.pack_of(tile, COARSE + level).to_bytes()
            if sum(len(of) for _, of in items.values()) > AT_ONCE:
                if not shelf.keep(items, gone):
                    return False
                items, gone = {}, []
    values = {"tip": tip, "side": tiles.side, "rich": tiles.rich, "extent": town.extent,
              "tiles": [(*key, stamp) for key, stamp in stamps.items()]}  # fmt: skip
    sketch = {"boxes": tiles.sketch.boxes, "weights": tiles.sketch.weights}
    items[HEAD] = VERSION, kept.to_bytes({"ids": town.buildings.ids, "roofs": roofs_of(town).astype(np.float32), **sketch}, values)
    return shelf.keep(items, gone)


_MESHES = tuple(f.name for f in fields(Finish) if f.name != "shadow")
_TILE, _FAR = f"{HEAD} tile ", f"{HEAD} far "


def _since(tip: int) -> str:
    """Return the stamp of what follows from the whole town; what it is made of is part of it."""
    return " ".join((VERSION, str(tip), *_MESHES))


def _tile(key: Key) -> str:
    return f"{_TILE}{key[0]} {key[1]}"


def _far(key: Key, level: int) -> str:
    return f"{_FAR}{key[0]} {key[1]} {level}"


def _ground(theme: str) -> str:
    return f"{HEAD} ground {theme}"


def _finish(theme: str) -> str:
    return f"{HEAD} finish {theme}"


def _stamps(tiles: TownTiles) -> dict[Key, str]:
    return {key: f"{VERSION} {tiles.exact(tile).stamp()}" for tile, key in enumerate(tiles.keys)}


def _exact_bytes(tiles: TownTiles, tile: int) -> bytes:
    return zlib.compress(tiles.roofed(tile).to_bytes(), 1)


def _coarse_of(shelf: Shelf, key: Key, stamp: str, stored: Mapping[str, str]) -> Coarse | None:
    """Return the coarse levels of a tile as they are kept, to be read one by one; None where one is missing or of before."""
    levels = range(len(ERRORS))
    if any(stored.get(_far(key, level)) != stamp for level in levels):
        return None
    return [partial(_read_far, shelf, key, level) for level in levels]


def _mesh_arrays(of: Mesh, name: str) -> kept.Arrays:
    """A flat mesh has few colours: they are kept as a list, and for each point its number in it."""
    paint, number = np.unique(of.colours.view(np.dtype((np.void, of.colours.shape[1]))).ravel(), return_inverse=True)
    colours = paint.view(np.uint8).reshape(-1, of.colours.shape[1])
    found: kept.Arrays = {f"{name} points": of.points, f"{name} faces": of.faces.astype(np.int32), f"{name} paint": colours,
                          f"{name} number": number.ravel().astype(np.int32)}  # fmt: skip
    return found if of.uv is None else {**found, f"{name} uv": of.uv}


def _mesh_from(arrays: kept.Arrays, name: str) -> Mesh:
    faces, paint = arrays[f"{name} faces"].astype(np.int64), arrays[f"{name} paint"]
    colours, nobody = paint[arrays[f"{name} number"]], np.full(len(faces), -1, np.int32)
    return Mesh(arrays[f"{name} points"], faces, colours, nobody, arrays.get(f"{name} uv"))


def _mesh_bytes(of: Mesh) -> bytes:
    return kept.to_bytes(_mesh_arrays(of, "ground"))


def _mesh_of(of: bytes) -> Mesh:
    return _mesh_from(kept.from_bytes(of)[0], "ground")


def _finish_bytes(finish: Finish) -> bytes:
    shadow, arrays = finish.shadow, {}
    for name in _MESHES:
        arrays.update(_mesh_arrays(getattr(finish, name), name))
    arrays["opacity"] = np.frombuffer(zlib.compress(shadow.opacity.tobytes(), 1), np.uint8)
    return kept.to_bytes(arrays, {"extent": shadow.extent, "shape": shadow.opacity.shape})


def _finish_of(of: bytes) -> Finish:
    arrays, values = kept.from_bytes(of)
    opacity = np.frombuffer(zlib.decompress(arrays["opacity"].tobytes()), np.uint8).reshape(values["shape"])
    meshes = {name: _mesh_from(arrays, name) for name in _MESHES}
    return Finish(shadow=Lightmap(opacity, tuple(values["extent"])), **meshes)
