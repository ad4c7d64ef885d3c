"""What the station keeps of its layers: those that people made, and how the others are styled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from data.kinds import Kind
from data.layers.state import LayerState, layer_of
from data.store.station import Station

if TYPE_CHECKING:
    from data.workspace import Workspace

SETTING = "layers"


def kept_layers(station: Station) -> list[LayerState]:
    """Return the layers that the station keeps; those of kinds that are gone are left out."""
    return [state for state in _kept(station) if state.kind in station.kinds]


def _kept(station: Station) -> list[LayerState]:
    """Return the layers that the station keeps, those of retired kinds too: they come back with their kind."""
    raw, kinds = station.setting(SETTING, []), station.kinds.ever
    found = [LayerState.from_json(r, kinds) for r in raw if isinstance(r, dict)] if isinstance(raw, list) else []
    return [state for state in found if state is not None]


def keep_layers(station: Station, layers: Iterable[LayerState]) -> None:
    """Keep layers in the station's file: own ones whole, the others where they differ from what their kind declares."""
    station.set_setting(SETTING, [s.as_json() for s in layers if s.own or s != layer_of(station.kinds[s.kind])])


def restore_layers(station: Station, workspace: Workspace) -> None:
    """Bring what the station keeps into the layers of a workspace; what belongs to a retired kind waits aside."""
    for state in _kept(station):
        if state.kind not in station.kinds:
            workspace.away[state.id] = state
        elif state.own or state.id in workspace.layers:
            workspace.layers[state.id] = state


def fields_to_style(kind: Kind) -> list[str]:
    """Return the fields that a rule may read: open ones with a code list, numbers, and short texts."""
    return [n for n, f in kind.fields.items() if f.sensitivity == "open" and f.type in ("choice", "bool", "int", "real", "text")]


def fields_to_label(kind: Kind) -> list[str]:
    """Return the fields that may be written on the map; nothing that is personal."""
    types = ("choice", "int", "real", "text", "date", "time")
    return [n for n, f in kind.fields.items() if f.sensitivity == "open" and f.type in types and n != "source_datum"]
