"""Commands on incidents: take a call, see what waits, take the steps of the chosen case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog
from shapely.geometry import Point

from app.commands import Command
from data.clock import format_utc, parse_utc
from data.duty.incidents import CASE_VERBS, case_verbs
from data.errors import BadInput, NotAllowed
from data.i18n import mark, tr
from data.records import Record

if TYPE_CHECKING:
    from app.console import Console


def take_call(console: Console, text: str = "") -> None:
    """Open the card that takes a call."""
    console.window.calls.take(text)


def call_place(console: Console, lon: float, lat: float) -> None:
    """Take a point of the map (WGS-84 degrees) as the place of the call, or of the chosen case that has none yet."""
    if console.window.calls.open:
        console.window.calls.card.set_point(lon, lat)
        return
    case = _chosen(console)
    console.workspace.use_tool("")
    console.run("keep_moved", kind="case", id=case.id, values={"geometry": Point(lon, lat)})


def board(console: Console) -> None:
    """Open the board of open cases."""
    console.window.pages.show_incidents()


def next_waiting(console: Console) -> None:
    """Go to the case that waits longest for somebody, its forces under the keyboard."""
    from data.duty.incidents.case_view import open_cases

    first = next((w for w in open_cases(console.station) if w.record["state"] == "reported"), None)
    if first is None:
        console.workspace.tell("info", tr("没有等着派警的警情"))
        return
    show_case(console, first.record.id, to_send=True)


def show_case(console: Console, id: int, to_send: bool = False) -> None:
    """Show a case; ``to_send`` puts the keyboard on the forces."""
    console.window.unfold_inspector()
    console.workspace.select("case", id)
    console.workspace.fly_to("case", id)
    console.window.inspector.case.show_record(id, to_send=to_send)


def _chosen(console: Console) -> Record:
    """Return the chosen case.

    Raises
    ------
    NotAllowed
        If none is chosen.
    """
    chosen = console.workspace.selection
    found = console.station.get("case", chosen.id) if chosen.kind == "case" else None
    if found is None:
        raise NotAllowed(tr("先选一起警情"))
    return found


def send_forces(console: Console) -> None:
    """Put the keyboard on the forces that can be sent to the chosen case."""
    show_case(console, _chosen(console).id, to_send=True)


def step(verb: str) -> Callable[[Console], None]:
    """Return what takes a step with the chosen case."""

    def take(console: Console) -> None:
        case = _chosen(console)
        if CASE_VERBS[verb] not in case_verbs(case["state"]):
            can = tr("、").join(v.label for v in case_verbs(case["state"]))
            raise NotAllowed(tr("这起警情现在不能{verb}；可以：{can}", verb=CASE_VERBS[verb].label, can=can))
        console.window.inspector.case.show_record(case.id)
        console.window.inspector.case.carry_out(CASE_VERBS[verb])

    return take


def add_protocol(console: Console, path: str = "") -> None:
    """Keep a protocol card of the station's own; without a path the person is asked for the file."""
    if not path:
        path, _ = QFileDialog.getOpenFileName(console.window, tr("选择处警预案"), "", tr("处警预案 (*.toml)"))
    if not path:
        return
    file, who = Path(path), console.who

    def work() -> str:
        from data.duty.incidents.protocol import keep_protocol  # with the roads' search, which is not loaded at start-up

        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(tr("读不了 {file}：{why}", file=file.name, why=error), file=file) from error
        return keep_protocol(console.station, text, who=who)

    def done(type: str) -> None:
        choice = console.station.kinds["case"].field("type").choice(type)
        console.workspace.tell("done", tr("已保存“{type}”的处警预案", type=choice.label if choice else type))

    console.job(tr("处警预案"), lambda _progress: work(), done)


def debrief(console: Console, case: int = 0, hours: int = 0, path: str = "", period: tuple[str, str] | None = None) -> None:
    """Write the report of a case, of a period (UTC as stored) or of the last hours as PDF; without a path one is asked for."""
    from data.duty.incidents.debrief import Debrief, debrief_of, debrief_of_period
    from data.duty.replay.debrief import deepened

    station, now = console.live, console.live.clock.now()
    if hours:
        period = format_utc(now - timedelta(hours=hours)), format_utc(now)
    case = case or (_chosen(console).id if period is None else 0)
    if not path:
        name = tr("处警讲评.pdf") if period is not None else tr("处置报告.pdf")
        path, _ = QFileDialog.getSaveFileName(console.window, tr("保存报告"), name, "PDF (*.pdf)")
    if not path:
        return

    def work() -> Debrief:
        if period is None:
            return deepened(station, debrief_of(station, case), case=case)
        return deepened(station, debrief_of_period(station, *(parse_utc(t) for t in period)), period=period)

    def done(found: Debrief) -> None:
        from app.debriefs import DebriefOut

        DebriefOut(console, found, Path(path))

    console.job(tr("处置报告"), lambda _progress: work(), done)


def debrief_shift(console: Console) -> None:
    """Write the report of the last twelve hours."""
    debrief(console, hours=12)


GROUP = mark("警情")
STEPS = tuple(
    Command(f"case_{name}", source, GROUP, step(name), "", icon, "selection", writes=True)
    for name, source, icon in (
        ("leave", mark("警情：出发"), "route"), ("arrive", mark("警情：到场"), "pin"), ("clear", mark("警情：处置完毕"), "check"),
        ("close", mark("警情：办结"), "done"), ("call_off", mark("警情：召回"), "back"),
        ("reopen", mark("警情：重新打开"), "refresh"),
    )
)  # fmt: skip
COMMANDS = (
    Command("take_call", mark("接警…"), GROUP, take_call, "F3", "phone", writes=True, about=("case",)),
    Command("incident_board", mark("警情看板"), GROUP, board, "F4", "cases", about=("case",)),
    Command("next_waiting", mark("下一起待派警情"), GROUP, next_waiting, "F6", "forward", writes=True, about=("case",)),
    Command("send_forces", mark("派警…"), GROUP, send_forces, "F7", "forces", "selection", writes=True, about=("case",)),
    *STEPS,
    Command("add_protocol", mark("添加处警预案…"), GROUP, add_protocol, "", "file", writes=True),
    Command("debrief", mark("处置报告…"), GROUP, debrief, "", "print", "selection", about=("case",)),
    Command("debrief_shift", mark("近 12 小时处警讲评…"), GROUP, debrief_shift, "", "print", about=("case",)),
    Command("call_place", mark("报警地点"), GROUP, call_place, listed=False, writes=True, about=("case",)),
    Command("show_case", mark("查看警情"), GROUP, show_case, listed=False, about=("case",)),
)
