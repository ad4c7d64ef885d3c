"""What an object of OpenStreetMap is here, by its tags: one may be several things, a building with an address and a shop in it."""

from __future__ import annotations

from collections.abc import Mapping

from data.exchange.places.vocabulary import CHOICES, EMPTY

Tags = Mapping[str, str]

# Keys of which an object needs one to be looked at.
KEYS = ("building", "building:part", "highway", "railway", "shop", "addr:housenumber", "man_made", "surveillance", "amenity",
        "tourism", "office", "historic", "leisure", "public_transport", "craft", "healthcare", "landuse", "natural", "water",
        "waterway", "place")  # fmt: skip
# Things of the street that are no place that anyone looks up, unless they have a name.
FURNITURE = {"bench", "waste_basket", "waste_disposal", "recycling", "bicycle_parking", "parking_space",
             "post_box", "vending_machine", "telephone", "drinking_water", "clock", "shelter", "motorcycle_parking", "smoking_area",
             "bbq", "loading_dock", "letter_box", "give_box", "lounger", "hunting_stand", "grit_bin", "picnic_table", "information",
             "artwork", "stop_position", "platform"}  # fmt: skip
RAILS = {"rail", "subway", "light_rail", "tram", "monorail", "narrow_gauge", "funicular"}
_PLACES = ("amenity", "tourism", "office", "historic", "leisure", "public_transport", "craft", "healthcare")
_GROUNDS = ("landuse", "natural", "water", "waterway", "leisure")
# Of these keys only what is a ground is one; the word itself is found among the choices of its cover.
_SOME_GROUNDS = ("amenity", "man_made", "place")
_COVERS = set(CHOICES["ground", "cover"])
_LINES = {"river", "stream", "canal", "ditch", "drain", "hedge", "tree_row"}  # grounds that may be lines
_POINTS = {"tree", "fountain"}
_NO_GROUND = {"coastline", "sand", "bay", "strait", "peninsula", "cape"}


def kinds_of(tags: Tags, shape: str) -> list[str]:
    """Return the kinds of an object that is a "point", a "line" or an "area"."""
    found = []
    if shape != "line":
        found += [kind for kind, key in (("building", "building"), ("building_part", "building:part")) if _is(tags, key)]
    if shape == "line" and is_road(tags):
        found.append("road")
    if is_ground(tags, shape) and "building" not in found:
        found.append("ground")
    if shape == "line":
        return found
    if _is(tags, "shop"):
        found.append("shop")
    elif is_place(tags):
        found.append("place")
    if _is(tags, "addr:housenumber"):
        found.append("address")
    if tags.get("man_made") == "surveillance" or (_is(tags, "surveillance:type") and "man_made" not in tags):
        found.append("camera")
    return found


def is_road(tags: Tags) -> bool:
    """Tell whether a line is a road or a railway."""
    return _is(tags, "highway") or tags.get("railway") in RAILS


def is_place(tags: Tags) -> bool:
    """Tell whether it is somewhere that people look up."""
    words = [tags[key] for key in _PLACES if _is(tags, key)]
    return bool(words) and ("name" in tags or not set(words) <= FURNITURE)


def is_furniture(tags: Tags) -> bool:
    """Tell whether it is a thing of the street and nothing else."""
    words = {tags[key] for key in _PLACES if _is(tags, key)}
    return bool(words) and words <= FURNITURE and not kinds_of(tags, "point")


def is_ground(tags: Tags, shape: str) -> bool:
    """Tell whether an object is water, green, a sports ground or pavement; of lines and points few are."""
    words = {tags[key] for key in _GROUNDS if _is(tags, key)} - _NO_GROUND
    if shape == "point":
        return bool(words & _POINTS)
    if shape == "line":
        return bool(words & _LINES)
    some = {tags[key] for key in _SOME_GROUNDS if _is(tags, key)} & _COVERS
    return bool(words or some) or (_is(tags, "highway") and tags.get("area") != "no")


def is_closed_line(tags: Tags) -> bool:
    """Tell whether a way that ends where it begins is a line all the same: a roundabout, a walk round a pond, a running track."""
    if tags.get("area") == "yes":
        return False
    if tags.get("area") == "no":
        return True
    only = [key for key in ("building", "building:part", *_PLACES, *_GROUNDS, *_SOME_GROUNDS) if _is(tags, key)]
    return is_road(tags) and not only


def _is(tags: Tags, key: str) -> bool:
    return tags.get(key, "").lower() not in EMPTY
