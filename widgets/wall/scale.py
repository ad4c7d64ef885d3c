"""Sizes on the wall: everything follows from its height, so that it reads the same on any screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

from data import look

REFERENCE = 1080  # the height in pixels for which the sizes are given
TEXT, QUIET, TITLE, FIGURE = 24, 20, 40, 88
NARROW_FIGURE = 68  # where four cards share a column


@dataclass(frozen=True, slots=True)
class WallScale:
    """Sizes for a wall of this height and width in pixels."""

    width: int
    height: int

    @property
    def factor(self) -> float:
        """Pixels for one reference pixel; narrow walls shrink a little so that the cards still fit."""
        return min(self.height / REFERENCE, self.width / 1500)

    def px(self, reference: float) -> int:
        """Return a length in pixels."""
        return max(1, round(reference * self.factor))

    def font(self, reference: float, *, bold: bool = False) -> QFont:
        """Return the wall's type at a reference size, with tabular figures."""
        made = QFont()
        made.setFamilies(look.families())
        made.setPixelSize(self.px(reference))
        made.setBold(bold)
        made.setFeature(QFont.Tag("tnum"), 1)
        return made

    @property
    def figure(self) -> int:
        """The reference size of the great figures."""
        return FIGURE if self.columns == 2 else NARROW_FIGURE

    @property
    def columns(self) -> int:
        """How many columns of cards stand on the left: two where there is room for the town between them."""
        return 2 if self.width / self.height >= 2.6 else 1


def dark(name: str, alpha: float = 1.0) -> QColor:
    """Return a colour of the dark theme: the wall is dark whatever the console shows."""
    value = QColor(look.colours("dark")[name])
    value.setAlphaF(alpha)
    return value
