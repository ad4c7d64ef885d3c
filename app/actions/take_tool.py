"""Taking up a tool of the map by a command, which lays it down again where it is in hand already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.console import Console


def tool(name: str) -> Callable[[Console], None]:
    """Return what takes up the tool with this name in the catalogue, or lays it down."""

    def take(console: Console) -> None:
        console.workspace.use_tool("" if console.workspace.tool.name == name else name)

    return take
