"""Properties of features to fields of a kind, by the aliases of the kinds and the words of OpenStreetMap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from data.errors import InvalidValue
from data.exchange.places.features import Properties
from data.exchange.places.vocabulary import CHOICES, OTHER_NAMES, PROPERTIES
from data.kinds import Field, Kind
from data.kinds.values import read

# Fields that are made of several properties, or that say where: they are not mapped one to one.
COMPOSED = ("code", "name", "alias", "address", "building", "dwelling")
NAMES = {"name", "名称", "alias", "别名", "name:zh", "name:zh-Hans", "name:zh-Hant", "name_zh", *OTHER_NAMES}
ADDRESSES = ("address", "addr:full", "详细地址", "地址", "addr_full")
STREETS, NUMBERS = ("addr_street", "addr:street"), ("addr_housenumber", "addr:housenumber")
COMPOSING = {*NAMES, *ADDRESSES, *STREETS, *NUMBERS}
CHINESE = re.compile(r"[\u3400-\u9fff]")
FEET = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:'|ft|feet)\s*(?:(\d+(?:\.\d+)?)\s*\"?)?\s*\Z", re.IGNORECASE)
CUT = 10  # characters of a field's name in a shapefile
FULL = (9, 10)  # bytes of a name in Chinese that was cut
FOOT = 0.3048  # metres
SECTOR = re.compile(r"(\d+(?:\.\d+)?)\s*[-~–至到]\s*(\d+(?:\.\d+)?)\Z")
_WINDS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
COMPASS = {word: at * 22.5 for at, word in enumerate(_WINDS)}
COMPASS |= {word: at * 45.0 for at, word in enumerate(("北", "东北", "东", "东南", "南", "西南", "西", "西北"))}
COMPASS |= {f"{word}向": degrees for word, degrees in tuple(COMPASS.items()) if not word.isascii()}
# What GIS extracts write for yes and no beside what `data.kinds.values` knows.
YES_NO = {"b": "no", "-1": "yes", "reverse": "yes", "reversible": "no", "alternating": "no", "viaduct": "yes", "culvert": "yes",
          "building_passage": "yes", "movable": "yes", "covered": "no", "aqueduct": "yes", "boardwalk": "yes"}  # fmt: skip
NOTHING = {("building", "use"): {"yes", "building", "building_part", "historical", "part"}}


def map_properties(kind: Kind, keys: Iterable[str]) -> dict[str, str]:
    """Return property to field for those properties that mean a field; spelling is exact but for case."""
    known: dict[str, str] = {}
    for field in kind.fields.values():
        extra = PROPERTIES.get(kind.name, {}).get(field.name, ())
        for word in (field.name, *field.labels.values(), *field.aliases, *extra):
            known.setdefault(word.lower(), field.name)
    for field_name, words in PROPERTIES.get(kind.name, {}).items():
        known.update(dict.fromkeys(words, field_name))
    found = {key: _meant(key.lower(), known) for key in keys}
    return {key: field for key, field in found.items() if field is not None and _mappable(kind, field)}


def _meant(key: str, known: Mapping[str, str]) -> str | None:
    """Return the field that a name means; shapefiles cut names after ten characters."""
    if key in known or (len(key) != CUT if key.isascii() else len(key.encode()) not in FULL):
        return known.get(key)
    fields = {field for word, field in known.items() if word.replace(":", "_").startswith(key)}
    return fields.pop() if len(fields) == 1 else None


def readers(kind: Kind, mapping: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return for each field the properties to look into, best first: its own name, the special words, then the rest."""
    order: dict[str, list[str]] = {}
    for key, field in mapping.items():
        order.setdefault(field, []).append(key)
    words = PROPERTIES.get(kind.name, {})
    return {f: tuple(sorted(keys, key=lambda k: _rank(k, f, words.get(f, ())))) for f, keys in order.items() if f not in COMPOSED}


def reader(kind: Kind, field: Field, zone: str) -> Callable[[Any], Any]:
    """Return the function that makes a field's value of a raw one; equal texts are read once.

    It raises `InvalidValue` where no value can be made of it.
    """
    known: dict[Any, Any] = {}
    words, nothing = CHOICES.get((kind.name, field.name), {}), NOTHING.get((kind.name, field.name), set())
    if field.name == "category":  # "kind" is what OpenStreetMap's extracts call it, and what our own files call the kind
        nothing = {*nothing, kind.name}

    def read_one(raw: Any) -> Any:
        if raw is None or raw == "":
            return None
        try:
            return known[raw]
        except KeyError:
            value = known[raw] = None if str(raw).lower() in nothing else _read(field, raw, words, zone)
            return value
        except TypeError:  # a list or an object
            return _read(field, raw, words, zone)

    return read_one


def in_our_words(properties: Sequence[Properties], mapping: Mapping[str, str]) -> Sequence[Properties]:
    """Return properties whose name and address also stand where `name_of` and `address_of` look, whatever the file calls them."""
    words = {"name": NAMES, "address": {*ADDRESSES, *STREETS, *NUMBERS}}
    others = {field: [k for k, f in mapping.items() if f == field and k not in known] for field, known in words.items()}
    if not any(others.values()):
        return properties
    return [_in_our_words(p, others) for p in properties]


def _in_our_words(properties: Properties, others: Mapping[str, Sequence[str]]) -> Properties:
    known = {"name": name_of, "address": address_of}
    missing = [field for field, keys in others.items() if keys and not known[field](properties)]
    found = {field: text for field in missing if (text := next(filter(None, (_text(properties, k) for k in others[field])), None))}
    return {**properties, **found} if found else properties


def name_of(properties: Properties) -> str | None:
    """Return the name: as it stands where it is Chinese, else the Chinese one where there is one."""
    if not NAMES & properties.keys():
        return None
    name = _text(properties, "name") or _text(properties, "名称")
    if name and CHINESE.search(name):
        return name
    chinese = next((t for key in ("name:zh", "name:zh-Hans", "name:zh-Hant", "name_zh") if (t := _text(properties, key))), None)
    return chinese or name or _text(properties, "name:en")


def alias_of(properties: Properties, name: str | None) -> str | None:
    """Return the other names, each once, joined as the field "alias" holds them."""
    if not NAMES & properties.keys():
        return None
    found: dict[str, None] = {}
    for key in ("alias", "别名", "name", "name:zh", *OTHER_NAMES):
        for part in re.split(r"\s*;\s*", _text(properties, key) or ""):
            if (part := " ".join(part.split())) and part != name:
                found[part] = None
    return "；".join(found) or None


def address_of(properties: Properties) -> str | None:
    """Return the address as written, or composed of street and house number in the order of its language."""
    return _address(properties, ADDRESSES, STREETS, NUMBERS)


def addresses_of(properties: Sequence[Properties], raw: Mapping[str, Sequence[Any]]) -> list[str | None]:
    """Return the address of each; ``raw`` are those properties that occur and that an address is made of, as columns."""
    known, streets, numbers = (tuple(k for k in names if k in raw) for names in (ADDRESSES, STREETS, NUMBERS))
    if not known and not (streets and numbers):
        return [None] * len(properties)
    if known or len(streets) > 1 or len(numbers) > 1:
        return [_address(p, known, streets, numbers) for p in properties]
    return _composed(raw[streets[0]], raw[numbers[0]])  # as in most files


def _composed(streets: Sequence[Any], numbers: Sequence[Any]) -> list[str | None]:
    """Return addresses of streets and house numbers; a street that many have is looked at once."""
    known = {street: street.strip() for street in dict.fromkeys(s for s in streets if type(s) is str)}
    latin = {street for street, text in known.items() if text and text.isascii()}
    found: list[str | None] = []
    for street, number in zip(streets, numbers, strict=True):
        if type(number) is str and type(street) is str and street in latin and (text := number.strip()):
            found.append(f"{text} {known[street]}")
        else:
            found.append(_address({"street": street, "number": number}, (), ("street",), ("number",)))
    return found


def _address(properties: Properties, known: Iterable[str], streets: Iterable[str], numbers: Iterable[str]) -> str | None:
    for key in known:
        if text := _text(properties, key):
            return text
    street = next((text for key in streets if (text := _text(properties, key))), None)
    number = street and next((text for key in numbers if (text := _text(properties, key))), None)
    if not street or not number:
        return None
    if not street.isascii() and CHINESE.search(street):
        return f"{street}{number}" if number.endswith(("号", "弄")) else f"{street}{number}号"
    return f"{number} {street}"


def _read(field: Field, raw: Any, words: Mapping[str, str], zone: str) -> Any:
    word = str(raw).strip().lower()
    if field.type == "choice" and word in words:
        return words[word]
    if field.type == "bool":
        raw = YES_NO.get(word, raw)
    if field.type in ("int", "real"):
        raw = _number(raw, field)
    if field.type in ("text", "note") and isinstance(raw, list | dict):
        raise InvalidValue(str(raw), field=field.name)
    return _choice_or_other(field, raw, zone) if field.type == "choice" else read(field, raw, zone)


def _choice_or_other(field: Field, raw: Any, zone: str) -> Any:
    """Return the choice that a word means; the code list's own "other" takes what it does not know."""
    try:
        return read(field, raw, zone)
    except InvalidValue:
        if field.choice("other") is None:
            raise
        return "other"


def _number(raw: Any, field: Field) -> Any:
    """Return lengths in feet as metres, whole storeys for "5.5", and the first of "3;4"."""
    if isinstance(raw, str) and field.unit == "°":
        return bearing_of(raw)
    if isinstance(raw, str):
        feet = FEET.match(raw) if field.unit == "m" else None
        if feet:
            return (float(feet[1]) + float(feet[2] or 0) / 12) * FOOT
        raw = raw.split(";")[0].strip()
        if field.type == "int" and re.fullmatch(r"\d+\.\d+", raw):
            raw = float(raw)
    if field.type == "int" and isinstance(raw, float):
        return round(raw)
    return raw


def bearing_of(text: str) -> Any:
    """Return degrees for "NE", "东北" or the middle of "90-180"; what is none of these as it stands."""
    word = text.partition(";")[0].strip().strip("°")
    if word.upper() in COMPASS:
        return COMPASS[word.upper()]
    if sector := SECTOR.match(word):
        start, end = float(sector[1]), float(sector[2])
        return (start + ((end - start) % 360) / 2) % 360
    return word


def _mappable(kind: Kind, field: str) -> bool:
    """Solids, and in which building a thing is, are not told by a property of a map file."""
    if kind.fields[field].type == "link":
        return field not in COMPOSED
    return kind.fields[field].type != "solid" and not field.endswith("_assumed")


def _rank(key: str, field: str, special: tuple[str, ...]) -> tuple[int, int]:
    low = key.lower()
    if low == field:
        return (0, 0)
    return (1, special.index(low)) if low in special else (2, 0)


def _text(properties: Properties, key: str) -> str | None:
    value = properties.get(key)
    if type(value) is str:
        return value.strip() or None
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return text or None
