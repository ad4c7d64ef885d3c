"""What the properties of many features say, field by field: each different value is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from data.errors import InvalidValue
from data.exchange.places import mapping
from data.exchange.places.features import Properties
from data.kinds import Field, Kind
from data.store.prepare import check_column
from data.turns import pieces

Column = list[Any]
Source = tuple[str, tuple[str, ...], Callable[[Any], Any]]  # field, properties to look into, reader of their values


def said_columns(kind: Kind, codes: Sequence[str], properties: Sequence[Properties], sources: Sequence[Source],
                 keys: Iterable[str]) -> tuple[dict[str, Column], set[int]]:  # fmt: skip
    """Return the fields that properties say as columns, and the rows that have to be read one by one, as something is odd there.

    ``keys`` are all properties that occur.
    """
    there = set(keys)
    raw = _raw(properties, {key for _, keys, _ in sources for key in keys} | (there & mapping.COMPOSING))
    columns, odd = _mapped(raw, sources)
    if "code" in kind.fields:
        columns["code"] = list(codes)
    _name(kind, columns, odd, properties, raw)
    if "address" in kind.fields:
        _put(kind.fields["address"], columns, odd, mapping.addresses_of(properties, raw))
    if kind.name == "ground":
        guessed = _covers(kind, columns.get("category") or [None] * len(properties))
        columns["cover"] = [said or guess for said, guess in zip(columns.get("cover", guessed), guessed, strict=True)]
    for name, field in kind.fields.items():
        if field.required and field.default is None:
            said = columns.get(name)
            odd.update(range(len(properties)) if said is None else (row for row, value in enumerate(said) if value is None))
    return columns, odd


def _raw(properties: Sequence[Properties], wanted: Iterable[str]) -> dict[str, Column]:
    """Return some properties of all features as columns; each feature is looked at once."""
    names = list(wanted)
    columns: list[Column] = [[] for _ in names]
    for some in pieces(properties):
        rows = [tuple(map(p.get, names)) for p in some]
        for column, part in zip(columns, zip(*rows, strict=True), strict=True):
            column.extend(part)
    return dict(zip(names, columns, strict=True))


def _mapped(raw: Mapping[str, Column], sources: Sequence[Source]) -> tuple[dict[str, Column], set[int]]:
    columns: dict[str, Column] = {}
    odd: set[int] = set()
    for name, keys, reader in sources:
        for key in keys:
            values, wrong = _read(reader, raw[key])
            odd |= wrong
            before = columns.get(name)
            columns[name] = values if before is None else [b if a is None else a for a, b in zip(before, values, strict=True)]
    return columns, odd


def _read(reader: Callable[[Any], Any], raw: Column) -> tuple[Column, set[int]]:
    """Return the values of a property, and the rows where it makes no sense or is no plain value."""
    wrong: set[int] = set()
    if not set(map(type, raw)) <= PLAIN:
        wrong = {row for row, value in enumerate(raw) if type(value) not in PLAIN}
        raw = [value if type(value) in PLAIN else None for value in raw]
    read: dict[Any, Any] = {}
    bad = set()
    for value in dict.fromkeys(raw):
        try:
            read[value] = reader(value)
        except InvalidValue:
            read[value] = None
            bad.add(value)
    if bad:
        wrong.update(row for row, value in enumerate(raw) if value in bad)
    return list(map(read.__getitem__, raw)), wrong


PLAIN = {str, int, float, bool, type(None)}


def _name(kind: Kind, columns: dict[str, Column], odd: set[int], properties: Sequence[Properties],
          raw: Mapping[str, Column]) -> None:  # fmt: skip
    """Put name and alias of those that have any."""
    words = [raw[key] for key in mapping.NAMES & raw.keys()]
    if not words:
        return
    named = sorted({row for column in words for row, text in enumerate(column) if text is not None})
    nothing: Column = [None] * len(properties)
    names, aliases = list(nothing), list(nothing)
    for row in named:
        names[row] = mapping.name_of(properties[row])
    if "name" in kind.fields:
        _put(kind.fields["name"], columns, odd, names)
    names = columns.get("name", nothing)
    if "alias" in kind.fields:
        for row in named:
            aliases[row] = mapping.alias_of(properties[row], names[row])
        _put(kind.fields["alias"], columns, odd, aliases)


def _put(field: Field, columns: dict[str, Column], odd: set[int], texts: Column) -> None:
    """Put a column of texts as they are kept; where one cannot be kept, its row is odd and the others are put."""
    if not any(texts):
        return
    field = replace(field, required=False)  # who lacks it is told apart later
    try:
        columns[field.name] = check_column(field, texts)
    except InvalidValue:
        wrong = {row for row, text in enumerate(texts) if text is not None and not _is_right(field, text)}
        odd |= wrong
        columns[field.name] = check_column(field, [None if row in wrong else text for row, text in enumerate(texts)])


def _is_right(field: Field, text: str) -> bool:
    try:
        check_column(field, [text])
    except InvalidValue:
        return False
    return True


def _covers(kind: Kind, categories: Column) -> Column:
    reader = mapping.reader(kind, kind.fields["cover"], "UTC")
    known = {category: str(reader(category) or "other") for category in dict.fromkeys(categories)}
    return list(map(known.__getitem__, categories))
