"""Passphrases around the opening of a file: the recovery key shown once, and a new passphrase where one is owed."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtWidgets import QMessageBox, QWidget

from app.pdf import keep_words, page_font, pdf_writer
from app.waiting import do_waiting
from data.accounts.session import NOBODY, Session
from data.errors import BadInput, WatchroomError
from data.i18n import tr
from data.store import Station
from data.store.opening import CONSOLE
from data.store.rekey import Rekeyed, change_passphrase
from widgets.keeping.recovery_dialog import RecoveryDialog, grouped

DOTS = 150  # an inch
POINTS = 11.0  # of the text


def show_recovery(key: str, station: str, parent: QWidget | None = None) -> None:
    """Show a recovery key until the person says that it is kept."""
    dialog = RecoveryDialog(key, station, parent)

    def save(out: Path) -> None:
        try:
            write_page(out, key, station)
        except BadInput as error:
            dialog.say(error.message)

    dialog.page_wanted.connect(save)
    dialog.exec()
    dialog.deleteLater()


def write_page(out: Path, key: str, station: str) -> None:
    """Write a page with a recovery key, to be printed and locked away.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    title = tr("{station} 恢复密钥", station=station)
    writer = pdf_writer(out, title)
    portrait = QPageLayout.Orientation.Portrait
    margins = QMarginsF(20, 20, 20, 20)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), portrait, margins, QPageLayout.Unit.Millimeter))
    writer.setResolution(DOTS)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.setDefaultFont(page_font(POINTS))
    lines = "<br>".join(escape(line).replace(" ", "&nbsp;") for line in grouped(key))
    words = (
        tr("忘了口令时，在输口令的地方逐组输入它，横线和空格可以不输；打开后要换一个新口令，这份密钥随即作废。"),
        tr("谁拿到它和站文件，谁就能打开站文件。锁在保险柜里，不要拍照，不要存在电脑上。"),
    )
    text = "".join(f"<p>{escape(w)}</p>" for w in words)
    document.setHtml(f"<h2>{escape(title)}</h2><p style='font-family:monospace;font-size:16pt'>{lines}</p>{text}")
    document.print_(writer)
    keep_words(out)


def change_and_open(path: Path, old: str | None, new: str, who: str, session: Session = NOBODY) -> Station | None:
    """Give a closed station another passphrase, show its recovery key and open it; as it was if that cannot be done.

    ``session`` is whoever sat at the desk when it was closed.
    """
    title = tr("正在更换口令")
    work = partial(change_passphrase, path, old, new, who=who, session=session)
    try:
        done: Rekeyed = do_waiting(title, "", lambda progress: work(progress=progress))
    except WatchroomError as error:
        QMessageBox.warning(QWidget(), title, error.message)
        return Station.open(path, passphrase=old, hold=CONSOLE)
    station = Station.open(path, passphrase=new, hold=CONSOLE)
    show_recovery(done.recovery, station.name)
    return station


def settle(station: Station, given: str, who: str) -> Station | None:
    """Let somebody who came with the recovery key choose a new passphrase; None, and closed, where they do not."""
    if not station.recovered:
        return station
    from app.welcome import ask_new_passphrase

    path = station.path
    station.close()
    new = ask_new_passphrase(None, tr("用恢复密钥打开的，要先设一个新口令；旧口令和这份恢复密钥随即作废。"))
    if not new:
        return None
    return change_and_open(path, given, new, who)
