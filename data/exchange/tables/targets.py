"""What a column can mean for a kind: its fields, the residence of a person, the parts of an address, a point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.exchange.tables.texts import FIELD, keeps_text
from data.exchange.tables.words import field_names, heading_key
from data.i18n import choose
from data.kinds.model import Field, Kind, Kinds

# Columns that say where a record is, with the headings that people give them. The first is the label.
PLACE_WORDS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "address": ({"zh": "地址", "en": "Address"}, ("现住址", "住址", "现住地址", "现居住地", "现居住地址",
                "居住地址", "居住地",
                "详细地址", "家庭住址", "家庭地址", "实际居住地址", "实际居住地", "居住地详址",
                "现住地详址", "所在地址", "address")),
    "compound": ({"zh": "小区", "en": "Compound"}, ("小区名称", "小区名", "院落", "院落名称", "所在小区", "居住小区",
                 "compound", "estate")),
    "building": ({"zh": "楼栋", "en": "Building"},
                 ("栋号", "楼号", "幢号", "楼栋号", "栋", "幢", "楼", "座", "所在楼栋",
                 "所在建筑", "楼栋名称", "建筑", "建筑名称", "栋幢", "building")),
    "unit": ({"zh": "单元", "en": "Stairwell"}, ("单元号", "unit")),
    "storey": ({"zh": "楼层", "en": "Storey"}, ("层", "所在楼层", "层数", "storey", "floor")),
    "room": ({"zh": "房号", "en": "Room"}, ("室号", "房间号", "房间", "门牌号", "室", "户号", "房屋号", "房室号", "户室号",
             "room")),
}  # fmt: skip
POINT_WORDS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "lon": ({"zh": "经度", "en": "Longitude"},
            ("lon", "lng", "long", "longitude", "x", "x坐标", "坐标x", "东经", "gps经度", "point_x", "东坐标", "横坐标",
             "easting")),
    "lat": ({"zh": "纬度", "en": "Latitude"},
            ("lat", "latitude", "y", "y坐标", "坐标y", "北纬", "gps纬度", "point_y", "北坐标", "纵坐标", "northing")),
    "location": ({"zh": "坐标", "en": "Coordinates"}, ("经纬度", "坐标位置", "location", "coordinates", "lonlat", "lnglat", "gps")),
}
RESIDENCE = "residence"
UNASKED = ("solid",)


@dataclass(frozen=True, slots=True)
class Target:
    """A meaning that a column can have. ``name`` is what `--map COLUMN=NAME` says.

    ``role`` is "field" (of the kind), "residence" (of the residence that comes with a person), "place" or "point".
    """

    name: str
    role: str
    labels: dict[str, str]
    words: tuple[str, ...]  # heading keys, most telling first
    field: Field | None = None

    @property
    def label(self) -> str:
        """The label in the language in use."""
        return choose(self.labels)


def targets_of(kind: Kind, kinds: Kinds) -> dict[str, Target]:
    """Return the targets of a kind by name, its own fields first."""
    through = kinds[RESIDENCE] if kind.place.through == RESIDENCE and RESIDENCE in kinds else None
    found = {t.name: t for t in _fields(kind)}
    if through is not None:
        found.update((t.name, t) for t in _residence(through, set(found)))
    if kind.place.belongs or through is not None:
        found.update((n, t) for n, t in _worded("place", PLACE_WORDS) if n not in found)
    if keeps_text(kind):
        found[FIELD] = _as_written(found[FIELD], kind.fields[FIELD])
    if kind.place.shape in ("point", "any"):
        found.update((n, t) for n, t in _worded("point", POINT_WORDS) if n not in found)
    return found


def vocabulary(kinds: Kinds) -> frozenset[str]:
    """Return the keys of all headings that mean something for any kind."""
    return frozenset(w for kind in kinds.values() for t in targets_of(kind, kinds).values() for w in t.words)


def _fields(kind: Kind) -> Iterator[Target]:
    companions = {f"{f.name}_{end}" for f in kind.fields.values() for end in ("kind", "assumed")}
    for field in kind.fields.values():
        place_link = kind.place.belongs and field.name in ("building", "dwelling")
        looked_up = place_link or (keeps_text(kind) and field.name == FIELD)
        if field.type not in UNASKED and field.name not in companions and not looked_up:
            yield Target(field.name, "field", dict(field.labels), field_names(field), field)


def _as_written(place: Target, field: Field) -> Target:
    """Let the column of an export that holds addresses as written be looked up like any other address."""
    return replace(place, words=tuple(dict.fromkeys((*place.words, *field_names(field)))))


def _residence(residence: Kind, taken: set[str]) -> Iterator[Target]:
    for field in residence.fields.values():
        if field.type != "link":
            yield Target(f"{RESIDENCE}.{field.name}", "residence", dict(field.labels), field_names(field), field)


def _worded(role: str, words: dict[str, tuple[dict[str, str], tuple[str, ...]]]) -> Iterator[tuple[str, Target]]:
    for name, (labels, others) in words.items():
        keys = tuple(dict.fromkeys(heading_key(w) for w in (*labels.values(), name, *others)))
        yield name, Target(name, role, labels, keys)
