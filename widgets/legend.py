"""What the signs on the map mean, for the layers that are shown now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from data.i18n import tr
from data.kinds import Kinds
from data.workspace import LayerState, Workspace
from widgets import style
from widgets.background import Subscriptions
from widgets.parts.badge import SHAPES, paint_shape
from widgets.parts.flow import FlowLayout
from widgets.parts.label import Label


class Legend(QWidget):
    """Groups of signs; a group comes and goes with its layer."""

    def __init__(self, kinds: Kinds, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds, self._workspace = kinds, workspace
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(Label(tr("图例"), "heading"))
        self.groups: dict[str, QWidget] = {}
        for name, (heading, signs) in self._declared().items():
            group = _group(heading, signs)
            self.groups[name] = group
            column.addWidget(group)
        self._nothing = Label(tr("打开一个图层，这里就说明它的颜色。"), "quiet", wrap=True)
        column.addWidget(self._nothing)
        self._subscriptions = Subscriptions(self)
        self._subscriptions.add(workspace.layer_changed, self._refresh)
        self._refresh()

    def dispose(self) -> None:
        """Stop listening."""
        self._subscriptions.close()

    def _declared(self) -> dict[str, tuple[str, list[Sign]]]:
        """Return heading and signs by kind: time left of tasks, kinds of residence, states that have a colour."""
        found: dict[str, tuple[str, list[Sign]]] = {}
        for kind in self._kinds.layers():
            field = kind.fields.get(kind.layer.state) if kind.layer else None
            coloured = [c for c in field.choices if c.colour] if field else []
            if kind.name == "task":
                found[kind.name] = (tr("任务时限"), _deadlines())
            elif kind.name == "person":
                found[kind.name] = (tr("住户"), _residence())
            elif coloured and field:
                signs = [Sign(c.label, style.choice_colour(c.colour), "disc") for c in coloured]
                found[kind.name] = (f"{kind.plural} · {field.label}", signs)
        return found

    def _refresh(self, _: LayerState | None = None) -> None:
        for name, group in self.groups.items():
            group.setVisible(self._workspace.layers[name].visible if name in self._workspace.layers else False)
        self._nothing.setVisible(all(group.isHidden() for group in self.groups.values()))


def _group(heading: str, signs: list[Sign]) -> QWidget:
    group = QWidget()
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 2, 0, 2)
    column.setSpacing(4)
    column.addWidget(Label(heading, "small"))
    holder = QWidget()
    flow = FlowLayout(holder, gap=4)
    for sign in signs:
        flow.addWidget(sign)
    column.addWidget(holder)
    return group


def _deadlines() -> list[Sign]:
    words = {"calm": tr("时限充裕"), "soon": tr("即将到期"), "late": tr("已超期")}
    return [Sign(words[state], state, SHAPES[state]) for state in words]


def _residence() -> list[Sign]:
    words = {"household": tr("户籍"), "floating": tr("流动"), "business": tr("商用"), "vacant": tr("空置")}
    return [Sign(words[token], token, "square") for token in words]


class Sign(QWidget):
    """A shape in a colour and what it means."""

    def __init__(self, words: str, colour: str, shape: str) -> None:
        super().__init__()
        self.words, self._colour, self._shape = words, colour, shape
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for shape and words."""
        metrics = QFontMetrics(style.font(13))
        return QSize(style.scaled(34) + metrics.horizontalAdvance(self.words), style.scaled(24))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it, with a hair line around pale colours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = style.scaled(12)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        paint_shape(painter, box, self._shape, style.colour(self._colour))
        if self._shape == "square":
            painter.setPen(style.colour("quiet", 0.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        painter.setFont(style.font(13))
        painter.setPen(style.colour("text"))
        left = side + style.scaled(8)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self.words)
        painter.end()
