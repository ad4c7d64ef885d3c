"""Who gets to a place: forces by their time over the roads, with the ways of the first drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import tr
from data.records import ChangeSet
from data.store.station import Station
from data.workspace import Selection, Workspace
from widgets.background import ask
from widgets.dispatch.plan_view import PlanView, Point
from widgets.records.lines import Line
from widgets.records.pieces import Holder, push

if TYPE_CHECKING:
    from data.duty.dispatch import Offer, Suggestion
    from data.duty.dispatch.ways import Way

DRAWN = 3  # ways that are drawn


class WhoView(PlanView):
    """The ranking for `place`; a click on a row draws that way."""

    name = "who"

    def __init__(self, station: Station, workspace: Workspace) -> None:
        super().__init__(station, workspace)
        self.place: Point | None = None
        self.found: Suggestion | None = None
        self._first: int | None = None  # the force whose way is drawn on top
        self.again = push(tr("重新算"), self.refresh, "plain", "refresh")
        self.share = push(tr("把地点发给力量"), self._share, "plain", "export", hint=tr("消息文字、链接和二维码"))
        self.way = push(tr("把路线发给他"), self._share_way, "plain", "route", hint=tr("选中的那一位，没有选时最快的那一位"))
        self.case = self.only_for(push(tr("在此登记警情"), self._case, "plain", "cases"), "new_record", writes=("case",))
        acts = Holder(8)
        acts.show_only(self.again, self.share, self.way, self.case)  # beside each other as far as there is room
        self.controls.addWidget(acts)
        self.list.setAccessibleName(tr("谁先到"))
        self._enable()

    def show_place(self, place: Point) -> None:
        """Rank for a place (longitude, latitude)."""
        self.place, self.found, self._first = place, None, None
        self._enable()
        if self.isVisible():
            self.refresh()

    def _enable(self) -> None:
        for button in (self.again, self.share, self.case):
            button.setEnabled(self.place is not None)
        goes = self.goes
        self.way.setEnabled(goes is not None)
        self.way.setText(tr("把路线发给{name}", name=goes.force.name) if goes is not None else tr("把路线发给他"))

    @property
    def goes(self) -> Offer | None:
        """Whose way is handed on: the chosen force if a way leads from it, else the quickest; None without any."""
        offers = [o for o in self.found.offers if o.seconds is not None] if self.found is not None and self.place else []
        chosen = next((o for o in offers if o.force.id == self._first), None)
        return chosen or next((o for o in offers if o.available), None)

    def refresh(self) -> None:
        """Rank again."""
        if self.place is None:
            self.say(tr("在地图上右键选一个地点，再选“谁先到这里”"), tone="quiet")
            self.list.set_lines([], empty=tr("还没有选地点"))
            return
        station, place, first = self.station, self.place, self._first

        def work() -> tuple[Suggestion, list[tuple[Way, str]]]:
            from data.duty.dispatch import suggest

            found = suggest(station, place)
            return found, _ways(station, place, found, first)

        ask(self, station, work, self._show, "who")

    def _show(self, answer: tuple[Suggestion, list[tuple[Way, str]]]) -> None:
        from data.duty.dispatch.pictures import picture_of_ways

        found, ways = answer
        self.found = found
        self._enable()
        self.put(picture_of_ways(ways))
        self.list.set_lines([_line(o) for o in found.offers], empty=tr("没有在岗的力量"))
        best = next((o for o in found.offers if o.available), None)
        said = tr("没有空闲的力量能到")
        if found.offers and not any(o.force.standing.known for o in found.offers):
            said = tr("没有人有定位，不知道谁先到")
        if best is not None:
            said = tr("最快是{name}：{time}", name=best.force.name, time=best.time_said)
        roads = (tr("路线：{way}", way=ways[0][0].said),) if ways else ()
        self.say(said, (*roads, *found.notes, tr("按路程时间排；忙的照样列出，但不自动派")))

    def line_opened(self, line: Line) -> None:
        """Draw the way of a force on top."""
        self._first = line.target.id
        self.refresh()

    def changed(self, changes: ChangeSet) -> None:
        """Forces moved: rank again."""
        if self.isVisible() and self.place is not None and changes.kinds & {"force", "road", "gate"}:
            self.refresh()

    def _share(self) -> None:
        if self.place is not None:
            self.workspace.run("share_place", lon=self.place[0], lat=self.place[1])

    def _share_way(self) -> None:
        if self.place is not None and self.goes is not None:
            self.workspace.run("share_way", force=self.goes.force.id, lon=self.place[0], lat=self.place[1])

    def _case(self) -> None:
        if self.place is not None:
            self.workspace.run("new_record", kind="case", lon=self.place[0], lat=self.place[1])

    def leave(self) -> None:
        """Forget the place."""
        self.place, self.found = None, None
        self._enable()
        super().leave()


def _ways(station: Station, place: Point, found: Suggestion, first: int | None) -> list[tuple[Way, str]]:
    """Return the ways of the chosen force and of the first free ones, each with its words."""
    from data.duty.dispatch.ways import way_to

    offers = [o for o in found.offers if o.seconds is not None and (o.available or o.force.id == first)]
    offers.sort(key=lambda o: o.force.id != first)
    ways = []
    for offer in offers[:DRAWN]:
        where = offer.force.standing
        if where.lon is not None and where.lat is not None:
            way = way_to(station, (where.lon, where.lat), place, offer.force.mode)
            if way is not None:
                ways.append((way, f"{offer.force.name} {offer.time_said}"))
    return ways


def _line(offer: Offer) -> Line:
    force = offer.force
    reasons = " · ".join(dict.fromkeys((*(() if offer.available else offer.warnings[:1]), *offer.reasons)))
    return Line(
        force.name, reasons, offer.time_said, glyph=force.name[:1], badge="calm" if offer.available else "",
        tone="" if offer.available else "soon", edge=not offer.available, target=Selection("force", force.id), placed=False,
        hint="\n".join((force.name, *offer.warnings, *offer.reasons)),
    )  # fmt: skip
