"""A workbook dropped on the window: preview, import, undo; a broken one changes nothing."""

from __future__ import annotations

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from data.exchange.conversation import changes_of
from data.query import Query, Where, equals
from tests.app.conftest import LONG

pytestmark = pytest.mark.screen

ROWS = [
    ["赵甲子", "男", "16900002001", "金沙小区3栋1单元201"], ["钱乙丑", "女", "16900002002", "金沙小区3幢1-201"],
    ["孙丙寅", "男", "16900002003", "金沙小区３号楼２单元３０２室"], ["李丁卯", "女", "16900002004", "金沙小区三栋2单元302"],
    ["周戊辰", "不知道", "123", "金沙小区3栋"],
]  # fmt: skip
NAMES = [row[0] for row in ROWS[:4]]


@pytest.fixture
def workbook(tmp_path):
    """A workbook as it comes: merged titles above the header, addresses in many ways of writing, one row without sense."""
    path = tmp_path / "三栋入户登记.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("登记")
        sheet.merge_range("A1:D1", "金沙社区 3 栋入户登记表")
        sheet.write("A2", "填表日期：2026年11月20日")
        for at, row in enumerate([["姓名", "性别", "联系电话", "现住址"], *ROWS], 2):
            sheet.write_row(at, 0, row)
    return path


def drop(desk, *paths):
    """Drop files on the middle of the map, as a file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    spot = QPointF(desk.window.width() / 2, desk.window.height() / 2)
    held = (mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(spot.toPoint(), Qt.DropAction.CopyAction, *held)
    QApplication.sendEvent(desk.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(desk.window, QDropEvent(spot, Qt.DropAction.CopyAction, *held))


@pytest.fixture
def page(desk):
    """The import over the window, waiting for files."""
    desk.fresh()
    found = desk.window.importing
    found.reset()
    yield found
    found = desk.window.importing  # another where the language was changed meanwhile
    desk.wait(lambda: found.talk.idle)
    for parcel in found.talk.parcels.values():
        if parcel.batch is not None and not found.talk.undone(parcel):
            desk.station.undo(parcel.batch, who="t")
    desk.settle()
    found.reset()
    desk.window.close_import()


@pytest.fixture
def looked(desk, page, workbook):
    """The import with the dropped workbook understood and compared."""
    drop(desk, workbook)
    desk.wait(lambda: page.talk.idle and page.parcel is not None and bool(page.parcel.used) and page.parcel.whole)
    desk.settle()
    return page


def until_told(desk, talk):
    """Wait for the word that nothing is being done any more, however long a busy machine takes."""
    if not talk.idle:
        desk.bot.waitSignal(talk.busy, check_params_cb=lambda said: not said, timeout=20 * LONG).wait()


def new_people(desk):
    """Return how many of the workbook's people the station holds."""
    return desk.station.count(Query("person", (Where("name", "in", NAMES),)))


def dwelling_of(desk, name):
    """Return the room that a person lives in."""
    person = desk.station.first(equals("person", name=name))
    return desk.station.first(equals("residence", person=person.id))["dwelling"]


def test_a_dropped_workbook_is_previewed_and_nothing_written(desk, looked):
    latest = desk.station.batches(limit=1)[0].id
    assert looked.isVisible()
    assert looked.part.guesses.kind.currentText() == "实有人口"
    assert looked.part.guesses.header.value() == 3
    assert [looked.part.tabs.words(a) for a in ("add", "reject")] == ["新增 4", "拒收 1"]
    assert new_people(desk) == 0
    assert desk.station.batches(limit=1)[0].id == latest


def test_a_file_dropped_on_the_map_reaches_the_window(desk):
    canvas = desk.map.canvas
    assert not canvas.acceptDrops()
    assert desk.window.acceptDrops()


def test_the_key_opens_the_import_and_escape_closes_it(desk, page):
    desk.window.take_focus()
    desk.keys("Ctrl+I")
    desk.wait(page.isVisible)
    desk.keys("Escape")
    desk.wait(lambda: not page.isVisible())


def test_what_was_begun_is_still_there_when_it_is_opened_again(desk, looked):
    desk.keys("Escape")
    desk.wait(lambda: not looked.isVisible())
    desk.console.run("import")
    desk.wait(looked.isVisible)
    assert looked.part.tabs.words("add") == "新增 4"


def test_an_import_goes_on_in_another_language(desk, looked):
    try:
        desk.console.change_settings(language="en")
        anew = desk.window.importing
        desk.wait(anew.isVisible)
        assert anew is not looked
        assert anew.parcel.writes == 4
        assert anew.apply.text() == "Import 4 rows"
        until_told(desk, anew.talk)
        part = anew.parcel.parts[0]
        (refused,) = changes_of(desk.station, part, part.by_action["reject"])
        assert "should be" in refused.why
    finally:
        desk.window.close_import()
        desk.console.change_settings(language="zh")
    desk.settle()


def test_apply_writes_people_with_their_homes_and_undo_takes_all_back(desk, looked):
    homes = desk.station.count(Query("residence"))
    rooms = desk.station.count(Query("dwelling"))
    desk.click(looked.apply)
    desk.wait(lambda: bool(looked.parcel.done) and new_people(desk) == 4)
    building = desk.building("金沙小区3栋")
    for name in NAMES:
        person = desk.station.first(equals("person", name=name))
        (home,) = desk.station.read(equals("residence", person=person.id))
        assert home["building"] == building.id, name
    assert dwelling_of(desk, NAMES[0]) == dwelling_of(desk, NAMES[1]), "one room in two ways of writing"
    desk.click(desk.button("撤销这次导入", looked))
    desk.wait(lambda: new_people(desk) == 0)
    assert desk.station.count(Query("residence")) == homes
    assert desk.station.count(Query("dwelling")) == rooms


def test_ctrl_z_takes_an_import_back_too(desk, looked):
    desk.click(looked.apply)
    desk.wait(lambda: new_people(desk) == 4)
    desk.settle()
    desk.window.close_import()
    desk.window.take_focus()
    desk.keys("Ctrl+Z")
    desk.wait(lambda: new_people(desk) == 0)


def test_what_came_in_is_listed_over_the_map(desk, looked):
    desk.click(looked.apply)
    desk.wait(lambda: bool(looked.parcel.done))
    desk.settle()
    desk.click(desk.button("在地图上看", looked))
    desk.wait(lambda: not looked.isVisible() and desk.window.pages.results.isVisible())


def test_the_panel_at_the_rail_takes_an_older_import_back(desk, looked):
    desk.click(looked.apply)
    desk.wait(lambda: bool(looked.parcel.done) and new_people(desk) == 4)
    desk.window.close_import()
    desk.window.show_panel("import")
    panel = desk.window.side.page("import")
    desk.wait(lambda: bool(panel.lines.lines()) and panel.lines.lines()[0].trailing == "")
    desk.click(panel.undo)
    desk.wait(lambda: new_people(desk) == 0)
    desk.wait(lambda: desk.window.importing.talk.undone(looked.parcel))  # the station tells it after it is done


def test_a_broken_workbook_gives_a_sentence_and_changes_nothing(desk, page, tmp_path):
    latest = desk.station.batches(limit=1)[0].id  # who looked at what comes into the journal beside it
    broken = tmp_path / "坏表.xlsx"
    broken.write_bytes(b"PK\x03\x04 this is no workbook")
    drop(desk, broken)
    desk.wait(page.part.trouble.isVisible)
    assert "坏表.xlsx" in page.part.trouble.text()
    assert "Traceback" not in page.part.trouble.text()
    assert desk.station.batches(limit=1)[0].id == latest


def test_a_file_of_another_sort_is_refused_in_words(desk, page, tmp_path):
    strange = tmp_path / "照片.jpg"
    strange.write_bytes(b"\xff\xd8\xff\xe0 no table")
    drop(desk, strange)
    desk.wait(page.part.trouble.isVisible)
    assert "照片.jpg" in page.part.trouble.text()
