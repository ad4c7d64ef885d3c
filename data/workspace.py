"""What is selected, shown and when: the one thing that map, panels and wall have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from psygnal import Signal
from shapely.geometry.base import BaseGeometry

from data.kinds import Kinds
from data.layers.state import LayerState as LayerState  # noqa: PLC0414 - it is known from here
from data.layers.state import layer_of
from data.query import Area


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen: a record, or a storey (and dwelling) of a building. An empty kind is nothing."""

    kind: str = ""
    id: int = 0
    storey: int | None = None
    dwelling: int | None = None

    def __bool__(self) -> bool:
        return bool(self.kind)


@dataclass(frozen=True, slots=True)
class Period:
    """The time shown: UTC as stored, ``start`` included, ``end`` not; None is open."""

    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Flight:
    """A wish to move the camera: to a record, or to a point with a distance in metres."""

    kind: str = ""
    id: int = 0
    lon: float | None = None
    lat: float | None = None
    distance: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """A part of the map that is searched: what is asked of the station, its words, and its shape in WGS-84 degrees.

    ``named`` says that the words name where it is (a road, a grid, a record), and not how large it is alone.
    """

    area: Area
    words: str
    shape: BaseGeometry
    named: bool = False


@dataclass(frozen=True, slots=True)
class ToolAct:
    """Something more that can be done with a tool as it stands: what it is called back with, and the words on its button."""

    id: str
    words: str
    on: bool = False  # what is switched on now


@dataclass(frozen=True, slots=True)
class ToolState:
    """The map's tool in hand and how far it is; an empty name is the bare hand.

    ``hint`` says what to do next, ``reading`` what was measured or found so far. ``drawing`` is while points are being set.
    """

    name: str = ""
    title: str = ""
    hint: str = ""
    reading: str = ""
    drawing: bool = False
    can_undo: bool = False
    can_finish: bool = False
    snaps: bool | None = None  # None: there is nothing to snap to
    acts: tuple[ToolAct, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.name)


@dataclass(frozen=True, slots=True)
class Colouring:
    """What the colours of the buildings tell: one of `data.insight.colouring.ways`, "" for their own colours.

    ``classes`` is how many classes numbers fall into; it means nothing for code lists.
    """

    by: str = ""
    classes: int = 5


VIEWS = ("3d", "plan", "street")
THEMES = ("light", "dark")
LIGHTS = ("architect", "sun")  # a fixed light that shows every front well, or that of the hour


class Workspace:
    """State with signals; views subscribe and none of them knows another."""

    selected = Signal(Selection)
    hovered = Signal(Selection)
    layer_changed = Signal(LayerState)
    layers_changed = Signal()  # one came, went, or lies elsewhere in the order
    period_changed = Signal(Period)
    colouring_changed = Signal(Colouring)
    view_changed = Signal(str)
    theme_changed = Signal(str)
    light_changed = Signal(str)
    town_theme_changed = Signal(str)
    flight = Signal(Flight)
    tool_wanted = Signal(str, dict)  # name and arguments: the map takes up a tool; "" lays it down
    tool_acted = Signal(str)  # "finish", "undo", "leave", "snap", or one of the tool's own acts
    tool_changed = Signal(ToolState)
    coordinates_changed = Signal(str)
    picture_changed = Signal(str)  # the name of what a plan shows on the map, see `show_picture`
    whereabouts_changed = Signal()  # forces stand elsewhere, see `show_whereabouts`
    sought_changed = Signal(object)  # `Sought`, or None when nothing is searched any more
    command = Signal(str, dict)  # id and arguments: a view asks, the app carries out
    notice = Signal(str, str)  # "info", "done", "warning" or "error"; a sentence

    def __init__(self, kinds: Kinds, *, theme: str = "light") -> None:
        self.theme = theme
        self.who = ""  # who sits at the desk; views write it into the journal
        self.view = "3d"
        self.period = Period()
        self.colouring = Colouring()
        self.light = LIGHTS[0]
        self.town_theme = theme  # the colours that the town is drawn in; with the sun's light they follow the day
        self.hover = Selection()
        self.tool = ToolState()
        self.sought: Sought | None = None
        self.pictures: dict[str, object] = {}  # what plans show on the map by name: `data.duty.plan_picture.Picture`s
        self.whereabouts: object | None = None  # `data.duty.replay.whereabouts.Places` while a period is replayed
        self.coordinates = "WGS84"  # the system that places are shown and copied in, one of `data.exchange.coordinates.SHOWN`
        self.layers = {k.name: layer_of(k) for k in kinds.layers()}  # by `LayerState.id`
        self.away: dict[str, LayerState] = {}  # layers of kinds that were retired, as they were when these left
        self._trail: list[Selection] = [Selection()]
        self._at = 0

    @property
    def selection(self) -> Selection:
        """What is chosen now."""
        return self._trail[self._at]

    def select(self, kind: str = "", id: int = 0, *, storey: int | None = None, dwelling: int | None = None) -> None:
        """Choose something; it becomes the newest stop of the trail."""
        chosen = Selection(kind, id, storey, dwelling)
        if chosen == self.selection:
            return
        del self._trail[self._at + 1 :]
        self._trail.append(chosen)
        self._at += 1
        self.selected.emit(chosen)

    def back(self) -> None:
        """Go to the selection before this one."""
        self._step(-1)

    def forward(self) -> None:
        """Go to the selection that `back` left."""
        self._step(1)

    def forget(self) -> None:
        """Choose nothing, and let go of the way that led here."""
        self.select()
        self._trail, self._at = [Selection()], 0

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier selection."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a later selection."""
        return self._at < len(self._trail) - 1

    def _step(self, by: int) -> None:
        at = self._at + by
        if 0 <= at < len(self._trail):
            self._at = at
            self.selected.emit(self.selection)

    def hover_over(self, kind: str = "", id: int = 0, *, storey: int | None = None, dwelling: int | None = None) -> None:
        """Tell what lies under the pointer."""
        under = Selection(kind, id, storey, dwelling)
        if under != self.hover:
            self.hover = under
            self.hovered.emit(under)

    def set_layer(self, id: str, **values: Any) -> None:
        """Change how a layer is shown: fields of `LayerState`."""
        before = self.layers[id]
        changed = replace(before, **values)
        if changed != before:
            self.layers[id] = changed
            self.layer_changed.emit(changed)
            if changed.order != before.order or changed.group != before.group:
                self.layers_changed.emit()

    def arrange_layers(self, ids: Iterable[str]) -> None:
        """Put layers into this order, the first on top; they tell of it together."""
        changed = [replace(self.layers[id], order=float(n)) for n, id in enumerate(ids) if self.layers[id].order != n]
        self.layers |= {state.id: state for state in changed}
        for state in changed:
            self.layer_changed.emit(state)
        if changed:
            self.layers_changed.emit()

    def add_layer(self, state: LayerState) -> LayerState:
        """Add a layer that a person made, and return it with the key that it got; or offer the layer of a kind."""
        if state.own and state.id in self.layers:
            free = next(n for n in count(1) if f"{state.kind}.{n}" not in self.layers)
            state = replace(state, key=f"{state.kind}.{free}")
        self.layers[state.id] = state
        self.layer_changed.emit(state)
        self.layers_changed.emit()
        return state

    def remove_layer(self, id: str) -> None:
        """Take away a layer that a person made; the layer of a kind is only hidden."""
        if not self.layers[id].own:
            self.set_layer(id, visible=False)
            return
        gone = replace(self.layers.pop(id), visible=False)
        self.layer_changed.emit(gone)
        self.layers_changed.emit()

    def follow_kinds(self, kinds: Kinds) -> None:
        """Put away the layers of kinds that are gone, and offer those of kinds that came: as they were when they left."""
        gone = {id: s for id, s in self.layers.items() if s.kind not in kinds}
        back = {id: s for id, s in self.away.items() if s.kind in kinds}
        self.away = {id: s for id, s in self.away.items() if id not in back} | gone
        for id in gone:
            del self.layers[id]
        self.layers |= back
        new = {k.name: layer_of(k) for k in kinds.layers() if k.name not in self.layers}
        self.layers |= new
        for state in (*(replace(s, visible=False) for s in gone.values()), *back.values(), *new.values()):
            self.layer_changed.emit(state)
        if gone or back or new:
            self.layers_changed.emit()

    def take_layers(self, states: Iterable[LayerState]) -> None:
        """Show layers as a theme has them: own ones that are not there are added, all that the theme does not name are hidden."""
        wanted = {state.id: state for state in states}
        for id, state in wanted.items():
            if self.layers.get(id) != state:
                self.layers[id] = state
                self.layer_changed.emit(state)
        for id in self.layers.keys() - wanted.keys():
            self.set_layer(id, visible=False)
        self.layers_changed.emit()

    def set_period(self, start: str | None = None, end: str | None = None) -> None:
        """Choose the time shown."""
        self.period = Period(start, end)
        self.period_changed.emit(self.period)

    def set_colouring(self, **values: Any) -> None:
        """Change what the colours of the buildings tell: fields of `Colouring`."""
        changed = replace(self.colouring, **values)
        if changed != self.colouring:
            self.colouring = changed
            self.colouring_changed.emit(changed)

    def set_view(self, view: str) -> None:
        """Switch between `VIEWS`."""
        if view not in VIEWS:
            raise ValueError(f"no such view: {view}")
        if view != self.view:
            self.view = view
            self.view_changed.emit(view)

    def set_theme(self, theme: str) -> None:
        """Switch between `THEMES`."""
        if theme not in THEMES:
            raise ValueError(f"no such theme: {theme}")
        if theme != self.theme:
            self.theme = theme
            self.theme_changed.emit(theme)
            if self.light == LIGHTS[0]:
                self.set_town_theme(theme)

    def set_light(self, light: str) -> None:
        """Switch between `LIGHTS`."""
        if light not in LIGHTS:
            raise ValueError(f"no such light: {light}")
        if light != self.light:
            self.light = light
            self.light_changed.emit(light)
            if light == LIGHTS[0]:
                self.set_town_theme(self.theme)

    def set_town_theme(self, theme: str) -> None:
        """Tell in which theme's colours the town is drawn (the map does)."""
        if theme != self.town_theme:
            self.town_theme = theme
            self.town_theme_changed.emit(theme)

    def fly_to(self, kind: str = "", id: int = 0, *, lon: float | None = None, lat: float | None = None,
               distance: float | None = None) -> None:  # fmt: skip
        """Ask the map to go there."""
        self.flight.emit(Flight(kind, id, lon, lat, distance))

    def use_tool(self, name: str = "", **arguments: Any) -> None:
        """Ask the map to take up one of its tools; without a name it lays down what it has in hand."""
        self.tool_wanted.emit(name, arguments)

    def act_on_tool(self, act: str) -> None:
        """Ask the tool in hand to "finish", to "undo" its last point, to "leave", to "snap" or not, or for one of its own acts."""
        self.tool_acted.emit(act)

    def set_tool(self, state: ToolState) -> None:
        """Tell which tool is in hand and how far it is (the map does)."""
        if state != self.tool:
            self.tool = state
            self.tool_changed.emit(state)

    def show_coordinates(self, system: str) -> None:
        """Show and copy places in another system of coordinates."""
        if system != self.coordinates:
            self.coordinates = system
            self.coordinates_changed.emit(system)

    def seek(self, sought: Sought | None) -> None:
        """Search a part of the map, and again whenever its shape changes; None ends it."""
        self.sought = sought
        self.sought_changed.emit(sought)

    def show_picture(self, name: str, picture: object | None = None) -> None:
        """Show something on the map under a name instead of what had it; None takes it away."""
        if picture is None and name not in self.pictures:
            return
        self.pictures.pop(name, None)
        if picture is not None:
            self.pictures[name] = picture
        self.picture_changed.emit(name)

    def show_whereabouts(self, places: object | None = None) -> None:
        """Show forces where their positions say that they were, and not where their records are; None ends it."""
        if places is not None or self.whereabouts is not None:
            self.whereabouts = places
            self.whereabouts_changed.emit()

    def run(self, command: str, **arguments: Any) -> None:
        """Ask the app to carry out a command."""
        self.command.emit(command, arguments)

    def tell(self, level: str, sentence: str) -> None:
        """Show a notice."""
        self.notice.emit(level, sentence)
