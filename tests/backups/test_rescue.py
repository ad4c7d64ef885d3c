"""A station that cannot be opened any more: its backups are offered where the console begins."""

from __future__ import annotations

import pytest

from app.settings import Settings
from app.welcome import WelcomeWindow
from data.accounts.session import OPEN
from data.backups.make import make
from data.backups.wish import Wish
from data.store import Station
from tests.backups.conftest import register
from widgets.backups.rescue import RescuePage


@pytest.fixture
def window(qtbot):
    made = WelcomeWindow(Settings())
    qtbot.addWidget(made)
    return made


@pytest.fixture
def broken(station, wish, file):
    """A station file with a damaged head, of which there is a backup."""
    register(station, "李娜")
    make(station, wish)
    station.close()
    raw = bytearray(file.read_bytes())
    raw[:16] = b"x" * 16
    file.write_bytes(raw)
    return file


def test_its_backups_are_offered(window, broken):
    window.open_path(broken)
    page = window.centralWidget()
    assert isinstance(page, RescuePage) and len(page.verbs) == 1


def test_two_clicks_bring_it_back(window, broken, qtbot):
    window.open_path(broken)
    page = window.centralWidget()
    page.verbs[0].click()
    assert window.station is None
    page.verbs[0].click()
    qtbot.waitUntil(lambda: window.station is not None)
    found = window.station.find("李娜")
    window.station.close()
    assert found


def test_the_broken_file_is_kept_aside(window, broken, qtbot):
    window.open_path(broken)
    for _ in range(2):
        window.centralWidget().verbs[0].click()
    qtbot.waitUntil(lambda: window.station is not None)
    window.station.close()
    assert len(list(broken.parent.glob("金沙-恢复前-*.station"))) == 1


def test_one_without_backups_says_so(window, file):
    file.write_bytes(b"x" * 68 + (0x57545231).to_bytes(4, "big") + b"\x00" * 4024)
    window.open_path(file)
    assert window.centralWidget().verbs == []


def test_an_encrypted_backup_is_put_back_as_it_is(tmp_path, folder, clock):
    from data.backups.back import put_back

    path = tmp_path / "密.station"
    with Station.create(path, "金沙派出所", passphrase="一二三四五六七八", clock=clock) as station:
        copy = make(station, Wish(folder=str(folder)))
    path.write_bytes(b"x" * 4096)
    put_back(copy.path, path, None, clock.now(), "Asia/Shanghai", session=OPEN)
    with Station.open(path, passphrase="一二三四五六七八") as again:
        assert again.verify().sound
