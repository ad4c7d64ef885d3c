"""Commands of duty: the boards of the posts, visit lists, due tasks, disputes and hazards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.commands import Command
from data.clock import format_utc
from data.duty.ledgers import dispute_of_case
from data.duty.numbers import next_number
from data.errors import WrongUsage
from data.i18n import mark, tr
from data.store import Station
from data.workspace import Selection
from widgets.background import ask, write

if TYPE_CHECKING:
    from app.console import Console


def duty_boards(console: Console, post: str = "coordination") -> None:
    """Open the boards of the posts."""
    from widgets.duty.board_page import DutyBoards
    from widgets.sheet import Sheet

    page = DutyBoards(console.station, console.workspace, post)
    sheet = Sheet(console.window.uppermost, tr("岗位看板"), page, width=1340, height=860)
    page.left.connect(sheet.close_sheet)
    sheet.closed.connect(page.dispose)


def plan_visits(console: Console, officer: int = 0) -> None:
    """Put tasks together into walks; of an officer first, where one is named."""
    from widgets.duty.planner import VisitPlanner
    from widgets.sheet import Sheet

    page = VisitPlanner(console.station, console.workspace, officer)
    sheet = Sheet(console.window.uppermost, tr("合成走访单"), page, width=900, height=760)
    page.issued.connect(lambda _id: sheet.close_sheet())
    page.issued.connect(lambda id: console.workspace.select("visit_list", id))
    sheet.closed.connect(page.dispose)


def make_due(console: Console) -> None:
    """Make the tasks that rules made due."""
    console.task_watch.make_due_now()


def new_dispute(console: Console, kind: str = "", id: int | None = None) -> None:
    """Put a dispute on record: out of the chosen case, or where something is chosen."""
    chosen = console.workspace.selection
    kind, id = (kind, id) if kind else (chosen.kind, chosen.id)
    if kind == "case" and id:
        case = id
        write(console.task_watch, console.live, lambda: dispute_of_case(console.live, case, who=console.who),
              lambda made: console.workspace.select("dispute", made))  # fmt: skip
        return
    _new(console, "dispute", "JF", "reported_at")


def new_hazard(console: Console) -> None:
    """Put a hazard on record where something is chosen."""
    _new(console, "hazard", "YH", "found_at")


def _new(console: Console, kind: str, prefix: str, when: str) -> None:
    """Open the form with number, time and place filled in."""
    live, chosen = console.live, console.workspace.selection
    preset = {when: format_utc(live.clock.now())}

    def begin(read: dict[str, Any]) -> None:
        console.run("new_record", kind=kind, **preset, **read)

    ask(console.task_watch, live, lambda: {"number": next_number(live, kind, prefix)} | _place(live, chosen), begin, "new")


def _place(station: Station, chosen: Selection) -> dict[str, Any]:
    """Return building, room and address of what is chosen, where that is a building or a room."""
    room = station.get("dwelling", chosen.id if chosen.kind == "dwelling" else chosen.dwelling or 0)
    house = station.get("building", chosen.id) if chosen.kind == "building" else None
    house = station.get("building", int(room["building"])) if room and room["building"] else house
    if house is None:
        return {}
    address = " ".join(station.title(r) for r in (house, room) if r)
    return {"building": house.id, "address": address} | ({"dwelling": room.id} if room else {})


def show_kind(console: Console, kind: str = "") -> None:
    """Show the ledger of disputes or hazards, wide."""
    from data.query import Query

    if kind not in ("dispute", "hazard", "visit_list", "task_rule", "task_template", "mediator", "escalation"):
        raise WrongUsage(tr("没有这本台账"))
    order = {"dispute": ("-reported_at",), "hazard": ("-found_at",), "visit_list": ("-day",)}.get(kind, ("name",))
    console.run("show_ledger", query=Query(kind, order=order))


def shows(kind: str) -> Callable[[Console], None]:
    """Return what opens the ledger of a kind."""
    return lambda console: show_kind(console, kind)


GROUP = mark("任务")
COMMANDS = (
    Command("duty_boards", mark("岗位看板"), GROUP, duty_boards, "Ctrl+Shift+B", "tasks", about=("task",)),
    Command("plan_visits", mark("合成走访单…"), GROUP, plan_visits, "", "route", writes=True, about=("visit_list", "task")),
    Command("make_due", mark("生成到期任务"), GROUP, make_due, "", "refresh", writes=True, about=("task",)),
    Command("task_rules", mark("任务规则"), GROUP, shows("task_rule"), "", "clock", about=("task_rule",)),
    Command("task_templates", mark("任务模板"), GROUP, shows("task_template"), "", "check", about=("task_template",)),
    Command("escalation_rules", mark("升级规则"), GROUP, shows("escalation"), "", "warning", about=("escalation",)),
    Command("mediators", mark("调解员库"), GROUP, shows("mediator"), "", "ledger", about=("mediator",)),
    Command("new_dispute", mark("登记纠纷…"), GROUP, new_dispute, "", "plus", writes=True, about=("dispute",)),
    Command("new_hazard", mark("登记隐患…"), GROUP, new_hazard, "", "warning", writes=True, about=("hazard",)),
    Command("show_disputes", mark("矛盾纠纷台账"), GROUP, shows("dispute"), "", "ledger", about=("dispute",)),
    Command("show_hazards", mark("隐患台账"), GROUP, shows("hazard"), "", "ledger", about=("hazard",)),
)
