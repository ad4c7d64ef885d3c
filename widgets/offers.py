"""What is offered only to whoever may use it: a button for its command, a tab or chart for the kinds that it tells of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from data.store.station import Station


def allowed(station: Station, command: str = "", *, reads: Sequence[str] = (), writes: Sequence[str] = ()) -> bool:
    """Whether whoever is at the desk may call a command ("" for none), and read and write all of these kinds."""
    session = station.session
    may = not command or session.may(command)
    return may and all(session.may_read(k) for k in reads) and all(session.may_write(k) for k in writes)


@dataclass(slots=True)
class Offers:
    """Widgets of one part of the window, each with what must be allowed to see it; `look` is called when somebody sits down."""

    station: Station
    _offered: list[tuple[QWidget, Callable[[], bool]]] = field(default_factory=list)

    def add(self, widget: QWidget, command: str = "", *, reads: Sequence[str] = (), writes: Sequence[str] = ()) -> None:
        """Show a widget only where this is allowed."""

        def test() -> bool:
            return allowed(self.station, command, reads=reads, writes=writes)

        self._offered.append((widget, test))
        if not test():  # shown ones are left alone: one without a parent would come up as a window
            widget.hide()

    def look(self) -> None:
        """Show and hide, for whoever is at the desk now."""
        for widget, test in self._offered:
            widget.setVisible(test())
