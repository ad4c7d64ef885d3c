"""The gateway's settings: switch, doors, how it is locked, the devices with their tokens, and what was refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.errors import BadInput
from data.gateway.certificate import own_addresses
from data.gateway.counts import Counts
from data.gateway.wish import Wish, checked
from data.i18n import tr
from data.kinds.moments import zone_of
from data.store.station import Station
from data.workspace import Workspace
from widgets.forces.devices_part import DevicesPart
from widgets.offers import Offers
from widgets.parts import Button, Toggle
from widgets.parts.card import Line
from widgets.parts.controls import Combo
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller

LOOK = 1000  # ms between two looks at the counters
SHOWN = 6  # refusals


class GatewayPage(Scroller):
    """Emits `wanted` with a `Wish` to be carried out and kept; `trust_wanted` to write a trust store for TAK.

    ``state`` tells the doors that are open in words ("" for none) and the counters (None while it never ran).
    """

    wanted = Signal(object)
    trust_wanted = Signal()

    def __init__(self, station: Station, workspace: Workspace, wish: Wish, state: Callable[[], tuple[str, str, Counts | None]],
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent, margin=24, gap=0)
        self.station, self._wish, self._state = station, wish, state
        self.offers = Offers(station)
        self.on = Toggle(tr("打开"), wish.on)
        self.address = Combo()
        self.address.setEditable(True)
        self._offer_addresses(wish.address)
        self.http, self.cot, self.udp = (self._port(p) for p in (wish.http_port, wish.cot_port, wish.udp_port))
        self.sealed = Toggle(tr("网络已加密"), wish.sealed)
        self.out = QLineEdit(wish.udp_out)
        self.out.setPlaceholderText("239.2.3.1:6969")
        self.batch, self.reach = QLineEdit(f"{wish.batch_seconds:g}"), QLineEdit(f"{wish.reach_km:g}")
        self.now, self.counts = Label("", "strong", wrap=True), Label("", "quiet", wrap=True)
        self.print = Label("", "small", wrap=True)
        self.refused, self.trouble = Label("", "quiet", wrap=True), Label("", "late", wrap=True)
        self.trouble.hide()
        self.devices = DevicesPart(station, workspace, lambda: self._wish)
        self.devices.shown.connect(lambda part: self.ensureWidgetVisible(part, 0, 12))
        self._look = QTimer(self, interval=LOOK)
        self._look.timeout.connect(self._show_state)
        self._look.start()
        self._build()
        self._show_state()

    def _offer_addresses(self, chosen: str) -> None:
        words = [("127.0.0.1", tr("127.0.0.1（只限本机）")), ("0.0.0.0", tr("0.0.0.0（所有网卡）"))]
        for value, label in [*words, *((a, a) for a in own_addresses() if a != "127.0.0.1")]:
            self.address.addItem(label, value)
        at = self.address.findData(chosen)
        if at < 0:
            self.address.addItem(chosen, chosen)
            at = self.address.count() - 1
        self.address.setCurrentIndex(at)

    def _port(self, port: int | None) -> QLineEdit:
        line = QLineEdit("" if port is None else str(port))
        line.setPlaceholderText(tr("不开"))
        line.setMaxLength(5)
        return line

    def _build(self) -> None:
        self.column.addWidget(self.now)
        self.column.addWidget(self.counts)
        self.column.addWidget(self.print)
        self._row(tr("定位网关"), tr("手机、车载终端和 TAK 的位置从这里进来。默认关闭。"), self.on)
        self._row(tr("监听地址"), tr("默认只限本机；对外开放时自动加密（TLS）。"), self.address)
        self._row(tr("OwnTracks / Traccar 端口"), tr("HTTP；空着不开。"), self.http)
        self._row(tr("TAK 端口"), tr("ATAK、WinTAK 的流式连接，双向：它们也看得到这里的力量和警情。"), self.cot)
        self._row(tr("TAK 的 UDP 端口"), tr("没有加密，只能在本机或已加密的网络里用。"), self.udp)
        self._row(tr("向外发送到"), tr("把力量和警情用 UDP 发到这个地址，如组播。"), self.out)
        self._row(tr("网络已加密"), tr("仅当监听的地址在 VPN 等已加密的网络里才勾选：此时不再另外加密。"), self.sealed)
        self._row(tr("存盘间隔（秒）"), tr("每隔这么久把收到的定位一次存入站文件。"), self.batch)
        self._row(tr("接收范围（公里）"), tr("离本站更远的定位拒收。"), self.reach)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.setContentsMargins(0, 10, 0, 0)
        apply = Button(tr("应用"), "primary", "check")
        apply.clicked.connect(self._apply)
        trust = Button(tr("导出 TAK 信任证书…"), "plain", "export")
        trust.clicked.connect(self.trust_wanted)
        buttons.addWidget(apply)
        buttons.addWidget(trust)
        buttons.addStretch(1)
        self.offers.add(apply, "switch_gateway")
        self.offers.add(trust, "export_trust")
        self.column.addWidget(self.trouble)
        self.column.addLayout(buttons)
        self.column.addSpacing(16)
        self.column.addWidget(self.devices)
        self.column.addSpacing(16)
        self.column.addWidget(Label(tr("最近的拒收"), "heading"))
        self.column.addWidget(self.refused)
        self.column.addStretch()

    def _row(self, words: str, hint: str, control: QWidget) -> None:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 10, 0, 10)
        line.setSpacing(24)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Label(words, "strong"))
        column.addWidget(Label(hint, "quiet", wrap=True))
        line.addLayout(column, 1)
        if isinstance(control, (QLineEdit, QComboBox)):
            control.setFixedWidth(90 if control in (self.http, self.cot, self.udp, self.batch, self.reach) else 250)
            if isinstance(control, QComboBox) and (written := control.lineEdit()) is not None:
                written.setCursorPosition(0)
        control.setAccessibleName(words)
        line.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.column.addWidget(holder)
        self.column.addWidget(Line())

    def wish(self) -> Wish:
        """Return what is set on the page.

        Raises
        ------
        BadInput
            If it makes no sense.
        """
        box = self.address
        chosen = box.currentData() if box.currentText() == box.itemText(box.currentIndex()) else None
        return checked(replace(
            self._wish, on=self.on.isChecked(), address=str(chosen or self.address.currentText()).strip(),
            http_port=_number(self.http.text()), cot_port=_number(self.cot.text()), udp_port=_number(self.udp.text()),
            udp_out=self.out.text().strip(), sealed=self.sealed.isChecked(), batch_seconds=_real(self.batch.text()),
            reach_km=_real(self.reach.text()),
        ))  # fmt: skip

    def _apply(self) -> None:
        try:
            wish = self.wish()
        except BadInput as error:
            self._complain(error.message)
            return
        self._complain("")
        self._wish = wish
        self.wanted.emit(wish)

    def complain(self, trouble: str) -> None:
        """Say what did not work; the switch shows what is."""
        self._complain(trouble)

    def _complain(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def _show_state(self) -> None:
        said, fingerprint, counts = self._state()
        self.now.setText(tr("正在接收：{doors}", doors=said) if said else tr("网关没有打开"))
        self.counts.setText(counts.said if counts is not None else "")
        self.print.setText(tr("证书指纹 {fingerprint}", fingerprint=fingerprint) if fingerprint else "")
        self.print.setVisible(bool(fingerprint))
        self.refused.setText(self._refusals(counts))

    def _refusals(self, counts: Counts | None) -> str:
        last = list(counts.last)[-SHOWN:][::-1] if counts is not None else []
        if not last:
            return tr("没有")
        zone = zone_of(self.station.zone)
        times = (f"{datetime.fromtimestamp(r.at, UTC).astimezone(zone):%H:%M:%S}" for r in last)
        return "\n".join("  ".join(t for t in (at, r.said, r.sender) if t) for at, r in zip(times, last, strict=True))

    def dispose(self) -> None:
        """Stop looking."""
        self._look.stop()
        self.devices.dispose()


def _number(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not text.isdecimal():
        raise BadInput(tr("“{text}”不是端口号；写一个数字，或空着", text=text))
    return int(text)


def _real(text: str) -> float:
    try:
        return float(text.strip())
    except ValueError as error:
        raise BadInput(tr("“{text}”不是数字", text=text)) from error
