"""The attachments of a record: pictures shown small, files by name; add by dialog or by dropping, open, remove."""

from __future__ import annotations

import atexit
import io
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QIcon, QPixmap
from PySide6.QtWidgets import QFileDialog, QListView, QListWidget, QListWidgetItem, QWidget

from data import scratch
from data.errors import BadInput, NotAllowed
from data.foreign_files import check_may_open, safe_name
from data.i18n import tr
from data.query import equals
from data.records import ChangeSet, Edit
from data.store.station import Station
from data.workspace import Workspace
from widgets import icons
from widgets.background import ask, write
from widgets.parts.hint import plain_hint
from widgets.records.panel import Panel
from widgets.records.pieces import column, push, row, words

THUMB = 96  # pixels
LARGEST = 64 * 1024 * 1024  # bytes of one attachment
FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP")  # that are looked at; what a file is, its content says
MOST_PIXELS = 60_000_000  # 240 MB while it is made small
PICTURES = ("image/", "png", "jpg", "jpeg", "bmp", "gif", "webp")


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment as it is shown; ``small`` is a PNG of it, None for what is no picture."""

    id: int
    name: str
    size: int
    small: bytes | None


def read_attached(station: Station, kind: str, id: int) -> list[Attached]:
    """Return the attachments of a record with small pictures; on a reader thread."""
    found = []
    for record in station.read(equals("attachment", record_kind=kind, record=id)):
        name = str(record["file_name"])
        small = thumbnail(station.content(record.id)) if _is_picture(name, str(record["media_type"] or "")) else None
        found.append(Attached(record.id, name, int(record["size"] or 0), small))
    return found


def thumbnail(content: bytes) -> bytes | None:
    """Return a picture small and upright, as a PNG; None where it cannot be read.

    It is decoded by the process apart, for anybody may have made it. Written by Pillow, not by Qt: Qt's objects may be made on the
    thread of the window only.
    """
    from PIL import Image  # most records have no picture, and the window opens sooner without its codecs

    from data.isolated.pictures import pixels_of

    try:
        small = pixels_of(content, FORMATS, mode="RGBA", most=MOST_PIXELS, longest=THUMB * 2, upright=True)
    except BadInput:
        return None
    written = io.BytesIO()
    Image.fromarray(small).save(written, "PNG")
    return written.getvalue()


def _is_picture(name: str, media_type: str) -> bool:
    return media_type.startswith(PICTURES[0]) or Path(name).suffix.lower().lstrip(".") in PICTURES


def _pixmap(small: bytes) -> QPixmap:
    shown = QPixmap()
    shown.loadFromData(small)
    return shown


class AttachmentsView(Panel):
    """The attachments of one record."""

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._kind, self._id = "", 0
        self.list = QListWidget()
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setIconSize(QSize(THUMB, THUMB))
        self.list.setGridSize(QSize(THUMB + 22, THUMB + 40))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setAccessibleName(tr("附件"))
        self.list.itemActivated.connect(lambda item: self._open(item.data(Qt.ItemDataRole.UserRole)))
        self.list.currentItemChanged.connect(lambda *_: self._show_buttons())
        self.empty = words(tr("还没有附件。把照片或文件拖到这里，或点“添加附件”。"), "quiet")
        self.open = push(tr("打开"), self._open_current, "plain")
        self.remove = push(tr("删除"), self._remove_current, "danger")
        self._build()

    def _build(self) -> None:
        box = column(self, margin=12, gap=8)
        self.add = push(tr("添加附件"), self._choose, "plain", "attachment")
        self.add.setVisible(self.station.may_write("attachment"))
        self.setAcceptDrops(self.station.may_write("attachment"))
        buttons = row(self.add, self.open, self.remove)
        buttons.addStretch(1)
        box.addLayout(buttons)
        box.addWidget(self.empty)
        box.addWidget(self.list, 1)
        self._show_buttons()

    def show_record(self, kind: str, id: int) -> None:
        """Read the attachments of a record."""
        self._kind, self._id = kind, id
        ask(self, self.station, lambda: read_attached(self.station, kind, id), self._show, "attachments")

    def changed(self, changes: ChangeSet) -> None:
        """Read again when attachments changed."""
        if self._id and "attachment" in changes.kinds:
            self.show_record(self._kind, self._id)

    def _show(self, found: list[Attached]) -> None:
        self.list.clear()
        for one in found:
            icon = QIcon(_pixmap(one.small)) if one.small else icons.icon("file", "quiet")
            item = QListWidgetItem(icon, one.name)
            item.setToolTip(plain_hint(one.name))
            item.setData(Qt.ItemDataRole.UserRole, (one.id, one.name))
            self.list.addItem(item)
        self.empty.setVisible(not found)
        self.list.setVisible(bool(found))
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = self.list.currentItem() is not None
        self.open.setVisible(chosen)
        self.remove.setVisible(chosen and self.station.may_write("attachment"))

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, tr("添加附件"))
        self.add_files([Path(n) for n in names])

    def add_files(self, paths: list[Path]) -> None:
        """Attach files to the record."""
        kind, id = self._kind, self._id
        if paths and id:
            write(self, self.station, lambda: self._attach(kind, id, paths), self._attached)

    def _attach(self, kind: str, id: int, paths: list[Path]) -> int:
        for path in paths:
            self.station.attach(kind, id, path.name, read_file(path), who=self.who)
        return len(paths)

    def _attached(self, count: int) -> None:
        self.workspace.tell("done", tr("已添加 {n} 个附件", n=count))
        self.show_record(self._kind, self._id)

    def _open_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._open(item.data(Qt.ItemDataRole.UserRole))

    def _open(self, attached: tuple[int, str]) -> None:
        id, name = attached
        self.station.note("view", "attachment", (id,), who=self.who)
        ask(self, self.station, lambda: self.station.content(id), lambda content: self._launch(content, name), "open")

    def _launch(self, content: bytes, name: str) -> None:
        """Hand a file to the program for it: from memory, or where the system has no such place, from where the person says."""
        try:
            check_may_open(name, content)
        except NotAllowed as refused:
            self.workspace.tell("warning", refused.message)
            return
        if scratch.in_memory(len(content)) is not None or not self.station.encrypted:
            path = _to_file(content, name)
        else:
            chosen, _ = QFileDialog.getSaveFileName(self, tr("附件会以不加密的方式保存，存到哪里？"), safe_name(name))
            if not chosen:
                return
            path = Path(chosen)
            path.write_bytes(content)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.workspace.tell("warning", tr("没有能打开 {name} 的程序", name=path.name))

    def _remove_current(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        id, _name = item.data(Qt.ItemDataRole.UserRole)
        why = tr("删除附件")  # the name may be somebody's, and the journal is read by who may see no people
        write(
            self,
            self.station,
            lambda: self.station.apply([Edit("attachment", id, None)], who=self.who, why=why, command="attachment.remove"),
            lambda _: self.workspace.tell("done", tr("附件已删除，可按 Ctrl+Z 撤销")),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach the files dropped."""
        self.add_files([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])
        event.acceptProposedAction()


def read_file(path: Path) -> bytes:
    """Return a file's bytes.

    Raises
    ------
    BadInput
        If it cannot be read or is larger than `LARGEST`.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(tr("{file} 超过 64 MB，请压缩后再添加", file=path.name), file=path)
        return path.read_bytes()
    except OSError as error:
        raise BadInput(tr("读不了文件 {file}：{why}", file=path.name, why=error.strerror or error), file=path) from error


def _to_file(content: bytes, name: str) -> Path:
    folder = scratch.make(len(content))
    atexit.register(scratch.remove, folder)  # until then the other program may still read it
    path = folder / safe_name(name)
    path.write_bytes(content)
    return path
