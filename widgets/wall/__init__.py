"""What the wall shows beside the town: cards with figures, charts and the newest cases, read from five metres away."""

from widgets.wall.board import WallBoard

__all__ = ["WallBoard"]
