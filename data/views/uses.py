"""What would go with a ledger of the station's own, and what else shows it: told before somebody removes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.errors import WatchroomError
from data.layers import LayerState
from data.query import Query
from data.store.station import Station
from data.views.keep import read_json


@dataclass(frozen=True, slots=True)
class Uses:
    """How many records a ledger has, and by name what shows it; ``refused`` says why it cannot be removed, "" where it can.

    ``layers`` are those that people made of it, ``views`` and ``themes`` those that the station keeps, ``typed`` is how many forms
    of it were filled in and not saved.
    """

    kind: str
    records: int
    layers: Sequence[str] = ()
    views: Sequence[str] = ()
    themes: Sequence[str] = ()
    typed: int = 0
    refused: str = ""


def uses_of(station: Station, kind: str, layers: Iterable[LayerState]) -> Uses:
    """Return what hangs on a ledger; ``layers`` are those of the workspace. Not on the Qt thread."""
    refused = ""
    try:
        station.refuse_retiring(kind)
    except WatchroomError as error:
        refused = error.message
    made = [state.title(station.kinds[kind]) for state in layers if state.own and state.kind == kind]
    shown = {name: _showing(station, name, kind) for name in ("map_view", "map_theme")}
    typed = station.unsaved.waiting(f"record.{kind}")
    return Uses(kind, station.count(Query(kind)), made, shown["map_view"], shown["map_theme"], typed, refused)


def _showing(station: Station, keeper: str, kind: str) -> list[str]:
    """Return the names of views or themes in which the ledger is to be seen."""
    if not station.session.may_read(keeper):
        return []
    found = []
    for record in station.read(Query(keeper, fields=("name", "content"))):
        layers = read_json(record["content"]).get("layers", [])
        there = [raw for raw in layers if isinstance(raw, dict)] if isinstance(layers, list) else []
        if any(raw.get("kind") == kind and raw.get("visible") for raw in there):
            found.append(str(record["name"] or ""))
    return found
