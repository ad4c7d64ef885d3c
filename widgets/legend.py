"""What the signs on the map mean, for the layers that are shown now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from data.i18n import tr
from data.kinds import Kinds
from data.layers import StyleRule
from data.workspace import LayerState, Workspace
from widgets import style
from widgets.background import Subscriptions
from widgets.layer_rule import class_words
from widgets.layer_sign_table import SignTable
from widgets.parts.badge import SHAPES, paint_shape
from widgets.parts.flow import FlowLayout
from widgets.parts.label import Label


class Legend(QWidget):
    """Groups of signs; a group comes and goes with its layer."""

    def __init__(self, kinds: Kinds, workspace: Workspace, parent: QWidget | None = None, *, zone: str = "Asia/Shanghai") -> None:
        super().__init__(parent)
        self._kinds, self._workspace, self._zone = kinds, workspace, zone
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(Label(tr("图例"), "heading"))
        self.groups: dict[str, QWidget] = {}
        for name, (heading, signs) in self._declared().items():
            group = _group(heading, signs)
            self.groups[name] = group
            column.addWidget(group)
        self._rules: dict[str, tuple[StyleRule, QWidget]] = {}  # by layer
        self._ruled = QVBoxLayout()
        self._ruled.setSpacing(6)
        column.addLayout(self._ruled)
        self._signs = SignTable(kinds, workspace)
        column.addWidget(self._signs)
        self._nothing = Label(tr("打开一个图层，这里就说明它的颜色。"), "quiet", wrap=True)
        column.addWidget(self._nothing)
        self._subscriptions = Subscriptions(self)
        self._subscriptions.add(workspace.layer_changed, self._refresh)
        self._subscriptions.add(workspace.layers_changed, self._refresh)
        self._refresh()

    def dispose(self) -> None:
        """Stop listening."""
        self._subscriptions.close()

    def follow_kinds(self, kinds: Kinds) -> None:
        """Know the kinds that came."""
        self._kinds = kinds
        self._signs.follow_kinds(kinds)

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
        layers = self._workspace.layers
        for name, group in self.groups.items():
            state = layers.get(name)
            group.setVisible(state is not None and state.visible and state.rule is None)
        self._follow_rules()
        self._signs.refresh()
        self._nothing.setVisible(all(group.isHidden() for group in self.groups.values()) and not self._rules)

    def _follow_rules(self) -> None:
        """Explain the rules of the layers that are shown."""
        shown = {id: s for id, s in self._workspace.layers.items() if s.visible and s.rule is not None and s.kind in self._kinds}
        for id in [id for id, (rule, _) in self._rules.items() if id not in shown or shown[id].rule != rule]:
            _, gone = self._rules.pop(id)
            self._ruled.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for id, state in shown.items():
            if id not in self._rules and state.rule is not None:
                made = _group(self._rule_heading(state), self._rule_signs(state))
                self._rules[id] = state.rule, made
                self._ruled.addWidget(made)

    def _rule_heading(self, state: LayerState) -> str:
        kind = self._kinds[state.kind]
        return f"{state.title(kind)} · {kind.fields[state.rule.field].label}" if state.rule else ""

    def _rule_signs(self, state: LayerState) -> list[Sign]:
        kind, rule = self._kinds[state.kind], state.rule
        if rule is None:
            return []
        field, own = kind.fields[rule.field], state.colour or (kind.layer.colour if kind.layer else "accent")
        signs = [Sign(class_words(field, c, self._zone), c.colour or own, "disc") for c in rule.classes if c.shown]
        return signs + ([Sign(tr("其余"), rule.other.colour or own, "disc")] if rule.other.shown else [])


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
