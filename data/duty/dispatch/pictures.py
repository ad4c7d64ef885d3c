"""Rings, cordons, posts and ways as pictures for the map."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import shapely

from data.duty.dispatch.cordon_values import Cordon
from data.duty.dispatch.follow import Following
from data.duty.dispatch.kept import travel_of
from data.duty.dispatch.posts import Posting
from data.duty.dispatch.rings import Rings
from data.duty.dispatch.ways import Way, countdown, find_way
from data.duty.dispatch.words import seconds_words
from data.duty.plan_picture import STREET, Ground, Path, Picture, Spot, Streets
from data.i18n import tr
from data.store.station import Station
from data.town.model import Floats, Geometries

RING_COLOURS = ("ring_near", "ring_middle", "ring_far")  # of the look, from the innermost out


def ring_colour(number: int) -> str:
    """Return the colour of a ring by its number from the inside, as a name of the look."""
    return RING_COLOURS[min(number, len(RING_COLOURS) - 1)]


def picture_of_rings(found: Rings) -> Picture:
    """Return rings: the ground of each in its colour, the roads stronger; of all forces also the roads that nobody reaches."""
    grounds, inner = [], None
    for number, ring in enumerate(found.rings):
        shape = ring.area if inner is None else shapely.difference(ring.area, inner)
        grounds.append(Ground(shape, ring_colour(number), 46))
        inner = ring.area
    streets = [Streets(ring.pieces, ring_colour(n)) for n, ring in enumerate(found.rings)]
    if found.centre is None:
        streets.append(Streets(pieces_of(found.unreached), "ring_beyond", STREET * 0.8))
    centre = (Spot(found.centre, "accent", ""),) if found.centre is not None else ()
    return Picture(tuple(reversed(grounds)), tuple(reversed(streets)), spots=centre)


def pieces_of(lines: Geometries) -> Floats:
    """Return lines as straight pieces (n, 2, 2)."""
    at, number = shapely.get_coordinates(lines, return_index=True)
    inner = np.flatnonzero(number[1:] == number[:-1])
    return np.stack([at[inner], at[inner + 1]], axis=1) if len(inner) else np.zeros((0, 2, 2))


def picture_of_cordon(plan: Cordon, ahead: float = 0.0, *, travel_lines: Sequence[Floats] = (), front: bool = True) -> Picture:
    """Return a cordon: what lies within, how far somebody can have come ``ahead`` seconds after the plan, posts and ways open."""
    grounds = [Ground(plan.inside, "cordon_inside", 22)] if plan.posts else []
    if front:
        grounds.append(Ground(plan.front(ahead), "front", 58))
    streets = (Streets(plan.inner_roads, "cordon_inside", STREET * 0.7),) if plan.posts else ()
    paths = tuple(Path(line, "route", 2.6, dashed=True) for line in travel_lines)
    spots = [Spot(way.at, "way_open", way.name) for way in plan.ways_open[:MOST_SPOTS]]
    spots += [Spot(post.at, "post", f"{post.force.name} {seconds_words(post.seconds)}") for post in plan.posts]
    return Picture(tuple(grounds), streets, paths, (*spots, Spot(plan.escape.at, "late", tr("案发地"))))


MOST_SPOTS = 60  # ways out that are named on the map


def picture_of_posts(found: Posting) -> Picture:
    """Return where forces should stand."""
    words = (tr("{n} 号驻点 +{cases} 起", n=i + 1, cases=place.adds) for i, place in enumerate(found.places))
    return Picture(spots=tuple(Spot(place.at, "post", word) for place, word in zip(found.places, words, strict=True)))


def picture_of_following(going: Sequence[Following], now: datetime) -> Picture:
    """Return the ways of those who go to a case, with the time that each has left."""
    paths, spots = [], []
    for one in reversed(going):
        words = f"{one.force.name} {countdown(one.progress.arrives, now)}"
        paths.append(Path(one.way.line, "route", 4.4))
        where = one.force.standing
        if where.lon is not None:
            spots.append(Spot(tuple_of(_ahead(one)), "accent", words))
    return Picture(paths=tuple(paths), spots=tuple(spots))


def _ahead(one: Following) -> Floats:
    """Return where on the way somebody is."""
    line = shapely.LineString(one.way.line)
    return np.asarray(shapely.get_coordinates(line.interpolate(max(line.length - one.progress.metres, 0.0)))[0])


def tuple_of(point: Floats) -> tuple[float, float]:
    """Return a point as two numbers."""
    return float(point[0]), float(point[1])


def ways_to_posts(station: Station, plan: Cordon) -> list[Floats]:
    """Return the ways of the forces to their posts as lines in local metres; straight where the last bit is on foot."""
    travel, found = travel_of(station), []
    for post in plan.posts[:MOST_SPOTS]:
        where = post.force.standing
        if where.lon is None or where.lat is None:
            continue
        start = travel.local(where.lon, where.lat)
        way = find_way(travel, start, post.at, post.force.mode, plan.now)
        found.append(way.line if way is not None else np.array([start, post.at]))
    return found


def picture_of_ways(ways: Sequence[tuple[Way, str]]) -> Picture:
    """Return ways with a word each, the last ones over the first; the place that they lead to is marked."""
    paths = tuple(
        Path(way.line, "route" if i == 0 else "route_other", 5.0 if i == 0 else 3.2, words=word)
        for i, (way, word) in reversed(list(enumerate(ways)))
    )
    end = tuple(ways[0][0].line[-1].tolist()) if ways else None
    return Picture(paths=paths, spots=(Spot((end[0], end[1]), "late"),) if end is not None else ())
