"""Positions of the demo station: where forces walked, and a present that is as old as the demo itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from data.clock import format_utc, parse_utc
from data.demo.rows import Walk
from data.duty.forces.packing import Fix, unpack
from data.duty.forces.positions import COMMAND, batch_values
from data.query import Query, Where
from data.records import Edit
from data.store import Station


def store_walks(station: Station, walks: Sequence[Walk], ids: Mapping[int, int], who: str) -> None:
    """Write where forces walked, as batches of one UTC day each; their records stand where the walks end."""
    days: dict[int, list[Fix]] = {}
    for walk in walks:
        for at, (lon, lat) in zip(walk.at.tolist(), walk.places.tolist(), strict=True):
            days.setdefault(int(at // 86_400), []).append(Fix(ids[walk.key], at, lon, lat, walk.accuracy, source="owntracks"))
    edits = [Edit("fixes", None, batch_values(found)) for _, found in sorted(days.items())]
    if edits:
        station.apply(edits, who=who, why="演示定位", command=COMMAND)


def bring_up_to_date(station: Station, late: timedelta, who: str) -> None:
    """Let positions and patrols lead up to now, and not to the whole hour that the records lead up to: they age by the minute."""
    edits = []
    for kind, name in (("force", "seen_at"), ("vehicle", "seen_at"), ("patrol", "starts_at")):
        rows = station.columns(Query(kind, (Where(name, "not", None),)), ("id", name))
        moved = ((id, format_utc(parse_utc(at) + late)) for id, at in zip(rows["id"], rows[name], strict=True))
        edits += [Edit(kind, id, {name: at}) for id, at in moved]
    for record in station.read(Query("fixes")):
        edits.append(Edit("fixes", record.id, _later(record.values["packed"], late)))
    if edits and late:
        station.apply(edits, who=who, why="演示定位", command=COMMAND)


def _later(packed: str, late: timedelta) -> dict[str, object]:


    fixes = unpack(packed)
    return batch_values(replace(fixes, at=fixes.at + late.total_seconds()))
