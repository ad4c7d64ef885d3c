"""What dispatch shows on the map, as plain shapes with names of colours: rings, cordons, posts and ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.duty.dispatch.cordon_values import Cordon
from data.duty.dispatch.posts import Posting
from data.duty.dispatch.rings import Rings
from data.duty.dispatch.ways import Way
from data.duty.dispatch.words import seconds_words
from data.i18n import tr
from data.town.model import Floats, Geometries

RING_COLOURS = ("ring_near", "ring_middle", "ring_far")  # of the look, from the innermost out
STREET = 5.0  # metres of a road that is coloured


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A polygon on the ground in local metres; ``alpha`` 0..255, with a clear rim or without one."""

    shape: BaseGeometry
    colour: str
    alpha: int = 40
    rim: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Streets:
    """Coloured roads: straight pieces (n, 2, 2) in local metres, ``width`` metres wide."""

    pieces: Floats
    colour: str
    width: float = STREET


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """A line (n, 2) in local metres painted over the map; ``width`` pixels."""

    line: Floats
    colour: str = "route"
    width: float = 4.0
    dashed: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in local metres with a word beside it."""

    at: tuple[float, float]
    colour: str = "accent"
    words: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """All that one plan shows; things later in a list lie over earlier ones."""

    grounds: tuple[Ground, ...] = ()
    streets: tuple[Streets, ...] = ()
    paths: tuple[Path, ...] = ()
    spots: tuple[Spot, ...] = field(default=())

    @property
    def extent(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of all in local metres; None where there is nothing."""
        corners = [np.reshape(g.shape.bounds, (2, 2)) for g in self.grounds if not g.shape.is_empty]
        corners += [p.line for p in self.paths] + [np.array([s.at]) for s in self.spots]
        if not corners:
            return None
        at = np.vstack(corners)
        return (*at.min(axis=0).tolist(), *at.max(axis=0).tolist())


def ring_colour(number: int) -> str:
    """Return the colour of a ring by its number from the inside, as a name of the look."""
    return RING_COLOURS[min(number, len(RING_COLOURS) - 1)]


def picture_of_rings(found: Rings) -> Picture:
    """Return rings: the ground of each in its colour, the roads stronger, and the roads that nobody reaches."""
    grounds, inner = [], None
    for number, ring in enumerate(found.rings):
        shape = ring.area if inner is None else shapely.difference(ring.area, inner)
        grounds.append(Ground(shape, ring_colour(number), 46))
        inner = ring.area
    streets = [Streets(ring.pieces, ring_colour(n)) for n, ring in enumerate(found.rings)]
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


def picture_of_ways(ways: Sequence[tuple[Way, str]]) -> Picture:
    """Return ways with a word each, the last ones over the first; the place that they lead to is marked."""
    paths = tuple(
        Path(way.line, "route" if i == 0 else "route_other", 5.0 if i == 0 else 3.2, words=word)
        for i, (way, word) in reversed(list(enumerate(ways)))
    )
    end = tuple(ways[0][0].line[-1].tolist()) if ways else None
    return Picture(paths=paths, spots=(Spot((end[0], end[1]), "late"),) if end is not None else ())
