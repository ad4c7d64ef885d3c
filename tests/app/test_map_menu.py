"""The menu at a point of the map offers what can be done there, and its entries do it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

pytestmark = pytest.mark.screen


@pytest.fixture
def entries(desk):
    """The entries of the menu at a place, by their words."""
    menu = desk.window.map_menu.menu(102.74, 25.05)
    yield {action.text(): action for action in menu.actions() if action.text()}
    menu.deleteLater()


def test_a_task_on_a_mere_point(desk, entries):
    entries["在此布置任务"].trigger()
    form = desk.inspector.task_form
    assert form is not None
    assert form.point == (102.74, 25.05)


def test_a_place_is_recorded_there(desk, entries):
    entries["在此登记地点"].trigger()
    assert desk.inspector.record.form.rows["geometry"].editor.value().coords[0] == (102.74, 25.05)


def test_coordinates_are_copied(desk, entries):
    entries["复制坐标"].trigger()
    assert QGuiApplication.clipboard().text() == "102.740000, 25.050000"
