"""Commands that put a tool of the map into the hand, and what a tool asks the program to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from shapely.geometry.base import BaseGeometry

from app.actions.drawing import DRAWN, MOVED
from app.actions.take_tool import tool
from app.commands import Command
from data.errors import NotAllowed
from data.i18n import mark, tr
from data.records import Edit
from data.town.datum_names import SHOWN
from widgets.tool_button import ToolEntry, ToolSection

if TYPE_CHECKING:
    from app.console import Console


def search_around(console: Console) -> None:
    """Search around what is chosen, or around what is clicked next."""
    chosen = console.workspace.selection
    if chosen and console.workspace.tool.name != "search_around":
        console.workspace.use_tool("search_around", kind=chosen.kind, id=chosen.id)
    else:
        tool("search_around")(console)


def copy_coordinates(console: Console, lon: float | None = None, lat: float | None = None, system: str = "") -> None:
    """Put coordinates on the clipboard: of a place (WGS-84 degrees), else of where the pointer was last."""
    from data.exchange.coordinates import system_label, written

    where = (lon, lat) if lon is not None and lat is not None else console.window.map_hud.pointed
    if where is None:
        raise NotAllowed(tr("先把鼠标移到地图上要复制的位置。"))
    system = system or console.workspace.coordinates
    words = written(*where, system)
    QGuiApplication.clipboard().setText(words)
    console.workspace.tell("info", tr("已复制坐标 {words}（{system}）", words=words, system=system_label(system)))


def go_to(console: Console) -> None:
    """Put the cursor into the search box, which takes coordinates as well."""
    console.window.top.search.take_focus()
    console.workspace.tell("info", tr("输入坐标：经纬度、度分秒或 CGCS2000 米都行，前面可以写坐标系，如 GCJ-02 102.74,25.05"))


def switch_coordinates(console: Console) -> None:
    """Show coordinates in the next system."""
    at = SHOWN.index(console.workspace.coordinates)
    console.workspace.show_coordinates(SHOWN[(at + 1) % len(SHOWN)])


def keep_measure(console: Console, measure: str, text: str, geometry: BaseGeometry) -> None:
    """Write what was measured as a note."""
    note = {
        "text": text, "measure": measure, "geometry": geometry, "author": console.who,
        "noted_at": console.station.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
    }  # fmt: skip
    why = tr("留下标注：{text}", text=text)
    edits = [Edit("note", None, note)]
    console.job(
        tr("留下标注"), lambda _progress: console.station.apply(edits, who=console.who, why=why, command="note"),
        lambda _done: _shown(console, text),
    )  # fmt: skip


def _shown(console: Console, text: str) -> None:
    console.workspace.set_layer("note", visible=True)
    console.workspace.tell("done", tr("已留作标注：{text}", text=text))


def menu(console: Console) -> list[ToolSection]:
    """Return the sections of the menu on the map, from the declared commands."""
    sections = [
        ToolSection(tr(words), tuple(ToolEntry(c.id, c.title, c.shortcut, c.icon, c.enabled(console)) for c in commands
                                     if c.offered(console)))
        for words, commands in SECTIONS
    ]  # fmt: skip
    return [section for section in sections if section.entries]


GROUP = mark("地图工具")
MEASURES = (
    Command("measure_distance", mark("量距离"), GROUP, tool("measure_distance"), "Alt+D", "ruler"),
    Command("measure_height", mark("量高度"), GROUP, tool("measure_height"), "Alt+H", "height"),
    Command("measure_area", mark("量面积"), GROUP, tool("measure_area"), "Alt+A", "area"),
    Command("measure_slope", mark("量坡度"), GROUP, tool("measure_slope"), "Alt+S", "slope"),
    Command("measure_road", mark("沿路量距"), GROUP, tool("measure_road"), "Alt+R", "route"),
)
SEARCHES = (
    Command("search_rectangle", mark("框选查找"), GROUP, tool("search_rectangle"), "Alt+Shift+R", "rectangle"),
    Command("search_circle", mark("圆形查找"), GROUP, tool("search_circle"), "Alt+Shift+C", "circle"),
    Command("search_polygon", mark("多边形查找"), GROUP, tool("search_polygon"), "Alt+Shift+P", "area"),
    Command("search_line", mark("沿线查找"), GROUP, tool("search_line"), "Alt+Shift+L", "corridor"),
    Command("search_road", mark("沿路查找"), GROUP, tool("search_road"), "Alt+Shift+S", "route"),
    Command("search_around", mark("周围查找"), GROUP, search_around, "Alt+Shift+A", "nearby"),
    Command("search_inside", mark("楼内或网格内查找"), GROUP, tool("search_inside"), "Alt+Shift+B", "building"),
)
PLACES = (
    Command("place_mark", mark("看坐标"), GROUP, tool("place_mark"), "Alt+C", "coordinates"),
    Command("copy_coordinates", mark("复制指针处的坐标"), GROUP, copy_coordinates, "Ctrl+Shift+C", "copy"),
    Command("go_to", mark("去某个坐标…"), GROUP, go_to, "Ctrl+Shift+G", "fly"),
    Command("switch_coordinates", mark("换坐标系"), GROUP, switch_coordinates, "Alt+Shift+G", "refresh"),
)
SIGHTS = (
    Command("viewshed", mark("从这里看得见哪里"), GROUP, tool("viewshed"), "Alt+V", "viewshed"),
    Command("who_sees", mark("哪些探头看得见这里"), GROUP, tool("who_sees"), "Alt+W", "camera", about=("camera",)),
)
ASKED = (Command("keep_measure", mark("留下标注"), GROUP, keep_measure, listed=False, writes=True),)
COMMANDS = (*MEASURES, *SEARCHES, *SIGHTS, *PLACES, *ASKED)
# The sections of the menu that the button 工具 on the map unfolds.
SECTIONS = (
    (mark("测量"), MEASURES), (mark("查找"), SEARCHES), (mark("视线"), SIGHTS), (mark("坐标"), PLACES),
    (mark("绘制"), (*DRAWN, *MOVED)),
)  # fmt: skip
