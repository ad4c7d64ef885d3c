"""The row of layer themes: apply one, keep what is shown as one, rename, delete, and carry them from station to station."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QStackedWidget, QWidget

from data.i18n import tr
from data.records import ChangeSet
from data.store.in_time import StationInTime
from data.store.station import Station
from data.views import KeptTheme, LayerTheme, kept_themes, remove_theme, rename_theme, save_theme
from data.views.theme import read_theme, write_theme
from data.workspace import Workspace
from widgets import background
from widgets.background import Subscriptions
from widgets.offers import allowed
from widgets.parts.button import Button, IconButton

FILES = "*.theme.json"


class ThemeRow(QWidget):
    """A button with the theme shown and the menu of all; while a name is written, the box for it. `applied` tells which one."""

    applied = Signal(int)

    def __init__(self, station: Station, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Themes are the station's own of now, whatever time is looked at.
        self.station = station.live if isinstance(station, StationInTime) else station
        self.workspace = workspace
        self.themes: list[KeptTheme] = []
        self._pages = QStackedWidget()
        self._renaming = 0  # the theme whose name is being written; 0 for a new one
        self.button = Button(tr("主题"), "plain", "layers")
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setToolTip(tr("一套图层的显示、次序、样式和筛选，存成主题，一下换过去"))
        self.button.clicked.connect(self._open)
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("主题名称，例如 夜间巡逻"))
        self.name.returnPressed.connect(self._named)
        self.keep, self.drop = Button(tr("保存"), "primary"), IconButton("close", tr("不保存"), side=28)
        self.keep.clicked.connect(self._named)
        self.drop.clicked.connect(self._end_naming)
        self._build()
        self._heard = Subscriptions(self)
        self._heard.add(workspace.layer_changed, lambda _state: self._show_name())
        self._heard.add(workspace.layers_changed, self._show_name)
        self._heard.add(self.station.changed, self._changed)
        self._heard.add(self.station.kinds_changed, lambda _kinds: self.refresh())  # a theme may show one that came or went
        self.refresh()

    def _build(self) -> None:
        naming = QWidget()
        row = QHBoxLayout(naming)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        row.addWidget(self.drop)
        self._pages.addWidget(self.button)
        self._pages.addWidget(naming)
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(8, 0, 8, 8)
        whole.addWidget(self._pages)

    def dispose(self) -> None:
        """Stop listening and waiting."""
        self._heard.close()
        background.forget(self)

    def refresh(self) -> None:
        """Read the themes anew."""
        station = self.station
        background.ask(self, station, lambda: kept_themes(station), self._show, "themes")

    def _show(self, themes: list[KeptTheme]) -> None:
        self.themes = themes
        self._show_name()

    def _changed(self, change: ChangeSet) -> None:
        if "map_theme" in change.kinds:
            self.refresh()

    @property
    def current(self) -> KeptTheme | None:
        """The theme that is exactly what is shown, if there is one."""
        shown = {s.id: s for s in self.workspace.layers.values() if s.visible}
        return next((t for t in self.themes if {s.id: s for s in t.theme.layers if s.visible} == shown), None)

    def _show_name(self) -> None:
        now = self.current
        self.button.setText(tr("主题：{name}", name=now.name) if now is not None else tr("主题"))

    # The menu

    def menu(self) -> QMenu:
        """Return the themes, and what can be done with them."""
        menu, now = QMenu(self), self.current
        for theme in self.themes:
            action = menu.addAction(theme.name)
            action.setCheckable(True)
            action.setChecked(now is not None and theme.id == now.id)
            action.triggered.connect(lambda _=False, theme=theme: self.apply(theme))
        if self.themes:
            menu.addSeparator()
        if allowed(self.station, writes=("map_theme",)):
            self._act(menu, tr("把现在的图层存成主题…"), self.begin_naming, writes=True)
            for words, act in ((tr("用现在的图层更新"), self.replace), (tr("改名"), self.rename), (tr("删除"), self.remove)):
                self._for_each(menu, words, act)
            menu.addSeparator()
        self._for_each(menu, tr("导出主题"), self._ask_export, writes=False)
        if allowed(self.station, writes=("map_theme",)):
            self._act(menu, tr("导入主题…"), self._ask_import, writes=True)
        return menu

    def _act(self, menu: QMenu, words: str, act: Callable[[], None], *, writes: bool) -> None:
        action = menu.addAction(words)
        action.setEnabled(not (writes and self.station.read_only))
        action.triggered.connect(lambda _=False: act())

    def _for_each(self, menu: QMenu, words: str, act: Callable[[KeptTheme], Any], *, writes: bool = True) -> None:
        if not self.themes:
            return
        below = menu.addMenu(words)
        below.setEnabled(not (writes and self.station.read_only))
        for theme in self.themes:
            below.addAction(theme.name).triggered.connect(lambda _=False, theme=theme: act(theme))

    def _open(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    # What it asks for

    def apply(self, theme: KeptTheme) -> None:
        """Show the layers of a theme."""
        theme.theme.apply(self.workspace)
        self.applied.emit(theme.id)

    def begin_naming(self, name: str = "", renaming: int = 0) -> None:
        """Let the person write a name."""
        self._renaming = renaming
        self.name.setText(name)
        self.name.selectAll()
        self._pages.setCurrentIndex(1)
        self.name.setFocus()

    def rename(self, theme: KeptTheme) -> None:
        """Let the person write another name."""
        self.begin_naming(theme.name, theme.id)

    def _end_naming(self) -> None:
        """Go back to the button; a field that is hidden with the keyboard would hand it on, and the panel would scroll there."""
        self.name.clearFocus()
        self._pages.setCurrentIndex(0)
        self.button.setFocus()

    def _named(self) -> None:
        name = self.name.text().strip()
        if not name:
            return
        self._end_naming()
        station, who, renaming = self.station, self.workspace.who, self._renaming
        if renaming:
            self._do(lambda: rename_theme(station, renaming, name, who=who), tr("主题已改名为“{name}”", name=name))
            return
        theme = LayerTheme.of(self.workspace)
        self._do(lambda: save_theme(station, name, theme, who=who), tr("主题“{name}”已保存", name=name))

    def replace(self, theme: KeptTheme) -> None:
        """Keep what is shown now as this theme."""
        station, who, name, shown = self.station, self.workspace.who, theme.name, LayerTheme.of(self.workspace)
        self._do(lambda: save_theme(station, name, shown, who=who), tr("主题“{name}”已更新", name=name))

    def remove(self, theme: KeptTheme) -> None:
        """Delete a theme; it can be undone as everything can."""
        station, who = self.station, self.workspace.who
        self._do(lambda: remove_theme(station, theme.id, who=who), tr("主题“{name}”已删除，可以撤销", name=theme.name))

    def _ask_export(self, theme: KeptTheme) -> None:
        pattern = tr("图层主题 ({pattern})", pattern=FILES)
        chosen, _ = QFileDialog.getSaveFileName(self.window(), tr("导出主题"), f"{theme.name}.theme.json", pattern)
        if chosen:
            self.export(theme, Path(chosen))

    def export(self, theme: KeptTheme, path: Path) -> None:
        """Write a theme to a file."""
        self._do(lambda: write_theme(path, theme.name, theme.theme), tr("主题已导出到 {file}", file=path))

    def _ask_import(self) -> None:
        pattern = tr("图层主题 ({pattern})", pattern=FILES)
        chosen, _ = QFileDialog.getOpenFileName(self.window(), tr("导入主题"), "", pattern)
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Read a theme from a file, keep it and show it."""
        station, who = self.station, self.workspace.who

        def read() -> KeptTheme:
            name, theme = read_theme(path, station.kinds)
            return KeptTheme(save_theme(station, name, theme, who=who), name, theme)

        def taken(theme: KeptTheme) -> None:
            self.apply(theme)
            self.workspace.tell("done", tr("主题“{name}”已导入", name=theme.name))

        background.write(self, station, read, taken)

    def _do(self, work: Callable[[], Any], said: str) -> None:
        """Write off the Qt thread, and say what was done."""
        background.write(self, self.station, work, lambda _done: self.workspace.tell("done", said))
