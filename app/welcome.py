"""Before there is a station: demo, new or open, with a passphrase where one is needed."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow, QMessageBox, QProgressDialog, QWidget

from app import settings as settings_file
from app.faults import report
from app.jobs import Jobs
from app.key_ring import KeyRing, ask_passphrase
from app.recovery import settle, show_recovery
from app.seat import FOUND
from app.settings import Settings
from app.start import application, translate_qt
from app.waiting import do_waiting
from data.accounts.session import RESCUE
from data.backups.back import put_back
from data.backups.copies import Copy
from data.backups.known import copies_of
from data.demo import make_demo
from data.errors import BadInput, Damaged, NotAllowed, WatchroomError
from data.i18n import set_language, tr
from data.paths import user_folder
from data.store import Station
from data.store.connect import is_encrypted
from data.store.opening import CONSOLE
from widgets import style
from widgets.backups.rescue import RescuePage
from widgets.keeping.door_dialog import NewPassphraseDialog, NewStationDialog
from widgets.parts.button import Button
from widgets.welcome import Welcome

ZONE = "Asia/Shanghai"  # of a name that tells when, where the station itself cannot say its zone


class WelcomeWindow(QMainWindow):
    """Shows the ways in until a station is open or the person leaves."""

    def __init__(self, settings: Settings, sentence: str = "") -> None:
        super().__init__()
        self.settings = settings
        self.station: Station | None = None
        self.loop = QEventLoop()
        self.jobs = Jobs(self)
        self.resize(1080, 720)
        self._fill()
        if sentence:
            self.say(sentence)

    def _fill(self) -> None:
        self.setWindowTitle(tr("值班一张图"))
        last = Path(self.settings.last_station) if self.settings.last_station else None
        page = Welcome([last] if last is not None and last.exists() else [], self.settings.language)
        page.demo_wanted.connect(self.open_demo)
        page.new_wanted.connect(self.make_new)
        page.open_wanted.connect(self.choose)
        page.file_chosen.connect(self.open_path)
        page.language_chosen.connect(self.speak)
        self.setCentralWidget(page)

    def speak(self, language: str) -> None:
        """Switch the language and make the page anew."""
        self.settings = replace(settings_file.load(), language=language)
        settings_file.save(self.settings)
        set_language(language)
        translate_qt(application(), language)
        self._fill()

    def say(self, sentence: str) -> None:
        """Tell what is wrong."""
        QMessageBox.warning(self, tr("值班一张图"), sentence)

    def open_demo(self) -> None:
        """Open the demo station, made first where there is none yet."""
        path = user_folder() / "demo-1-1.station"
        if path.exists():
            self.open_path(path)
            return
        waiting = QProgressDialog(tr("正在生成演示站……"), tr("取消"), 0, 0, self)
        waiting.setWindowModality(Qt.WindowModality.WindowModal)

        def made(_done: object) -> None:
            waiting.close()
            self.open_path(path)

        def failed(error: BaseException) -> None:
            waiting.close()
            report(error, lambda _level, sentence: self.say(sentence))

        job = self.jobs.start(tr("正在生成演示站……"), lambda progress: make_demo(path, progress=progress).close(), made, failed)
        waiting.canceled.connect(job.cancel)
        waiting.show()

    def make_new(self) -> None:
        """Ask for a file, a name and a passphrase, and make a station."""
        chosen, _ = QFileDialog.getSaveFileName(self, tr("新建站文件"), "", tr("站文件 ({pattern})", pattern="*.station"))
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(".station")
        asking = NewStationDialog(path.stem, self)
        if asking.exec() == QDialog.DialogCode.Accepted:
            name, secret = asking.name.text().strip(), asking.passphrase
            self._take(lambda: self._made(Station.create(path, name, passphrase=secret)))
        asking.deleteLater()

    def _made(self, station: Station) -> Station:
        """Show the recovery key of a new station, once; its first account is offered when it is seen."""
        station.set_setting(FOUND, True)
        if station.encrypted:
            show_recovery(station.recovery_key(), station.name, self)
        return station

    def choose(self) -> None:
        """Ask for a station file."""
        chosen, _ = QFileDialog.getOpenFileName(self, tr("打开站文件"), "", tr("站文件 ({pattern})", pattern="*.station"))
        if chosen:
            self.open_path(Path(chosen))

    def open_path(self, path: Path) -> None:
        """Open a station file."""
        self._take(lambda: open_with_passphrase(path, self), path)

    def rescue(self, path: Path, sentence: str) -> None:
        """Offer the backups of a station that cannot be opened any more."""
        page = RescuePage(sentence, copies_of(path))
        page.left.connect(self._fill)
        page.wanted.connect(lambda copy: self._put_back(copy, path))
        self.setCentralWidget(page)

    def _put_back(self, copy: Copy, path: Path) -> None:
        now = datetime.now(UTC)
        try:
            work = partial(put_back, copy.path, path, None, now, ZONE, session=RESCUE)
            do_waiting(tr("正在恢复备份…"), "", work)
        except WatchroomError as error:
            self.say(error.message)
            return
        self.open_path(path)

    def _take(self, open_it: Callable[[], Station | None], path: Path | None = None) -> None:
        try:
            self.station = open_it()
        except WatchroomError as error:
            if path is not None and isinstance(error, Damaged):
                self.rescue(path, error.message)
            else:
                self.say(error.message)
            return
        if self.station is not None:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go on with what was opened."""
        self.jobs.close()
        self.loop.quit()
        super().closeEvent(event)


def dress(settings: Settings) -> None:
    """Give the program its look and language before there is a console."""
    app = application()
    translate_qt(app, settings.language)
    style.apply(app, settings.theme, settings.font_scale, settings.colour_safe)


def ask_station(settings: Settings, sentence: str = "", damaged: Path | None = None) -> Station | None:
    """Show the ways in; return the station that was opened, None when the person left.

    For a ``damaged`` one it begins with its backups.
    """
    dress(settings)
    window = WelcomeWindow(settings, "" if damaged is not None else sentence)
    if damaged is not None:
        window.rescue(damaged, sentence)
    window.show()
    window.loop.exec()
    station = window.station
    window.deleteLater()
    return station


def open_asking(path: Path) -> Station | None:
    """Open a station, asking for its passphrase; where that fails the ways in are shown with the reason."""
    try:
        return open_with_passphrase(path, None)
    except WatchroomError as error:
        return ask_station(settings_file.load(), sentence=error.message, damaged=path if isinstance(error, Damaged) else None)


def open_with_passphrase(path: Path, parent: QWidget | None) -> Station | None:
    """Open a station, asking until the passphrase is right; None when the person gives up."""
    if not is_encrypted(path):
        return Station.open(path, hold=CONSOLE)
    ring = KeyRing(path)
    secret, wrong = ring.recall(), ""
    if secret is None and parent is None:
        dress(settings_file.load())
    while True:
        if secret is None:
            secret, keep = ask_passphrase(path.stem, parent, wrong=wrong, may_keep=ring.usable)
            if secret is None:
                return None
            ring.wanted = keep
        try:
            station = Station.open(path, passphrase=secret, hold=CONSOLE)
        except (NotAllowed, BadInput) as error:
            ring.forget()
            wrong, secret = error.message, None
            continue
        if not station.recovered:
            ring.keep(secret)
        return settle(station, secret, settings_file.load().user or getpass.getuser())


def ask_new_passphrase(parent: QWidget | None, meant: str) -> str | None:
    """Ask for a new passphrase twice; None when the person gives up."""
    asking = NewPassphraseDialog(tr("设一个新口令"), meant, Button(tr("设好并打开"), "primary", "lock"), parent)
    found = asking.new.text() if asking.exec() == QDialog.DialogCode.Accepted else None
    asking.deleteLater()
    return found
