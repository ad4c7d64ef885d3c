"""Kinds: what a station keeps, each declared once in a TOML file."""

from data.kinds.load import builtin_kinds, load_kind
from data.kinds.model import Choice, Field, Kind, Kinds, LayerStyle, PlaceRule

__all__ = ["Choice", "Field", "Kind", "Kinds", "LayerStyle", "PlaceRule", "builtin_kinds", "load_kind"]
