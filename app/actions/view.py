"""Commands on what is seen: search, views, panels, selection, theme, wall."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.commands import Command
from data.i18n import mark

if TYPE_CHECKING:
    from app.console import Console


def search(console: Console) -> None:
    """Put the cursor into the search box."""
    console.window.top.search.take_focus()


def palette(console: Console) -> None:
    """Open the command palette."""
    console.window.show_palette()


def set_view(view: str) -> Callable[[Console], None]:
    """Return what switches to a view."""
    return lambda console: console.workspace.set_view(view)


def panel(key: str) -> Callable[[Console], None]:
    """Return what opens or folds a panel."""
    return lambda console: console.window.rail.press(key)


def overview(console: Console) -> None:
    """Show the whole town."""
    console.window.map.overview()


def north_up(console: Console) -> None:
    """Turn the map so that north is up."""
    console.window.map.set_bearing(0.0)


def back(console: Console) -> None:
    """Go to the selection before."""
    console.workspace.back()


def forward(console: Console) -> None:
    """Go to the selection after."""
    console.workspace.forward()


def clear(console: Console) -> None:
    """Choose nothing."""
    console.workspace.select()


def step_out(console: Console) -> None:
    """Go a step back: out of the room, out of the storey, off what is chosen."""
    chosen = console.workspace.selection
    if chosen.dwelling is not None:
        console.workspace.select(chosen.kind, chosen.id, storey=chosen.storey)
    elif chosen.storey is not None:
        console.workspace.select(chosen.kind, chosen.id)
    else:
        console.workspace.select()


def theme(console: Console) -> None:
    """Switch between light and dark."""
    console.change_settings(theme="dark" if console.settings.theme == "light" else "light")


def light(console: Console) -> None:
    """Switch between the fixed light and that of the hour."""
    console.change_settings(light="sun" if console.settings.light == "architect" else "architect")


def language(console: Console) -> None:
    """Switch between Chinese and English."""
    console.change_settings(language="en" if console.settings.language == "zh" else "zh")


def fold_inspector(console: Console) -> None:
    """Fold the inspector away, or bring it back."""
    console.window.fold_inspector()


def fold_drawer(console: Console) -> None:
    """Fold the drawer down, or open it."""
    console.window.drawer.set_open(not console.window.drawer.is_open())


def wall(console: Console) -> None:
    """Put the picture on the wall, or take it away."""
    console.toggle_wall()


def wall_follows(console: Console) -> None:
    """Let the wall follow the console's selection, or stop it."""
    console.toggle_wall_follows()


GROUP = mark("视图")
PANELS = (
    ("layers", mark("图层")), ("ledgers", mark("台账")), ("tasks", mark("任务列表")), ("cases", mark("警情列表")),
    ("forces", mark("力量列表")), ("figures", mark("统计图表")), ("import", mark("导入面板")),
)  # fmt: skip
SHOWN = {"tasks": ("task",), "cases": ("case",), "forces": ("force",)}  # what a panel lists and is nothing without
COMMANDS = (
    Command("search", mark("搜索"), GROUP, search, "Ctrl+F", "search"),
    Command("palette", mark("命令面板"), GROUP, palette, "Ctrl+Shift+P", "command"),
    Command("view_3d", mark("三维视图"), GROUP, set_view("3d"), "Alt+1"),
    Command("view_plan", mark("平面视图"), GROUP, set_view("plan"), "Alt+2"),
    Command("view_street", mark("街景视图"), GROUP, set_view("street"), "Alt+3"),
    Command("overview", mark("全景"), GROUP, overview, "Ctrl+Home"),
    Command("north_up", mark("正北朝上"), GROUP, north_up, "Ctrl+Shift+N"),
    Command("back", mark("后退"), GROUP, back, "Alt+Left", "back"),
    Command("forward", mark("前进"), GROUP, forward, "Alt+Right", "forward"),
    # Esc is not its shortcut: that would take the key from every box and list that closes by it.
    Command("step_out", mark("退出一步"), GROUP, step_out, "", "", "selection"),
    Command("clear_selection", mark("取消选择"), GROUP, clear, "", "", "selection"),
    *(
        Command(f"panel_{key}", title, GROUP, panel(key), f"Ctrl+{i}", about=SHOWN.get(key, ()))
        for i, (key, title) in enumerate(PANELS, 1)
    ),
    Command("fold_inspector", mark("收起或展开右侧"), GROUP, fold_inspector, "Ctrl+]"),
    Command("fold_drawer", mark("收起或展开底部"), GROUP, fold_drawer, "Ctrl+J"),
    Command("theme", mark("浅色或深色"), GROUP, theme, "Ctrl+Shift+L"),
    Command("light", mark("光线固定或随日夜"), GROUP, light, "", "sun"),
    Command("language", mark("中文或英文"), GROUP, language, ""),
    Command("wall", mark("大屏"), GROUP, wall, "F11", "wall"),
    Command("wall_follows", mark("大屏跟随选择"), GROUP, wall_follows, "Shift+F11"),
)
