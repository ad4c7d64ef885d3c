"""Adding a kind of the station's own from a TOML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from data.errors import BadInput
from data.i18n import tr
from widgets import background

if TYPE_CHECKING:
    from data.store.station import Station
    from data.workspace import Workspace


def add_from_file(owner: QObject, station: Station, workspace: Workspace, path: Path) -> None:
    """Declare a kind in the station, away from the Qt thread, and tell what became of it."""

    def add() -> None:
        station.add_kind(_read(path), who=workspace.who)

    def added(_: None) -> None:
        workspace.tell("done", tr("已添加“{file}”里的类别，图层和台账里都有了。", file=path.name))

    background.write(owner, station, add, added)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        sentence = tr("读不了 {file}：{why}。请选择 UTF-8 编码的类别文件（.toml）。", file=path.name, why=error)
        raise BadInput(sentence, file=path) from error
