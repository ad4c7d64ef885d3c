"""Taking calls in the window: the card over the map, the drawer folded meanwhile, the case shown when it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

if TYPE_CHECKING:
    from app.console import Console
    from app.window import MainWindow
    from widgets.incidents.intake import IntakeCard


class TakingCalls:
    """Made with the window; the card itself is made when the first call comes."""

    def __init__(self, console: Console, window: MainWindow) -> None:
        self._console, self._window = console, window
        self._card: IntakeCard | None = None
        self._drawer_open: bool | None = None  # how it was before the card came; None while no call is taken
        self.covered = 0  # pixels of the map's top

    @property
    def card(self) -> IntakeCard:
        """The card that takes calls."""
        if self._card is None:
            from widgets.incidents.intake import IntakeCard  # with the roads' search, which is not loaded at start-up

            self._card = IntakeCard(self._console.station, self._console.workspace, self._window.stage)
            self._card.taken.connect(lambda case: self._console.run("show_case", id=case, to_send=True))
            self._card.left.connect(self._window.take_focus)
            self._card.covers.connect(self._covers)
        return self._card

    @property
    def open(self) -> bool:
        """Whether a call is being taken."""
        return self._card is not None and not self._card.isHidden()

    def take(self, text: str = "") -> None:
        """Open the card."""
        self.card.begin(text=text)

    def _covers(self, pixels: int) -> None:
        """Let the map keep its middle free of the card, and the drawer out of the way while it is there."""
        drawer = self._window.drawer
        if pixels and self._drawer_open is None:
            self._drawer_open = drawer.is_open()
            drawer.set_open(False, glide=False)
        elif not pixels and self._drawer_open is not None:
            drawer.set_open(self._drawer_open, glide=False)
            self._drawer_open = None
        self.covered = pixels
        self._window.map_hud.hud.keep_beside(self._lid())
        self._window.stage.lay_out()

    def _lid(self) -> QRect:
        """Return where the card lies on the map; empty while no call is taken."""
        if not self.covered or self._card is None:
            return QRect()
        map_ = self._window.map_hud.hud.views.parentWidget()  # beside a second map it does not begin at the stage's corner
        return self._card.geometry().translated(-map_.pos() if map_ is not None else QPoint())

    def dispose(self) -> None:
        """End what goes on."""
        if self._card is not None:
            self._card.dispose()
