"""What a person does on the import window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from widgets.parts import Button

LONG = 30_000  # ms


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def counts(page):
    return {key: page.part.tabs.words(key) for key, _ in page.part.tabs.tabs()}


def buttons(owner, text):
    return [b for b in owner.findChildren(Button) if b.text() == text and b.isVisibleTo(owner)]


def press_button(owner, text, qtbot):
    """Press a button once it is there."""
    qtbot.waitUntil(lambda: bool(buttons(owner, text)), timeout=LONG)
    press(buttons(owner, text)[0])


def go(page, action, qtbot):
    """Open a tab of the difference and return the first row's words, once they are told."""
    page.part.tabs.set_value(action)
    page.part.tabs.chosen.emit(action)
    qtbot.waitUntil(lambda: page.part.rows.rows.row(0) is not None, timeout=LONG)
    return page.part.rows.rows.index(0).data()


def evidence(guesses, name):
    """Return what stands under a guess."""
    return guesses._made[name].evidence.text()
