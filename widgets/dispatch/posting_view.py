"""Where to post n forces so that most of last month's cases lie within some minutes, beside what today's positions reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import tr
from data.store.station import Station
from data.workspace import Workspace
from widgets.background import ask
from widgets.dispatch.plan_view import PlanView, mode_choices
from widgets.parts import Segmented
from widgets.records.lines import Line

if TYPE_CHECKING:
    from data.duty.dispatch.posts import Posting


class PostingView(PlanView):
    """Posts and the comparison."""

    name = "posting"

    def __init__(self, station: Station, workspace: Workspace) -> None:
        super().__init__(station, workspace)
        self.found: Posting | None = None
        self.count = Segmented([(n, str(n)) for n in (2, 3, 4, 6, 8)], 4)
        self.mode = Segmented(mode_choices(), "foot")
        self.minutes = Segmented([(n, str(n)) for n in (1, 2, 3, 5)], 3)
        self.days = Segmented([(30, tr("30 天")), (90, tr("90 天")), (365, tr("一年"))], 30)
        self.control(tr("几处驻点"), self.count)
        self.control(tr("怎么走"), self.mode)
        self.control(tr("几分钟内到"), self.minutes)
        self.control(tr("看多久"), self.days)
        for control in (self.count, self.mode, self.minutes, self.days):
            control.chosen.connect(lambda _=None: self.refresh())
        self.list.setAccessibleName(tr("驻点"))

    def refresh(self) -> None:
        """Work out again."""
        station, n, mode = self.station, self.count.value, str(self.mode.value)
        minutes, days = self.minutes.value, self.days.value
        assert isinstance(n, int)
        assert isinstance(minutes, int)
        assert isinstance(days, int)
        self.say(tr("正在比较驻点…"))

        def work() -> Posting:
            from data.duty.dispatch.posts import posting

            return posting(station, n, mode=mode, within=minutes * 60.0, days=days)

        ask(self, station, work, self._show, "posting")

    def _show(self, found: Posting) -> None:
        from data.duty.dispatch.pictures import picture_of_posts

        self.found = found
        self.put(picture_of_posts(found))
        self.list.set_lines(_lines(found), empty=found.said)
        self.say(found.said, (found.method, tr("比较的是最近的警情，不预测以后"), tr("候选位置是警情附近的路口，每约 90 米取一个")))

    def line_opened(self, line: Line) -> None:
        """Fly to a post."""
        at = self.list.currentIndex().row()
        if self.found is not None and 0 <= at < len(self.found.places):
            x, y = self.found.places[at].at
            lon, lat = (float(v[0]) for v in self.station.frame.to_degrees([x], [y]))
            self.workspace.fly_to(lon=lon, lat=lat, distance=500)


def _lines(found: Posting) -> list[Line]:
    lines, total = [], 0
    for number, place in enumerate(found.places, 1):
        total += place.adds
        lines.append(
            Line(place.name, tr("多覆盖 {n} 起，累计 {total} 起", n=place.adds, total=total), f"{total * 100 / found.cases:.0f}%",
                 glyph=str(number), badge="accent", placed=False)
        )  # fmt: skip
    if found.cases:
        share = f"{found.today * 100 / found.cases:.0f}%"
        lines.append(Line(tr("今天全部 {n} 个空闲位置", n=found.today_count), tr("覆盖 {n} 起", n=found.today), share, glyph="=",
                          badge="quiet", placed=False))  # fmt: skip
        best = f"{found.today_best * 100 / found.cases:.0f}%"
        lines.append(Line(tr("其中最好的 {n} 个", n=len(found.places)), tr("覆盖 {n} 起", n=found.today_best), best, glyph="≈",
                          badge="quiet", placed=False))  # fmt: skip
    return lines
