"""A step of a movement is one picture: the town and what is painted over it together, and nothing beside them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from tests.scene3d.on_screen import settle


class Paintings(QObject):
    """Counts the paint events of a widget."""

    def __init__(self, of):
        super().__init__(of)
        self.count = 0
        of.installEventFilter(self)

    def eventFilter(self, _watched, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


def step(qtbot, view):
    before = view.renders
    view.navigator.turn(2.0, 0.0)
    qtbot.waitUntil(lambda: view.renders > before, timeout=20_000)


def test_a_panel_over_the_map_is_not_painted_for_a_movement(qtbot, view):
    panel = QWidget(view)
    panel.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    panel.setGeometry(0, 0, 120, 600)
    panel.show()
    settle(qtbot, view)
    seen = Paintings(panel)
    step(qtbot, view)
    settle(qtbot, view)
    assert seen.count == 0


def test_the_town_is_rendered_before_what_lies_over_it_is_painted(qtbot, view, monkeypatch):
    settle(qtbot, view)
    said, draw = [], view.overlay.beneath
    monkeypatch.setattr(view.overlay, "beneath", lambda: (draw(), said.append(view.canvas.stale)))
    step(qtbot, view)
    assert said[0] is False


def test_the_town_is_rendered_where_nothing_is_painted_over_it(qtbot, view):
    settle(qtbot, view)
    before = view.renders
    view.canvas.changed()
    qtbot.waitUntil(lambda: view.renders > before, timeout=20_000)
