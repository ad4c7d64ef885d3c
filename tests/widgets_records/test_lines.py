"""Lists of lines: what is read anew and says the same leaves the list as it is."""

from dataclasses import replace

import pytest

from data.workspace import Selection
from widgets.records import task_board
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


def test_the_same_records_with_other_words_keep_what_is_chosen_and_where_one_scrolled_to(view):
    many = [Line(f"警情{n}", trailing="1 分钟前", target=Selection("case", n + 1)) for n in range(200)]
    view.resize(240, 200)
    view.show()
    view.set_lines(many)
    view.setCurrentIndex(view.model().index(150, 0))
    view.scrollTo(view.currentIndex())
    held = view.verticalScrollBar().value()
    view.set_lines([replace(line, trailing="2 分钟前") for line in many], anew=True)
    assert (view.currentIndex().row(), view.verticalScrollBar().value()) == (150, held)
    assert {line.trailing for line in view.lines()} == {"2 分钟前"}


def test_other_records_are_a_new_list(view):
    view.set_lines([Line("入户走访", target=Selection("task", 7)), Line("核对商铺", target=Selection("task", 8))], anew=True)
    assert not view.currentIndex().isValid()


def test_no_lines_any_more_are_none(view):
    view.set_lines([], empty="没有任务")
    assert view.lines() == []


def test_a_few_words_of_an_empty_column_stand_on_one_line_however_narrow_the_board_is(view):
    view.set_lines([], empty="没有任务")
    view.setFixedWidth(task_board.LEAST)
    view.show()
    assert view.fontMetrics().horizontalAdvance(view.empty) <= view.empty_room().width()
