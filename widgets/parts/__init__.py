"""Small parts that every panel is made of: buttons, switches, chips, badges, cards, words."""

from widgets.parts.badge import CountBadge, Glyph, StateMark
from widgets.parts.button import Button, IconButton
from widgets.parts.card import Card, FloatingCard, Line
from widgets.parts.chip import Chip
from widgets.parts.empty import EmptyState
from widgets.parts.flow import FlowLayout
from widgets.parts.label import ElidedLabel, Label
from widgets.parts.scroll import Scroller
from widgets.parts.segmented import Segmented
from widgets.parts.tabs import TabStrip
from widgets.parts.toggle import Toggle

__all__ = [
    "Button", "Card", "Chip", "CountBadge", "ElidedLabel", "EmptyState", "FloatingCard", "FlowLayout", "Glyph", "IconButton",
    "Label", "Line", "Scroller", "Segmented", "StateMark", "TabStrip", "Toggle",
]  # fmt: skip
