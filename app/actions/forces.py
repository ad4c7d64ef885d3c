"""Commands on forces: on duty and off, where they are, their tracks, patrols, the gateway, replays of tracks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.commands import Command
from data.duty.forces.act import act
from data.duty.forces.positions import CARRIERS, set_by_hand
from data.duty.forces.states import VERBS
from data.errors import BadInput, NotAllowed
from data.i18n import mark, tr
from data.query import Query, Where
from data.records import ChangeSet, Record

if TYPE_CHECKING:
    from app.console import Console
    from data.gateway.replay_files import Track


def _chosen(console: Console, id: int = 0, kinds: Sequence[str] = ("force",)) -> Record:
    """Return the force (or vehicle) that is meant: the one named, or the one that is chosen.

    Raises
    ------
    NotAllowed
        If none is.
    """
    chosen = console.workspace.selection
    if not id and chosen.kind in kinds:
        id = chosen.id
    found = next((r for kind in kinds if (r := console.station.get(kind, id, placed=True)) is not None), None) if id else None
    if found is None:
        raise NotAllowed(tr("先在地图或“力量”面板里选一个人"))
    return found


def step(verb: str) -> Callable[..., None]:
    """Return what takes a step with the chosen force member."""

    def take(console: Console, id: int = 0) -> None:
        force = _chosen(console, id)
        words = f"{VERBS[verb].label}：{force['name']}"

        def done(changes: ChangeSet) -> None:
            console.notices.offer_undo(words, lambda: console.run("undo", batch=changes.id))

        console.job(words, lambda _progress: act(console.station, force.id, verb, who=console.who), done)

    return take


def task_for_force(console: Console, id: int = 0) -> None:
    """Open the form of a task for the chosen force member."""
    force = _chosen(console, id)
    console.window.unfold_inspector()
    console.window.inspector.new_task()
    form = console.window.inspector.task_form
    if form is not None:
        form.members.set_member(force.id)


def place_force(console: Console, id: int = 0, lon: float | None = None, lat: float | None = None) -> None:
    """Say where a force or vehicle is now: at a point, or by the map's tool."""
    record = _chosen(console, id, CARRIERS)
    if lon is None or lat is None:
        place = record.place
        if place is None or place.lon is None:
            raise NotAllowed(tr("{name}还没有定位：在地图上右击现在的位置，选“{name}现在在这里”", name=record["name"]))
        console.workspace.fly_to(record.kind, record.id)
        console.run("move_record", kind=record.kind, id=record.id)
        return
    words = tr("人工标定位置：{name}", name=record["name"])

    def done(changes: ChangeSet) -> None:
        console.workspace.set_layer(record.kind, visible=True)
        console.notices.offer_undo(words, lambda: console.run("undo", batch=changes.id))

    console.job(words, lambda _progress: set_by_hand(console.station, record.kind, record.id, lon, lat, who=console.who), done)


def show_track(console: Console, id: int = 0) -> None:
    """Draw where the chosen force or vehicle was, or take it away."""
    record = _chosen(console, id, CARRIERS)
    same = console.workspace.tool.name == "force_track"
    console.workspace.use_tool("" if same else "force_track", **({} if same else {"kind": record.kind, "id": record.id}))


def keep_track(console: Console, kind: str, id: int, hours: float) -> None:
    """Keep where a force or vehicle was in the last hours as a track, which the time line plays."""
    from data.duty.forces.keep_track import keep

    words = tr("存成轨迹")

    def done(track: int) -> None:
        console.workspace.set_layer("track", visible=True)
        console.workspace.select("track", track)
        console.workspace.tell("done", tr("已存成轨迹；打开时间轴可以回放"))

    console.job(words, lambda _progress: keep(console.station, kind, id, hours, who=console.who), done)


def plan_patrol(console: Console) -> None:
    """Open the form that plans a patrol."""
    from widgets.forces.patrol_form import PatrolForm
    from widgets.sheet import Sheet

    form = PatrolForm(console.station, console.workspace)
    sheet = Sheet(console.window.uppermost, tr("安排巡逻"), form, width=520)
    form.planned.connect(lambda _id: sheet.close_sheet())
    sheet.closed.connect(form.dispose)


def move_patrol(verb: str) -> Callable[[Console], None]:
    """Return what begins, ends or cancels the chosen patrol."""

    def take(console: Console) -> None:
        from data.duty.forces.patrols import move_patrol as move

        chosen = console.workspace.selection
        if chosen.kind != "patrol":
            raise NotAllowed(tr("先在“力量”面板的“巡逻”里选一条巡逻"))
        console.job(tr("巡逻"), lambda _progress: move(console.station, chosen.id, verb, who=console.who), lambda _done: None)

    return take


def bare_grids(console: Console) -> None:
    """Show the grids, those without a free force first."""
    from widgets.forces.forces_panel import ForcesPanel

    console.window.show_panel("forces")
    panel = console.window.side.page("forces")
    if isinstance(panel, ForcesPanel):
        panel.show_page("grids")


def gateway(console: Console) -> None:
    """Open the settings of the gateway."""
    from widgets.forces.gateway_page import GatewayPage
    from widgets.sheet import Sheet

    desk = console.gateway_desk
    page = GatewayPage(console.live, console.workspace, desk.wish, desk.state)
    page.wanted.connect(desk.carry_out)
    page.trust_wanted.connect(lambda: export_trust(console))
    desk.failed.connect(page.complain)
    sheet = Sheet(console.window.uppermost, tr("定位网关"), page, width=760, height=860)
    sheet.closed.connect(page.dispose)


def switch_gateway(console: Console) -> None:
    """Open the gateway, or close it."""
    from dataclasses import replace

    desk = console.gateway_desk
    desk.carry_out(replace(desk.wish, on=desk.gateway is None))


def export_trust(console: Console, path: str = "") -> None:
    """Write the trust store by which ATAK and WinTAK know this station."""
    from datetime import UTC, datetime

    from data.gateway.certificate import files_of, trust_store

    title, name = tr("导出 TAK 信任证书"), "watchroom-truststore.p12"
    chosen = path or QFileDialog.getSaveFileName(console.window, title, name, "PKCS #12 (*.p12)")[0]
    if not chosen:
        return
    wish, passphrase = console.gateway_desk.wish, "atakatak"  # what TAK offers as its usual one; the file holds no secret

    def write() -> None:
        Path(chosen).write_bytes(trust_store(files_of(wish, datetime.now(UTC))[0], passphrase))

    said = tr("信任证书已写到 {file}，导入时的密码是 {passphrase}。", file=chosen, passphrase=passphrase)
    console.job(tr("导出 TAK 信任证书"), lambda _progress: write(), lambda _done: console.workspace.tell("done", said))


def replay(console: Console, path: str = "", speed: float = 1.0) -> None:
    """Play a GPX or CSV file as if it happened now; a replay under way ends instead."""
    if console.gateway_desk.end_replay():
        console.workspace.tell("info", tr("轨迹回放已停止"))
        return
    patterns = tr("轨迹 ({patterns})", patterns="*.gpx *.csv")
    chosen = path or QFileDialog.getOpenFileName(console.window, tr("回放轨迹"), "", patterns)[0]
    if not chosen:
        return
    picked = console.workspace.selection

    def play(found: tuple[dict[int, Track], str]) -> None:
        tracks, left_out = found
        console.gateway_desk.play(tracks, speed)
        console.workspace.tell("done", tr("正在回放 {n} 条轨迹；再按一次“回放轨迹”停止", n=len(tracks)))
        if left_out:
            console.workspace.tell("warning", tr("没有回放：{what}", what=left_out))

    carrier = picked.id if picked.kind in CARRIERS else 0
    console.job(tr("回放轨迹"), lambda _progress: _carriers(console, Path(chosen), carrier), play)


def _carriers(console: Console, path: Path, chosen: int) -> tuple[dict[int, Track], str]:
    """Return the tracks of a file by who carries them, by the names in it or the one that is chosen, and what is left out.

    Raises
    ------
    BadInput
        If nothing of the file can be played.
    """
    from data.gateway.replay_files import read_tracks
    from data.gateway.report import Judge
    from data.gateway.sound_tracks import left_out_said, sound

    station = console.station
    judge = Judge.of(station, console.gateway_desk.wish.reach_km)
    tracks, refused = sound(read_tracks(path, station.zone), judge, station.clock.now().timestamp())
    if not tracks:
        raise BadInput(tr("{file} 里没有能回放的定位：{why}", file=path.name, why=left_out_said(refused, ())), file=path)
    found = {id: t for t in tracks if t.name and (id := _named(console, t.name))}
    if found:
        known = {t.name for t in found.values()}
        return found, left_out_said(refused, [t.name for t in tracks if t.name not in known])
    if chosen:
        return {chosen: tracks[0]}, left_out_said(refused, ())
    raise BadInput(tr("{file} 里没有本站力量的名字：先选中一个人再回放，或在 CSV 里加“姓名”一列", file=path.name), file=path)


def _named(console: Console, name: str) -> int:
    for field in ("name", "number"):
        found = console.station.first(Query("force", (Where(field, "is", name),)))
        if found is not None:
            return found.id
    return 0


GROUP = mark("力量")
STEPS = tuple(
    Command(f"force_{name}", source, GROUP, step(name), key, icon, "selection", writes=True)
    for name, source, key, icon in (
        ("clock_in", mark("签到上岗"), "Ctrl+Shift+I", "check"), ("clock_out", mark("签退下班"), "Ctrl+Shift+O", "moon"),
        ("release", mark("归队待命"), "", "refresh"), ("occupy", mark("标为忙碌"), "", "pause"),
        ("set_off", mark("力量出发"), "", "route"), ("arrive", mark("力量到场"), "", "pin"),
    )
)  # fmt: skip
COMMANDS = (
    *STEPS,
    Command("place_force", mark("标定位置…"), GROUP, place_force, "", "pin", writes=True, about=("force",)),
    Command("show_force_track", mark("近来的轨迹"), GROUP, show_track, "", "route", about=("fixes",)),
    Command("task_for_force", mark("给所选力量布置任务…"), GROUP, task_for_force, "", "tasks", writes=True, about=("task",)),
    Command("plan_patrol", mark("安排巡逻…"), GROUP, plan_patrol, "", "walk", writes=True, about=("patrol",)),
    Command("patrol_begin", mark("开始巡逻"), GROUP, move_patrol("begin"), "", "play", "selection", writes=True),
    Command("patrol_finish", mark("结束巡逻"), GROUP, move_patrol("finish"), "", "done", "selection", writes=True),
    Command("patrol_cancel", mark("取消巡逻"), GROUP, move_patrol("cancel"), "", "close", "selection", writes=True),
    Command("bare_grids", mark("没有可派力量的网格"), GROUP, bare_grids, "", "grid", about=("force", "grid")),
    Command("gateway", mark("定位网关…"), GROUP, gateway, "", "settings"),
    Command("switch_gateway", mark("打开或关闭定位网关"), GROUP, switch_gateway, "", "pin", writes=True),
    Command("replay_tracks", mark("回放轨迹…"), GROUP, replay, "", "history", writes=True),
    Command("keep_force_track", mark("存成轨迹"), GROUP, keep_track, listed=False, writes=True, about=("fixes",)),
    Command("export_trust", mark("导出 TAK 信任证书…"), GROUP, export_trust, "", "export"),
)
