"""Colouring the buildings in the layers panel: choosing, classes, the legend, following what others choose."""

import pytest
from PySide6.QtCore import Qt

from data.insight.colouring import building_colours
from data.workspace import Colouring, Period
from widgets.colour_section import ColourSection


@pytest.fixture
def section(demo, workspace, window):
    made = ColourSection(demo, workspace, window)
    made.resize(272, 420)
    made.show()
    yield made
    made.dispose()


def choose(section, by):
    section.by.setCurrentIndex(section.by.findData(by))


def test_nothing_is_coloured_at_first(section):
    assert section.by.currentData() == "" and section.legend.isHidden() and section._count_row.isHidden()


def test_a_choice_colours_and_tells_what_the_colours_mean(section, workspace, demo, qtbot):
    choose(section, "residents")
    assert workspace.colouring.by == "residents"
    qtbot.waitUntil(lambda: section.legend.colours is not None, timeout=10_000)
    told = building_colours(demo, Colouring("residents"), Period())
    assert section.legend.colours.classes == told.classes and section.legend.isVisible()


def test_numbers_fall_into_as_many_classes_as_wanted(section, workspace, qtbot):
    choose(section, "storeys")
    qtbot.waitUntil(lambda: section.legend.colours is not None, timeout=10_000)
    section.classes.setFocus()
    qtbot.keyClick(section.classes, Qt.Key.Key_Home)
    assert workspace.colouring.classes == 3
    qtbot.waitUntil(lambda: sum(not c.outside for c in section.legend.colours.classes) == 3, timeout=10_000)


def test_code_lists_have_no_number_of_classes(section):
    choose(section, "use")
    assert section._count_row.isHidden()


def test_it_follows_what_a_view_brings(section, workspace, qtbot):
    workspace.set_colouring(by="tasks", classes=4)
    assert (section.by.currentData(), section.classes.value) == ("tasks", 4)
    qtbot.waitUntil(lambda: section.legend.colours is not None, timeout=10_000)
    workspace.set_colouring(by="")
    qtbot.waitUntil(section.legend.isHidden, timeout=10_000)


def test_the_legend_has_the_colours_of_the_town(section, workspace, qtbot):
    choose(section, "residents")
    qtbot.waitUntil(lambda: section.legend.colours is not None, timeout=10_000)
    day = section.grab().toImage()
    workspace.set_town_theme("dark")
    assert section.grab().toImage() != day
