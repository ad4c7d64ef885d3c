"""The files of the import with what state each is in; the sheets and files in them stand under them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from data.exchange.conversation import Parcel, Part, counts_of
from data.exchange.conversation.sorts import TABLE
from data.i18n import tr
from data.workspace import Selection, Workspace
from widgets.records.import_work import COMPARE, READ, RETELL, WRITE, Talk
from widgets.records.lines import Line, LineList


@dataclass(frozen=True, slots=True)
class Spot:
    """A parcel, or one of its parts; ``at`` -1 is the parcel as a whole."""

    key: int
    at: int = -1


def state_of(talk: Talk, parcel: Parcel) -> tuple[str, str]:
    """Return the state of a parcel in words, and its tone."""
    comparing = tr("正在核对")
    words = {READ: tr("正在读"), COMPARE: comparing, RETELL: comparing, WRITE: tr("正在导入")}
    doing = words.get(talk.doing(parcel.key), "")
    if doing and not parcel.done:
        return doing, "accent"
    if parcel.done:
        return (tr("已撤销"), "quiet") if talk.undone(parcel) else (tr("已导入"), "calm")
    return _waiting(parcel)


def _waiting(parcel: Parcel) -> tuple[str, str]:
    """Return what a parcel that is not imported waits for."""
    if any(part.unknown and part.used for part in parcel.parts):
        return tr("要选类别"), "soon"
    if _asks(parcel) and not parcel.trouble:
        outside = any(part.far and part.used for part in parcel.parts)
        return (tr("不在本站"), "late") if outside else (tr("要定坐标系"), "soon")
    if parcel.trouble or (parcel.parts and not parcel.used):
        return tr("不能导入"), "late"
    if not parcel.whole or not parcel.parts:
        return tr("等待核对"), "quiet"
    doubtful = counts_of(parcel.used)["doubt"]
    if doubtful:
        return tr("{n} 行存疑", n=doubtful), "soon"
    return (tr("可以导入"), "calm") if parcel.writes else (tr("没有要改的"), "quiet")


def _asks(parcel: Parcel) -> bool:
    return any(asks(part) for part in parcel.parts if part.used)


def asks(part: Part) -> bool:
    """Whether a part waits for the person to say which datum its coordinates are in."""
    if part.asked or part.trouble:
        return part.asked
    datum = part.known.datum if part.known is not None else part.report.datum if part.report is not None else None
    return datum is not None and datum.asks


class FileList(LineList):
    """``went`` with the `Spot` under the cursor; ``removed`` with the key of a parcel to forget."""

    went = Signal(object)
    removed = Signal(int)

    def __init__(self, talk: Talk, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._talk = talk
        self._spots: list[Spot] = []
        self._quiet = False
        self.end_flies = False
        self.setAccessibleName(tr("要导入的文件"))
        self.selectionModel().currentChanged.connect(lambda now, _before: self._go(now.row()))

    def refresh(self) -> None:
        """Show the parcels as they are now; the cursor stays."""
        here = self.spot()
        lines: list[Line] = []
        self._spots = []
        for line, spot in self._lines():
            lines.append(line)
            self._spots.append(spot)
        self._quiet = True
        self.set_lines(lines, empty=tr("还没有文件"), uniform=True)
        if self._spots:
            self.go_to(here if here in self._spots else self._spots[0])
        self._quiet = False

    def spot(self) -> Spot | None:
        """Return what the cursor is on."""
        row = self.currentIndex().row()
        return self._spots[row] if 0 <= row < len(self._spots) else None

    def go_to(self, spot: Spot) -> None:
        """Put the cursor on a parcel or part."""
        if spot in self._spots:
            self.setCurrentIndex(self.model().index(self._spots.index(spot), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # type: ignore[override]
        """Delete takes a file off the list."""
        spot = self.spot()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and spot is not None:
            self.removed.emit(spot.key)
            return
        super().keyPressEvent(event)

    def _lines(self) -> Iterator[tuple[Line, Spot]]:
        for key, parcel in self._talk.parcels.items():
            state, tone = state_of(self._talk, parcel)
            yield Line(parcel.name, state, tone=tone, edge=True, target=Selection("", key), placed=False), Spot(key)
            if len(parcel.parts) > 1:
                for at, part in enumerate(parcel.parts):
                    yield self._part(key, at, part, parcel), Spot(key, at)

    def _part(self, key: int, at: int, part: Part, parcel: Parcel) -> Line:
        name = part.sheet if part.sheet and not parcel.zipped else part.name + (f" · {part.sheet}" if part.sheet else "")
        if part.unknown and part.used:
            said = tr("要选类别")
        elif part.used and part.far:
            said = tr("不在本站")
        elif part.used and asks(part):
            said = tr("要定坐标系")
        elif part.trouble:
            said = tr("不能导入")
        elif not part.used:
            said = tr("不导入")
        elif part.sort == TABLE and part.known is not None:
            said = tr("{kind} · {n} 行", kind=part.known.kind.plural, n=f"{len(part.known.rows):,}")
        else:
            said = self._brings(part)
        return Line(f"　　{name}", f"　　{said}", placed=False, target=Selection("", key * 1000 + at + 1))

    def _brings(self, part: Part) -> str:
        """Return what a file of places brings, in words."""
        report = part.report
        if report is None:
            return ""
        kinds = [self._talk.kinds[k].plural for k in report.kind.split(", ") if k in self._talk.kinds]
        what = tr("、").join(kinds[:2]) + (tr("等") if len(kinds) > 2 else "")
        return tr("{kind} · {n} 个", kind=what, n=f"{report.rows:,}") if kinds else ""

    def _go(self, row: int) -> None:
        if not self._quiet and 0 <= row < len(self._spots):
            self.went.emit(self._spots[row])
