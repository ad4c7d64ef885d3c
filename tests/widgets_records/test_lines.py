"""Lists of lines: what is read anew and says the same leaves the list as it is."""

import pytest

from data.workspace import Selection
from widgets.records.lines import Line, LineList


def lines(*titles):
    return [Line(title, target=Selection("task", n)) for n, title in enumerate(titles)]


@pytest.fixture
def view(qtbot, workspace):
    made = LineList(workspace)
    qtbot.addWidget(made)
    made.set_lines(lines("入户走访", "核对商铺"))
    made.setCurrentIndex(made.model().index(1, 0))
    return made


def test_the_same_lines_again_keep_what_is_chosen(view):
    view.set_lines(lines("入户走访", "核对商铺"))
    assert view.currentIndex().row() == 1


def test_lines_that_say_something_else_are_shown(view):
    view.set_lines(lines("入户走访", "核对商铺 · 剩 2 小时"))
    assert [line.title for line in view.lines()] == ["入户走访", "核对商铺 · 剩 2 小时"]


def test_no_lines_any_more_are_none(view):
    view.set_lines([], empty="没有任务")
    assert view.lines() == []
