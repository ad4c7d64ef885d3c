"""The drawer at the bottom: tasks, time and results lie over the map, and the map does not move when it opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.i18n import tr
from widgets import style
from widgets.parts.button import IconButton
from widgets.parts.card import SHADOW, FloatingCard, Solid, SolidStack
from widgets.parts.hint import plain_hint
from widgets.parts.tabs import BESIDE, TabStrip

LOWEST = 140  # unscaled pixels


class Drawer(FloatingCard):
    """A floating frame with tabs. Give it the rectangle of the map with `lie_over`; it keeps to its bottom edge.

    ``height`` is in unscaled pixels. `opened` tells the key of the tab shown, "" when folded; `raised` the pixels that it
    covers of the map's bottom.
    """

    opened = Signal(str)
    raised = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, height: int = 222) -> None:
        super().__init__(parent, opacity=1.0)
        self._map = QRect()
        self._wanted = style.scaled(height)
        self._open = True
        self.tabs = TabStrip([])
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._words: dict[str, str] = {}
        self._hidden: frozenset[str] = frozenset()  # tabs that whoever is at the desk has no use for
        self._pages: dict[str, QWidget] = {}
        self._least: dict[str, int] = {}
        self._stack = SolidStack()
        self._fold_button = IconButton("chevron-down", tr("收起"), side=28)
        self._fold_button.clicked.connect(lambda: self.set_open(not self._open))
        self.tabs.chosen.connect(self.show_tab)
        self.tabs.again.connect(self.show_tab)  # of a folded drawer
        self._glide = QPropertyAnimation(self, b"geometry", self)
        self._glide.setDuration(140)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 8)
        column.setSpacing(4)
        self._grip = _Grip(self)
        column.addWidget(self._grip)
        head = Solid()
        row = QHBoxLayout(head)
        row.setContentsMargins(16 - BESIDE, 0, 8, 0)
        row.addWidget(self.tabs, 1)
        row.addWidget(self._fold_button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(head)
        column.addWidget(self._stack, 1)

    def add_tab(self, key: str, words: str, make: Callable[[], QWidget], *, tall: int = 0) -> None:
        """Add a tab with what makes its page when it is first looked at; the first one is shown.

        While it is shown the drawer is at least ``tall`` unscaled pixels, until the person drags it to another height.
        """
        self._makers[key], self._least[key], self._words[key] = make, tall, words
        self._set_tabs()
        if len(self._makers) == 1:
            self.tabs.set_value(key)
            self.page(key)

    def offer(self, wanted: Callable[[str], bool]) -> None:
        """Show only the tabs that are wanted; where the one shown is not among them, the first that is."""
        self._hidden = frozenset(key for key in self._makers if not wanted(key))
        self._set_tabs()
        rest = self.tabs.tabs()
        if rest and self.tabs.value in self._hidden:
            self.tabs.set_value(rest[0][0])
            self._stack.setCurrentWidget(self.page(rest[0][0]))
            self._settle(glide=False)

    def _set_tabs(self) -> None:
        self.tabs.set_tabs([(key, words) for key, words in self._words.items() if key not in self._hidden])

    def page(self, key: str) -> QWidget:
        """Return the page of a tab."""
        if key not in self._pages:
            self._pages[key] = self._makers[key]()
            self._stack.addWidget(self._pages[key])
        return self._pages[key]

    def pages(self) -> tuple[QWidget, ...]:
        """Return the pages that were made."""
        return tuple(self._pages.values())

    def show_tab(self, key: str) -> None:
        """Open the drawer at a tab; one that is not offered stays away."""
        if key in self._hidden or key not in self._makers:
            return
        self.tabs.set_value(key)
        self._stack.setCurrentWidget(self.page(key))
        if not self._open:
            self.set_open(True)
            return
        if self._tall() != self.height():
            self._settle(glide=False)
        self.opened.emit(key)

    @property
    def posture(self) -> tuple[str, bool, int]:
        """The tab shown, whether it is open, and its height when open in pixels; `take_posture` brings it back."""
        return self.tabs.value, self._open, self._wanted

    def take_posture(self, posture: tuple[str, bool, int]) -> None:
        """Show a tab, open or folded, in the height that was."""
        tab, is_open, height = posture
        self.set_height(height)
        offered = dict(self.tabs.tabs())  # some tabs come only when they are asked for, some are not for everybody
        self.show_tab(tab if tab in offered else next(iter(offered), ""))
        self.set_open(is_open)

    def is_open(self) -> bool:
        """Whether more than the tabs is seen."""
        return self._open

    def set_open(self, is_open: bool, *, glide: bool = True) -> None:
        """Open the drawer or fold it down to its tabs."""
        if is_open == self._open:
            return
        self._open = is_open
        self._stack.setVisible(is_open)
        self._fold_button.set_icon("chevron-down" if is_open else "chevron-up")
        words = tr("收起") if is_open else tr("展开")
        self._fold_button.setToolTip(plain_hint(words))
        self._fold_button.setAccessibleName(words)
        self._settle(glide=glide and self.isVisible())
        self.opened.emit(self.tabs.value if is_open else "")

    def lie_over(self, area: QRect) -> None:
        """Take the map's rectangle in the parent's coordinates; the drawer lies along its bottom."""
        self._map = area
        self._settle(glide=False)

    def set_height(self, height: int) -> None:
        """Take another height when open, in pixels; it never covers more than two thirds of the map."""
        self._wanted = max(style.scaled(LOWEST), self._most(height))
        self._settle(glide=False)

    def drag_to(self, height: int) -> None:
        """Take the height that the person wants, in pixels, whatever the tab shown would like."""
        self._least[self.tabs.value] = 0
        self.set_height(height)

    def covered(self) -> int:
        """Return how many pixels of the map's bottom it covers."""
        return self._tall() if self.isVisible() else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc folds it."""
        if event.matches(QKeySequence.StandardKey.Cancel) and self._open:
            self.set_open(False)
        else:
            super().keyPressEvent(event)

    def _tall(self) -> int:
        least = self._most(style.scaled(self._least.get(self.tabs.value, 0)))
        inner = max(self._wanted, least) if self._open else self.tabs.sizeHint().height() + style.scaled(18)
        return inner + 2 * SHADOW

    def _most(self, height: int) -> int:
        return min(height, self._map.height() * 2 // 3 or height)

    def _settle(self, *, glide: bool) -> None:
        if self._map.isEmpty():
            return
        tall = self._tall()
        target = QRect(self._map.left() + 8, self._map.bottom() + 1 - tall - 6, self._map.width() - 16, tall)
        self._glide.stop()
        if glide:
            self._glide.setStartValue(self.geometry())
            self._glide.setEndValue(target)
            self._glide.start()
        else:
            self.setGeometry(target)
        self.raised.emit(tall)


class _Grip(QWidget):
    """The upper edge, to be dragged for another height."""

    def __init__(self, drawer: Drawer) -> None:
        super().__init__(drawer)
        self._drawer = drawer
        self.setFixedHeight(6)
        self.setCursor(Qt.CursorShape.SizeVerCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._drawer.is_open():
            bottom = self._drawer.mapToGlobal(self._drawer.rect().bottomLeft()).y()
            self._drawer.drag_to(round(bottom - event.globalPosition().y()) - SHADOW * 2)
