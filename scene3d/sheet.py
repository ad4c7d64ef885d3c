"""The sheet laid over the scene: gathers names, layers, chosen and hovered things and has them painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import shapely
from PySide6.QtCore import QElapsedTimer

from data.i18n import tr
from data.town.model import Town
from data.town.storeys import BELOW_STEP, floor_height, roof_storey
from data.workspace import Selection
from scene3d.camera import Projection
from scene3d.layers.stack import LayerStack
from scene3d.meshes.buildings import own_triangles, prisms
from scene3d.meshes.storeys import WALL, Opened
from scene3d.overlay.items import Box, Items, Label, Outline, Symbol, bands
from scene3d.overlay.names import town_labels
from scene3d.overlay.widget import OverlayWidget
from scene3d.tiles.target import TilesTarget

BEHIND = 0.5  # opacity of a pin behind a house
MOST_RAYS = 160
ANEW_MS = 50  # a movement goes on for so long at most before all is arranged anew
MOST_SLOPES = 400  # triangles of which a silhouette is put together


class Sheet:
    """What is painted over the town."""

    def __init__(self, widget: OverlayWidget, layers: LayerStack, projection: Callable[[], Projection]) -> None:
        self.widget = widget
        self._layers = layers
        self._projection = projection
        self.words_of_plans: Callable[[Projection], tuple[Box, ...]] = lambda _projection: ()
        self._names: tuple[Label, ...] = ()
        self._town: Town | None = None
        self._rows: dict[int, int] = {}
        self._chosen_labels: tuple[Label, ...] = ()
        self._outlines: tuple[Outline, ...] = ()
        self._roofless, self._floor = 0, 0.0
        self._body: Outline | None = None
        self._hovered: tuple[str, int] | None = None
        self._chosen: tuple[str, int] | None = None
        self._behind: frozenset[tuple[str, int, int]] = frozenset()
        self._since = QElapsedTimer()  # all was arranged

    def set_town(self, town: Town) -> None:
        """Take the names of a town."""
        self._town = town
        self._names = town_labels(town)
        self._rows = {int(id): row for row, id in enumerate(town.buildings.ids)}

    def set_chosen(self, chosen: Selection, labels: tuple[Label, ...], body: Outline | None = None, roofless: int = 0,
                   floor: float = 0.0) -> None:  # fmt: skip
        """Tell what is chosen and how it shows.

        Parameters
        ----------
        chosen, labels, body
            The record, the labels that go with it, and the building that is lit for it.
        roofless, floor
            The id of the building that is without its roof (0: none), and the height of its open floor in metres.
        """
        self._body, self._roofless, self._floor = body, roofless, floor
        self._chosen = (chosen.kind, chosen.id) if chosen else None
        self._chosen_labels = labels
        self.repaint()

    def set_hover(self, hovered: tuple[str, int] | None, outlines: tuple[Outline, ...]) -> None:
        """Show what lies under the pointer; nothing else moves for it."""
        self._hovered, self._outlines = hovered, outlines
        self.widget.show_items(self._projection(), replace(self.widget.items, hovered=hovered, outlines=outlines), anew=False)

    def follow(self) -> None:
        """Go along with the eye for a step of a movement; places are found anew some times a second, and when it rests."""
        if not self._since.isValid() or self._since.hasExpired(ANEW_MS) or not self.widget.carry(self._projection()):
            self.repaint()

    def repaint(self) -> None:
        """Arrange and paint everything anew."""
        self._since.start()
        projection = self._projection()
        symbols = self._layers.symbols(projection, self.widget.size_factor)
        if self._roofless or self._behind:
            symbols = tuple(self._dimmed(s) for s in map(self._on_floor, symbols) if s is not None)
        labels = (*self._chosen_labels, *self._layers.labels(), *self._names)
        covered = bands((projection.width, projection.height), self.widget.margins)
        plates = (*self.widget.plates, *self.words_of_plans(projection))
        self.widget.show_items(
            projection, Items(symbols, labels, self._outlines, self._hovered, self._chosen, self._body, covered, plates)
        )
        self._tell(empty=not symbols and not labels)

    def _tell(self, *, empty: bool) -> None:
        """Say what to do where there is nothing to see yet; until the town is read, what was said before stays."""
        if self._town is None:
            return
        of = self._town
        bare = empty and not (len(of.buildings.ids) or len(of.parts.ids) or len(of.roads.ids) or len(of.grounds.ids))
        past, now = (tr("那时还没有地图"), tr("选一个晚一点的时刻")), (tr("还没有地图"), tr("导入建筑底图后显示"))
        self.widget.say(*((past if self._layers.past else now) if bare else ()))

    def look_behind(self, target: TilesTarget | None) -> None:
        """Work out which pins and names are behind a house; too slow for every step of a movement, so done when it is over."""
        projection = self._projection()
        pins = [p.symbol for p in self.widget.arrangement.symbols if not p.dot][:MOST_RAYS]
        if target is None or projection.eye.parallel or not pins:
            behind: frozenset[tuple[str, int, int]] = frozenset()
        else:
            points = np.array([s.point for s in pins]) + np.array((0.0, 0.0, 1.2))
            own = np.array([self._row(s.building) for s in pins])  # what stands in a house is not behind it
            hidden = target.hidden(points, projection.eye.position, own)
            behind = frozenset(_key(s) for s, h in zip(pins, hidden, strict=True) if h)
        others = self.widget.look_behind(target)
        if behind != self._behind or others:
            self._behind = behind
            self.repaint()

    def _on_floor(self, symbol: Symbol) -> Symbol | None:
        """Of a building without its roof only the chosen symbol stays, on the open floor; how many live in it goes too."""
        if not self._roofless or symbol.building != self._roofless:
            return symbol
        if self._chosen is None or symbol.kind == "building" or symbol.kind != self._chosen[0] or self._chosen[1] not in symbol.ids:
            return None
        return replace(symbol, point=(symbol.point[0], symbol.point[1], self._floor + 0.5))

    def _dimmed(self, symbol: Symbol) -> Symbol:
        return replace(symbol, opacity=symbol.opacity * BEHIND) if _key(symbol) in self._behind else symbol

    def _row(self, building: int) -> int:
        """Return the row of a building, -2 for none: no triangle has that."""
        return self._rows.get(building, -2)


def _key(symbol: Symbol) -> tuple[str, int, int]:
    return symbol.kind, symbol.ids[0], len(symbol.ids)


def building_outline(town: Town, row: int) -> Outline:
    """Return the silhouette of a building, with its pitched roofs; a model of very many faces is shown by its box."""
    solids = prisms(town, np.array([row]))
    own = [points.reshape(-1, 3, 3) for points, _, _ in own_triangles(town, np.array([row]))]
    slopes = np.concatenate(own) if own else None
    if slopes is not None and len(slopes) > MOST_SLOPES:
        slopes = None
    if slopes is not None and not len(solids.rows):
        return Outline((), slopes=slopes)
    shapes = solids.polygons if len(solids.rows) else np.array(shapely.get_parts(town.buildings.footprints[row]), object)
    base = solids.base if len(solids.rows) else np.full(len(shapes), town.buildings.base[row])
    top = solids.top if len(solids.rows) else np.full(len(shapes), town.buildings.height[row])
    rings = [np.asarray(p.simplify(0.4).exterior.coords)[:, :2] for p in shapes]
    return Outline(tuple((ring, float(b), float(t)) for ring, b, t in zip(rings, base, top, strict=True)), slopes=slopes)


def storey_outline(town: Town, row: int, storey: int) -> Outline:
    """Return the silhouette of one storey of a building."""
    b = town.buildings
    step = float(b.storey_height[row])
    base = floor_height(storey, float(b.base[row]), step)
    step = BELOW_STEP if storey < 0 else 0.6 if storey == roof_storey(int(b.storeys[row])) else step
    parts = shapely.get_parts(b.footprints[row])
    return Outline(tuple((np.asarray(p.simplify(0.4).exterior.coords)[:, :2], base, base + step) for p in parts))


def room_outline(opened: Opened, dwelling: int) -> Outline | None:
    """Return the silhouette of a room of the opened storey."""
    shape = next((r.polygon for r in opened.shapes if r.dwelling == dwelling), None)
    if shape is None:
        return None
    return Outline(((np.asarray(shape.exterior.coords)[:, :2], opened.floor + 0.1, opened.floor + WALL * 0.8),))
