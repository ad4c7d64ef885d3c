"""A workspace on a demo station of one's own, and widgets that are shown, disposed of and deleted."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QInputMethodEvent

from data.i18n import set_language
from data.query import Query, Where, equals
from data.workspace import Workspace
from widgets import style
from widgets.background import waiting


@pytest.fixture(autouse=True)
def chinese():
    set_language("zh")
    yield
    set_language("zh")


@pytest.fixture
def workspace(demo, qapp):
    style.apply(qapp, "light")
    made = Workspace(demo.kinds)
    made.who = "测试员"
    return made


@pytest.fixture
def shown(demo, workspace, qtbot):
    """Make a panel, show it, and end it after the test."""
    made = []

    def make(panel, *arguments, size=(404, 1000), **named):
        widget = panel(demo, workspace, *arguments, **named)
        qtbot.addWidget(widget, before_close_func=lambda w: w.dispose())
        widget.resize(*size)
        widget.show()
        made.append(widget)
        return widget

    return make


@pytest.fixture
def settled(qtbot):
    """Wait until panels have no question open."""

    def wait(*owners):
        qtbot.waitUntil(lambda: not any(waiting(o) for o in owners), timeout=10_000)

    return wait


@pytest.fixture
def slab(demo):
    """A building of seven storeys with three units."""
    return demo.first(equals("building", name="金沙小区1栋"))


@pytest.fixture
def let_room(demo, slab):
    """A room of the slab in which somebody lives who is not registered there."""
    residence = demo.first(
        Query("residence", (Where("building", "is", slab.id), Where("registration", "is", "floating"), Where("until", "is", None)))
    )
    return demo.get("dwelling", residence["dwelling"])


@pytest.fixture
def officer(demo):
    """A force member on duty."""
    return demo.first(equals("force", tier="core", duty="free"))


@pytest.fixture
def write(qapp):
    """Type text into a widget as an input method commits it, so that Chinese can be typed."""

    def into(widget, text):
        event = QInputMethodEvent()
        event.setCommitString(text)
        qapp.sendEvent(widget, event)

    return into
