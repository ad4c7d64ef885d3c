"""Toasts: what is told appears over the window and goes, or waits to be closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from data.i18n import tr
from widgets import style
from widgets.notice import LevelSign, Notice, level_words
from widgets.parts.button import Button, IconButton
from widgets.parts.card import SHADOW, FloatingCard
from widgets.parts.label import Label

STAY_MS = {"info": 6000, "done": 6000, "warning": 20000}  # errors stay until the person closes them; all are in the bell's list
MOST = 4
NARROW = 260  # pixels that the words of a toast need beside a page
LOOK_MS = 300  # between two looks at what an open page shows
USABLE: tuple[type[QWidget], ...] = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
ON_PAGE = (120, 96)  # pixels at the right and at the bottom of a page that covers the window: its edge, and its buttons


def wide() -> int:
    """Return how wide a toast is where there is room."""
    return style.scaled(400) + 2 * SHADOW


class ToastStack(QWidget):
    """The toasts, the newest lowest: at the map's lower left, where none of its buttons is, or at the lower right of a page."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._home = window
        self.margins = (0, 0, 16, 16)  # left, top, right, bottom of the window to keep free
        self._left: int | None = None
        self._corner = QSize(0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.items: list[Toast] = []
        self._soon = QTimer(self, interval=LOOK_MS, singleShot=True)
        self._soon.timeout.connect(self._look)
        window.installEventFilter(self)
        self.hide()

    def keep_free(self, right: int, bottom: int, left: int | None = None, corner: QSize | None = None) -> None:
        """Leave room at the right (the inspector) and at the bottom (the drawer), in pixels; with ``left`` lie at the left.

        ``corner`` is what lies beside them at the lower right of the map; where there is no room for both they lie above it.
        """
        self.margins, self._left, self._corner = (left or 0, 0, right, bottom), left, corner or QSize(0, 0)
        self.settle()

    def lie_over(self, window: QWidget) -> None:
        """Lie over another widget from now on: the window, or a page that covers it."""
        self._window.removeEventFilter(self)
        self._window = window
        self.setParent(window)
        window.installEventFilter(self)
        self.settle()
        self.setVisible(bool(self.items))

    def add(self, notice: Notice) -> None:
        """Show a notice; the oldest gives way when there are too many, and what was late before gives way to what is late now."""
        before = [t for t in self.items if t.notice.level == notice.level == "late"]
        toast = Toast(notice, self, earlier=sum(1 + t.earlier for t in before))
        for old in before:
            self._remove(old)
        toast.closed.connect(lambda: self._remove(toast))
        self.items.append(toast)
        self._column.addWidget(toast, 0, Qt.AlignmentFlag.AlignRight)
        while len(self.items) > MOST:
            self._remove(self.items[0])
        self.settle()  # before it is seen, so that it does not open under the pointer
        self.show()
        self._soon.start()

    def clear(self) -> None:
        """Take all toasts away."""
        for toast in list(self.items):
            self._remove(toast)

    def settle(self) -> None:
        """Lie in the lower corner of the window."""
        window = self._window
        _, _, right, bottom = self.margins if window is self._home else (0, 0, *ON_PAGE)
        width = self._beside(min(wide(), window.width()))
        for toast in self.items:
            toast.setFixedWidth(width)
        tall = sum(t.heightForWidth(width) for t in self.items)  # their hints are those of narrower words
        tall = min(tall, window.height() - 60)
        at_left = self._left is not None and window is self._home
        x = self.margins[0] if at_left else window.width() - width - right
        if at_left and x + width > window.width() - right - self._corner.width():
            bottom += self._corner.height()
        usual = QRect(x, window.height() - tall - bottom, width, max(tall, 1))
        self.setGeometry(self._off_pages(usual))
        self.raise_()

    def _beside(self, width: int) -> int:
        """Return how wide to be: as narrow as the room beside an open page, where words fit into that."""
        pages = _pages(self._window)
        if not pages:
            return width
        left, right = min(p.left() for p in pages), max(p.right() for p in pages)
        room = max(left, self._window.width() - right - 1)
        return room if style.scaled(NARROW) <= room < width else width

    def _look(self) -> None:
        """Settle, and go on looking while a page is open: what it shows comes when it was asked for."""
        self.settle()
        if self.isVisible() and _usable(self._window):
            self._soon.start()

    def _off_pages(self, usual: QRect) -> QRect:
        """Return where to lie: as usual, or where least of what can be used on an open page is hidden, and least of its words."""
        taken, pages, words = _usable(self._window), _pages(self._window), _words(self._window)
        if not any(usual.intersects(rect) for rect in (*taken, *pages)):
            return usual

        def hidden(place: QRect) -> tuple[int, int, int]:
            page = (place.intersected(rect) for rect in pages)
            used, read = (sum(place.intersects(rect) for rect in rects) for rects in (taken, words))
            return used, read, sum(w.width() * w.height() for w in page)

        right, low = self._window.width() - usual.width(), self._window.height() - usual.height()
        corners = ((right, low), (0, low), (right, 0), (0, 0), (right // 2, low), (right // 2, 0), (0, low // 2), (right, low // 2))
        places = [usual, *(QRect(QPoint(x, y), usual.size()) for x, y in corners)]
        return min(places, key=hidden)  # the first of those as good

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded, QEvent.Type.ChildRemoved) and self.isVisible():
            self._soon.start()
        return False

    def _remove(self, toast: Toast) -> None:
        if toast in self.items:
            self.items.remove(toast)
            self._column.removeWidget(toast)
            toast.hide()
            toast.deleteLater()
        if not self.items:
            self._soon.stop()
        self.setVisible(bool(self.items))
        self.settle()


def _pages(window: QWidget) -> list[QRect]:
    """Return where the cards of the pages lie that are open over a window, in its coordinates."""
    from widgets.sheet import Cover

    covers = [cover for cover in window.findChildren(Cover) if cover.isVisible()]
    return [cover.place.translated(cover.mapTo(window, QPoint(0, 0))) for cover in covers]


def _words(window: QWidget) -> list[QRect]:
    """Return where the words stand that can be read on the pages that lie over a window, in its coordinates."""
    from widgets.sheet import Cover

    labels = (label for cover in window.findChildren(Cover) if cover.isVisible() for label in cover.findChildren(QLabel))
    return [QRect(label.mapTo(window, QPoint(0, 0)), label.size()) for label in labels if label.isVisible() and label.text()]


def _usable(window: QWidget) -> list[QRect]:
    """Return what can be pressed or typed into on the pages that lie over a window, in its coordinates."""
    from widgets.sheet import Cover

    parts = [part for cover in window.findChildren(Cover) if cover.isVisible()
             for kind in USABLE for part in cover.findChildren(kind) if part.isVisible()]  # fmt: skip
    lists = [one for cover in window.findChildren(Cover) if cover.isVisible()
             for one in cover.findChildren(QAbstractItemView) if one.isVisible()]  # fmt: skip
    return [*(QRect(part.mapTo(window, QPoint(0, 0)), part.size()) for part in parts), *(_rows(one, window) for one in lists)]


def _rows(one: QAbstractItemView, window: QWidget) -> QRect:
    """Return the part of a list that has rows, in a window's coordinates."""
    model, inside = one.model(), one.viewport()
    rows = model.rowCount(one.rootIndex()) if model is not None else 0
    last = one.visualRect(model.index(rows - 1, 0, one.rootIndex())).bottom() + 1 if rows else 0
    return QRect(inside.mapTo(window, QPoint(0, 0)), inside.size().boundedTo(QSize(inside.width(), max(last, 0))))


class Toast(FloatingCard):
    """One notice over the window. Information goes by itself, but not while the pointer rests on it.

    ``earlier`` counts what it has taken the place of.
    """

    closed = Signal()

    def __init__(self, notice: Notice, parent: QWidget | None = None, *, earlier: int = 0) -> None:
        super().__init__(parent, radius=12, opacity=1.0)
        self.notice, self.earlier = notice, earlier
        self.setAccessibleName(f"{level_words()[notice.level]}：{notice.sentence}")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.closed)
        self._build()
        self._start()

    def _build(self) -> None:
        notice = self.notice
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 8, 10)
        row.setSpacing(10)
        row.addWidget(LevelSign(notice.level), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(level_words()[notice.level], "strong"))
        words.addWidget(Label(notice.sentence, "", wrap=True))
        if self.earlier:
            words.addWidget(Label(tr("此前还有 {n} 条超期提醒，都在铃铛里", n=self.earlier), "quiet", wrap=True))
        if notice.act is not None:
            button = Button(notice.verb, "link", "undo" if notice.verb == tr("撤销") else "")
            button.clicked.connect(self._act)
            words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        close = IconButton("close", tr("关闭"), side=28)
        close.clicked.connect(self.closed)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setFixedWidth(wide())

    def enterEvent(self, event: object) -> None:
        """Stay while the pointer is here."""
        self._timer.stop()

    def leaveEvent(self, event: object) -> None:
        """Go on counting."""
        self._start()

    def _start(self) -> None:
        stay = STAY_MS.get(self.notice.level)
        if stay is not None:
            self._timer.start(stay * 2 if self.notice.act else stay)

    def _act(self) -> None:
        act = self.notice.act
        self.closed.emit()
        if act is not None:
            act()
