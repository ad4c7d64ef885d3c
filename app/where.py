"""Where one was: camera, selection, panels, time; kept while one works, brought back after a crash, or at each start if asked."""

from __future__ import annotations

import logging
import platform
from dataclasses import replace
from typing import TYPE_CHECKING

import orjson
from PySide6.QtCore import QObject, QTimer

from app.crashes import reports
from app.eyes import camera_of
from data.errors import WatchroomError
from data.i18n import tr
from data.views import SavedView
from widgets import background
from widgets.background import Subscriptions

if TYPE_CHECKING:
    from app.console import Console
    from app.window import MainWindow
    from data.store.unsaved import Typed

LOG = logging.getLogger(__name__)
REST_MS = 4_000  # after the last move
FORM = "where"


class Where(QObject):
    """Made with the window; `begin` when its map and views are there."""

    def __init__(self, console: Console, window: MainWindow) -> None:
        super().__init__(window)
        self._console, self._window = console, window
        self._begun = False
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self.keep)
        self._heard = Subscriptions(self)

    @property
    def _key(self) -> tuple[str, str, int]:
        return f"{self._console.who}@{platform.node()}", FORM, 0

    def begin(self) -> None:
        """Bring back where one was, if that is wanted, and keep it from now on; not before it is known who that is."""
        session = self._console.live.session
        if self._begun or not (session.open or session.signed_in):
            return
        self._begun = True
        console, window, workspace = self._console, self._window, self._console.workspace
        crashed, console.after_crash = console.after_crash, False
        if crashed or console.resumes or console.settings.resume:
            store, key = console.live.unsaved, self._key
            background.ask(self, console.live, lambda: store.kept(*key), self._bring_back, "where")
        if crashed:
            workspace.tell("warning", _said())
        if not console.live.read_only:
            background.ask(self, console.live, console.live.unsaved.drop_old, lambda _count: None, "old")
        console.resumes = True  # a window that is made anew in another language is where it was too
        for signal in (workspace.selected, workspace.view_changed, workspace.period_changed, workspace.colouring_changed):
            self._heard.add(signal, self._moved)
        window.map.camera_changed.connect(self._moved)
        window.rail.chosen.connect(self._moved)
        window.drawer.raised.connect(self._moved)

    def close(self) -> None:
        """Keep what has not been kept yet, and stop."""
        self._heard.close()
        background.forget(self)
        if self._rest.isActive():
            self._rest.stop()
            texts = self._texts()
            if texts and self._console.live.unsaved.free:
                self._tried(texts)

    def keep(self) -> None:
        """Keep where one is, off this thread; while an import writes it waits. A console that only reads keeps it in memory."""
        if not self._console.live.unsaved.free:
            self._rest.start()
            return
        texts = self._texts()
        if texts:
            background.ask(self, self._console.live, lambda: self._tried(texts), lambda _done: None, "keep")

    def _tried(self, texts: dict[str, str]) -> None:
        try:
            self._console.live.unsaved.keep(*self._key, texts)
        except WatchroomError as error:
            LOG.info("where one is was not kept: %s", type(error).__name__)

    def _moved(self, *_of: object) -> None:
        self._rest.start()

    def _texts(self) -> dict[str, str]:
        window, console = self._window, self._console
        if window.views is None or console.station.moment is not None:
            return {}
        camera = camera_of(console.station, window.views.map.navigator.eye)
        view = SavedView.of(console.workspace, camera, console.station.clock.now())
        view = replace(view, layers=())  # they are kept by themselves
        return {
            "view": orjson.dumps(view.as_json()).decode(),
            "panel": window.rail.value,
            "drawer": orjson.dumps(window.drawer.posture).decode(),
        }

    def _bring_back(self, kept: Typed | None) -> None:
        window = self._window
        if kept is None or window.views is None:
            return
        raw = orjson.loads(kept.texts.get("view", "null"))
        view = SavedView.from_json(raw, self._console.live.kinds) if isinstance(raw, dict) else None
        if view is not None:
            window.views.show(replace(view, layers=(), theme="", moment=None))
        panel, drawer = kept.texts.get("panel", ""), orjson.loads(kept.texts.get("drawer", "null"))
        if panel != window.rail.value and (panel in window.rail.buttons or not panel):
            window.show_panel(panel)
        if isinstance(drawer, list) and len(drawer) == 3:
            window.drawer.take_posture((str(drawer[0]), bool(drawer[1]), int(drawer[2])))


def _said() -> str:
    said = tr("上次没有正常退出，已经回到原来的地方；没保存的表单打开时还在。")
    return said + tr("出错报告在“帮助”里，可以看，也可以删。") if reports() else said
