"""The pages of signing in, founding, passwords, the second person and accounts, each alone."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.layers_kept import LayersKept
from data.accounts import approval
from data.gateway.wish import kept_wish
from data.i18n import set_language
from data.layers.keep import kept_layers
from data.records import ChangeSet
from data.store.in_time import AnyOf
from data.workspace import Workspace
from tests.accounts.conftest import PASSWORD, sit_down
from widgets.accounts.account_form import AccountForm
from widgets.accounts.founding_page import FoundingPage
from widgets.accounts.lock_cover import LockCover
from widgets.accounts.password_page import PasswordPage
from widgets.accounts.people_page import PeoplePage
from widgets.accounts.second_page import SecondPage
from widgets.accounts.secret_line import SecretLine
from widgets.accounts.sign_in_page import SignInPage
from widgets.forces.gateway_page import GatewayPage
from widgets.records.reveals import Reveals

LONG = 10_000


@pytest.fixture
def shown(qtbot):
    """Show a widget and keep it until the test ends."""

    def show(widget):
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return show


def fill(line, text):
    (line.line if isinstance(line, SecretLine) else line).setText(text)


def test_signing_in_by_keyboard_alone(staffed, shown, qtbot):
    staffed.people.sign_out()
    page = shown(SignInPage(staffed, "first"))
    page.take_focus()
    QTest.keyClicks(page.login, "duty")
    QTest.keyClick(page.login, Qt.Key.Key_Return)
    fill(page.password, PASSWORD)
    with qtbot.waitSignal(page.signed_in, timeout=LONG):
        QTest.keyClick(page.password.line, Qt.Key.Key_Return)
    assert staffed.session.account.login == "duty"
    assert page.password.text() == ""


def test_a_refusal_is_said_and_the_password_forgotten(staffed, shown, qtbot):
    page = shown(SignInPage(staffed, "first"))
    fill(page.login, "duty")
    fill(page.password, "falsch falsch")
    page.go_in()
    qtbot.waitUntil(page.said.isVisible, timeout=LONG)
    assert "不对" in page.said.text()
    assert page.password.text() == ""
    assert page.login.text() == "duty"


def test_waiting_is_counted_down(staffed, shown, qtbot):
    for _ in range(3):
        with pytest.raises(Exception, match="不对"):
            staffed.people.sign_in("duty", "falsch falsch")
    page = shown(SignInPage(staffed, "first"))
    fill(page.login, "duty")
    fill(page.password, PASSWORD)
    page.go_in()
    qtbot.waitUntil(page.said.isVisible, timeout=LONG)
    assert any(f"{n} 秒" in page.said.text() for n in (5, 4, 3))  # it counts down
    assert not page.button.isEnabled()
    for _ in range(5):
        page._count()
    assert page.button.isEnabled()


def test_after_a_lock_the_name_stands_there(staffed, shown):
    page = shown(SignInPage(staffed, "locked", login="duty", name="李秀英"))
    assert page.login.text() == "duty"


def test_the_next_officer_types_a_name_and_the_one_before_a_note(staffed, shown):
    page = shown(SignInPage(staffed, "switch", login="duty", name="李秀英"))
    assert page.login.text() == ""
    assert page.note.isVisible()


@pytest.mark.parametrize(
    ("letter", "shift", "on"), [("A", False, True), ("a", False, False), ("a", True, True), ("A", True, False)]
)
def test_caps_lock_shows_by_the_letters(shown, letter, shift, on):
    line = shown(SecretLine("密码"))
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    line.line.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_A, held, letter))
    assert line.hint.isVisible() == on


def test_a_password_is_hidden_and_cannot_be_copied(shown):
    line = shown(SecretLine("密码"))
    fill(line, "geheim12")
    line.line.selectAll()
    line.line.copy()
    from PySide6.QtGui import QGuiApplication

    assert line.line.displayText() != "geheim12"
    assert QGuiApplication.clipboard().text() != "geheim12"


def test_the_first_account_is_made_on_a_page(station, shown, qtbot):
    page = shown(FoundingPage(station, name="赵建国"))
    for line, text in ((page.badge, "010001"), (page.login, "zhao"), (page.password, PASSWORD), (page.again, PASSWORD)):
        fill(line, text)
    with qtbot.waitSignal(page.founded, timeout=LONG):
        page.found()
    assert station.session.who == "赵建国 010001"
    assert station.session.account.roles == ("administrator", "commander")


def test_the_first_page_is_whole_in_a_low_window(station, shown):
    """Its button was cut off below, in English at 768 pixels."""
    set_language("en")
    try:
        page = shown(FoundingPage(station))
    finally:
        set_language("zh")
    page.resize(630, 690)
    page.column.activate()
    assert page.widget().minimumSizeHint().height() <= 690
    assert page.widget().layout().totalHeightForWidth(630 - 48) <= 690


def test_two_passwords_that_differ_are_told(station, shown):
    page = shown(FoundingPage(station))
    fill(page.password, PASSWORD)
    fill(page.again, "anders anders")
    page.found()
    assert "不一样" in page.said.text()
    assert station.session.open


def test_a_one_time_password_is_changed_on_a_page(staffed, shown, qtbot):
    _, once = staffed.people.add(login="neu", name="新人", roles=("duty",))
    staffed.people.sign_in("neu", once)
    page = shown(PasswordPage(staffed, once=True))
    for line, text in ((page.old, once), (page.new, PASSWORD), (page.again, PASSWORD)):
        fill(line, text)
    with qtbot.waitSignal(page.changed, timeout=LONG):
        page.change()
    assert staffed.session.may("take_call")


def test_the_second_person_agrees_on_a_page(staffed, shown, qtbot):
    sit_down(staffed, "duty")
    page = shown(SecondPage(staffed, "export", "导出实有人口 4,913 条"))
    fill(page.login, "commander")
    fill(page.password, PASSWORD)
    with qtbot.waitSignal(page.agreed, timeout=LONG) as agreed:
        page.agree()
    assert agreed.args[0].by == "commander甲 100002"


def test_who_cannot_agree_is_told(staffed, shown, qtbot):
    sit_down(staffed, "duty")
    page = shown(SecondPage(staffed, "export", "导出"))
    fill(page.login, "duty")
    fill(page.password, PASSWORD)
    page.agree()
    qtbot.waitUntil(page.said.isVisible, timeout=LONG)
    assert "另一个人" in page.said.text()


@pytest.mark.parametrize(("role", "offered"), [("duty", ["应用", "导出 TAK 信任证书…"]), ("clerk", [])])
def test_the_gateways_page_offers_to_set_it_to_whom_it_belongs(staffed, shown, role, offered):
    sit_down(staffed, role)
    page = shown(GatewayPage(staffed, Workspace(staffed.kinds), kept_wish(staffed), lambda: ("", "", None)))
    buttons = [b.text() for b in page.findChildren(QPushButton) if b.text() in ("应用", "导出 TAK 信任证书…") and not b.isHidden()]
    page.dispose()
    assert buttons == offered


def test_layers_are_kept_in_the_name_of_who_changed_them(staffed):
    sit_down(staffed, "duty")
    workspace = Workspace(staffed.kinds)
    kept = LayersKept(staffed, workspace)
    workspace.set_layer("person", opacity=0.5)
    staffed.people.sign_out()
    kept.close()
    assert [state.opacity for state in kept_layers(staffed) if state.id == "person"] == [0.5]


def test_who_uncovered_much_goes_on_when_a_second_person_agrees(staffed, ids, shown, qtbot, monkeypatch):
    monkeypatch.setattr(approval, "ONE_BY_ONE", 2)
    sit_down(staffed, "duty")
    window = shown(QWidget())
    reveals = Reveals(staffed, Workspace(staffed.kinds), window)
    reveals.reveal("person", ids["person_west"], ("phone",), "核对")
    qtbot.waitUntil(lambda: bool(reveals.values("person", ids["person_west"])), timeout=LONG)
    reveals.reveal("person", ids["person_east"], ("phone",), "核对")
    qtbot.waitUntil(lambda: window.findChild(SecondPage) is not None, timeout=LONG)
    page = window.findChild(SecondPage)
    assert "已经取过 1 条" in page.what
    fill(page.login, "commander")
    fill(page.password, PASSWORD)
    page.agree()
    qtbot.waitUntil(lambda: bool(reveals.values("person", ids["person_east"])), timeout=LONG)
    for person in ("person_west", "person_east"):
        reveals.cover("person", ids[person])


def test_what_one_person_is_about_to_uncover_the_next_does_not_see(staffed, ids, shown, qtbot, monkeypatch):
    sit_down(staffed, "duty")
    reveals, reveal, gate = Reveals(staffed, Workspace(staffed.kinds), shown(QWidget())), staffed.reveal, threading.Event()
    monkeypatch.setattr(staffed, "reveal", lambda *of, **how: gate.wait() and reveal(*of, **how))
    reveals.reveal("person", ids["person_west"], ("phone",), "核对")
    staffed.changed.emit(ChangeSet(0, "", "", "", "sign_in", AnyOf(frozenset(staffed.kinds))))  # as when somebody else sits down
    gate.set()
    staffed.background(lambda: None).result()
    qtbot.wait(1)
    assert reveals.values("person", ids["person_west"]) == {}


@pytest.fixture
def people(staffed, shown, qtbot):
    page = shown(PeoplePage(staffed))
    page.resize(1080, 760)
    qtbot.waitUntil(lambda: page.list.count() == 6, timeout=LONG)
    return page


def choose(page, login):
    page.list.setCurrentRow(next(i for i, a in enumerate(page.accounts) if a.login == login))


def test_an_account_is_added_and_its_password_told_once(people, staffed, qtbot):
    people.begin_new()
    for line, text in ((people.form.name, "陈静"), (people.form.badge, "010004"), (people.form.login, "chen")):
        fill(line, text)
    people.form.roles["clerk"].setChecked(True)
    people.form.save.click()
    qtbot.waitUntil(people.form.once.isVisible, timeout=LONG)
    once = people.form.once_text.text()
    assert staffed.people.check("chen", once).roles == ("clerk",)
    qtbot.waitUntil(lambda: people.list.count() == 7, timeout=LONG)
    assert people.form.once.isVisible()


def test_roles_and_grids_are_changed(people, staffed, ids, qtbot):
    choose(people, "community")
    assert people.form.grids[ids["grid_west"]].isChecked()
    people.form.grids[ids["grid_east"]].setChecked(True)
    people.form.save.click()
    qtbot.waitUntil(people.form.said.isVisible, timeout=LONG)
    kept = next(a for a in staffed.people.all() if a.login == "community")
    assert set(kept.grids) == {ids["grid_west"], ids["grid_east"]}


def test_the_last_administrator_cannot_be_disabled_here_either(people, qtbot):
    choose(people, "admin")
    people.form.switch.click()
    qtbot.waitUntil(people.form.said.isVisible, timeout=LONG)
    assert "最后一个管理员" in people.form.said.text()


def test_who_leaves_is_disabled_and_comes_back(people, staffed, qtbot):
    choose(people, "clerk")
    people.form.switch.click()
    qtbot.waitUntil(lambda: people.form.said.text() == "已停用", timeout=LONG)
    qtbot.waitUntil(lambda: people.form.switch.text() == "恢复", timeout=LONG)
    assert next(a for a in staffed.people.all() if a.login == "clerk").disabled


def test_the_cover_lets_nothing_through(staffed, shown, qtbot):
    window = shown(QWidget())
    window.resize(900, 700)
    under = QLineEdit(window)
    under.setText("没写完的话")
    under.show()
    cover = LockCover(window, staffed)
    page = SignInPage(staffed, "locked", login="duty", name="李秀英")
    cover.show_page(page)
    assert cover.geometry() == window.rect()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.focusWidget() is page.password.line, timeout=LONG)
    under.setFocus()
    qtbot.waitUntil(lambda: window.focusWidget() is page.password.line, timeout=LONG)
    qtbot.mouseClick(cover, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert window.focusWidget() is page.password.line
    picture = cover.grab().toImage()
    assert picture.pixelColor(5, cover.height() // 2).alpha() == 255
    cover.uncover()
    assert under.text() == "没写完的话"


@pytest.mark.parametrize(("login", "said"), [("duty", "duty甲"), ("community", "community甲 · 只含本网格的人")])
def test_the_sign_says_who_and_that_numbers_are_of_the_grids(staffed, qtbot, login, said):
    from widgets.accounts.seat_sign import SeatSign

    sign = SeatSign(list)
    qtbot.addWidget(sign)
    sign.show_session(sit_down(staffed, login))
    assert sign.text() == said


def test_what_was_revealed_is_covered_when_somebody_else_sits_down(staffed, ids, qtbot):
    from data.records import ChangeSet
    from data.store.in_time import AnyOf

    sit_down(staffed, "duty")
    page = QWidget()
    qtbot.addWidget(page)
    reveals = Reveals(staffed, Workspace(staffed.kinds), page)
    with qtbot.waitSignal(reveals.changed, timeout=LONG):
        reveals.reveal("person", ids["person_west"], ["phone"], "核对")
    assert reveals.values("person", ids["person_west"]) == {"phone": "13800000000"}
    staffed.changed.emit(ChangeSet(0, "", "", "", "sign_in", AnyOf(frozenset(staffed.kinds))))
    assert reveals.values("person", ids["person_west"]) == {}


@pytest.mark.parametrize(("role", "offered"), [("duty", True), ("administrator", False)])
def test_the_ledger_offers_what_the_role_may(staffed, qtbot, role, offered):
    from data.workspace import Workspace
    from widgets.records.ledger_panel import LedgerPanel

    sit_down(staffed, role)
    panel = LedgerPanel(staffed, Workspace(staffed.kinds))
    qtbot.addWidget(panel)
    assert (panel.kinds.findData("person") >= 0) == offered
    assert panel.export.isHidden() != offered
    panel.dispose()


@pytest.mark.parametrize("grids", [{}, {7: "第一网格"}])
def test_a_heading_of_grids_stands_only_over_grids(shown, grids):
    form = shown(AccountForm())
    form.offer_grids(grids)
    assert form._grids_head.isVisible() is form._grids_box.isVisible() is bool(grids)
