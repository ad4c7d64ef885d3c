"""What the station keeps of its layers: those that people made, and how the others are styled."""

from __future__ import annotations

from collections.abc import Iterable

from data.kinds import Kind
from data.layers.state import LayerState, layer_of
from data.store.station import Station

SETTING = "layers"


def kept_layers(station: Station) -> list[LayerState]:
    """Return the layers that the station keeps; those of kinds that are gone are left out."""
    raw = station.setting(SETTING, [])
    found = [LayerState.from_json(r, station.kinds) for r in raw if isinstance(r, dict)] if isinstance(raw, list) else []
    return [state for state in found if state is not None]


def keep_layers(station: Station, layers: Iterable[LayerState]) -> None:
    """Keep layers in the station's file: own ones whole, the others where they differ from what their kind declares."""
    station.set_setting(SETTING, [s.as_json() for s in layers if s.own or s != layer_of(station.kinds[s.kind])])


def restore_layers(station: Station, layers: dict[str, LayerState]) -> None:
    """Bring what the station keeps into the layers of a workspace, by their ids."""
    for state in kept_layers(station):
        if state.own or state.id in layers:
            layers[state.id] = state


def fields_to_style(kind: Kind) -> list[str]:
    """Return the fields that a rule may read: open ones with a code list, numbers, and short texts."""
    return [n for n, f in kind.fields.items() if f.sensitivity == "open" and f.type in ("choice", "bool", "int", "real", "text")]


def fields_to_label(kind: Kind) -> list[str]:
    """Return the fields that may be written on the map; nothing that is personal."""
    types = ("choice", "int", "real", "text", "date", "time")
    return [n for n, f in kind.fields.items() if f.sensitivity == "open" and f.type in types and n != "source_datum"]
