"""Layers are ordered with the mouse: the row is dragged to another place of the list, into groups and out of them."""

import pytest
from PySide6.QtCore import QPoint, Qt

from widgets.layer_drag import Gap, Listed, gap_at
from widgets.layers_panel import LayersPanel

LEFT = Qt.MouseButton.LeftButton

LIST = [
    Listed("case", "", 0, 30), Listed("shop", "", 30, 60), Listed("", "重点", 60, 80), Listed("camera", "重点", 80, 110),
    Listed("grid", "重点", 110, 140),
]  # fmt: skip


@pytest.mark.parametrize(
    ("y", "gap"),
    [
        (-50, Gap((), "", 0)),
        (20, Gap(("case",), "", 30)),
        (66, Gap(("case", "shop"), "", 60)),  # over the upper half of a heading: before the group
        (75, Gap(("case", "shop"), "重点", 80)),
        (100, Gap(("case", "shop", "camera"), "重点", 110)),
        (900, Gap(("case", "shop", "camera", "grid"), "重点", 140)),
    ],
)
def test_the_gap_is_the_one_nearest_to_the_pointer(y, gap):
    assert gap_at(LIST, y) == gap


@pytest.fixture
def panel(demo, workspace, window, qtbot):
    made = LayersPanel(demo, workspace, window)
    made.resize(288, 760)
    made.show()
    qtbot.waitUntil(lambda: all(row.count.text() and row.height() > 10 for row in made.rows.values()))
    yield made
    made.dispose()


def carry(qtbot, panel, id, to):
    """Press a row, and move to a height of the list with the button down."""
    panel.column.activate()  # what was moved before lies where it belongs
    row = panel.rows[id]
    start = QPoint(60, row._head.height() // 2)
    end = row.mapFrom(panel.inside, QPoint(60, to))
    qtbot.mousePress(row, LEFT, pos=start)
    for at in (start + QPoint(0, 20 if end.y() > 0 else -20), end):
        moved(row, at)
    return end


def moved(row, at):
    """Move with the button down, as the hand does; QTest moves without a button."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), QPointF(row.mapToGlobal(at)), Qt.MouseButton.NoButton, LEFT,
                        Qt.KeyboardModifier.NoModifier)  # fmt: skip
    row.mouseMoveEvent(event)


def drop(qtbot, panel, id, to):
    end = carry(qtbot, panel, id, to)
    qtbot.mouseRelease(panel.rows[id], LEFT, pos=end)


def test_a_row_dragged_below_another_lies_there_and_below_it_on_the_map(panel, workspace, qtbot):
    first, second, third = list(panel.rows)[:3]
    row = panel.rows[second]
    drop(qtbot, panel, first, row.y() + row.height() - 3)
    assert list(panel.rows)[:3] == [second, first, third]
    kinds = panel.station.kinds
    assert workspace.layers[second].drawn_at(kinds[second]) < workspace.layers[first].drawn_at(kinds[first])


def test_the_order_is_told_once(panel, workspace, qtbot):
    told = []
    workspace.layers_changed.connect(lambda: told.append(1))
    first, second = list(panel.rows)[:2]
    drop(qtbot, panel, first, panel.rows[second].y() + panel.rows[second].height() - 3)
    assert len(told) == 1


def test_a_row_dragged_into_a_group_belongs_to_it_and_out_of_it_no_more(panel, workspace, qtbot):
    workspace.set_layer("camera", group="重点")
    qtbot.waitUntil(lambda: panel.rows["camera"].y() > panel.groups["重点"].y() > 0)
    drop(qtbot, panel, "shop", panel.rows["camera"].y() + 60)
    assert workspace.layers["shop"].group == "重点"
    assert list(panel.rows)[-2:] == ["camera", "shop"]
    drop(qtbot, panel, "shop", 2)
    assert workspace.layers["shop"].group == ""
    assert next(iter(panel.rows)) == "shop"


def test_a_line_shows_where_the_row_would_lie_and_escape_leaves_it(panel, qtbot):
    order = list(panel.rows)
    carry(qtbot, panel, order[0], panel.rows[order[2]].y() + 25)
    assert panel._line.isVisible()
    assert abs(panel._line.geometry().center().y() - panel.rows[order[3]].y()) <= 4
    qtbot.keyClick(panel.rows[order[0]], Qt.Key.Key_Escape)
    qtbot.mouseRelease(panel.rows[order[0]], LEFT)
    assert panel._line.isHidden()
    assert list(panel.rows) == order


def test_a_press_that_hardly_moves_opens_the_section(panel, qtbot):
    row = panel.rows["camera"]
    qtbot.mousePress(row, LEFT, pos=QPoint(60, 14))
    moved(row, QPoint(61, 15))
    qtbot.mouseRelease(row, LEFT, pos=QPoint(61, 15))
    assert row.section is not None
