"""Where the keyboard goes on a page laid over the window: it stays on the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def next_inside(page: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the next widget of a page that takes it by Tab, round and round; False where there is none.

    Qt's own chain of focus is not asked: PySide takes each widget that `nextInFocusChain` returns for a child of the one before,
    the window among them, and when the page ends, everything in the window that was not made in Python counts as deleted.
    """
    widgets = page.findChildren(QWidget)
    had = page.window().focusWidget()
    at = widgets.index(had) if had in widgets else (-1 if forward else 0)
    step = 1 if forward else -1
    for turn in range(1, len(widgets) + 1):
        widget = widgets[(at + step * turn) % len(widgets)]
        if widget is not had and _takes(page, widget):
            widget.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
            if page.window().focusWidget() is not had:  # the line inside a box with steps gives the keyboard back to the box
                return True
    return False


def _takes(page: QWidget, widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and widget.isEnabled() and widget.isVisibleTo(page)
