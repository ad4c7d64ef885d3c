"""The pages of keeping: what they show, what they ask first, and what they tell."""

from __future__ import annotations

import pytest

from data.keeping import correction
from data.keeping.erase import erase
from data.keeping.plan import make_plan
from data.store import recovery
from data.workspace import Workspace
from tests.keeping.conftest import NAME
from widgets.keeping.correction_page import CorrectionPage
from widgets.keeping.erase_page import ErasePage
from widgets.keeping.page import KeepingPage
from widgets.keeping.passphrase_page import PassphrasePage
from widgets.keeping.recovery_dialog import RecoveryDialog


def texts(widget):
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def page(kept, qtbot):
    station, ids = kept
    made = KeepingPage(station, Workspace(station.kinds))
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: bool(made.rows))
    yield made, station, ids
    made.dispose()


def test_what_is_due_stands_first_with_its_count(page):
    made, _, _ = page
    assert made.rows[0].erase.text() == "清除 1 条…"


def test_the_list_names_nobody(page):
    made, _, _ = page
    made.rows[0].fold.click()
    assert "欧阳**" in texts(made.rows[0])
    assert NAME not in texts(made.rows[0])


def test_the_button_tells_kind_and_ids(page, qtbot):
    made, _, ids = page
    with qtbot.waitSignal(made.erase_wanted) as told:
        made.rows[0].erase.click()
    assert told.args == ["person", [ids["her"]]]


def test_proofs_are_listed_after_an_erasing(page, qtbot):
    made, station, ids = page
    erase(station, make_plan(station, {"person": [ids["her"]]}), who="王警官", second="李所长", basis="保存期满")
    made.show_view("proofs")
    qtbot.waitUntil(lambda: "李所长" in texts(made))


def test_a_request_is_answered_from_its_row(page, qtbot):
    made, station, ids = page
    task = correction.request(station, "person", ids["her"], {"phone": "13500001111"}, who="王警官")
    made.show_view("requests")
    qtbot.waitUntil(lambda: len(made.rows) == 1 and made.view == "requests" and hasattr(made.rows[0], "answer"))
    made.rows[0].answer.setText("已核对")
    with qtbot.waitSignal(made.answered) as told:
        made.rows[0].do.click()
    assert told.args == [task, "已核对", True]


@pytest.fixture
def asking(kept, qtbot):
    station, ids = kept
    made = ErasePage(station, make_plan(station, {"person": [ids["her"]]}), "保存期满")
    qtbot.addWidget(made)
    return made


def test_it_says_what_goes_along(asking):
    assert "居住记录 1 条" in texts(asking)
    assert "附件 1 条" in texts(asking)


def test_it_wants_a_second_person(asking):
    asking.go.click()
    assert not asking.trouble.isHidden()
    assert asking.sure.isHidden()


def test_it_asks_twice(asking, qtbot):
    asking.second.setText("李所长")
    asking.go.click()
    with qtbot.waitSignal(asking.wished) as told:
        asking.sure.click()
    assert told.args == ["保存期满", "李所长"]


def test_what_is_needed_is_told_with_the_reason(kept, qtbot):
    station, ids = kept
    made = ErasePage(station, make_plan(station, {"person": [ids["other"]]}), "保存期满")
    qtbot.addWidget(made)
    assert "在住" in texts(made)
    assert not made.go.isEnabled()


def test_the_recovery_key_goes_only_when_it_is_kept(qtbot):
    dialog = RecoveryDialog(recovery.written(bytes(32)), "金沙")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.close()
    still = dialog.isVisible()
    dialog.kept.setChecked(True)
    dialog.done_.click()
    assert (still, dialog.isVisible()) == (True, False)


@pytest.mark.parametrize(("old", "new", "again"), [("", "battery staple", "battery staple"), ("x", "short", "short"),
                                                   ("x", "battery staple", "battery stable")])  # fmt: skip
def test_a_passphrase_that_cannot_be_is_told_on_the_page(qtbot, old, new, again):
    page = PassphrasePage(encrypted=True)
    qtbot.addWidget(page)
    for line, text in ((page.old, old), (page.new, new), (page.again, again)):
        line.line.setText(text)
    page.go.click()
    assert page.missing() == page.trouble.text() != ""


def test_a_wish_is_read_as_its_field_takes_it(kept, qtbot):
    station, _ = kept
    page = CorrectionPage(station.kinds["person"], "欧**", station.zone)
    qtbot.addWidget(page)
    page.field.setCurrentIndex(page.field.findData("birth"))
    page.value.setText("1990年3月7日")
    assert page.values() == {"birth": "1990-03-07"}


class Ring:
    """A key ring as the library gives it."""

    priority = 5

    def __init__(self):
        self.kept = {}

    def get_keyring(self):
        return self

    def get_password(self, service, name):
        return self.kept.get((service, name))

    def set_password(self, service, name, secret):
        self.kept[service, name] = secret

    def delete_password(self, service, name):
        del self.kept[service, name]


@pytest.fixture
def ring(monkeypatch):
    from app import key_ring

    made = Ring()
    monkeypatch.setattr(key_ring, "_ring", lambda: made)
    return made


def test_the_key_ring_remembers_only_what_it_was_asked_to(ring, tmp_path):
    from app.key_ring import KeyRing

    file = tmp_path / "x.station"
    file.write_bytes(bytes(range(64)))
    first = KeyRing(file)
    first.keep("geheim")
    before = dict(ring.kept)
    first.wanted = True
    first.keep("geheim")
    assert (before, KeyRing(file).recall()) == ({}, "geheim")


def test_a_file_under_another_key_finds_nothing_in_the_key_ring(ring, tmp_path):
    from app.key_ring import KeyRing

    file = tmp_path / "x.station"
    file.write_bytes(bytes(range(64)))
    first = KeyRing(file)
    first.wanted = True
    first.keep("geheim")
    file.write_bytes(bytes(range(1, 65)))
    assert KeyRing(file).recall() is None


def test_without_the_library_nothing_is_offered(tmp_path, monkeypatch):
    from app import key_ring

    monkeypatch.setattr(key_ring, "find_spec", lambda _name: None)
    file = tmp_path / "x.station"
    file.write_bytes(bytes(64))
    found = key_ring.KeyRing(file)
    assert (found.usable, found.recall()) == (False, None)


def test_a_key_ring_that_anybody_can_read_is_none(ring, tmp_path):
    """As one that writes passphrases into a file; the library gives it where the system has no other."""
    from app.key_ring import KeyRing

    file = tmp_path / "x.station"
    file.write_bytes(bytes(64))
    ring.kept["watchroom", bytes(16).hex()] = "geheim"
    assert (KeyRing(file).usable, KeyRing(file).recall()) == (True, "geheim")
    ring.priority = 0.5
    assert (KeyRing(file).usable, KeyRing(file).recall()) == (False, None)
