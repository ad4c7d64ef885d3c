"""Tracks of officers on patrol in the last hours: along the streets, at a walk or by motorcycle, with stops on the way."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import timedelta

import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from data.clock import format_utc
from data.demo.book import Book

# (who walked it, hours ago that it began, metres, metres a second)
PATROLS = (
    ("社区一组步巡", 7.6, 2400, 1.2), ("巡防一队车巡", 6.9, 7200, 5.5), ("巡防二队步巡", 5.2, 2100, 1.2),
    ("市场周边步巡", 3.4, 1500, 1.1), ("义警队夜巡", 2.6, 1800, 1.2), ("巡防一队复巡", 1.4, 5200, 5.5),
)  # fmt: skip
NEAR = 0.5  # metres: ends of streets that meet
Node = tuple[int, int]


def add_patrols(book: Book) -> list[int]:
    """Write the tracks and return their keys; their dice are their own, so that nothing else in the town changes."""
    dice = random.Random(f"patrols/{book.plan.names.prefix}/{len(book.plan.houses)}")
    streets = ends_of([s.line for s in book.plan.streets])
    day = book.moment.local.strftime("%Y%m%d")
    keys = []
    for number, (name, ago, metres, pace) in enumerate(PATROLS, 1):
        line = walk(streets, dice, metres)
        began = book.moment.now - timedelta(hours=ago)
        ended = began + timedelta(seconds=line.length / pace * 1.15)  # they stop on the way
        keys.append(
            book.rows.add(
                "track", name=f"{book.plan.names.prefix}{name}", code=f"GJ{day}-{book.numbers.count('track'):03d}",
                category="track", started_at=format_utc(began), ended_at=format_utc(ended),
                points=len(line.coords), source=f"执法记录仪 {number:02d}", geometry=line,
            )
        )  # fmt: skip
    return keys


def ends_of(lines: list[BaseGeometry]) -> dict[Node, list[LineString]]:
    """Return pieces of streets between crossings, by the nodes that they begin at, in both directions."""
    found: dict[Node, list[LineString]] = defaultdict(list)
    for piece in shapely.get_parts(shapely.node(shapely.union_all(lines))):
        for way in (piece, piece.reverse()):
            found[_node(way.coords[0])].append(way)
    return found


def _node(at: tuple[float, ...]) -> Node:
    return round(at[0] / NEAR), round(at[1] / NEAR)


def walk(streets: dict[Node, list[LineString]], dice: random.Random, metres: float, start: Node | None = None) -> LineString:
    """Go from crossing to crossing, turning back only where a street ends."""
    at = start or max(sorted(streets), key=lambda node: (len(streets[node]), dice.random()))
    points: list[tuple[float, ...]] = []
    gone, before = 0.0, at
    while gone < metres:
        ways = [w for w in streets[at] if _node(w.coords[-1]) != before] or streets[at]
        way = dice.choice(ways)
        points += list(way.coords)[bool(points) :]
        gone, before, at = gone + way.length, at, _node(way.coords[-1])
    return shapely.segmentize(LineString(points), 40.0)
