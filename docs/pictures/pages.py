"""Make pictures of pages, without a map: founding, recovery key, lock, erasing, fault reports; ``make.py`` calls it.

Arguments: the station, the folder, ``zh`` or ``en``, ``light`` or ``dark``, and a size as ``900x620``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.start import application, translate_qt
from data.i18n import set_language, tr
from data.keeping.plan import make_plan
from data.query import Query
from data.store import Station, recovery
from widgets import style
from widgets.accounts.founding_page import FoundingPage
from widgets.accounts.lock_cover import LockCover
from widgets.accounts.sign_in_page import SignInPage
from widgets.background import all_answered
from widgets.backups.crash_page import CrashPage
from widgets.keeping.door_dialog import NewStationDialog, PassphraseDialog
from widgets.keeping.erase_page import ErasePage
from widgets.keeping.recovery_dialog import RecoveryDialog
from widgets.sheet import Sheet

SETTLE_MS = 60
KEY = bytes(range(3, 35))  # of no station
FAULT = """Watchroom 0.2.0
2026-11-21T13:47:00Z
Python 3.11.7
PySide6 6.11.3

builtins.ValueError
  app/actions/station.py:72 work
  data/exchange/export.py:58 write_out
"""


def settle() -> None:
    """Let everything be answered and painted."""
    for _ in range(200):
        loop = QEventLoop()
        QTimer.singleShot(SETTLE_MS, loop.quit)
        loop.exec()
        if all_answered():
            break
    QApplication.processEvents()


def on_a_sheet(title: str, page: QWidget, size: tuple[int, int], width: int) -> QWidget:
    """Return a window with a page over it."""
    window = QWidget()
    window.resize(*size)
    window.show()
    Sheet(window, title, page, width=width, height=size[1] - 20)
    return window


def locked(station: Station, size: tuple[int, int]) -> QWidget:
    """Return a window that is locked."""
    window = QWidget()
    window.resize(*size)
    window.show()
    cover = LockCover(window, station)
    cover.show_page(SignInPage(station, "locked", login="li", name="李秀英"))
    return window


def founding(station: Station, size: tuple[int, int]) -> QWidget:
    """Return the page on which the first account is made, filled in."""
    page = FoundingPage(station, name="赵建国")
    page.badge.setText("010001")
    page.login.setText("zhao")
    for line in (page.password, page.again):
        line.line.setText("x" * 12)
    return on_a_sheet(tr("建立账号"), page, size, 640)


def erasing(station: Station, size: tuple[int, int]) -> QWidget:
    """Return the page before an erasing of people who have left."""
    gone = [r.id for r in station.read(Query("person", order=("id",), limit=12))]
    plan = make_plan(station, {"person": gone}, needed=True)
    return on_a_sheet(tr("清除个人信息"), ErasePage(station, plan, tr("保存期限届满"), signs_in=True), size, 680)


def new_station() -> QDialog:
    """Return the window that founds a station, filled in."""
    made = NewStationDialog(tr("金沙派出所"))
    for line in (made.new, made.again):
        line.line.setText("x" * 12)
    return made


def crashes(size: tuple[int, int]) -> QWidget:
    """Return the page of fault reports."""
    report = SimpleNamespace(path=Path("fault.txt"), text=FAULT)
    return on_a_sheet(tr("出错报告"), CrashPage([report], lambda _r: "2026-11-21 21:47"), size, 720)


def pages(station: Station, size: tuple[int, int]) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Yield the name of each picture with what makes its window."""
    yield "founding", lambda: founding(station, size)
    yield "new-station", new_station
    yield "passphrase", lambda: PassphraseDialog(tr("金沙派出所"))
    yield "recovery", lambda: RecoveryDialog(recovery.written(KEY), tr("金沙派出所"))
    yield "lock", lambda: locked(station, size)
    yield "erase", lambda: erasing(station, size)
    yield "crash", lambda: crashes(size)


def main(path: str, folder: str, language: str, theme: str, wished: str = "900x620") -> None:
    """Write the pictures of one language and theme."""
    app = application(offscreen=True)
    set_language(language)
    translate_qt(app, language)
    style.apply(app, theme)
    width, height = map(int, wished.split("x"))
    with Station.open(Path(path), read_only=True) as station:
        for name, make in pages(station, (width, height)):
            window = make()
            window.show()
            settle()
            window.grab().save(str(Path(folder) / f"{name}{'.en' if language == 'en' else ''}.png"))
            window.close()
            window.deleteLater()
            settle()


if __name__ == "__main__":
    main(*sys.argv[1:])
