"""Lighting what is chosen: the building that it is or stands in, opened as far as its record knows storey and room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer

from data.records import ChangeSet
from data.store.station import Station
from data.town.model import Town
from data.workspace import Selection, Workspace
from scene3d.drill import Inside, chosen_labels, open_chosen, read_inside
from scene3d.layers.host import Ground
from scene3d.meshes.storeys import Opened
from scene3d.opening import Opening
from scene3d.overlay.items import Symbol
from scene3d.sheet import Sheet, building_outline
from scene3d.workers import Workers

PANEL_FIRST = 70  # ms: a rendering holds the Qt thread longer than the panel of a clicked building needs to fill itself
INSIDE_KINDS = frozenset({"building", "dwelling", "residence", "shop", "plan_room", "floor_plan"})


def where_of(station: Station, chosen: Selection) -> Selection:
    """Return the building, storey and room that a record stands in, nothing without one; called on a reader's thread."""
    record = station.get(chosen.kind, chosen.id, placed=True)
    place = record.place if record is not None else None
    if place is None or place.building is None:
        return Selection()
    dwelling = chosen.id if chosen.kind == "dwelling" else place.dwelling
    return Selection("building", place.building, place.storey, dwelling)


def choice_at(symbol: Symbol, chosen: Selection, *, rooms: bool = True) -> Selection:
    """Return what a click on a symbol chooses: its records in turn; a way into a garage opens the storey that it leads to first."""
    down = Selection("building", symbol.building, -1)
    if symbol.below and rooms and chosen != down:
        return down
    again = chosen.kind == symbol.kind and chosen.id in symbol.ids
    after = (list(symbol.ids).index(chosen.id) + 1) % len(symbol.ids) if again else 0
    return Selection(symbol.kind, symbol.ids[after])


@dataclass(frozen=True, slots=True, eq=False)
class Built:
    """What the shown meshes of a building were made of."""

    town: Town
    row: int
    storey: int | None
    dwelling: int | None
    inside: Inside | None
    theme: str

    def same_as(self, other: Built | None) -> bool:
        """Whether the same would come of the other."""
        if other is None or self.town is not other.town or self.inside is not other.inside:
            return False
        return (self.row, self.storey, self.dwelling, self.theme) == (other.row, other.storey, other.dwelling, other.theme)


class Chosen(QObject):
    """Shows the building of what is chosen.

    Parameters
    ----------
    parent
        The widget that it belongs to.
    station, workspace, workers
        Where places and rooms are read, what is chosen, and the threads that build.
    opening, sheet
        What is shown of it in the scene and over it.
    ground
        The town that the scene shows now; its ``town`` is None before the first one.
    shown
        Called whenever the scene changed.
    rooms
        Whether storeys open at all; a wall keeps them shut.
    """

    def __init__(self, parent: QObject, station: Station, workspace: Workspace, workers: Workers, opening: Opening, sheet: Sheet,
                 ground: Callable[[], Ground], shown: Callable[[], None], *, rooms: bool = True) -> None:  # fmt: skip
        super().__init__(parent)
        self._station, self._workspace, self._workers = station, workspace, workers
        self._opening, self._sheet, self._ground, self._shown = opening, sheet, ground, shown
        self._rooms = rooms
        self._inside: Inside | None = None
        self._stands: Built | None = None  # what is in the scene was made of it
        self.where = Selection()
        self._soon = QTimer(self, interval=PANEL_FIRST, singleShot=True)
        self._soon.timeout.connect(self.open)

    def follow(self, _chosen: Selection) -> None:
        """Show what was just chosen, after the panels that show it too."""
        self._soon.start()

    @property
    def behind(self) -> bool:
        """Whether something was chosen that is about to be shown."""
        return self._soon.isActive()

    def close(self) -> None:
        """Show nothing any more."""
        self._soon.stop()

    def open_anew(self) -> None:
        """Show what is chosen in a scene that has nothing of it yet."""
        self._stands = None
        self.open()

    def open(self) -> None:
        """Show what is chosen: a building at once, the building of any other record as soon as its place is read."""
        self._soon.stop()
        chosen = self._workspace.selection
        if chosen and chosen.kind != "building" and self._ground().town is not None:
            station = self._station
            self._workers.read("place", lambda: where_of(station, chosen), self._open_at)
            return
        self._workers.drop("place")
        self._open_at(chosen)

    def changed(self, change: ChangeSet) -> None:
        """Read again what a change set may have altered."""
        if self._inside is not None and change.kinds & INSIDE_KINDS:
            self._inside = None
            self.open()
        elif self._workspace.selection.kind in change.kinds - {"building"}:
            self.open()

    def _open_at(self, where: Selection) -> None:
        """Open a building: at once as it stands, with its rooms as soon as they are read."""
        self.where = where if self._rooms else replace(where, storey=None, dwelling=None)
        town, row = self._ground().town, self._ground().row_of(where.id)
        if town is None or not where or row < 0:
            self._workers.drop("open")
            self._workers.drop("inside")
            self._show(None, None)
            return
        if self._inside is None or self._inside.building != where.id:
            self._inside = None
            station, building = self._station, where.id
            self._workers.read("inside", lambda: read_inside(station, building), self._know_inside)
        self._build(town, row)

    def _build(self, town: Town, row: int) -> None:
        """Make what is to be shown; what stands there already is not rendered anew, as when a chosen case goes a step on."""
        where, inside, theme = self.where, self._inside, self._opening.theme
        of = Built(town, row, where.storey, where.dwelling, inside if where.storey is not None else None, theme)
        if of.same_as(self._stands):
            self._workers.drop("open")
            self._tell(town, self._opening.opened)
            return
        self._workers.run("open", lambda: open_chosen(town, row, where, inside, theme), lambda opened: self._show(opened, of))

    def _know_inside(self, inside: Inside) -> None:
        self._inside = inside
        town = self._ground().town
        if town is not None and self.where.id == inside.building:
            self._build(town, self._ground().row_of(inside.building))

    def _show(self, opened: Opened | None, of: Built | None) -> None:
        town = self._ground().town
        if town is None:
            return
        bare = opened is None and self._opening.opened is None
        if not bare:
            self._opening.show(town, opened)
        self._stands = of
        self._tell(town, opened)
        if not bare:
            self._shown()

    def _tell(self, town: Town, opened: Opened | None) -> None:
        """Let names and outline go with what is chosen."""
        labels = chosen_labels(town, opened, self._inside.title if self._inside else "")
        body = building_outline(town, opened.row) if opened is not None else None
        roofless = int(town.buildings.ids[opened.row]) if opened is not None and opened.roofless else 0
        self._sheet.set_chosen(self._workspace.selection, labels, body, roofless, opened.floor if opened is not None else 0.0)
