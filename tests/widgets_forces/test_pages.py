"""What the panel of forces and the page of one of them tell, and what their buttons do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.duty.forces.grids import GridNow
from data.gateway.wish import Wish
from data.query import Query, equals
from widgets.forces.devices_part import DevicesPart
from widgets.forces.force_page import ForcePage
from widgets.forces.forces_panel import ForcesPanel
from widgets.forces.gateway_page import GatewayPage
from widgets.forces.grids_page import GridsPage, counted
from widgets.forces.patrol_form import PatrolForm
from widgets.forces.patrols_page import PatrolsPage
from widgets.forces.people_page import PeoplePage
from widgets.forces.shifts_page import ShiftsPage
from widgets.parts.label import Label


def told(page):
    return [(line.title, line.trailing) for line in page.list.lines()]


def force(station, name):
    return station.first(equals("force", name=name)).id


def test_who_is_on_duty_and_how_old_their_place_is(shown):
    page = shown(PeoplePage)
    assert told(page) == [("核心", "1 人"), ("王警官", "在岗"), ("紧密", "1 人"), ("李辅警", "忙碌")]
    assert "5 分钟前" in page.list.lines()[1].detail
    assert "没有定位" in page.list.lines()[3].detail
    assert page.count.text() == "在岗 2 · 可派 1"


def goes_by(time, page, station, settled):
    """Let time pass, and the page look at the clock as it does each minute."""
    assert page.minute.isActive()
    station.clock.set(station.clock.now() + time)
    page.minute.timeout.emit()
    settled(page)
    assert page.minute.isActive()


def test_a_place_grows_old_though_nothing_changes(shown, station, settled):
    page = shown(PeoplePage)
    goes_by(timedelta(minutes=3), page, station, settled)
    assert "8 分钟前" in page.list.lines()[1].detail


def test_a_shift_is_missed_though_nothing_changes(shown, station, settled):
    page = shown(ShiftsPage)
    goes_by(timedelta(hours=5), page, station, settled)
    assert ("超时在岗", "1 人") in told(page)


@pytest.mark.parametrize(
    ("by", "groups"), [("team", ["值班A组", "巡防一队"]), ("duty", ["在岗", "忙碌"]), ("grid", ["第一网格", "未编入"])]
)
def test_groups(shown, by, groups):
    page = shown(PeoplePage)
    page.by.setCurrentIndex(page.by.findData(by))
    assert [line.title for line in page.list.lines() if line.heading] == groups


def test_a_change_of_state_is_followed(shown, station, qtbot):
    from data.duty.forces import clock_in

    page = shown(PeoplePage)
    clock_in(station, [force(station, "孙大姐")], who="值班长")
    qtbot.waitUntil(lambda: ("孙大姐", "在岗") in told(page), timeout=10_000)


def test_shifts_tell_who_is_missing(shown):
    page = shown(ShiftsPage)
    assert told(page) == [("未签到", "1 人"), ("孙大姐", "21:00–05:00"), ("在岗", "1 人"), ("王警官", "14:00–02:00")]
    assert page.count.text() == "到岗 1 / 2，缺 1"


def test_a_patrol_with_its_points(shown):
    page = shown(PatrolsPage)
    lines = page.list.lines()
    assert [line.title for line in lines] == ["夜巡 · 王警官", "点1", "点2"]
    assert [line.detail.split(" · ")[0] for line in lines[1:]] == ["漏点", "漏点"]
    assert page.count.text() == "进行中 1 条，漏点 2"


def test_a_patrol_is_ended_by_its_button(shown, station, qtbot):
    page = shown(PatrolsPage)
    page.list.opened.emit(page.list.lines()[0])
    page.carry_out(page.list.lines()[0].target.id, "finish")
    qtbot.waitUntil(lambda: station.first(Query("patrol"))["state"] == "done", timeout=10_000)


@pytest.mark.parametrize(
    ("grids", "said"),
    [
        (((2, 0), (0, 1)), "1 个网格的可派力量位置不明"), (((0, 0), (0, 1)), "1 个网格没有可派力量"),
        (((1, 0),), "每个网格都有可派力量"),
    ],
)  # fmt: skip
def test_a_grid_whose_free_forces_have_no_known_place_is_not_called_covered(grids, said):
    assert counted([GridNow(n, "网格", free, unsure, 3) for n, (free, unsure) in enumerate(grids)]) == said


def test_grids_without_anybody_come_first(shown):
    page = shown(GridsPage)
    assert [line.title for line in page.list.lines()] == ["第二网格", "第一网格"]
    assert page.count.text() == "1 个网格没有可派力量"


def test_the_panel_has_its_pages(shown, settled):
    panel = shown(ForcesPanel, gateway=lambda: "TAK 127.0.0.1:8089")
    for key in ("shifts", "patrols", "grids", "people"):
        panel.show_page(key)
        settled(*panel.pages.values())
    assert panel.gateway.text() == "定位网关（已开）"


def test_a_force_with_its_place_shift_and_steps(shown, station, settled):
    page = shown(ForcePage, size=(404, 900))
    page.show_record(force(station, "王警官"))
    settled(page)
    assert page.title.text() == "王警官"
    assert page.standing.accessibleName() == "5 分钟前 · ±8 米"
    verbs = [page.verbs.flow.itemAt(i).widget().text() for i in range(page.verbs.flow.count())]
    assert verbs == ["标为忙碌", "签退下班"]


def test_a_late_task_in_the_hands_of_a_force_is_in_the_colour_of_what_is_late(shown, station, settled):
    wang = force(station, "王警官")
    with station.editing(who="测试", why="任务") as draft:
        for title, due in (("查商铺", "2026-11-21T10:00:00Z"), ("走访", "2026-11-25T10:00:00Z")):
            draft.add("task", {"title": title, "type": "visit", "assignee": wang, "state": "signed", "due_at": due,
                               "issued_at": "2026-11-20T10:00:00Z"})  # fmt: skip
    page = shown(ForcePage, size=(404, 900))
    page.show_record(wang)
    settled(page)
    assert {line.title: (line.tone, line.edge) for line in page.tasks.lines()} == {"查商铺": ("late", True), "走访": ("calm", True)}


def test_a_step_by_its_button(shown, station, settled, qtbot):
    page = shown(ForcePage, size=(404, 900))
    page.show_record(force(station, "李辅警"))
    settled(page)
    page.verbs.flow.itemAt(0).widget().click()
    qtbot.waitUntil(lambda: station.get("force", force(station, "李辅警"))["duty"] == "free", timeout=10_000)


def test_a_step_that_is_not_allowed_is_told(shown, station, settled):
    page = shown(ForcePage, size=(404, 900))
    page.show_record(force(station, "王警官"))
    settled(page)
    page.carry_out("clock_in")
    settled(page)
    assert "不能签到上岗" in page.trouble.text()


def test_a_patrol_is_planned(shown, station, settled, qtbot):
    form = shown(PatrolForm, size=(520, 600))
    form.picker.set_member(force(station, "李辅警"))
    with qtbot.waitSignal(form.planned, timeout=10_000):
        form.plan()
    assert station.first(equals("patrol", force=force(station, "李辅警")))["state"] == "under_way"


def test_a_token_is_shown_once(shown, station, settled):
    part = shown(DevicesPart, Wish, size=(700, 600))
    part.name.setText("王警官的手机")
    part.picker.set_member(force(station, "王警官"))
    part._issue()
    settled(part)
    token = part._token[1]
    assert token in part.told.text()
    assert station.first(Query("device"))["digest"] not in part.told.text()
    part._put_away()
    assert (part.told.text(), part._token) == ("", ("", ""))


def test_the_form_of_a_device_is_scrolled_to_and_says_what_its_switch_does(shown, qtbot):
    page = shown(GatewayPage, Wish(), lambda: ("", "", None), size=(760, 500))
    page.devices.add.click()
    words = next(w for w in page.devices.form.findChildren(Label) if "看到其他力量" in w.text())
    qtbot.waitUntil(lambda: not words.visibleRegion().isEmpty())


def test_who_carries_a_device_must_be_said(shown, settled):
    part = shown(DevicesPart, Wish, size=(700, 600))
    part.name.setText("手机")
    part._issue()
    assert part.trouble.text() == "选这台终端是谁带着的"


def gateway_page(shown, wish=None):
    return shown(GatewayPage, wish or Wish(), lambda: ("", "", None), size=(760, 900))


def test_the_gateway_as_it_is_set(shown):
    page = gateway_page(shown, Wish(on=True, address="0.0.0.0", udp_port=None, batch_seconds=3.0))
    assert page.wish() == Wish(on=True, address="0.0.0.0", udp_port=None, batch_seconds=3.0)
    assert page.now.text() == "网关没有打开"


def test_what_cannot_be_is_told_on_the_page(shown, qtbot):
    page = gateway_page(shown)
    page.http.setText("eighty")
    with qtbot.assertNotEmitted(page.wanted):
        page._apply()
    assert "不是端口号" in page.trouble.text()


def test_what_is_set_is_carried_out(shown, qtbot):
    page = gateway_page(shown)
    page.on.setChecked(True)
    page.udp.setText("4242")
    with qtbot.waitSignal(page.wanted) as wanted:
        page._apply()
    assert wanted.args == [Wish(on=True, udp_port=4242)]
