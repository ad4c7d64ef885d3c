"""Road lines become edges between nodes: cut at shared points and at crossings of one level; ends that stop short are joined."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from data.town.model import Floats, Geometries, Ints

Longs = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SAME = 0.3  # metres: cuts nearer than that are one node
PAVEMENT = 4.5  # metres beside a road: a lane drawn up to there was meant to meet the road's middle
SHORTEST = 1e-3  # metres of an edge
GRAIN = 100.0  # points a metre by which vertices are told to be the same


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges between nodes: every array has one row an edge, ``nodes`` (n, 2) are local metres.

    ``roads`` is the row of the line that an edge was cut from.
    """

    nodes: Floats
    starts: Ints
    ends: Ints
    lines: Geometries
    lengths: Floats
    roads: Ints


@dataclass(frozen=True, slots=True)
class _Cuts:
    """Where lines are cut: number of the line, metres along it, the place, and pairs of cuts with a gap to be bridged."""

    line: Longs
    along: Floats
    at: Floats
    gaps: Longs


def cut_at_crossings(lines: Geometries, levels: Floats, widths: Floats) -> Edges:
    """Return the edges of lines (LineString or MultiLineString, local metres).

    Lines that share a vertex meet there whatever their level, as OpenStreetMap has it. Lines that cross without a common vertex
    meet only on one level: a bridge does not meet the road below. A loose end within half the ``widths`` (metres) of a road and
    its pavement gets a straight edge to the road's middle.
    """
    parts, row = shapely.get_parts(shapely.force_2d(lines), return_index=True)
    usable = (shapely.get_type_id(parts) == 1) & (shapely.length(parts) > SHORTEST)
    parts, row = parts[usable], row[usable]
    if not len(parts):
        nothing = np.zeros(0, np.int32)
        return Edges(np.zeros((0, 2)), nothing, nothing, np.zeros(0, object), np.zeros(0), nothing)
    vertices = _vertices(parts)
    cuts = _cuts(parts, levels[row], widths[row], vertices)
    nodes, of_cut = _nodes(cuts)
    return _edges(vertices, cuts, nodes, of_cut, row.astype(np.int32))


def _vertices(parts: Geometries) -> tuple[Longs, Floats, Floats]:
    """Return line, metres along it, and place of all vertices."""
    at, line = shapely.get_coordinates(parts, return_index=True)
    step = np.hypot(*np.diff(at, axis=0, prepend=at[:1]).T)
    first = np.r_[True, line[1:] != line[:-1]]
    step[first] = 0.0
    run = np.cumsum(step)
    return line, run - run[first][line], at


def _cuts(parts: Geometries, levels: Floats, widths: Floats, vertices: tuple[Longs, Floats, Floats]) -> _Cuts:
    line, along, at = vertices
    first = np.r_[True, line[1:] != line[:-1]]
    end = first | np.r_[first[1:], True]
    _, same, count = np.unique(np.round(at * GRAIN).astype(np.int64), axis=0, return_inverse=True, return_counts=True)
    met = count[same.reshape(-1)] > 1
    own = end | met
    tree = shapely.STRtree(parts)
    crossed = _crossings(parts, levels, tree)
    loose = np.flatnonzero(end & ~met)
    rows, touched, where = _short_of(parts, levels, widths / 2 + PAVEMENT, tree, line[loose], at[loose])
    number = np.full(len(line), -1)
    number[own] = np.arange(own.sum())
    before = int(own.sum()) + len(crossed[0])
    return _Cuts(
        np.concatenate([line[own], crossed[0], touched]),
        np.concatenate([along[own], crossed[1], where]),
        np.concatenate([at[own], crossed[2], shapely.get_coordinates(shapely.line_interpolate_point(parts[touched], where))]),
        np.column_stack([number[loose[rows]], before + np.arange(len(rows))]).astype(np.int64),
    )


def _crossings(parts: Geometries, levels: Floats, tree: shapely.STRtree) -> tuple[Longs, Floats, Floats]:
    """Return line, metres and place where lines of one level meet, once for each of the two."""
    one, other = tree.query(parts, predicate="intersects")
    kept = (one < other) & (levels[one] == levels[other])
    one, other = one[kept], other[kept]
    points, pair = shapely.get_coordinates(shapely.intersection(parts[one], parts[other]), return_index=True)
    both = np.concatenate([one[pair], other[pair]])
    twice = np.vstack([points, points])
    return both, np.asarray(shapely.line_locate_point(parts[both], np.asarray(shapely.points(twice)))), twice


def _short_of(parts: Geometries, levels: Floats, reach: Floats, tree: shapely.STRtree, line: Longs,
              at: Floats) -> tuple[Longs, Longs, Floats]:  # fmt: skip
    """Return which loose ends (line and place) stop short of a line, of which, and where along it; of several the nearest."""
    points = np.asarray(shapely.points(at), dtype=object)
    ends, lines = tree.query(points, predicate="dwithin", distance=float(reach.max()))
    away = shapely.distance(parts[lines], points[ends])
    kept = (lines != line[ends]) & (levels[lines] == levels[line[ends]]) & (away <= reach[lines])
    ends, lines, away = ends[kept], lines[kept], away[kept]
    order = np.lexsort((away, ends))
    ends, lines = ends[order], lines[order]
    first = np.r_[True, ends[1:] != ends[:-1]] if len(ends) else np.zeros(0, bool)
    ends, lines = ends[first], lines[first]
    return ends, lines, np.asarray(shapely.line_locate_point(parts[lines], points[ends]))


def _nodes(cuts: _Cuts) -> tuple[Floats, Longs]:
    """Return the nodes and the node of each cut."""
    close = cKDTree(cuts.at).query_pairs(SAME, output_type="ndarray").reshape(-1, 2)
    n = len(cuts.at)
    graph = coo_matrix((np.ones(len(close)), (close[:, 0], close[:, 1])), shape=(n, n))
    count, node = connected_components(graph, directed=False)
    places = np.zeros((count, 2))
    places[node[::-1]] = cuts.at[::-1]  # the first cut of each node says where it lies
    return places, node.astype(np.int64)


def _edges(vertices: tuple[Longs, Floats, Floats], cuts: _Cuts, nodes: Floats, of_cut: Longs, row: Ints) -> Edges:
    """Return the pieces of lines from cut to cut."""
    line = np.concatenate([vertices[0], cuts.line])
    along = np.concatenate([vertices[1], cuts.along])
    at = np.vstack([vertices[2], cuts.at])
    node = np.concatenate([np.full(len(vertices[0]), -1), of_cut])
    order = np.lexsort((node, along, line))
    line, along, at, node = line[order], along[order], at[order], node[order]
    stops = np.flatnonzero(node >= 0)
    a, b = stops[:-1], stops[1:]
    kept = (line[a] == line[b]) & (along[b] - along[a] > SHORTEST)
    kept &= (node[a] != node[b]) | (along[b] - along[a] > 2 * SAME)
    a, b = a[kept], b[kept]
    size = b - a + 1
    edge = np.repeat(np.arange(len(a)), size)
    within = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    shapes = np.asarray(shapely.linestrings(at[a[edge] + within], indices=edge), dtype=object)
    return _bridged(
        Edges(nodes, node[a].astype(np.int32), node[b].astype(np.int32), shapes, along[b] - along[a], row[line[a]]),
        of_cut[cuts.gaps], row[cuts.line[cuts.gaps[:, 0]]],
    )  # fmt: skip


def _bridged(edges: Edges, gaps: Longs, roads: Ints) -> Edges:
    """Return the edges with a straight one over each gap (pairs of nodes); it belongs to the road whose end stopped short."""
    wide = gaps[:, 0] != gaps[:, 1]
    gaps, roads = gaps[wide], roads[wide]
    shapes = np.asarray(shapely.linestrings(edges.nodes[gaps]), dtype=object).reshape(-1)
    return Edges(
        edges.nodes,
        np.concatenate([edges.starts, gaps[:, 0].astype(np.int32)]),
        np.concatenate([edges.ends, gaps[:, 1].astype(np.int32)]),
        np.concatenate([edges.lines, shapes]),
        np.concatenate([edges.lengths, shapely.length(shapes)]),
        np.concatenate([edges.roads, roads]),
    )
