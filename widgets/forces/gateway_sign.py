"""The gateway in the top bar: quiet while devices report, plain when something is refused or it stopped; a click opens its page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from data.gateway.pulse import Beat
from data.i18n import tr
from widgets.parts.sign import Sign

LOOK_MS = 2_000
TONES = {"open": "quiet", "refusing": "soon", "dropping": "late", "stopped": "late"}


class GatewaySign(Sign):
    """Shown while there is a gateway; ``beat`` says how it does."""

    def __init__(self, beat: Callable[[], Beat], parent: QWidget | None = None) -> None:
        super().__init__("pin", parent)
        self._beat = beat
        self.shown = Beat("off")
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)

    def look(self) -> None:
        """Show how the gateway does now, and go on looking while there is one."""
        beat = self._beat()
        if beat == self.shown:
            return
        self.shown = beat
        tone = TONES.get(beat.state, "quiet")
        self.glyph = "pin" if tone == "quiet" else "warning"
        self.say(said(beat), hint(beat), tone)
        if beat.state in ("off", "stopped") and not beat.doors:
            self._look.stop()
        elif not self._look.isActive():
            self._look.start()

    def dispose(self) -> None:
        """Stop looking."""
        self._look.stop()


def said(beat: Beat) -> str:
    """Return the state in few words, "" where there is no gateway."""
    if beat.state == "off":
        return ""
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
