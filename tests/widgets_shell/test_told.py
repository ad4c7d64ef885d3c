"""Notices and jobs."""

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QEnterEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from data.clock import SystemClock
from data.workspace import Workspace
from widgets.jobs_view import JobsView
from widgets.notice import LEVELS, level_words
from widgets.notice_toasts import MOST, wide
from widgets.notices import Notices
from widgets.parts import Button, Label
from widgets.sheet import Sheet


@pytest.fixture
def notices(window):
    from data.kinds import builtin_kinds

    QCursor.setPos(window.mapToGlobal(window.rect().topLeft()))  # away from the toasts, on which it would rest
    made = Notices(Workspace(builtin_kinds()), SystemClock(), "Asia/Shanghai", window)
    yield made
    made.dispose()


@pytest.fixture
def told(window):
    from data.kinds import builtin_kinds

    workspace = Workspace(builtin_kinds())
    made = Notices(workspace, SystemClock(), "Asia/Shanghai", window)
    yield workspace, made
    made.dispose()


def test_what_a_workspace_tells_becomes_a_toast(told):
    workspace, notices = told
    workspace.tell("warning", "任务将到期")
    toast = notices.toasts.items[0]
    assert "任务将到期" in [label.text() for label in toast.findChildren(Label)]
    assert notices.unread == 1


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_is_said_in_words_too(notices, level):
    notices.tell(level, "x")
    toast = notices.toasts.items[0]
    assert level_words()[level] in [label.text() for label in toast.findChildren(Label)]
    assert level_words()[level] in toast.accessibleName()


@pytest.mark.parametrize(("level", "goes"), [("info", True), ("done", True), ("warning", True), ("late", False), ("error", False)])
def test_all_but_faults_go_by_themselves(notices, level, goes):
    notices.tell(level, "x")
    assert notices.toasts.items[0]._timer.isActive() is goes


def test_what_is_late_now_takes_the_place_of_what_was_late_before(notices):
    notices.tell("error", "坏了")
    for title in ("甲", "乙", "丙"):
        notices.tell("late", f"任务超期了：{title}")
    toast = notices.toasts.items[-1]
    assert [t.notice.sentence for t in notices.toasts.items] == ["坏了", "任务超期了：丙"]
    assert "此前还有 2 条超期提醒，都在铃铛里" in [label.text() for label in toast.findChildren(Label)]
    assert len(notices.all) == 4


def test_a_toast_is_no_taller_than_its_words(notices, qtbot):
    """Words that would take two lines in a narrower toast leave no gap in this one."""
    notices.tell("late", "Task is late: 入户走访：盘龙新城G座1单元502")
    toast = notices.toasts.items[0]
    qtbot.waitUntil(lambda: toast.height() == toast.heightForWidth(toast.width()))
    assert notices.toasts.height() == toast.height()


def test_a_toast_stays_while_the_pointer_rests_on_it(notices):
    notices.tell("info", "x")
    toast = notices.toasts.items[0]
    toast.enterEvent(QEnterEvent(toast.pos(), toast.pos(), toast.pos()))
    assert not toast._timer.isActive()
    toast.leaveEvent(None)
    assert toast._timer.isActive()


def test_the_end_of_its_time_takes_it_away(notices, qtbot):
    notices.tell("info", "x")
    notices.toasts.items[0]._timer.start(1)
    qtbot.waitUntil(lambda: not notices.toasts.items)
    assert notices.toasts.isHidden()
    assert [n.sentence for n in notices.all] == ["x"]


def test_undo_is_offered_and_done_once(notices, qtbot):
    undone = []
    notices.offer_undo("已布置任务", lambda: undone.append(1))
    button = notices.toasts.items[0].findChild(Button)
    assert button.text() == "撤销"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert notices.toasts.items == []


def test_too_many_toasts_push_the_oldest_out(notices):
    for i in range(MOST + 2):
        notices.tell("error", str(i))
    assert [t.notice.sentence for t in notices.toasts.items] == [str(i) for i in range(2, MOST + 2)]
    assert len(notices.all) == MOST + 2


def test_toasts_keep_clear_of_what_lies_at_the_edges(notices, window):
    notices.toasts.keep_free(right=404, bottom=220)
    notices.tell("error", "x")
    box = notices.toasts.geometry()
    assert box.right() <= window.width() - 404
    assert box.bottom() <= window.height() - 220


def test_toasts_of_the_map_lie_at_its_left_where_no_button_is(notices, window):
    notices.toasts.keep_free(right=404, bottom=220, left=352)
    notices.tell("error", "x")
    assert notices.toasts.geometry().left() == 352


@pytest.mark.parametrize(("wide", "above"), [(1000, 0), (500, 40)])
def test_toasts_lie_above_scale_and_coordinates_where_the_map_is_narrow(notices, window, wide, above):
    notices.toasts.keep_free(right=window.width() - wide, bottom=220, left=20, corner=QSize(260, 40))
    notices.tell("error", "x")
    assert window.height() - notices.toasts.geometry().bottom() - 1 == 220 + above


def test_toasts_lie_off_what_can_be_pressed_on_an_open_page(notices, window, qtbot):
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(1)
    button = Button("保存", "primary")
    column.addWidget(button)
    notices.toasts.keep_free(0, 16, 16)
    notices.tell("done", "已导出")
    sheet = Sheet(window, "一页", page, width=window.width() - 40, height=window.height() - 40)
    qtbot.waitUntil(sheet.isVisible)
    notices.tell("done", "又导出")
    toasts = notices.toasts.geometry()

    def covered(part):
        return toasts.intersects(QRect(part.mapTo(window, QPoint(0, 0)), part.size()))

    assert not [part for part in sheet.findChildren(QAbstractButton) if part.isVisible() and covered(part)]
    sheet.close_sheet()


def test_toasts_lie_beside_a_small_page_and_not_on_its_words(notices, window, qtbot):
    page = QWidget()
    QVBoxLayout(page).addWidget(Label("一句要读的话"))
    sheet = Sheet(window, "一页", page, width=300, height=160)
    qtbot.waitUntil(sheet.isVisible)
    notices.toasts.keep_free(right=16, bottom=window.height() // 2 - 20, left=window.width() // 2 - 100)
    notices.tell("done", "已导出")
    qtbot.waitUntil(lambda: not notices.toasts.geometry().intersects(sheet.place))
    sheet.close_sheet()


def test_toasts_are_as_narrow_as_the_room_beside_a_page(notices, window, qtbot):
    """A title was hidden by one character, for a toast was that much wider than the room beside its page."""
    page = QWidget()
    QVBoxLayout(page).addWidget(Label("一句要读的话"))
    window.resize(1366, 768)
    sheet = Sheet(window, "建立账号", page, width=640, height=860)
    qtbot.waitUntil(sheet.isVisible)
    notices.tell("done", "已导出到一个文件，名字很长很长很长很长很长很长很长很长")
    qtbot.waitUntil(lambda: not notices.toasts.geometry().intersects(sheet.place))
    toast = notices.toasts.items[0]
    assert (toast.width(), toast.x()) == (notices.toasts.width(), 0)
    assert toast.heightForWidth(toast.width()) <= notices.toasts.height()
    assert notices.toasts.geometry().right() < window.width()
    sheet.close_sheet()
    notices.toasts.settle()
    assert toast.width() == wide()


def test_toasts_lie_on_what_is_empty_of_a_wide_page(notices, window, qtbot):
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(Label("一句要读的话，长得到了右边" * 6, wrap=True))
    column.addStretch(1)
    sheet = Sheet(window, "题", page, width=window.width() - 40, height=window.height() - 40)
    qtbot.waitUntil(sheet.isVisible)
    notices.tell("done", "已导出")

    def covered(part):
        return notices.toasts.geometry().intersects(QRect(part.mapTo(window, QPoint(0, 0)), part.size()))

    qtbot.waitUntil(lambda: not any(covered(label) for label in sheet.findChildren(Label) if label.isVisible() and label.text()))
    sheet.close_sheet()


def test_the_list_shows_all_and_counts_them_as_read(notices, window, qtbot):
    bell = Button("铃", parent=window)
    bell.show()
    notices.tell("error", "第一条")
    notices.tell("done", "第二条")
    notices.toggle_list(bell)
    texts = [label.text() for label in notices.list.findChildren(Label)]
    assert texts.index("第二条") < texts.index("第一条")
    assert notices.unread == 0
    qtbot.keyClick(notices.list, Qt.Key.Key_Escape)
    assert notices.list.isHidden()


def test_an_empty_list_says_so(notices, window):
    bell = Button("铃", parent=window)
    notices.toggle_list(bell)
    assert "没有通知" in [label.text() for label in notices.list.findChildren(Label)]


def test_an_unknown_level_is_a_fault(notices):
    with pytest.raises(ValueError, match="no such level"):
        notices.tell("loud", "x")


class Job(QObject):
    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, title):
        super().__init__()
        self.title, self.cancelled = title, False

    def cancel(self):
        self.cancelled = True


@pytest.fixture
def jobs(window):
    made = JobsView(window)
    made.resize(made.sizeHint())
    return made


def test_an_idle_view_is_not_there(jobs):
    assert jobs.isHidden()


def test_a_job_is_shown_with_step_and_share(jobs):
    job = Job("导入")
    jobs.add(job)
    job.progressed.emit(420, 1000, "第 420 行")
    line = jobs.lines()[0]
    assert (line.title.text(), line.share.text(), line.bar.value()) == ("导入 · 第 420 行", "42%", 420)


def test_unknown_length_moves_and_counts(jobs):
    job = Job("导入")
    jobs.add(job)
    job.progressed.emit(5120, 0, "")
    line = jobs.lines()[0]
    assert (line.bar.maximum(), line.share.text()) == (0, "5,120")


def test_the_cross_cancels_once(jobs, qtbot):
    job = Job("导入")
    jobs.add(job)
    stop = jobs.lines()[0].stop
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert job.cancelled
    assert not stop.isEnabled()


def test_a_job_that_ended_goes_away(jobs):
    first, second = Job("甲"), Job("乙")
    jobs.add(first)
    jobs.add(second)
    assert not jobs.more.isHidden()
    second.ended.emit()
    assert [line.title.text() for line in jobs.lines()] == ["甲"]
    first.ended.emit()
    assert jobs.isHidden()


def test_all_jobs_are_listed_on_demand(jobs):
    running = [Job("甲"), Job("乙"), Job("丙")]
    for job in running:
        jobs.add(job)
    jobs.more.click()
    assert all(not line.isHidden() for line in jobs.lines())
    for job in running:
        job.ended.emit()
    assert jobs.isHidden()
