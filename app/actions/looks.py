"""Commands on ways to look: saved views and the flight through them, walking, two maps side by side, the map as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands import Command
from data.i18n import mark, tr

if TYPE_CHECKING:
    from app.console import Console


def views(console: Console) -> None:
    """Unfold the saved views, or fold them."""
    if console.window.views is not None:
        console.window.views.toggle()


def save_view(console: Console, slot: int | None = None) -> None:
    """Keep what is seen, on a key if one is given."""
    if console.window.views is not None:
        console.window.views.save(slot=slot)


def recall_view(console: Console, slot: int) -> None:
    """Go to the view of a key."""
    if console.window.views is not None:
        console.window.views.recall(slot=slot)


def tour(console: Console) -> None:
    """Fly through the views."""
    if console.window.views is not None:
        console.window.views.tour.start()


def walk(console: Console) -> None:
    """Go down into the streets, or come up again."""
    if console.window.views is not None:
        console.window.views.walk()


def split(console: Console) -> None:
    """Put a second map beside the first, or take it away."""
    if console.window.views is not None:
        console.window.views.toggle_split()


def map_out(console: Console) -> None:
    """Ask how the map shall leave the screen."""
    if console.window.views is None:
        return
    from app.map_out import MapOut
    from widgets.sheet import Sheet
    from widgets.views_out_page import MapOutPage

    page = MapOutPage(console.station.name, console.settings.theme)
    MapOut(console, console.window.views.map, page)
    Sheet(console.window, tr("出图"), page, height=660)


GROUP = mark("视图")
COMMANDS = (
    Command("views", mark("保存的视图"), GROUP, views, "Ctrl+Shift+V", "views"),
    Command("save_view", mark("保存当前视图"), GROUP, save_view, "Ctrl+Shift+S", "plus"),
    Command("recall_view", mark("去某个视图"), GROUP, recall_view, listed=False),
    Command("walk", mark("步行"), GROUP, walk, "Ctrl+Shift+W", "walk"),
    Command("split", mark("分屏对比"), GROUP, split, "Ctrl+\\", "split"),
    Command("map_out", mark("出图…"), GROUP, map_out, "Ctrl+P", "print"),
    Command("tour", mark("飞行浏览"), GROUP, tour, "", "play"),
)
