"""The devices of the gateway: who carries them, giving out a token that is shown once, switching off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from data.errors import WatchroomError
from data.gateway.devices import issue, renew, switch
from data.gateway.hand_over import APPS, hand_over
from data.gateway.wish import Wish
from data.i18n import tr
from data.query import Query
from data.records import ChangeSet, Record
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask, write
from widgets.forces.qr_code import QrCode
from widgets.parts import Segmented, Toggle
from widgets.records.member_picker import MemberPicker
from widgets.records.panel import Panel
from widgets.records.pieces import clear, column, push, row, surface, words


class DevicesPart(Panel):
    """A list of devices, a form for a new one, and the card with a token; `shown` tells which of both has come up."""

    shown = Signal(object)

    def __init__(self, station: Station, workspace: Workspace, wish: Callable[[], Wish], parent: QWidget | None = None) -> None:
        super().__init__(station, workspace, parent)
        self._wish = wish
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("终端名称，如“王警官的手机”"))
        self.picker = MemberPicker(station, workspace)
        self.own(self.picker)
        self.sees = Toggle(tr("这台终端可以看到其他力量和警情"), False)
        self.trouble = words("", "late")
        self.trouble.hide()
        self._rows = column(gap=4)
        self.form, self.card = self._form(), self._card()
        self.add = push(tr("添加终端"), lambda: self._show_form(not self.form.isVisible()), "plain", "plus")
        box = column(self, gap=8)
        line = row(words(tr("终端"), "heading"))
        line.addStretch(1)
        line.addWidget(self.add)
        box.addLayout(line)
        box.addWidget(words(tr("每台终端一个口令，只显示一次；站文件里只存它的摘要。"), "quiet"))
        box.addWidget(self.form)
        box.addWidget(self.card)
        box.addWidget(self.trouble)
        box.addLayout(self._rows)
        self._read()

    def _form(self) -> QWidget:
        form = surface(QWidget(), "inset")
        box = column(form, margin=12, gap=8)
        box.addWidget(self.name)
        box.addWidget(self.picker)
        seen = row(self.sees, words(tr("这台终端可以看到其他力量和警情"), "", wrap=False))
        seen.addStretch(1)
        box.addLayout(seen)
        line = row(push(tr("发放口令"), self._issue, "primary"), push(tr("取消"), lambda: self._show_form(False), "ghost"))
        line.addStretch(1)
        box.addLayout(line)
        form.hide()
        return form

    def _card(self) -> QWidget:
        card = surface(QWidget(), "inset")
        box = row(gap=16)
        box.setContentsMargins(12, 12, 12, 12)
        card.setLayout(box)
        self.code = QrCode()
        texts = column(gap=6)
        self.app = Segmented([(a, {"owntracks": "OwnTracks", "traccar": "Traccar", "tak": "TAK"}[a]) for a in APPS], APPS[0])
        self.app.chosen.connect(lambda _: self._show_token())
        self.told = words("", "", select=True)
        texts.addWidget(words(tr("口令只显示这一次"), "strong"))
        texts.addWidget(self.app)
        texts.addWidget(self.told)
        texts.addWidget(push(tr("已抄好，收起"), self._put_away, "primary", "check"))
        texts.addStretch(1)
        box.addWidget(self.code)
        box.addLayout(texts, 1)
        card.hide()
        self._token = ("", "")
        return card

    def changed(self, changes: ChangeSet) -> None:
        """Read again when devices changed."""
        if "device" in changes.kinds:
            self._read()

    def _read(self) -> None:
        ask(self, self.station, self._devices, self._show, "devices")

    def _devices(self) -> list[tuple[Record, str]]:
        found = self.station.read(Query("device", order=("name",)))
        holders = [self.station.get(d["holder_kind"] or "force", d["holder"]) for d in found]
        return [(d, str(h["name"]) if h is not None else tr("已删除的记录")) for d, h in zip(found, holders, strict=True)]

    def _show(self, found: list[tuple[Record, str]]) -> None:
        clear(self._rows)
        if not found:
            self._rows.addWidget(words(tr("还没有终端"), "quiet"))
        for device, holder in found:
            on = device["state"] != "off"
            texts = column(gap=0)
            texts.addWidget(words(str(device["name"]), "" if on else "quiet"))
            texts.addWidget(words(holder if on else tr("{holder} · 已停用", holder=holder), "small"))
            line = row()
            line.addLayout(texts, 1)
            line.addWidget(push(tr("换口令"), partial(self._renew, device), "ghost"))
            line.addWidget(push(tr("停用") if on else tr("启用"), partial(self._switch, device.id, not on), "ghost"))
            self._rows.addLayout(line)

    def _show_form(self, on: bool) -> None:
        self.form.setVisible(on)
        if on:
            self.card.hide()
            self.name.setFocus()
            QTimer.singleShot(0, self, lambda: self.shown.emit(self.form))  # once it has its place

    def _issue(self) -> None:
        name, member, sees, who = self.name.text().strip(), self.picker.member, self.sees.isChecked(), self.who
        if not member:
            self._complain(tr("选这台终端是谁带着的"))
            return
        self._do(lambda: (name, issue(self.station, name, "force", member, who=who, sees=sees)[1]))

    def _renew(self, device: Record) -> None:
        who = self.who
        self._do(lambda: (str(device["name"]), renew(self.station, device.id, who=who)))

    def _switch(self, device: int, on: bool) -> None:
        who = self.who
        write(self, self.station, lambda: switch(self.station, device, on, who=who), lambda _: None)

    def _do(self, work: Callable[[], tuple[str, str]]) -> None:
        def safely() -> tuple[str, str] | str:
            try:
                return work()
            except WatchroomError as error:
                return error.message

        write(self, self.station, safely, self._issued)

    def _issued(self, found: tuple[str, str] | str) -> None:
        if isinstance(found, str):
            self._complain(found)
            return
        self._complain("")
        self._token = found
        self.form.hide()
        self.name.clear()
        self._show_token()
        self.card.show()
        QTimer.singleShot(0, self, lambda: self.shown.emit(self.card))

    def _show_token(self) -> None:
        name, token = self._token
        if not token:
            return
        told = hand_over(self._wish(), str(self.app.value), name, token)
        self.told.setText("\n".join(f"{label}：{value}" for label, value in told.lines))
        self.code.set_text(told.code)

    def _put_away(self) -> None:
        """Forget the token: nobody can read it again."""
        self._token = ("", "")
        self.told.setText("")
        self.code.set_text("")
        self.card.hide()

    def _complain(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
