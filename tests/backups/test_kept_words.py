"""What is typed into the small boxes of pages stands there again: feedback, steps of ledgers, answers, requests."""

from __future__ import annotations

import platform

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from data.duty import verbs
from data.duty.ledgers import steps
from data.keeping.plan import ErasePlan
from data.query import Query
from data.records import Edit
from data.workspace import Workspace
from widgets.backups.draft import keep_typed
from widgets.duty.step_box import StepBox
from widgets.keeping.correction_page import CorrectionPage
from widgets.keeping.erase_page import ErasePage
from widgets.records.export_page import ExportPage
from widgets.records.reveals import ReasonBox, Reveals
from widgets.records.task_page import TaskPage


@pytest.fixture
def workspace(station):
    made = Workspace(station.kinds)
    made.who = "王警官"
    return made


@pytest.fixture
def box(qtbot, station, workspace):
    """Make a small form with a line and a box, about a record."""

    def make(about=7):
        form = QWidget()
        form.line, form.text = QLineEdit("原有"), QPlainTextEdit()
        column = QVBoxLayout(form)
        column.addWidget(form.line)
        column.addWidget(form.text)
        form.drafts = keep_typed(form, station, workspace, "box", about, {"line": form.line, "text": form.text})
        qtbot.addWidget(form)
        return form

    return make


def kept(station, name, about):
    """Return what the station keeps of a form."""
    found = station.unsaved.kept(f"王警官@{platform.node()}", name, about)
    return found.texts if found is not None else None


def test_what_was_typed_stands_there_again(box, qtbot):
    first = box()
    first.text.setPlainText("敲门没人")
    first.drafts.flush()
    again = box()
    qtbot.waitUntil(lambda: again.text.toPlainText() == "敲门没人")
    assert again.line.text() == "原有"


def test_of_another_record_nothing_does(box, station):
    first = box()
    first.text.setPlainText("敲门没人")
    first.drafts.flush()
    assert (kept(station, "box", 7), kept(station, "box", 8)) == ({"text": "敲门没人"}, None)


def test_what_was_carried_out_is_kept_no_more(box, station, qtbot):
    first = box()
    first.text.setPlainText("敲门没人")
    first.drafts.flush()
    first.drafts.forget()
    qtbot.waitUntil(lambda: kept(station, "box", 7) is None)


def test_who_types_before_it_comes_is_not_interrupted(box, qtbot, station):
    first = box()
    first.text.setPlainText("敲门没人")
    first.drafts.flush()
    again = box()
    again.text.setPlainText("新写的")
    station.background(lambda: None).result()
    qtbot.wait(1)
    assert again.text.toPlainText() == "新写的"


def test_feedback_that_was_not_given_stands_in_the_box_again(station, workspace, qtbot):
    task = station.apply(
        [Edit("task", None, {"title": "走访", "type": "visit", "state": "signed"})], who="王警官", why="派"
    ).changes[0].id  # fmt: skip
    page = TaskPage(station, workspace)
    qtbot.addWidget(page, before_close_func=lambda w: w.dispose())
    page.show_record(task)
    qtbot.waitUntil(lambda: page.data is not None)
    feedback = next(v for v in verbs("signed") if v.name == "feedback")
    page.start(feedback)
    page.box.text.setPlainText("家里没人，贴了通知")
    page.close_box()
    page.start(feedback)
    qtbot.waitUntil(lambda: page.box.text.toPlainText() == "家里没人，贴了通知")


def test_an_attempt_at_mediation_stands_there_again(station, workspace, qtbot):
    step = next(s for s in steps("dispute", "mediating") if s.needs == "mediation")

    def open_box():
        made = StepBox(station, workspace, "dispute", step, [], 5)
        qtbot.addWidget(made)
        return made

    first = open_box()
    first.text.setPlainText("双方各说各话")
    first.drafts.flush()
    again = open_box()
    qtbot.waitUntil(lambda: again.text.toPlainText() == "双方各说各话")


def test_a_request_for_correction_stands_there_again(station, workspace, qtbot):
    def open_page():
        made = CorrectionPage(station.kinds["person"], "张伟", station.zone)
        qtbot.addWidget(made)
        return made, made.keep(station, workspace, 3)

    first, drafts = open_page()
    first.text.setPlainText("电话早就换了")
    drafts.flush()
    again, _ = open_page()
    qtbot.waitUntil(lambda: again.text.toPlainText() == "电话早就换了")


@pytest.fixture
def reason(qtbot, station, workspace):
    """Make the question why the telephone of a person is to be seen."""
    owner = QWidget()
    qtbot.addWidget(owner)
    reveals = Reveals(station, workspace, owner)

    def make(about=5):
        made = ReasonBox(reveals, "person", about, lambda: None)
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def test_a_reason_that_was_not_given_stands_there_again(reason, qtbot):
    first = reason()
    first.reason.setEditText("核对失物招领")
    first.hide()
    again = reason()
    qtbot.waitUntil(lambda: again.reason.currentText() == "核对失物招领")
    assert again.confirm.isEnabled()


def test_a_reason_that_was_given_is_kept_no_more(reason, station, qtbot):
    first = reason()
    first.reason.setEditText("核对失物招领")
    first.drafts.keep()
    qtbot.waitUntil(lambda: kept(station, "reveal.person", 5) is not None)
    first.confirm.click()
    qtbot.waitUntil(lambda: kept(station, "reveal.person", 5) is None)


def test_the_reason_of_an_export_stands_there_again_for_the_same_lists(station, workspace, qtbot):
    def open_page(*kinds):
        made = ExportPage(station, [Query(k) for k in kinds], "王警官")
        qtbot.addWidget(made)
        return made, made.keep(workspace)

    first, drafts = open_page("person")
    first.reason.setEditText("上级核查二季度")
    drafts.flush()
    again, _ = open_page("person")
    qtbot.waitUntil(lambda: again.reason.currentText() == "上级核查二季度")
    assert kept(station, "export_camera", 0) is None


def test_basis_and_second_of_an_erasing_stand_there_again(station, workspace, qtbot):
    def open_page():
        made = ErasePage(station, ErasePlan(chosen={"person": {9}}), "保存期限届满")
        qtbot.addWidget(made)
        return made, made.keep(workspace)

    first, drafts = open_page()
    first.basis.setText("本人书面申请，卷宗 12 号")
    first.second.setText("李所长")
    drafts.flush()
    again, _ = open_page()
    qtbot.waitUntil(lambda: again.second.text() == "李所长")
    assert (again.basis.text(), kept(station, "erase_person", 9) is not None) == ("本人书面申请，卷宗 12 号", True)
