"""Commands of dispatch: who gets here, rings, cordon, posts, sharing; each from a place of the map or from what is chosen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QFileDialog

from app.commands import Command
from data.errors import NotAllowed
from data.i18n import mark, tr

if TYPE_CHECKING:
    from app.console import Console
    from data.duty.dispatch.cordon_values import Cordon
    from widgets.dispatch.plan_view import Point


def _place(console: Console, lon: float | None, lat: float | None) -> Point:
    """Return a place that was named, else where the chosen record stands, else where the pointer was last.

    Raises
    ------
    NotAllowed
        If there is none of these.
    """
    if lon is not None and lat is not None:
        return lon, lat
    chosen = console.workspace.selection
    record = console.station.get(chosen.kind, chosen.id, placed=True) if chosen else None
    if record is not None and record.place is not None and record.place.lon is not None and record.place.lat is not None:
        return record.place.lon, record.place.lat
    pointed: Point | None = console.window.map_hud.pointed
    if pointed is None:
        raise NotAllowed(tr("先在地图上选一个地点，或把鼠标移到那里"))
    return pointed


def who_gets_here(console: Console, lon: float | None = None, lat: float | None = None) -> None:
    """Rank the forces by their way to a place."""
    place = _place(console, lon, lat)
    page = console.window.pages.show_dispatch("who")
    page.arrivals.show_place(place)


def rings_here(console: Console, lon: float | None = None, lat: float | None = None) -> None:
    """Show the rings of minutes around a place."""
    place = _place(console, lon, lat)
    page = console.window.pages.show_dispatch("rings")
    page.rings.show_place(place)


def rings_of_forces(console: Console) -> None:
    """Show what all free forces reach together."""
    page = console.window.pages.show_dispatch("rings")
    page.rings.show_place(None)


def cordon_here(console: Console, lon: float | None = None, lat: float | None = None) -> None:
    """Plan a cordon around a place."""
    place = _place(console, lon, lat)
    page = console.window.pages.show_dispatch("cordon")
    page.cordon.show_place(place)


def posting(console: Console) -> None:
    """Compare posts."""
    console.window.pages.show_dispatch("posting")


def clear_plans(console: Console) -> None:
    """Take plans off the map."""
    console.window.pages.dispatch.leave()


def carry_out_cordon(console: Console, plan: Cordon) -> None:
    """Keep a cordon and hand its tasks out."""
    from data.duty.dispatch.carry_out import carry_out

    local = plan.escape.began.astimezone(ZoneInfo(console.station.zone)).strftime("%m-%d %H:%M")
    name = tr("布控 {time}", time=local)
    console.job(
        tr("布控"), lambda _progress: carry_out(console.station, plan, console.who, name),
        lambda done: _carried_out(console, next(c.id for c in done.changes if c.kind == "cordon"), len(plan.posts)),
    )  # fmt: skip


def _carried_out(console: Console, id: int, n: int) -> None:
    console.workspace.set_layer("cordon", visible=True)
    console.window.unfold_inspector()
    console.workspace.select("cordon", id)  # its card prints the order and has the messages
    console.workspace.tell("done", tr("已留存警戒区，布置设卡任务 {n} 项", n=n))


def _cordon(console: Console, id: int) -> int:
    """Return the cordon that was named, or the chosen one.

    Raises
    ------
    NotAllowed
        If there is neither.
    """
    chosen = console.workspace.selection
    found = id or (chosen.id if chosen.kind == "cordon" else 0)
    if not found:
        raise NotAllowed(tr("先选一个警戒区"))
    return found


def cordon_order(console: Console, id: int = 0, path: str = "") -> None:
    """Write the order of a kept cordon as PDF: who holds what, what stays open, and what each is told."""
    from data.duty.dispatch.order import Order, order_of

    cordon, station = _cordon(console, id), console.station
    if not path:
        path, _ = QFileDialog.getSaveFileName(console.window, tr("保存布控单"), tr("布控单.pdf"), "PDF (*.pdf)")
    if not path:
        return

    def done(order: Order) -> None:
        from app.debriefs import DebriefOut

        DebriefOut(console, order.page, Path(path), plan=order.picture, command="cordon_order")

    console.job(tr("布控单"), lambda _progress: order_of(station, cordon), done)


def cordon_messages(console: Console, id: int = 0) -> None:
    """Offer what each who holds a place of a cordon is told, as text, link and QR code."""
    from data.duty.dispatch.order import Message, messages_of

    cordon, station = _cordon(console, id), console.station

    def done(messages: tuple[Message, ...]) -> None:
        from widgets.dispatch.messages_page import MessagesPage
        from widgets.sheet import Sheet

        page = MessagesPage(console.workspace, messages)
        Sheet(console.window.uppermost, tr("发给守卡人"), page, width=1040, height=560)
        page.list.setFocus()

    console.job(tr("发给守卡人"), lambda _progress: messages_of(station, cordon), done)


def share_place(console: Console, lon: float | None = None, lat: float | None = None, name: str = "") -> None:
    """Offer a place as text, link and QR code."""
    from data.duty.dispatch.share import share_place as shared
    from widgets.dispatch.share_page import SharePage
    from widgets.sheet import Sheet

    x, y = _place(console, lon, lat)
    called = name or _name_of(console, (x, y))
    Sheet(console.window.uppermost, tr("把地点发给力量"), SharePage(lambda app: shared(x, y, called, app)), height=520)


def share_way(console: Console, force: int, lon: float, lat: float, name: str = "") -> None:
    """Offer the way of a force to a place as text, link and QR code."""
    from data.duty.dispatch.forces import forces_of
    from data.duty.dispatch.share import share_way as shared
    from data.duty.dispatch.ways import way_to
    from widgets.dispatch.share_page import SharePage
    from widgets.sheet import Sheet

    station, now = console.station, console.station.clock.now()
    one = next((f for f in forces_of(station, now, on_duty=False) if f.id == force), None)
    if one is None or one.standing.lon is None or one.standing.lat is None:
        raise NotAllowed(tr("这名力量没有定位，只能发地点"))
    way = way_to(station, (one.standing.lon, one.standing.lat), (lon, lat), one.mode, now=now)
    if way is None:
        raise NotAllowed(tr("从这名力量所在的地方没有路通到那里"))
    arrives = (now + timedelta(seconds=way.seconds)).astimezone(ZoneInfo(station.zone))
    called = name or _name_of(console, (lon, lat))
    page = SharePage(lambda app: shared(lon, lat, called, app, seconds=way.seconds, metres=way.metres, roads=way.roads,
                                        arrives=arrives))  # fmt: skip
    Sheet(console.window.uppermost, tr("把路线发给{name}", name=one.name), page, height=520)


def _name_of(console: Console, place: Point) -> str:
    """Return what a place is called: the chosen record if it stands there, else the road that it lies by."""
    from data.duty.dispatch.kept import travel_of
    from data.duty.dispatch.place_names import near_words
    from data.duty.dispatch.share import called_of

    chosen, station = console.workspace.selection, console.station
    record = station.get(chosen.kind, chosen.id, placed=True) if chosen else None
    if record is not None and record.place is not None and (record.place.lon, record.place.lat) == place:
        return called_of(station, record)
    travel = travel_of(station)
    return near_words(travel, travel.local(*place)) or tr("地图上的位置")


GROUP = mark("调度")
COMMANDS = (
    Command("who_gets_here", mark("谁先到这里"), GROUP, who_gets_here, "Ctrl+Alt+W", "route"),
    Command("rings_here", mark("从这里看几分钟圈"), GROUP, rings_here, "Ctrl+Alt+R", "circle"),
    Command("rings_of_forces", mark("全部空闲力量几分钟圈"), GROUP, rings_of_forces, "Ctrl+Alt+F", "forces"),
    Command("cordon_here", mark("从这里布控"), GROUP, cordon_here, "Ctrl+Alt+C", "shield"),
    Command("posting", mark("比较驻点"), GROUP, posting, "Ctrl+Alt+P", "pin"),
    Command("share_place", mark("把地点发给力量"), GROUP, share_place, "Ctrl+Alt+S", "export"),
    Command("clear_plans", mark("收起调度图"), GROUP, clear_plans, "Ctrl+Alt+X", "close"),
    Command("cordon_order", mark("布控单…"), GROUP, cordon_order, "", "print", "selection", about=("cordon", "task")),
    Command("cordon_messages", mark("发给守卡人…"), GROUP, cordon_messages, "", "export", "selection", about=("cordon", "task")),
    Command("share_way", mark("把路线发给力量"), GROUP, share_way, listed=False),
    Command("carry_out_cordon", mark("留存并派人设卡"), GROUP, carry_out_cordon, listed=False, writes=True),
)
