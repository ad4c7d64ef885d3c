"""What window and wall need of a map: the live 3D view, or a still for pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from data.store import Station
from data.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtCore import QRect, SignalInstance


class MapWidget(Protocol):
    """A widget (`QWidget`) with these beside."""

    @property
    def camera_changed(self) -> SignalInstance:
        """Tells that the eye moved."""

    @property
    def town_shown(self) -> SignalInstance:
        """Tells that the buildings are there."""

    @property
    def town_finished(self) -> SignalInstance:
        """Tells that trees and shadows are there too."""

    @property
    def touched(self) -> SignalInstance:
        """Tells that a hand moved the map."""

    margins: tuple[int, int, int, int]  # pixels covered at left, top, right, bottom
    plates: tuple[tuple[float, float, float, float], ...]  # left, top, width, height of what lies on the map: no name goes there

    def bearing(self) -> float:
        """Return the compass direction that is up, in degrees."""

    def set_bearing(self, bearing: float) -> None:
        """Turn to a compass direction in degrees."""

    def metres_per_pixel(self) -> float:
        """Return the size of a pixel at the middle of the view."""

    def lonlat_at(self, x: float, y: float) -> tuple[float, float] | None:
        """Return longitude and latitude of the ground under a pixel."""

    def overview(self) -> None:
        """See the whole town."""

    def zoom(self, factor: float) -> None:
        """Come nearer (factor below 1) or go away, keeping the middle."""

    def set_symbol_scale(self, scale: float) -> None:
        """Draw symbols and words larger: 1 is for a desk, more for a wall."""

    def start_round(self) -> None:
        """Turn slowly around the town."""

    def stop_round(self) -> None:
        """End the slow round."""

    def close(self) -> bool:
        """Let go of everything."""

    def setFocus(self) -> None:
        """Take the keyboard."""

    def setGeometry(self, place: QRect, /) -> None:
        """Lie there, in the parent's pixels."""

    def setVisible(self, visible: bool, /) -> None:
        """Show the map, or put it away for a while; it comes back as it was."""


MapFactory = Callable[[Station, Workspace, QWidget], MapWidget]


def live_map(station: Station, workspace: Workspace, parent: QWidget) -> MapWidget:
    """Return the live 3D view."""
    from scene3d.view import MapView

    return MapView(station, workspace, parent)


def shut_map(station: Station, workspace: Workspace, parent: QWidget) -> MapWidget:
    """Return the live 3D view for a wall: no building opens, so no room shows."""
    from scene3d.view import MapView

    return MapView(station, workspace, parent, rooms=False)
