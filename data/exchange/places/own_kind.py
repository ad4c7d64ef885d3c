"""A ledger of the station's own for a map of somebody's: declared from the properties that its features have."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from data.errors import BadInput
from data.exchange.datum.said import Said
from data.exchange.places.codes import keys_of
from data.exchange.places.features import Properties
from data.exchange.places.judged import read_judged
from data.exchange.places.understand import DIMENSIONS
from data.i18n import tr
from data.kinds import Kind, Kinds
from data.kinds.load import RESERVED, parse_kind
from data.kinds.model import SOURCE_DATUM
from data.look import code_colours
from data.store.station import Station
from data.town.shapes import Geometries

MOST = 80  # fields of a ledger; more is a database, and no map that somebody drew
FEW = 12  # different words that are worth a filter
LONG = 120  # characters; longer texts are no line of a list
LISTED = 5  # columns of its list
KEY = "code"  # the field that tells a feature again when the file comes a second time
TAKEN = {*RESERVED, KEY, SOURCE_DATUM, "name", "alias", "address", "building", "dwelling", "record", "storey", "room"}
SLUG = re.compile(r"[^a-z0-9]+")
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
NUMBERED = re.compile(r"(?:编号|代码|号)\Z|(?:\A|_)(?:code|no|number|ref)\Z", re.IGNORECASE)
PHONE = re.compile(r"(?:\+?86[- ]?)?1\d{10}\Z")
IDENTITY = re.compile(r"\d{17}[\dXx]\Z")
PEOPLE = re.compile(r"姓名|联系人|负责人|责任人|户主|业主|法人|contact|owner|person", re.IGNORECASE)
COVERED = {"phone": "sensitive", "id": "sensitive", "name": "personal"}  # how values of people are kept from view


@dataclass(frozen=True, slots=True)
class Attribute:
    """What one property of the features becomes: ``key`` as the file has it, the ``field`` and its ``type``."""

    key: str
    field: str
    type: str
    mask: str = ""
    few: bool = False  # whether it has so few different values that one filters by them


@dataclass(frozen=True, slots=True)
class Proposal:
    """A ledger as a file would have it; ``left_out`` are properties that are no single value, or too many."""

    attributes: Sequence[Attribute]
    titles: Sequence[Attribute]  # what a record is called by
    numbered: Attribute | None  # the file's own number of each thing
    count: int
    shape: str = "any"
    left_out: Sequence[str] = ()


def propose(station: Station, path: Path, datum: Said = None, encoding: str = "") -> Proposal:
    """Return the ledger that would take all that a file of places says of its features.

    Raises
    ------
    BadInput
        If it cannot be read.
    """
    features = read_judged(station, path, datum, encoding)
    return proposed(features.properties, features.shapes)


def proposed(rows: Sequence[Properties], shapes: Geometries) -> Proposal:
    """Return the ledger that would take properties and shapes such as these."""
    found: list[Attribute] = []
    left_out: list[str] = []
    taken, meant = set(TAKEN), set()
    for key in keys_of(rows):
        values = [v for row in rows if (v := row.get(key)) not in (None, "")]
        if not values or key.lower() in meant:
            continue
        if len(found) == MOST or not _writable(key) or any(isinstance(v, list | dict) for v in values):
            left_out.append(key)
            continue
        meant.add(key.lower())
        found.append(_attribute(key, values, taken))
    numbered = _numbered(found, rows)
    return Proposal(found, _titles(found, rows, numbered), numbered, len(rows), _shape(shapes), left_out)


def _writable(key: str) -> bool:
    """Whether a name can be written at all: half of a pair of surrogates is no character."""
    return bool(CONTROL.sub("", key).strip()) and not any("\ud800" <= letter <= "\udfff" for letter in key)


def _shape(shapes: Geometries) -> str:
    """Return what all shapes are; points that stand alone are drawn as signs, lines and areas as what they are."""
    dimensions = set(shapely.get_dimensions(shapes).tolist())
    return next((name for name, dimension in DIMENSIONS.items() if dimensions == {dimension}), "any")


def declaration(proposal: Proposal, label: str, kinds: Kinds) -> str:
    """Return the ledger under a name as a kind in TOML.

    Raises
    ------
    BadInput
        If there is no name, or a kind has it already.
    """
    label = " ".join(CONTROL.sub(" ", label).split())
    if not label:
        raise BadInput(tr("请给新台账起个名称"))
    same = next((kind for kind in kinds.values() if _called(kind, label)), None)
    if same is not None:
        raise BadInput(tr("已经有“{name}”了：在“导入为”里选它，或换一个名称", name=same.label))
    text = _toml(proposal, label, _free(kinds), code_colours()[sum(k.own for k in kinds.values()) % len(code_colours())])
    parse_kind(text, label, own=True)
    return text


def _called(kind: Kind, label: str) -> bool:
    return label.lower() in {word.lower() for word in (kind.name, *kind.labels.values(), *kind.plurals.values())}


def _free(kinds: Kinds) -> str:
    number = 1
    while f"own_{number}" in kinds.ever:  # a ledger that was removed keeps its own
        number += 1
    return f"own_{number}"


def _attribute(key: str, values: Sequence[Any], taken: set[str]) -> Attribute:
    """Return what becomes of a property with these values; no two get the same field."""
    slug = SLUG.sub("_", key.lower()).strip("_")[:30] if key.isascii() else ""
    slug = slug if slug[:1].isalpha() and slug not in taken else ""
    number = 1
    while not slug:
        slug = f"field_{number}" if f"field_{number}" not in taken else ""
        number += 1
    taken.add(slug)
    type_, mask = _type(values), _mask(key, values)
    if mask:
        type_ = "text"
    few = type_ == "text" and not mask and 1 < len(set(map(str, values))) <= FEW and len(values) > len(set(map(str, values)))
    return Attribute(key, slug, type_, mask, few)


def _type(values: Sequence[Any]) -> str:
    kinds = {type(v) for v in values}
    if kinds == {bool}:
        return "bool"
    if kinds == {int} and all(abs(v) < 2**53 for v in values):
        return "int"
    if kinds <= {int, float}:
        return "real"
    return "note" if any(len(str(v)) > LONG or "\n" in str(v) for v in values) else "text"


def _mask(key: str, values: Sequence[Any]) -> str:
    """Return how values are covered that are telephones, identity numbers or names of people; "" for all others."""
    texts = [str(v).strip() for v in values]
    if all(map(IDENTITY.match, texts)):
        return "id"
    if all(map(PHONE.match, texts)):
        return "phone"
    return "name" if PEOPLE.search(key) and any(not text.isascii() or text.isalpha() for text in texts) else ""


def _titles(found: Sequence[Attribute], rows: Sequence[Properties], numbered: Attribute | None) -> list[Attribute]:
    """Return what features are called by: names, numbers, then other texts, one after the other until each feature has one."""
    texts = [a for a in found if a is numbered or (a.type == "text" and not a.mask)]
    titles: list[Attribute] = []
    nameless = list(rows)
    for attribute in sorted(texts, key=lambda a: (not _naming(a.key), not NUMBERED.search(a.key), a.few)):
        without = [row for row in nameless if row.get(attribute.key) in (None, "")]
        if len(without) < len(nameless):
            titles.append(attribute)
            nameless = without
    return titles


def _naming(key: str) -> bool:
    return "名" in key or "name" in key.lower() or "title" in key.lower()


def _numbered(found: Sequence[Attribute], rows: Sequence[Properties]) -> Attribute | None:
    """Return the property that numbers the features, each with one of its own."""
    for attribute in found:
        said = [str(row.get(attribute.key) or "") for row in rows]
        if NUMBERED.search(attribute.key) and not attribute.mask and all(said) and len(set(said)) == len(said):
            return attribute
    return None


def _toml(proposal: Proposal, label: str, name: str, colour: str) -> str:
    numbered, said = proposal.numbered, _quoted(label)
    names = {a.key: KEY if a is numbered else a.field for a in proposal.attributes}
    titles = [names[a.key] for a in proposal.titles] or [KEY]
    columns = list(dict.fromkeys([*titles, *names.values()]))[:LISTED]
    few = [names[a.key] for a in proposal.attributes if a.few]
    lines = [
        f'name = "{name}"',
        f"label = {{ zh = {said}, en = {said} }}",
        f"title = {json.dumps(' '.join(f'{{{title}}}' for title in titles))}",
        'ledger = "places"',
        f'keys = [["{KEY}"]]',
        f"columns = {json.dumps(columns)}",
        f"aliases = [{said}]",
        f'place = {{ shape = "{proposal.shape}" }}',
        f"layer = {{ glyph = {_quoted(label[0])}, colour = \"{colour}\", visible = true, order = 58, "
        f'label = "{titles[0]}", filter = {json.dumps(few)} }}',
        "",
        "[fields]",
        *(_field(names[a.key], a) for a in proposal.attributes),
    ]
    if numbered is None:
        lines.append(f'{KEY} = {{ type = "text", label = {{ zh = "要素标识", en = "Feature key" }}, index = true }}')
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return text as TOML has it, which is as JSON has it but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _field(name: str, attribute: Attribute) -> str:
    key = _quoted(" ".join(CONTROL.sub(" ", attribute.key).split()))
    parts = [f'type = "{"text" if name == KEY else attribute.type}"', f"label = {{ zh = {key}, en = {key} }}",
             f"aliases = [{_quoted(attribute.key)}]"]  # fmt: skip
    if attribute.mask:
        parts += [f'sensitivity = "{COVERED[attribute.mask]}"', f'mask = "{attribute.mask}"']
    if attribute.type in ("text", "note"):
        parts.append('search = "digits"' if attribute.mask in ("phone", "id") else 'search = "text"')
    if attribute.few or name == KEY:
        parts.append("index = true")
    return f"{name} = {{ {', '.join(parts)} }}"
