"""Reading kinds from TOML, with a complaint that names the file, the field and the way out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from data.errors import BadInput
from data.i18n import tr
from data.kinds.model import FIELD_TYPES, SENSITIVITIES, SHAPES, SOURCE_DATUM, Choice, Field, Kind, Kinds, LayerStyle, PlaceRule
from data.paths import resource

# Names become SQL columns and JSON keys, so they are plain; these stand on every record already.
NAME = re.compile(r"[a-z][a-z0-9_]{0,40}\Z")
DRAWN = {"symbol": re.compile(r"[a-z0-9_]{0,40}\Z"), "colour": re.compile(r"(?:#[0-9a-fA-F]{3,8})?\Z"),
         "glyph": re.compile(r".{0,4}\Z")}  # fmt: skip
RESERVED = {"id", "kind", "geometry", "lon", "lat", "why"}
KIND_KEYS = {"name", "label", "plural", "title", "place", "layer", "keys", "columns", "ledger", "retention", "aliases", "fields"}
FIELD_KEYS = {"type", "label", "required", "sensitivity", "mask", "aliases", "choices", "to", "search", "unit", "minimum",
              "maximum", "default", "digits", "index", "assumed", "live", "later"}  # fmt: skip


@cache
def builtin_kinds() -> Kinds:
    """Return the kinds that come with the program."""
    kinds = [load_kind(path) for path in sorted(resource("kinds").glob("*.toml"))]
    return Kinds({k.name: k for k in kinds})


def load_kind(path: Path, *, own: bool = False) -> Kind:
    """Return the kind that a TOML file declares.

    Raises
    ------
    BadInput
        If the file is no TOML or the declaration does not make sense; the message names file and field.
    """
    try:
        return parse_kind(path.read_text(encoding="utf-8"), str(path), own=own)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(tr("读不了类别文件 {file}：{why}", file=path, why=error), file=path) from error


def parse_kind(text: str, where: str, *, own: bool = False) -> Kind:
    """Return the kind that TOML text declares; ``where`` names it in complaints."""
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(tr("类别文件 {file} 不是有效的 TOML：{why}", file=where, why=error), file=where) from error
    try:
        return _kind(raw, own)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise BadInput(tr("类别文件 {file} 的声明有误：{why}", file=where, why=error), file=where) from error


def _kind(raw: Mapping[str, Any], own: bool) -> Kind:
    _known(raw, KIND_KEYS, "kind")
    name = _name(raw["name"])
    place = _place(raw.get("place", {}))
    fields = {n: _field(_name(n), f) for n, f in raw["fields"].items()}
    _add_place_fields(fields, place)
    _add_source_datum(fields, place)
    _add_companions(fields)
    retention = raw.get("retention", {})
    _known(retention, {"days", "from", "why"}, "retention")
    kind = Kind(
        name=name, labels=raw["label"], plurals=raw.get("plural", raw["label"]), fields=fields, title=raw["title"], place=place,
        layer=_layer(raw["layer"]) if "layer" in raw else None, keys=tuple(tuple(k) for k in raw.get("keys", ())),
        columns=tuple(raw.get("columns", ())), ledger=raw.get("ledger", ""), retention_days=int(retention.get("days", 0)),
        retention_from=retention.get("from", ""), retention_why=retention.get("why", {}),
        aliases=tuple(raw.get("aliases", ())), own=own,
    )  # fmt: skip
    _check_references(kind)
    return kind


def _name(name: str) -> str:
    if not NAME.match(name) or name in RESERVED:
        raise ValueError(tr("名称“{name}”不可用：用小写英文字母、数字和下划线", name=name))
    return name


def _known(raw: Mapping[str, Any], keys: set[str], where: str) -> None:
    unknown = set(raw) - keys
    if unknown:
        raise ValueError(tr("{where} 里不认识 {unknown}", where=where, unknown=", ".join(sorted(unknown))))


def _place(raw: Mapping[str, Any]) -> PlaceRule:
    _known(raw, {"shape", "belongs", "through"}, "place")
    rule = PlaceRule(**raw)
    if rule.shape not in SHAPES:
        raise ValueError(tr("place.shape 只能是 {known}", known=", ".join(SHAPES)))
    return rule


def _layer(raw: Mapping[str, Any]) -> LayerStyle:
    values = dict(raw)
    values["filter"] = tuple(values.get("filter", ()))
    _check_drawn(raw)
    return LayerStyle(**values)


def _check_drawn(raw: Mapping[str, Any]) -> None:
    """A symbol is a file's name of ours and a colour goes into style sheets: neither may lead elsewhere."""
    for name, form in DRAWN.items():
        if not form.match(raw.get(name, "")):
            raise ValueError(tr("{name} 的写法不对：{value}", name=name, value=raw[name]))


def _field(name: str, raw: Mapping[str, Any]) -> Field:
    _known(raw, FIELD_KEYS, name)
    if raw["type"] not in FIELD_TYPES:
        raise ValueError(tr("字段 {name} 的类型“{type}”不认识", name=name, type=raw["type"]))
    if raw.get("sensitivity", "open") not in SENSITIVITIES:
        raise ValueError(tr("字段 {name} 的 sensitivity 只能是 {known}", name=name, known=", ".join(SENSITIVITIES)))
    values = dict(raw)
    to = values.pop("to", ())
    values["labels"] = values.pop("label")
    values["aliases"] = tuple(values.get("aliases", ()))
    values["choices"] = tuple(_choice(c) for c in values.get("choices", ()))
    if values["type"] == "real" and isinstance(values.get("default"), int):
        values["default"] = float(values["default"])  # as it is kept
    return Field(name=name, to=(to,) if isinstance(to, str) else tuple(to), **values)


def _choice(raw: Mapping[str, Any]) -> Choice:
    labels = {"zh": raw["zh"], "en": raw["en"]}
    _check_drawn(raw)
    return Choice(raw["value"], labels, tuple(raw.get("aliases", ())), raw.get("colour", ""), raw.get("symbol", ""))


def _add_place_fields(fields: dict[str, Field], place: PlaceRule) -> None:
    """Give a kind that belongs to a building its two links, unless it declares them itself."""
    if not place.belongs:
        return
    labels = {"zh": "所在建筑", "en": "Building"}
    building = Field("building", "link", labels, to=("building",), index=True, aliases=("楼栋", "所在楼栋"))
    dwelling = Field("dwelling", "link", {"zh": "房间", "en": "Room"}, to=("dwelling",), index=True)
    fields.setdefault("building", building)
    fields.setdefault("dwelling", dwelling)


def _add_source_datum(fields: dict[str, Field], place: PlaceRule) -> None:
    """Let a record with a point of its own remember the datum that the point came in; empty for what was drawn here."""
    if place.shape in ("point", "any"):
        labels = {"zh": "原坐标系", "en": "Source datum"}
        fields.setdefault(SOURCE_DATUM, Field(SOURCE_DATUM, "text", labels, aliases=("坐标来源", "source_datum")))


def _add_companions(fields: dict[str, Field]) -> None:
    """Add NAME_kind beside links to several kinds, and NAME_assumed beside fields whose default is a guess."""
    for field in list(fields.values()):
        if field.type == "link" and len(field.to) > 1:
            name = f"{field.name}_kind"
            fields.setdefault(name, Field(name, "text", {"zh": f"{field.labels['zh']}类别", "en": f"{field.labels['en']} kind"}))
        if field.assumed:
            name = f"{field.name}_assumed"
            labels = {"zh": f"{field.labels['zh']}为推定", "en": f"{field.labels['en']} assumed"}
            fields.setdefault(name, Field(name, "bool", labels))


def _check_references(kind: Kind) -> None:
    """Every field that the declaration names elsewhere must exist."""
    layer = kind.layer
    named = [n for key in kind.keys for n in key] + list(kind.columns) + re.findall(r"\{(\w+)\}", kind.title)
    if layer:
        named += [*layer.filter, *(n for n in (layer.label, layer.time, layer.state, layer.sign) if n)]
    if kind.retention_from:
        named.append(kind.retention_from)
    missing = sorted({n for n in named if n not in kind.fields})
    if missing:
        raise ValueError(tr("提到了没有声明的字段：{missing}", missing=", ".join(missing)))
