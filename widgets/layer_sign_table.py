"""What the signs inside the symbols mean, by kind; folded until somebody asks."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from data.i18n import tr
from data.kinds import Kind, Kinds
from data.workspace import Workspace
from widgets import style
from widgets.layer_signs import symbol_icon
from widgets.parts.button import Button
from widgets.parts.flow import FlowLayout
from widgets.parts.label import Label


class SignTable(QWidget):
    """A link that opens the signs of the layers that are shown now."""

    def __init__(self, kinds: Kinds, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds, self._workspace = kinds, workspace
        self._shown: tuple[tuple[str, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.link = Button(tr("符号的含义"), "link", "chevron-right")
        self.link.clicked.connect(self._toggle)
        self._column.addWidget(self.link)
        self.page: QWidget | None = None

    def follow_kinds(self, kinds: Kinds) -> None:
        """Know the kinds that came."""
        self._kinds = kinds

    def refresh(self) -> None:
        """Follow which layers are shown."""
        shown = tuple((kind.name, self._colour(kind)) for kind in self._signed())
        self.setVisible(bool(shown))
        if shown != self._shown:
            self._shown = shown
            if self.page is not None:
                self._open()

    def _signed(self) -> list[Kind]:
        visible = {s.kind for s in self._workspace.layers.values() if s.visible}
        return [k for k in self._kinds.layers() if k.name in visible and k.layer and k.layer.sign]

    def _colour(self, kind: Kind) -> str:
        state = self._workspace.layers.get(kind.name)
        return (state.colour if state else "") or (kind.layer.colour if kind.layer else "#57606a")

    def _toggle(self) -> None:
        if self.page is None:
            self._open()
        else:
            self._close()

    def _close(self) -> None:
        if self.page is not None:
            self._column.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
            self.page = None

    def _open(self) -> None:
        self._close()
        self.page = QWidget()
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for name, colour in self._shown:
            kind = self._kinds[name]
            column.addWidget(Label(kind.plural, "small"))
            holder = QWidget()
            flow = FlowLayout(holder, gap=4)
            for choice in kind.fields[kind.layer.sign].choices if kind.layer else ():
                symbol = choice.symbol or (kind.layer.symbol if kind.layer else "")
                if symbol:
                    flow.addWidget(_SignLine(choice.label, symbol, colour))
            column.addWidget(holder)
        self._column.addWidget(self.page)


class _SignLine(QWidget):
    """A sign as it stands on the map, and what it means."""

    def __init__(self, words: str, symbol: str, colour: str) -> None:
        super().__init__()
        self._words, self._symbol, self._colour = words, symbol, colour
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for sign and words."""
        metrics = QFontMetrics(style.font(13))
        return QSize(style.scaled(40) + metrics.horizontalAdvance(self._words), style.scaled(28))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both."""
        painter = QPainter(self)
        side = style.scaled(22)
        symbol_icon(self._symbol, self._colour).paint(painter, 0, (self.height() - side) // 2, side, side)
        painter.setFont(style.font(13))
        painter.setPen(style.colour("text"))
        metrics = painter.fontMetrics()
        painter.drawText(side + style.scaled(8), (self.height() + metrics.ascent() - metrics.descent()) // 2, self._words)
        painter.end()
