"""The card that takes a call: what is typed shows at once, and each key does its work."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from data.query import Query
from data.records import Edit
from widgets.incidents.intake import IntakeCard

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def card(station, workspace, ground):
    made = IntakeCard(station, workspace, ground)
    made.begin()
    yield made
    made.dispose()


@pytest.fixture
def said(card, write, qtbot, settled):
    """Type a line and wait until it is understood."""

    def typed(text):
        settled(card)
        write(card.edit, text)
        whole = card.edit.text()
        qtbot.waitUntil(lambda: card.understood is not None and card.understood.heard.text == whole)
        settled(card)

    return typed


def kept(card, qtbot, press):
    """Accept, and return the case that was written."""
    with qtbot.waitSignal(card.taken) as told:
        press(card.edit, Qt.Key.Key_Return)
    return card.station.get("case", told.args[0])


def test_place_type_severity_and_number_show_as_one_types(card, said, town):
    said("金沙小区3栋有人打架 13912345678")
    assert (card.spot.building, card.type, card.severity.value) == (town.building, ("assault", "assault.fight"), "urgent")
    assert card.phone.text() == "13912345678"
    assert card.asked.isVisible()


def test_enter_keeps_the_call_and_makes_ready_for_the_next(card, said, qtbot, press, town):
    said("金沙小区3栋有人打架 13912345678 张先生")
    case = kept(card, qtbot, press)
    assert (case["building"], case["caller"], case["taken_by"]) == (town.building, "张先生", "测试员")
    assert (card.isHidden(), card.edit.text(), card.phone.text()) == (True, "", "")


def test_enter_pressed_before_the_answer_takes_what_was_typed_last(card, write, qtbot, press, town):
    write(card.edit, "金沙小区3栋有人打架")
    case = kept(card, qtbot, press)
    assert (case["building"], case["type"]) == (town.building, "assault")


def test_arrows_choose_another_place(card, said, press, qtbot):
    said("金沙小区3栋有人打架")
    assert card.spots.model().rowCount() > 1
    press(card.edit, Qt.Key.Key_Down)
    assert card.spot.sort == "compound"
    assert kept(card, qtbot, press)["address"] == "金沙小区"


def test_alt_and_arrows_choose_another_type(card, said, press, qtbot):
    said("dj")
    first = card.type
    press(card.edit, Qt.Key.Key_Right, ALT)
    picked = card.type
    assert picked != first
    case = kept(card, qtbot, press)
    assert (case["type"], case["subtype"]) == picked


def test_control_and_a_number_set_the_severity(card, said, press, settled, qtbot):
    said("捡到钱包")
    press(card.edit, Qt.Key.Key_3, CONTROL)
    settled(card)
    assert kept(card, qtbot, press)["severity"] == "major"


def test_a_place_that_nobody_knows_is_said_with_a_key(card, said, press, qtbot):
    said("金沙小区3栋打架")
    press(card.edit, Qt.Key.Key_0, CONTROL)
    assert kept(card, qtbot, press)["building"] is None


def test_the_same_case_is_pointed_out_and_joined_with_a_key(card, said, press, qtbot, town):
    said("金沙小区3栋楼上吵")
    assert card.same.isVisible()
    press(card.edit, Qt.Key.Key_D, CONTROL)
    case = kept(card, qtbot, press)
    assert (case["duplicate_of"], case["state"]) == (town.case, "closed")


def test_a_place_that_calls_again_is_told(card, said):
    said("金沙小区3栋打架")
    assert "第 2 起" in card.repeat.text()


def test_what_is_clicked_on_the_map_is_the_place(card, said, settled, qtbot, press, town, workspace):
    said("有人打架")
    workspace.select("shop", town.shop)
    qtbot.waitUntil(lambda: card.chosen is not None)
    settled(card)
    case = kept(card, qtbot, press)
    assert (case["building"], case["address"]) == (town.building, "好又来便利店")


def test_the_map_marks_the_place_that_would_be_kept(card, said, settled, qtbot, town, workspace):
    marked = []
    workspace.tool_wanted.connect(lambda name, asked: marked.append((name, asked.get("words", ""))))
    said("金沙小区3栋打架")
    card._show_place()
    workspace.select("shop", town.shop)
    qtbot.waitUntil(lambda: card.chosen is not None)
    settled(card)
    assert marked[-1] == ("call_place", "好又来便利店")
    card.no_place()
    card._show_place()
    assert marked[-1] == ("", "")


def test_a_point_of_the_map_is_the_place(card, said, settled, qtbot, press, station):
    said("车祸")
    card.set_point(102.741, 25.0495)
    settled(card)
    id = kept(card, qtbot, press).id
    place = station.get("case", id, placed=True).place
    assert (place.lon, place.lat) == (102.741, 25.0495)


def test_what_was_written_into_a_box_stays(card, said, write, settled):
    said("打架 13912345678")
    card.caller.setFocus()
    write(card.caller, "李女士")
    said(" 王先生")
    assert card.caller.text() == "李女士"


def test_put_aside_the_call_is_still_there(card, said, press, station):
    said("金沙小区3栋打架")
    press(card.edit, Qt.Key.Key_Escape)
    assert card.isHidden()
    card.begin()
    assert (card.edit.text(), card.edit.selectedText()) == ("金沙小区3栋打架", "金沙小区3栋打架")
    assert station.count(Query("case")) == 1


def test_after_a_fault_of_the_program_the_call_can_be_kept_still(card, said, press, qtbot, station, monkeypatch):
    said("金沙小区3栋有人打架")
    faults = []
    monkeypatch.setattr("widgets.background._fail", lambda _owner, error: faults.append(error))
    with monkeypatch.context() as broken:
        broken.setattr("widgets.incidents.intake.take", lambda *_args, **_how: 1 / 0)
        press(card.edit, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], ZeroDivisionError)
    with qtbot.waitSignal(card.taken):
        press(card.edit, Qt.Key.Key_Return)


def test_a_call_is_kept_though_one_goes_on_at_once(card, said, press, qtbot, station):
    said("金沙小区3栋有人打架")
    before, gate = station.count(Query("case")), threading.Event()
    station.in_turn(gate.wait)  # something else is being written
    with qtbot.waitSignal(card.taken):
        press(card.edit, Qt.Key.Key_Return)
        press(card.edit, Qt.Key.Key_Escape)
        gate.set()
    assert station.count(Query("case")) == before + 1
    assert (card.isHidden(), card.edit.text()) == (True, "")


def test_nothing_typed_is_said_and_the_card_stays(card, qtbot, press, settled):
    settled(card)
    press(card.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(card.trouble.isVisible)
    assert card.isVisible()


def test_a_case_that_is_gone_meanwhile_is_told(card, said, press, qtbot, station, town):
    said("金沙小区3栋楼上吵")
    press(card.edit, Qt.Key.Key_D, CONTROL)
    station.apply([Edit("case", town.case, None)], who="测试", why="误登")
    press(card.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(card.trouble.isVisible)
    assert card.edit.text() == "金沙小区3栋楼上吵"


def test_a_call_that_a_crash_cut_off_is_there_again(card, station, workspace, ground, qtbot, settled):
    card.edit.setText("金沙小区5栋 打架")
    card.drafts.keep(at_once=True)
    again = IntakeCard(station, workspace, ground)
    again.begin()
    qtbot.waitUntil(lambda: again.edit.text() == "金沙小区5栋 打架")
    settled(again)
    again.dispose()


def test_a_call_that_was_kept_is_not_there_again(card, said, station, qtbot):
    said("金沙小区5栋 打架")
    card.drafts.keep(at_once=True)
    with qtbot.waitSignal(card.taken):
        card.accept()
    qtbot.waitUntil(lambda: station.unsaved.kept(*card.drafts._key) is None)
