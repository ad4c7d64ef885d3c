"""A wheel scrolls a panel and changes nothing in it: a hand that scrolls past a list chose another value and nobody saw it."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from data.paths import resource
from widgets.parts.button import Button, IconButton
from widgets.parts.controls import BRIEF, Combo, Number, Slider

PLAIN = re.compile(r"(?<!class )\b(?:QComboBox|QSpinBox|QSlider)\(")


def combo():
    made = Combo()
    made.addItems(["一", "二", "三"])
    return made


def slider():
    return Slider(Qt.Orientation.Horizontal)


@pytest.mark.parametrize(("make", "value"), [(combo, "currentIndex"), (Number, "value"), (slider, "value")])
def test_a_wheel_is_left_to_what_a_control_stands_on(qtbot, make, value):
    control = make()
    qtbot.addWidget(control)
    control.show()
    middle = QPointF(control.rect().center())
    event = QWheelEvent(middle, control.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(control, event)
    assert (getattr(control, value)(), event.isAccepted()) == (0, False)
    assert not control.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus


def test_no_part_of_the_window_makes_one_that_a_wheel_changes():
    root = resource("kinds").parent.parent
    files = [p for folder in ("widgets", "app") for p in (root / folder).rglob("*.py") if p.name != "controls.py"]
    assert [path.name for path in files if PLAIN.search(path.read_text(encoding="utf-8"))] == []


def test_a_list_opens_below_its_field_with_every_entry_whole(qtbot, window):
    """Qt laid it over the field in a square frame, forgot a rim of its own, and cut the last entry."""
    control = Combo(window)
    control.addItems([f"第 {n} 项" for n in range(12)])
    control.move(20, 20)
    control.show()
    control.showPopup()
    view = control.view()
    qtbot.waitUntil(view.isVisible)
    assert view.viewport().height() >= sum(view.sizeHintForRow(n) for n in range(control.count()))
    assert view.mapToGlobal(QPoint(0, 0)).y() >= control.mapToGlobal(QPoint(0, control.height())).y() - 1
    control.hidePopup()


def test_the_list_of_a_narrow_box_is_as_wide_as_its_words(qtbot):
    control = combo()
    control.addItem("全部查看、搜索、显示原文和导出")
    control.setFixedWidth(80)
    qtbot.addWidget(control)
    control.show()
    control.showPopup()
    view = control.view()
    qtbot.waitUntil(view.isVisible)
    qtbot.waitUntil(lambda: view.viewport().width() >= view.sizeHintForColumn(0))
    control.hidePopup()


def test_a_narrow_box_says_what_is_chosen_in_few_words_and_cuts_no_letter(qtbot):
    made = Combo()
    qtbot.addWidget(made)
    made.addItem("Events · Deployments", "deployment")
    made.setItemData(0, "Deployments", BRIEF)
    whole, brief = (made.fontMetrics().horizontalAdvance(t) for t in ("Events · Deployments", "Deployments"))
    assert made.words_within(whole) == "Events · Deployments"
    assert made.words_within(whole - 1) == "Deployments"
    assert made.words_within(brief - 1).endswith("…")
    made.resize(brief + 60, 34)
    assert not made.grab().isNull()


@pytest.mark.parametrize("make", [lambda: Button("加密"), lambda: IconButton("close", "关闭")])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_enter_and_space(qtbot, make, key):
    button = make()
    qtbot.addWidget(button)
    pressed = []
    button.clicked.connect(lambda: pressed.append(key))
    for held, again in ((Qt.KeyboardModifier.NoModifier, False), (Qt.KeyboardModifier.ControlModifier, False),
                        (Qt.KeyboardModifier.NoModifier, True)):  # fmt: skip
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(button, QKeyEvent(kind, key, held, "", again))
    assert pressed[:1] == [key]
    assert key == Qt.Key.Key_Space or len(pressed) == 1  # with Ctrl it is for the page, and one that is held presses once
