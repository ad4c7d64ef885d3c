"""Commands on floor plans: keep a picture or a drawing with the chosen storey, turn it, take it away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.commands import Command
from data.i18n import mark, tr
from data.query import equals
from data.records import Edit
from data.town.floor_plans import KIND
from data.town.storeys import storey_words

if TYPE_CHECKING:
    from app.console import Console

QUARTER = 90.0  # degrees


def add_plan(console: Console, path: str = "") -> None:
    """Lay a plan on the chosen storey; without a path the person is asked for the file."""
    from data.exchange.plans import DRAWINGS, PICTURES, add_floor_plan

    where = _chosen(console)
    if where is None:
        return
    building, storey, words = where
    if not path:
        pattern = " ".join(f"*{ending}" for ending in (*PICTURES, *DRAWINGS))
        path, _ = QFileDialog.getOpenFileName(console.window, tr("选择平面图：{where}", where=words), "", tr("平面图 ({pattern})",
                                              pattern=pattern))  # fmt: skip
    if not path:
        return
    file, who = Path(path), console.who
    why = tr("平面图铺在{where}", where=words)

    def done(changes: object) -> None:
        console.notices.offer_undo(why, lambda: console.run("undo", batch=getattr(changes, "id", None)))

    console.job(why, lambda _progress: add_floor_plan(console.station, building, storey, file, who=who), done)


def turn_plan(console: Console) -> None:
    """Turn the plan of the chosen storey by a quarter."""
    where = _chosen(console)
    plan = console.station.first(equals(KIND, building=where[0], storey=where[1])) if where is not None else None
    if where is None or plan is None:
        console.workspace.tell("info", tr("这一层还没有平面图；先用“铺平面图…”选一个文件"))
        return
    edit, why, who = Edit(KIND, plan.id, {"turn": (float(plan["turn"] or 0) + QUARTER) % 360}), tr("平面图转 90°"), console.who
    console.job(why, lambda _progress: console.station.apply([edit], who=who, why=why, command="floor_plan"), lambda _changes: None)


def lay_plan(console: Console) -> None:
    """Take the tool that moves, scales and turns the plan of the chosen storey by its handles."""
    where = _chosen(console)
    if where is not None:
        console.workspace.use_tool("lay_plan", building=where[0], storey=where[1])


def _chosen(console: Console) -> tuple[int, int, str] | None:
    """Return building, storey and their words, or say that a storey must be chosen."""
    chosen = console.workspace.selection
    building = console.station.get("building", chosen.id) if chosen.kind == "building" and chosen.storey is not None else None
    if building is None or chosen.storey is None:
        console.workspace.tell("info", tr("先在地图上选一栋楼的一层，再铺平面图"))
        return None
    words = storey_words(chosen.storey, int(building["storeys"] or 0))
    return building.id, chosen.storey, tr("{building}，{storey}", building=console.station.title(building), storey=words)


GROUP = mark("记录")
COMMANDS = (
    Command("add_floor_plan", mark("铺平面图…"), GROUP, add_plan, "", "layers", "selection", writes=True),
    Command("lay_floor_plan", mark("摆放平面图"), GROUP, lay_plan, "", "layers", "selection", writes=True),
    Command("turn_floor_plan", mark("平面图转 90°"), GROUP, turn_plan, "", "refresh", "selection", writes=True),
)
