"""The question before a ledger is removed: what it says, what it refuses, and where Enter leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from data.views.uses import Uses
from data.workspace import Workspace
from widgets.records.retire_page import RetirePage, told

OWN = """
name = "{name}"
label = {{ zh = "{label}", en = "{label}" }}
title = "{{name}}"
ledger = "places"
place = {{ shape = "point" }}
[fields]
name = {{ type = "text", label = {{ zh = "名称", en = "Name" }} }}
of = {{ type = "link", label = {{ zh = "所属", en = "Of" }}, to = "{to}" }}
"""


@pytest.fixture
def asked(qtbot, demo):
    """Show the page; two ledgers, of which the first is pointed to by the second."""

    def show(chosen=""):
        page = RetirePage(demo, Workspace(demo.kinds), ["stop_a", "stop_b"], chosen)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.uses is not None and page.uses.kind == page.kind)
        return page

    demo.add_kind(OWN.format(name="stop_a", label="甲台账", to="person"), who="t")
    demo.add_kind(OWN.format(name="stop_b", label="乙台账", to="stop_a"), who="t")
    return show


def test_what_cannot_be_removed_says_why(asked):
    page = asked("stop_a")
    assert not page.go.isEnabled()
    assert "乙台账" in page.refusal.text()
    assert not page.kinds.isVisible()


def test_another_can_be_chosen_and_enter_takes_none_by_chance(qtbot, asked):
    page, wished = asked(), []
    page.wished.connect(wished.append)
    assert page.kinds.isVisible()
    page.kinds.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.uses is not None and page.uses.kind == "stop_b")
    assert page.what.text() == "删除台账“乙台账”，里面没有记录"
    assert page.go.isEnabled()
    assert not page.go.hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert wished == []
    page.go.setFocus()
    qtbot.waitUntil(page.go.hasFocus)
    qtbot.keyClick(page.go, Qt.Key.Key_Return)
    assert wished == ["stop_b"]


def test_it_names_some_and_counts_the_rest():
    lines = told(Uses("own_1", 3, layers=["一", "二"], views=["早", "中", "晚", "夜", "周末"], typed=2))
    assert "按它另存的图层一起收起：“一”、“二”" in lines
    assert "这些视图里不再显示它：“早”、“中”、“晚”、“夜”等 5 个" in lines
    assert any("2 份" in line for line in lines)
    assert len(lines) == 4
