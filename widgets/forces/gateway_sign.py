"""The gateway in the top bar: quiet while devices report, plain when something is refused or it stopped; a click opens its page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from data.gateway.pulse import Beat
from data.i18n import tr
from widgets import icons, style
from widgets.parts.button import focus_ring
from widgets.parts.hint import plain_hint

LOOK_MS = 2_000
TONES = {"open": "quiet", "refusing": "soon", "dropping": "late", "stopped": "late"}


class GatewaySign(QAbstractButton):
    """Shown while there is a gateway; ``beat`` says how it does."""

    def __init__(self, beat: Callable[[], Beat], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beat = beat
        self.shown = Beat("off")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)
        self.hide()

    def look(self) -> None:
        """Show how the gateway does now, and go on looking while there is one."""
        beat = self._beat()
        if beat == self.shown:
            return
        self.shown = beat
        words = said(beat)
        if words != self.text():
            self.setText(words)
            self.updateGeometry()
        self.setToolTip(plain_hint(hint(beat)))
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint(beat))
        self.setVisible(beat.state != "off")
        self.update()
        if beat.state in ("off", "stopped") and not beat.doors:
            self._look.stop()
        elif not self._look.isActive():
            self._look.start()

    def dispose(self) -> None:
        """Stop looking."""
        self._look.stop()

    def sizeHint(self) -> QSize:
        """Return room for icon and words."""
        return QSize(self._metrics().horizontalAdvance(self.text()) + style.scaled(44), style.scaled(36))

    minimumSizeHint = sizeHint

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(style.font(13, QFont.Weight.Normal))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and words in the tone of the state."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, radius, tone = QRectF(self.rect()).adjusted(1, 1, -1, -1), style.scaled(8), TONES.get(self.shown.state, "quiet")
        loud = tone != "quiet"
        if self.underMouse() or loud:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour(tone, 0.14) if loud else style.colour("hover"))
            painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            focus_ring(painter, box, radius)
        side = style.scaled(18)
        icons.paint(painter, "warning" if loud else "pin", QRectF(style.scaled(10), (self.height() - side) / 2, side, side), tone)
        painter.setPen(style.colour("text" if loud or self.underMouse() else "quiet"))
        painter.setFont(style.font(13, QFont.Weight.Normal))
        words = QRectF(style.scaled(34), 0, self.width() - style.scaled(40), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()


def said(beat: Beat) -> str:
    """Return the state in few words."""
    if beat.state == "stopped":
        return tr("定位网关没有打开")
    if beat.state == "dropping":
        return tr("定位丢弃 {n} 个", n=f"{beat.dropped:,}")
    if beat.state == "refusing":
        return tr("定位拒收 {n} 条", n=f"{beat.refused:,}")
    return tr("定位 {n} 台", n=beat.devices) if beat.devices else tr("定位网关已开")


def hint(beat: Beat) -> str:
    """Return all that is known of it."""
    if beat.state == "stopped":
        return beat.trouble
    if beat.state == "off":
        return ""
    lines = [tr("正在接收：{doors}", doors=beat.doors),
             tr("{n} 台终端在报位置，每分钟 {m} 个", n=beat.devices, m=f"{beat.a_minute:,}")]  # fmt: skip
    if beat.refused:
        lines.append(tr("近五分钟拒收 {n} 条", n=f"{beat.refused:,}"))
    if beat.dropped:
        lines.append(tr("近五分钟来不及存而丢弃 {n} 个", n=f"{beat.dropped:,}"))
    return "\n".join([*lines, tr("点一下打开定位网关的页面")])
