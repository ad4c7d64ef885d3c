"""What was imported: taken back here or elsewhere, shown on the map, its refused rows saved; the panel and the templates."""

from __future__ import annotations

import openpyxl

from data.query import Query, equals
from tests.widgets_records.importing.hands import LONG, press
from widgets.records.import_panel import ImportPanel
from widgets.records.import_templates import TemplatesPage
from widgets.records.import_window import ImportWindow


def test_import_writes_and_undo_takes_all_back(looked, demo, until, qtbot):
    before = demo.count(Query("person"))
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    assert demo.count(Query("person")) == before + 2
    assert looked.stack.currentWidget() is looked.done
    press(looked.done.undo)
    qtbot.waitUntil(lambda: "已撤销" in looked.done.title.text(), timeout=LONG)
    assert demo.count(Query("person")) == before


def test_an_import_taken_back_elsewhere_is_shown_so_and_brought_back(looked, demo, until, qtbot):
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    demo.undo(looked.parcel.batch, who="别人")
    qtbot.waitUntil(looked.done.undo.isHidden, timeout=LONG)
    assert "已撤销" in looked.done.title.text()
    demo.redo(who="别人")
    qtbot.waitUntil(lambda: not looked.done.undo.isHidden(), timeout=LONG)
    assert "已撤销" not in looked.done.title.text()


def test_an_undo_on_which_something_was_built_says_what(looked, demo, until, qtbot):
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    person = demo.first(equals("person", name="张甲乙"))
    with demo.editing(who="李警官", why="改电话") as draft:
        draft.change("person", person.id, phone="16900009999")
    press(looked.done.undo)
    qtbot.waitUntil(looked.trouble.isVisible, timeout=LONG)
    assert "李警官" in looked.trouble.text()
    assert "改电话" in looked.trouble.text()


def test_rejects_are_saved_as_a_table(looked, tmp_path, until, qtbot):
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    assert looked.done.save_rejects.isVisible()
    out = tmp_path / "拒收.csv"
    with qtbot.waitSignal(looked.done.saved, timeout=LONG):
        looked.done.write_rejects(out)
    assert "王戊己" in out.read_text(encoding="utf-8-sig")


def test_what_came_in_is_listed_over_the_map(looked, workspace, until):
    asked = []
    workspace.command.connect(lambda id, arguments: asked.append((id, arguments)))
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    press(looked.done.show_map)
    (id, arguments), *_ = asked
    assert id == "show_ledger"
    assert len(arguments["query"].where[0].value) == 2


def test_the_panel_lists_imports_and_asks_for_their_undo(shown, looked, workspace, until, qtbot):
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    panel = shown(ImportPanel, size=(288, 900))
    qtbot.waitUntil(lambda: bool(panel.lines.lines()), timeout=LONG)
    assert "人口登记.csv" in panel.lines.lines()[0].title
    asked = []
    workspace.command.connect(lambda id, arguments: asked.append((id, arguments)))
    press(panel.undo)
    assert asked == [("undo", {"batch": looked.parcel.batch})]


def test_the_panel_says_what_was_taken_back(shown, looked, demo, until, qtbot):
    press(looked.apply)
    until(lambda: bool(looked.parcel.done))
    panel = shown(ImportPanel, size=(288, 900))
    qtbot.waitUntil(lambda: bool(panel.lines.lines()), timeout=LONG)
    demo.undo(looked.parcel.batch, who="别人")
    qtbot.waitUntil(lambda: panel.lines.lines()[0].trailing == "已撤销", timeout=LONG)
    assert not panel.undo.isEnabled()


def test_a_template_is_saved_in_the_other_language(demo, workspace, qtbot, tmp_path):
    page = TemplatesPage(demo, workspace)
    qtbot.addWidget(page)
    page.show()
    assert not page.save.isEnabled()
    page.chips["shop"].setChecked(True)
    page.language.set_value("en")
    told = []
    workspace.notice.connect(lambda level, sentence: told.append(level))
    page.write(tmp_path / "shops")
    qtbot.waitUntil(lambda: told == ["done"], timeout=LONG)
    assert openpyxl.load_workbook(tmp_path / "shops.xlsx").sheetnames == ["Shops", "Guide"]


def test_a_window_made_anew_keeps_no_room_for_what_did_not_go_wrong(shown, looked, qtbot):
    """After a change of language another window goes on with the same talk; a line without words pushed its page down."""
    again = shown(ImportWindow, looked.talk, size=(1200, 800))
    qtbot.waitUntil(lambda: again.parcel is not None)
    assert not again.trouble.isVisible()
