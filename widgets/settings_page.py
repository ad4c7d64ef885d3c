"""What the person may choose: language, theme, text size, colours, wall screen, first view, name at the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.i18n import tr
from widgets.parts.badge import StateMark
from widgets.parts.button import Button
from widgets.parts.card import Line
from widgets.parts.controls import Combo
from widgets.parts.label import Label
from widgets.parts.scroll import Scroller
from widgets.parts.segmented import Segmented
from widgets.parts.toggle import Toggle

SCALES = (0.85, 1.0, 1.15, 1.3, 1.5)


class SettingsPage(Scroller):
    """Shows the settings and emits `changed` with what the person changed, at once; the program stores it.

    Parameters
    ----------
    values
        language ("zh", "en"), theme ("light", "dark"), font_scale, colour_safe, view ("3d", "plan", "street"),
        light ("architect", "sun"), reminder_sound ("off", "day", "always"), wall_screen (-1 for the second if there is one), user.
    screens
        The names of the screens, the first one first.
    backups
        Whether whoever is at the desk may look after backups.
    """

    changed = Signal(dict)
    backups_wanted = Signal()

    def __init__(self, values: Mapping[str, Any], screens: Sequence[str] = (), parent: QWidget | None = None, *,
                 backups: bool = True) -> None:  # fmt: skip
        super().__init__(parent, margin=24, gap=0)
        self._offers_backups = backups
        self._values = dict(values)
        self.language = self._choice("language", [("zh", "中文"), ("en", "English")])
        self.theme = self._choice("theme", [("light", tr("浅色")), ("dark", tr("深色"))])
        self.font_scale = self._choice("font_scale", [(s, f"{s:.0%}") for s in SCALES])
        self.view = self._choice("view", [("3d", tr("三维")), ("plan", tr("平面"))])
        self.resume = Toggle(tr("回到上次的地方"), bool(values.get("resume", False)))
        self.resume.toggled.connect(lambda on: self._tell("resume", on))
        self.backups = Button(tr("备份和恢复…"), "plain", "backup")
        self.backups.clicked.connect(self.backups_wanted)
        self.light = self._choice("light", [("architect", tr("固定")), ("sun", tr("随日夜"))])
        self.reminder_sound = self._choice("reminder_sound", [("off", tr("不响")), ("day", tr("白天响")), ("always", tr("都响"))])
        self.colour_safe = Toggle(tr("色觉友好配色"), bool(values.get("colour_safe", False)))
        self.colour_safe.toggled.connect(lambda on: self._tell("colour_safe", on))
        self.wall_screen = self._screens(screens)
        self.user = QLineEdit(str(values.get("user", "")))
        self.user.setPlaceholderText(tr("例：张警官"))
        self.user.setMaxLength(40)
        self.user.editingFinished.connect(lambda: self._tell("user", self.user.text().strip()))
        self._build()

    def _build(self) -> None:
        self._row(tr("语言"), tr("界面文字；记录里的内容不变。"), self.language)
        self._row(tr("主题"), tr("夜班用深色，不刺眼。"), self.theme)
        self._row(tr("文字大小"), tr("界面随文字一起放大。"), self.font_scale)
        self._row(tr("色觉友好配色"), tr("状态改用蓝、黄、深红，形状和文字照旧。"), self._with_sample(self.colour_safe))
        self._row(tr("打开时的视图"), tr("打开辖区时先看到的画面。"), self.view)
        self._row(tr("回到上次的地方"), tr("打开时回到离开时的画面、选中的内容和面板；意外退出后总会回去。"), self.resume)
        self._row(tr("地图光线"), tr("固定的光线处处看得清；随日夜的光线跟着本地的太阳走。"), self.light)
        self._row(tr("大屏"), tr("按 F11 时在哪块屏幕上显示。"), self.wall_screen)
        self._row(tr("提醒声音"), tr("任务快到期、刚超期时响一声；白天是 7 点到 22 点，夜里只亮颜色。"), self.reminder_sound)
        if self._offers_backups:
            self._row(tr("备份"), tr("自动备份放在哪里、多久一次；恢复和试恢复。"), self.backups)
        self._row(tr("坐席姓名"), tr("写进每次修改的记录里。"), self.user, last=True)
        self.column.addStretch()

    def _row(self, words: str, hint: str, control: QWidget, *, last: bool = False) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 12, 0, 12)
        row.setSpacing(24)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Label(words, "strong"))
        column.addWidget(Label(hint, "quiet", wrap=True))
        row.addLayout(column, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.column.addWidget(holder)
        if not last:
            self.column.addWidget(Line())

    def add_row(self, words: str, hint: str, control: QWidget) -> None:
        """Add a row of another part of the program at the end."""
        stretch = self.column.takeAt(self.column.count() - 1)
        self.column.addWidget(Line())
        self._row(words, hint, control, last=True)
        if stretch is not None:
            self.column.addItem(stretch)

    def _choice(self, name: str, choices: list[tuple[Any, str]]) -> Segmented:
        control = Segmented(choices, self._values.get(name))
        control.chosen.connect(lambda value: self._tell(name, value))
        return control

    def _screens(self, screens: Sequence[str]) -> QComboBox:
        control = Combo()
        control.addItem(tr("第二块屏幕（如果有）"), -1)
        for i, name in enumerate(screens):
            control.addItem(tr("屏幕 {number}：{name}", number=i + 1, name=name), i)
        control.setCurrentIndex(max(control.findData(self._values.get("wall_screen", -1)), 0))
        control.currentIndexChanged.connect(lambda _: self._tell("wall_screen", control.currentData()))
        return control

    def _with_sample(self, toggle: Toggle) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for state, words in (("calm", tr("充裕")), ("soon", tr("将到期")), ("late", tr("超期"))):
            row.addWidget(StateMark(state, words))
        row.addWidget(toggle)
        return holder

    def _tell(self, name: str, value: object) -> None:
        if self._values.get(name) != value:
            self._values[name] = value
            self.changed.emit({name: value})
