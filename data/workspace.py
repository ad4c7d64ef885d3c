"""What is selected, shown and when: the one thing that map, panels and wall have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from psygnal import Signal

from data.kinds import Kinds


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
class LayerState:
    """How one layer is shown. ``chosen`` maps a field to the values that are shown; a missing field shows all."""

    kind: str
    visible: bool
    opacity: float = 1.0
    labelled: bool = False
    colour: str = ""
    chosen: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)


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


VIEWS = ("3d", "plan", "street")
THEMES = ("light", "dark")


class Workspace:
    """State with signals; views subscribe and none of them knows another."""

    selected = Signal(Selection)
    hovered = Signal(Selection)
    layer_changed = Signal(LayerState)
    period_changed = Signal(Period)
    view_changed = Signal(str)
    theme_changed = Signal(str)
    flight = Signal(Flight)
    command = Signal(str, dict)  # id and arguments: a view asks, the app carries out
    notice = Signal(str, str)  # "info", "done", "warning" or "error"; a sentence

    def __init__(self, kinds: Kinds, *, theme: str = "light") -> None:
        self.theme = theme
        self.who = ""  # who sits at the desk; views write it into the journal
        self.view = "3d"
        self.period = Period()
        self.hover = Selection()
        self.layers = {k.name: LayerState(k.name, k.layer.visible, colour=k.layer.colour) for k in kinds.layers() if k.layer}
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

    def set_layer(self, kind: str, **values: Any) -> None:
        """Change how a layer is shown: fields of `LayerState`."""
        changed = replace(self.layers[kind], **values)
        if changed != self.layers[kind]:
            self.layers[kind] = changed
            self.layer_changed.emit(changed)

    def set_period(self, start: str | None = None, end: str | None = None) -> None:
        """Choose the time shown."""
        self.period = Period(start, end)
        self.period_changed.emit(self.period)

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

    def fly_to(self, kind: str = "", id: int = 0, *, lon: float | None = None, lat: float | None = None,
               distance: float | None = None) -> None:  # fmt: skip
        """Ask the map to go there."""
        self.flight.emit(Flight(kind, id, lon, lat, distance))

    def run(self, command: str, **arguments: Any) -> None:
        """Ask the app to carry out a command."""
        self.command.emit(command, arguments)

    def tell(self, level: str, sentence: str) -> None:
        """Show a notice."""
        self.notice.emit(level, sentence)
