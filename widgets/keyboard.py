"""Where the keyboard goes on a page laid over the window: it stays on the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def next_inside(page: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the next widget of a page that takes it by Tab, round and round; False where there is none."""
    start = page.window().focusWidget() or page
    widget: QWidget | None = start
    while widget is not None:
        widget = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
        if widget is None or widget is start:
            break
        if _takes(page, widget):
            widget.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
            return True
    return False


def _takes(page: QWidget, widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and page.isAncestorOf(widget) and widget.isEnabled() and widget.isVisibleTo(page)
