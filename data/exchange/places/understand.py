"""Which kind each feature of a file is: said by the user, by the file name, by the feature, or by what it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import shapely

from data.errors import BadInput
from data.exchange.places.features import Features, Properties
from data.exchange.places.vocabulary import EMPTY, FILE_NAMES, SIGNS
from data.i18n import tr
from data.kinds import Kind, Kinds

_ENDINGS = re.compile(r"\.(geojson|topojson|json|gz|geojsonl|ndjson|gpkg|shp|kml|kmz|gpx|zip|fgb|tab|mif|osm|pbf)\b")
# The dimension that a shape must have: 0 points, 1 lines, 2 areas.
OF_A_LIST = {"building", "storey", "room"}  # what every record of a list that went out says, and its number
DIMENSIONS = {"point": 0, "line": 1, "polygon": 2}


class UnknownKind(BadInput):
    """A feature of which nothing tells what it is: people have to say it of the file."""


def understand(features: Features, kinds: Kinds, kind: str | None = None) -> list[str]:
    """Return the kind of each feature.

    Raises
    ------
    WrongUsage
        If the given kind does not exist.
    BadInput
        If nothing tells what the features are, or the given kind has no place of its own.
    """
    if kind is not None:
        return [_placed(kinds[kind], features.file).name] * len(features)
    if features.kinds is not None and all(features.kinds):
        return features.kinds
    layers = features.layers or [""] * len(features)
    _refuse_lists(features, layers, kinds)
    by_file = kind_of_file(features.file, kinds)
    by_layer = {name: kind_of_file(Path(name), kinds) if name else None for name in dict.fromkeys(layers)}
    said = [by_layer[name] or by_file for name in layers]
    usual = features.usual or [""] * len(features)
    dimensions = shapely.get_dimensions(features.shapes).tolist()
    if len(set(said)) == 1 and said[0] is not None and not any(usual):
        return _all_refined(said[0], features.properties, dimensions, kinds)
    return [
        _kind_of(properties, dimension, _unless(u, s, dimension, kinds), u, kinds, features.file, number)
        for properties, dimension, s, u, number in zip(features.properties, dimensions, said, usual, features.numbers, strict=True)
    ]


def _refuse_lists(features: Features, layers: Sequence[str], kinds: Kinds) -> None:
    """Say of a list that went out from here, of people or rooms, that it comes in as a table only: it has no shapes of its own."""
    for layer, properties in zip(layers[:1], features.properties[:1], strict=False):
        said = str(properties.get("kind") or layer.partition("_")[0])
        listed = ("id" in properties or "record" in properties) and set(properties) >= OF_A_LIST
        if said in kinds and not kinds[said].place.own and listed:
            raise BadInput(tr("{file} 是导出的“{kind}”名单，地图文件装不下它所在的楼和房间；请导出为 Excel 或 CSV 再导入",
                              file=features.file.name, kind=kinds[said].label), file=features.file)  # fmt: skip


def _all_refined(by_file: str, properties: Sequence[Properties], dimensions: Sequence[int], kinds: Kinds) -> list[str]:
    """Return the kind of each feature of a file whose name says what it holds; equal ones are thought about once."""
    told = list(zip([str(p.get("kind") or "") for p in properties], dimensions, strict=True))
    known = {one: _refined(by_file, *one, kinds) for one in dict.fromkeys(told)}
    return list(map(known.__getitem__, told))


def kind_of_file(path: Path, kinds: Kinds) -> str | None:
    """Return the kind that a file name means: the longest name or alias of a kind with a place that stands in it."""
    stem = _ENDINGS.sub("", path.name.lower())
    spoken = re.sub(r"[\s_\-.]+", "_", stem)
    best: tuple[int, str] | None = None
    for kind in _own(kinds):
        for word in _words(kind):
            if _stands_in(word, spoken) and (best is None or len(word) > best[0]):
                best = (len(word), kind.name)
    return best[1] if best else None


def _unless(usual: str, said: str | None, dimension: int, kinds: Kinds) -> str | None:
    """Return the kind that a name says, None where such a shape is usually something else: tracks in a file named for places."""
    if said is None or _fits(kinds[said], dimension) or not (usual and _fits(kinds[usual], dimension)):
        return said
    return None


def _kind_of(properties: Properties, dimension: int, by_file: str | None, usual: str, kinds: Kinds, file: Path,
             number: int) -> str:  # fmt: skip
    said = str(properties.get("kind") or "")
    if by_file is not None:
        return _refined(by_file, said, dimension, kinds)
    found = _kind_named(said, kinds) or _by_signs(properties, dimension, kinds) or _usual(usual, dimension, kinds)
    if found is None:
        raise UnknownKind(tr("看不出文件 {file} 的第 {row} 个要素是什么，请指明它是哪一类", file=file.name, row=number),
                          file=file, row=number)  # fmt: skip
    return found


def _usual(usual: str, dimension: int, kinds: Kinds) -> str | None:
    return usual if usual and _fits(kinds[usual], dimension) else None


def _refined(by_file: str, said: str, dimension: int, kinds: Kinds) -> str:
    """Return the kind of one feature in a file of a kind: parts lie among buildings, lines of transport among places."""
    if by_file == "building" and said == "building_part":
        return said
    if by_file == "place" and dimension == 1 and said in ("subway", "light_rail", "tram", "train", "rail", "ferry"):
        return "road"
    return by_file


def _by_signs(properties: Properties, dimension: int, kinds: Kinds) -> str | None:
    for name, signs in SIGNS:
        if name in kinds and any(str(properties.get(s) or "").lower() not in EMPTY for s in signs):
            if name == "road" and dimension == 2:
                return "ground"
            if _fits(kinds[name], dimension):
                return name
            if name == "shop" and dimension == 2:
                return "building"
    return _by_fields(properties, dimension, kinds)


def _by_fields(properties: Properties, dimension: int, kinds: Kinds) -> str | None:
    """Return the kind that knows the most of the properties by name; an area with a height is a building."""
    keys = {str(k).lower() for k, v in properties.items() if v is not None}
    if dimension == 2 and keys & {"height", "levels", "storeys", "层数", "高度"}:
        return "building"
    scores = {k.name: len(keys & _field_words(k)) for k in _own(kinds) if _fits(k, dimension)}
    best = max(scores.values(), default=0)
    winners = [name for name, score in scores.items() if score == best]
    return winners[0] if best >= 2 and len(winners) == 1 else None


def _fits(kind: Kind, dimension: int) -> bool:
    return kind.place.shape == "any" or DIMENSIONS.get(kind.place.shape) == dimension


def _kind_named(word: str, kinds: Kinds) -> str | None:
    return next((k.name for k in _own(kinds) if word and word.lower() in _words(k)), None)


def _own(kinds: Kinds) -> Iterable[Kind]:
    return (k for k in kinds.values() if k.place.own)


def _words(kind: Kind) -> set[str]:
    extra = FILE_NAMES.get(kind.name, ())
    said = (kind.name, *kind.aliases, *kind.labels.values(), *kind.plurals.values(), *extra)
    return {re.sub(r"[\s_\-.]+", "_", word.lower()) for word in said}


def _field_words(kind: Kind) -> set[str]:
    return {word.lower() for f in kind.fields.values() for word in (f.name, *f.aliases, *f.labels.values())}


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){re.escape(word)}(?:e?s)?(?![a-z])" if word.isascii() else re.escape(word))


def _stands_in(word: str, text: str) -> bool:
    return bool(_pattern(word).search(text))


def _placed(kind: Kind, file: Path) -> Kind:
    if not kind.place.own:
        raise BadInput(tr("“{kind}”没有自己的位置，不能从地图文件 {file} 导入", kind=kind.label, file=file.name), file=file)
    return kind
