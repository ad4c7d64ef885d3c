"""What the tests of the console's frame stand on: the light look, Chinese, and a window to lie in."""

from __future__ import annotations

import pytest

from data.i18n import set_language
from data.workspace import Workspace
from widgets import style


@pytest.fixture(autouse=True)
def plain_look(qapp):
    set_language("zh")
    style.apply(qapp, "light")
    yield
    set_language("zh")
    style.apply(qapp, "light")


@pytest.fixture
def workspace(demo):
    return Workspace(demo.kinds)


@pytest.fixture
def window(qtbot):
    """A shown window that other widgets lie in."""
    from PySide6.QtWidgets import QWidget

    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)  # keys are heard only then
    return made
