"""What lies in a part of the map: how many of each kind, what to ask for them, and the words for a task on all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely

from data.i18n import tr
from data.kinds import Kind, Kinds
from data.query import Area, Query
from data.store.station import Station

ORDER = ("person", "dwelling", "building", "shop", "organisation", "case", "task", "camera", "force")  # then as declared
NAMED = 60  # records that a task names one by one
BESIDE = (60.0, 250.0)  # metres in which a building is looked for that a part of the map is called after


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of a kind lie there."""

    kind: str
    count: int


def listed_kinds(kinds: Kinds) -> list[str]:
    """Return the kinds that a search by place lists: all that have a ledger and a place, the most wanted first."""
    placed = [k for k in kinds.values() if k.ledger and _stands(k) and k.name != "ground_picture"]
    rank = {name: i for i, name in enumerate(ORDER)}
    return [k.name for k in sorted(placed, key=lambda k: rank.get(k.name, len(ORDER)))]


def _stands(kind: Kind) -> bool:
    return kind.place.own or kind.place.belongs or bool(kind.place.through)


def count_inside(station: Station, area: Area) -> tuple[Count, ...]:
    """Return how many records of each kind lie in an area, kinds that have none left out; on a reader thread."""
    names = listed_kinds(station.kinds)
    found = station.inside(area, names)
    return tuple(Count(name, len(found[name])) for name in names if name in found)


def queries_inside(counts: Iterable[Count], area: Area) -> list[Query]:
    """Return what to ask for the records of each kind."""
    return [Query(c.kind, area=area) for c in counts]


def named_area(station: Station, words: str, lon: float, lat: float) -> str:
    """Return the words for a part of the map with the name of the building nearest to a point of it; on a reader thread.

    Its tool tells its size alone ("a radius of 120 m"), and whoever has the task must know where that is: first of all, for a card
    has room for little more.
    """
    here = shapely.Point(*(float(of) for of in station.frame.to_local(lon, lat)))
    for reach in BESIDE:
        near = station.read(Query("building", area=Area(near=(lon, lat, reach)), fields=("name", "geometry")))
        known = [r for r in near if r["name"] and r["geometry"] is not None]
        if known:
            shapes = station.frame.geometry_to_local(np.array([r["geometry"] for r in known], object))
            name = known[int(np.argmin(shapely.distance(shapes, here)))]["name"]
            return words if name in words else tr("{name}一带（{words}）", words=words, name=name)
    return words


def task_words(station: Station, area: Area, counts: Iterable[Count], where: str) -> str:
    """Return what a task on all of it says: where, how many of each, and the first of them by name; on a reader thread.

    Names are masked as in every overview: whoever does the task opens the records.
    """
    lines = [tr("范围：{where}", where=where)]
    left = NAMED
    for count in counts:
        kind = station.kinds[count.kind]
        lines.append(tr("{kind} {n} 条", kind=kind.plural, n=f"{count.count:,}"))
        if left > 0 and count.kind not in ("building", "dwelling"):
            records = station.read(Query(count.kind, area=area, limit=min(left, 20)))
            lines += [f"  · {station.title(r)}" for r in records]
            left -= len(records)
    return "\n".join(lines)
