"""A place or a way handed to a force: for which map, the message, and a QR code that a phone reads from the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from data.duty.dispatch.share import Shared, map_apps
from data.i18n import tr
from widgets import style
from widgets.parts import Segmented
from widgets.records.pieces import column, push, row, words

CODE = 232  # unscaled pixels of the code's side


class SharePage(QWidget):
    """Shows what ``make`` returns for the map that is chosen."""

    def __init__(self, make: Callable[[str], Shared], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self.app = Segmented([(app.name, app.label) for app in map_apps().values()], "geo")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("要发的文字"))
        self.code = words("", wrap=False)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setAccessibleName(tr("二维码"))
        self.copied = words("", "calm", wrap=False)
        self.shared = make("geo")
        self.app.chosen.connect(lambda app: self.show_app(str(app)))
        self._build()
        self.show_app("geo")

    def _build(self) -> None:
        box = column(self, margin=24, gap=12)
        box.addWidget(words(tr("对方用哪种地图？坐标会换成那种地图的坐标系"), "quiet"))
        box.addWidget(self.app)
        middle = row(self.code, gap=20)
        middle.addWidget(self.text, 1)
        box.addLayout(middle, 1)
        last = row(push(tr("复制文字"), self.copy_text, "primary", "copy"), push(tr("复制链接"), self.copy_link, "plain", "link"),
                   self.copied)  # fmt: skip
        last.addStretch(1)
        box.addLayout(last)

    def show_app(self, app: str) -> None:
        """Show text and code for one of the maps."""
        self.app.set_value(app)
        self.shared = self._make(app)
        self.text.setPlainText(self.shared.text)
        picture, side = QPixmap(), style.scaled(CODE)
        picture.loadFromData(self.shared.qr(scale=8))
        keep, plain = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
        self.code.setPixmap(picture.scaled(side, side, keep, plain))
        self.code.setFixedWidth(side + 8)
        self.copied.setText("")

    def show_other(self, make: Callable[[str], Shared]) -> None:
        """Show what is handed to somebody else, for the map that is chosen."""
        self._make = make
        self.show_app(str(self.app.value))

    def copy_text(self) -> None:
        """Put the message on the clipboard."""
        QGuiApplication.clipboard().setText(self.shared.text)
        self.copied.setText(tr("已复制"))

    def copy_link(self) -> None:
        """Put the link on the clipboard."""
        QGuiApplication.clipboard().setText(self.shared.link)
        self.copied.setText(tr("已复制"))
