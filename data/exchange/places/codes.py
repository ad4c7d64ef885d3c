"""The natural key of each feature, so that a second import of the same file adds nothing twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

import numpy as np
import shapely

from data.exchange.places import mapping
from data.exchange.places.features import Properties
from data.kinds import Kind
from data.town.shapes import Geometries
from data.turns import pieces

_OSM_OBJECT = re.compile(r"(?:node|way|relation)/\d+\Z")
_ID_PROPERTIES = ("id", "@id", "osm_id", "osm_way_id", "gml_id", "fid", "objectid", "uuid")
CUT = 3  # characters of a name in Chinese that a shapefile keeps
_DIMENSIONS = {0: "point", 1: "line", 2: "area"}
OSM_SOURCE = "openstreetmap"  # stands in what extracts of it name as their source
_GIVEN, _OSM = "geo/", "osm/"  # how keys begin that are made from a shape, or are those of OpenStreetMap
_DECIMALS = 7  # of degrees: a centimetre, so that a file written with fewer digits gives the same key


@dataclass(frozen=True, slots=True)
class Codes:
    """Natural keys of features of one kind.

    ``plain`` is the key as the file has it ("osm/123"); ``code`` is unique: tiled and labelled files carry one id on an
    area, its outline and its label, which stay three records. ``repeats`` maps a row to the row that it repeats exactly.
    """

    plain: list[str]
    code: list[str]
    repeats: dict[int, int]


def code_names(kind: Kind) -> tuple[str, ...]:
    """Return the properties, in lower case, that hold the user's own code of things of a kind."""
    field = kind.fields["code"]
    words = (word.lower() for word in (field.name, *field.labels.values(), *field.aliases))
    return tuple(dict.fromkeys(word for word in words if word not in _ID_PROPERTIES))


def make_codes(ids: Sequence[str], properties: Sequence[Properties], shapes: Geometries, *,
               own: Sequence[str] = ("code",)) -> Codes:  # fmt: skip
    """Return the keys of features; those without an id get one from their shape.

    ``own`` names the properties that hold the user's own code, which comes first.
    """
    plain = _all_plain(ids, properties, _own_keys(properties, own))
    unnamed = [row for row, code in enumerate(plain) if not code]
    named = [mapping.name_of(properties[row]) or "" for row in unnamed]
    for row, name in zip(unnamed, _from_shapes(shapes[unnamed], named), strict=True):
        plain[row] = name
    if len(set(plain)) == len(plain):
        return Codes(plain, plain, {})
    groups: dict[str, list[int]] = {}
    for row, name in enumerate(plain):
        groups.setdefault(name, []).append(row)
    code = list(plain)
    repeats: dict[int, int] = {}
    dimension = shapely.get_dimensions(shapes)
    taken = set(groups)
    for rows in groups.values():
        if len(rows) > 1:
            rows.sort(key=lambda r: (-int(dimension[r]), r))
            repeats.update(_repeats(rows, properties, shapes))
            _tell_apart([r for r in rows if r not in repeats], code, properties, dimension.tolist(), taken)
    return Codes(plain, code, repeats)


def osm_code(value: object) -> str:
    """Return the key of an OpenStreetMap object."""
    return f"{_OSM}{value}"


def _all_plain(ids: Sequence[str], properties: Sequence[Properties], own: Sequence[str]) -> list[str]:
    """Return the key that each feature brings, "" where it brings none."""
    if own:
        return [_plain(id, p, own) for id, p in zip(ids, properties, strict=True)]
    sources = [str(p.get("source", "")) if "osm_id" not in p else OSM_SOURCE for p in properties]
    of_osm = {source for source in set(sources) if OSM_SOURCE in source.lower()}
    return [
        _plain(id, p, own) if not id else osm_code(id) if source in of_osm or _OSM_OBJECT.match(id) else id
        for id, p, source in zip(ids, properties, sources, strict=True)
    ]


def _plain(id: str, properties: Properties, own: Sequence[str]) -> str:
    """Return the key that a feature brings, "" where it brings none."""
    if _OSM_OBJECT.match(id):  # whatever else it is called, this is the same in every extract
        return osm_code(id)
    for key in own:
        if (code := properties.get(key)) not in (None, ""):
            return str(code)
    value = id or next((str(properties[k]) for k in _ID_PROPERTIES if properties.get(k) not in (None, "")), "")
    if not value:
        return ""
    if _OSM_OBJECT.match(value) or "osm_id" in properties or OSM_SOURCE in str(properties.get("source", "")).lower():
        return osm_code(value)
    return value


def keys_of(properties: Sequence[Properties]) -> dict[str, None]:
    """Return the names of all properties that occur, in the order in which they come."""
    keys: dict[str, None] = {}
    for some in pieces(properties):
        keys.update(dict.fromkeys(chain.from_iterable(some)))
    return keys


def _own_keys(properties: Sequence[Properties], own: Sequence[str]) -> list[str]:
    """Return those properties that hold the user's own code, best first; shapefiles cut names after ten bytes."""
    keys = keys_of(properties)
    if "fclass" in keys:  # extracts of OSM, which have it, number their classes in "code"
        return []
    rank = {name[:CUT]: at for at, name in enumerate(own) if not name.isascii()} | {name: at for at, name in enumerate(own)}
    return sorted((key for key in keys if key.lower() in rank), key=lambda key: rank[key.lower()])


def _from_shapes(shapes: Geometries, names: Sequence[str]) -> list[str]:
    """Return keys of shapes; of points with their names, as many shops of one house stand on the same point."""
    rounded = shapely.transform(shapes, lambda points: np.round(points, _DECIMALS)) if len(shapes) else shapes
    spots = (shapely.get_dimensions(shapes) == 0).tolist()
    told = zip(shapely.to_wkb(rounded), names, spots, strict=True)
    return [_GIVEN + blake2b(wkb + (name.encode() if spot else b""), digest_size=9).hexdigest() for wkb, name, spot in told]


def is_from_shape(code: str) -> bool:
    """Whether a key was made from a shape, as nobody gave one."""
    return code.startswith(_GIVEN)


def is_told(code: str) -> bool:
    """Whether a key was given by those who keep the thing, and not made from its shape or by who drew a map of it."""
    return not code.startswith((_GIVEN, _OSM))


def _repeats(rows: list[int], properties: Sequence[Properties], shapes: Geometries) -> dict[int, int]:
    """Return the rows that say exactly what an earlier one says."""
    found: dict[int, int] = {}
    for position, row in enumerate(rows):
        for earlier in rows[:position]:
            if earlier not in found and properties[row] == properties[earlier] and shapes[row].equals_exact(shapes[earlier], 1e-9):
                found[row] = earlier
                break
    return found


def _tell_apart(rows: list[int], code: list[str], properties: Sequence[Properties], dimension: list[int], taken: set[str]) -> None:
    """Give all but the first a key of their own: by dimension, then by kind, then by number."""
    for row in rows[1:]:
        plain = code[row]
        said = properties[row].get("kind")
        choices = [f"{plain}/{_DIMENSIONS.get(dimension[row], 'shape')}"] if dimension[row] != dimension[rows[0]] else []
        choices += [f"{plain}/{said}"] if isinstance(said, str) else []
        code[row] = next((c for c in choices if c not in taken), "") or _numbered(plain, taken)
        taken.add(code[row])


def _numbered(plain: str, taken: set[str]) -> str:
    number = 2
    while f"{plain}#{number}" in taken:
        number += 1
    return f"{plain}#{number}"
