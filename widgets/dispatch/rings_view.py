"""Rings of one, three and five minutes: around a place, or what all free forces reach together now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Workspace
from widgets import style
from widgets.background import ask
from widgets.dispatch.plan_view import PlanView, Point, mode_choices
from widgets.parts import Segmented
from widgets.records.lines import Line

if TYPE_CHECKING:
    from data.duty.dispatch.rings import Rings


class RingsView(PlanView):
    """Rings around `place`, or of all forces where that is None; follows the forces as they move."""

    name = "rings"

    def __init__(self, station: Station, workspace: Workspace) -> None:
        super().__init__(station, workspace)
        self.place: Point | None = None
        self.found: Rings | None = None
        self.of = Segmented([("forces", tr("全部空闲力量")), ("place", tr("这个地点"))], "forces")
        self.mode = Segmented(mode_choices(), "car")
        self.way = Segmented([(True, tr("赶到这里")), (False, tr("从这里出发"))], True)
        self.control(tr("谁的圈"), self.of)
        self.control(tr("怎么走"), self.mode)
        self.control(tr("方向"), self.way)
        for control in (self.of, self.mode, self.way):
            control.chosen.connect(self._chosen)
        self.list.setAccessibleName(tr("各圈能到的道路"))
        self._enable()

    def show_place(self, place: Point | None) -> None:
        """Work out the rings around a place, or of all forces."""
        self.place = place
        self.of.set_value("forces" if place is None else "place")
        self._enable()
        if self.isVisible():
            self.refresh()

    def _chosen(self, value: object) -> None:
        if value == "place" and self.place is None:
            self.of.set_value("forces")
            self.workspace.tell("info", tr("在地图上右键选一个地点，再选“从这里看几分钟圈”"))
            return
        if value == "forces":
            self.place = None
        self._enable()
        self.refresh()

    def _enable(self) -> None:
        for control in (self.mode, self.way):
            control.setEnabled(self.place is not None)

    def refresh(self) -> None:
        """Work out again."""
        station, place, mode, back = self.station, self.place, str(self.mode.value), bool(self.way.value)
        if self.found is None:
            self.say(tr("正在按路程算…"))

        def work() -> Rings:
            from data.duty.dispatch.rings import rings

            return rings(station, place, mode, back=back)

        ask(self, station, work, self._show, "rings")

    def _show(self, found: Rings) -> None:
        from data.duty.dispatch.pictures import picture_of_rings

        self.found = found
        self.put(picture_of_rings(found))
        self.list.set_lines(self._lines(found), empty=tr("没有道路，先导入道路"))
        self.say(_said(found), _notes(found))

    def _lines(self, found: Rings) -> list[Line]:
        from data.duty.dispatch.pictures import ring_colour
        from data.duty.dispatch.words import distance_words

        lines = [
            Line(tr("{n} 分钟内", n=f"{ring.minutes:g}"), tr("能到 {metres}道路", metres=distance_words(ring.metres)),
                 f"{share * 100:.0f}%", glyph=f"{ring.minutes:g}", badge=style.colour(ring_colour(n)).name(), placed=False)
            for n, (ring, share) in enumerate(zip(found.rings, found.shares, strict=True))
        ]  # fmt: skip
        left = found.metres - (found.rings[-1].metres if found.rings else 0.0)
        if left > 1 and found.centre is None:
            last = f"{found.rings[-1].minutes:g}" if found.rings else "0"
            lines.append(
                Line(tr("{n} 分钟内到不了", n=last), tr("还有 {metres}道路，地图上标为红色", metres=distance_words(left)),
                     f"{left / max(found.metres, 1) * 100:.0f}%", glyph="✕", badge=style.colour("ring_beyond").name(), tone="late",
                     edge=True, placed=False)
            )  # fmt: skip
        return lines

    def changed(self, changes: ChangeSet) -> None:
        """Forces moved or changed their state: what they reach is another."""
        if self.isVisible() and self.place is None and changes.kinds & {"force", "road", "gate"}:
            self.refresh()

def _said(found: Rings) -> str:
    if not found.rings:
        return tr("这里没有路")
    share = f"{found.shares[-1] * 100:.0f}"
    minutes = f"{found.rings[-1].minutes:g}"
    if found.centre is None:
        return tr("{n} 名空闲力量 {minutes} 分钟内能到 {share}% 的道路", n=found.forces, minutes=minutes, share=share)
    return tr("{minutes} 分钟圈覆盖 {share}% 的道路", minutes=minutes, share=share)


def _notes(found: Rings) -> tuple[str, ...]:
    common = (
        tr("按道路、单行、门禁开放时间和各等级道路的车速算；有轨迹的路用实际车速"),
        tr("圈是沿路能到的地方，画到路边约 18 米"),
    )
    if found.centre is None:
        return (tr("只算空闲、有定位的力量，各按自己的方式走"), *common)
    return common
