"""Lines of `data.insight` as rows of a list here, with the sign and colour of their kind."""

from __future__ import annotations

from collections.abc import Iterable

from data.i18n import tr
from data.insight import BuildingView
from data.insight.lines import Line as InsightLine
from data.kinds import Kinds
from data.workspace import Selection
from widgets.records.lines import Line


def as_line(kinds: Kinds, line: InsightLine) -> Line:
    """Return one line as a row: people by the first character of their name, others by the sign of their kind."""
    layer = kinds[line.kind].layer
    person = line.kind in ("person", "force")
    glyph = line.title[:1] if person else layer.glyph if layer else kinds[line.kind].label[:1]
    badge = "" if person or layer is None else layer.colour
    tone = {"done": "quiet"}.get(line.tone, line.tone) or line.colour
    return Line(
        line.title,
        line.detail,
        line.note,
        glyph=glyph if line.kind != "task" else "",
        badge=badge,
        tone=tone,
        edge=line.kind == "task",
        target=Selection(line.kind, line.id),
    )


def as_lines(kinds: Kinds, lines: Iterable[InsightLine]) -> list[Line]:
    """Return lines as rows."""
    return [as_line(kinds, line) for line in lines]


def group(kinds: Kinds, heading: str, lines: Iterable[InsightLine]) -> list[Line]:
    """Return lines under a heading with their number; nothing where there are none."""
    rows = as_lines(kinds, lines)
    return [Line(heading, trailing=str(len(rows)), heading=True), *rows] if rows else []


def building_lines(kinds: Kinds, view: BuildingView, tab: str) -> tuple[list[Line], str]:
    """Return the rows of a building's tab, and what it says where there are none."""
    if tab == "people":
        return as_lines(kinds, view.people), tr("没有登记住在这里的人。导入人口表格，或在房间里登记住户。")
    if tab == "shops":
        units = group(kinds, kinds["organisation"].plural, view.organisations)
        return [*as_lines(kinds, view.shops), *units], tr("没有登记在这里的商铺和单位。")
    if tab == "tasks":
        return as_lines(kinds, view.tasks), tr("没有未办结的任务。点“布置任务”派人去办。")
    cases = [
        *group(kinds, tr("本楼，近 30 天"), view.cases_here),
        *group(kinds, tr("本楼和周边 60 米的隐患"), view.hazards),
        *group(kinds, tr("看得到这栋楼的探头"), view.cameras),
        *group(kinds, tr("周边 150 米，近 30 天"), view.cases_near),
    ]
    return cases, tr("近 30 天本楼和周边 150 米没有警情。")
