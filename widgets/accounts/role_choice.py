"""The roles to choose from, each with what it is for under it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from data.accounts.roles import roles
from widgets import style
from widgets.parts.label import Label


class RoleChoice(QWidget):
    """Boxes to tick; ``without`` leaves a role out."""

    def __init__(self, *, without: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.boxes: dict[str, QCheckBox] = {}
        for role in roles().values():
            if role.name == without:
                continue
            box = self.boxes[role.name] = QCheckBox(role.label)
            box.setAccessibleDescription(role.sentence)
            words = Label(role.sentence, "quiet", wrap=True)
            words.setContentsMargins(style.scaled(30), 0, 0, style.scaled(4))
            column.addWidget(box)
            column.addWidget(words)

    def chosen(self) -> tuple[str, ...]:
        """Return the roles that are ticked."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def choose(self, names: Iterable[str]) -> None:
        """Tick these and no others."""
        wanted = set(names)
        for name, box in self.boxes.items():
            box.setChecked(name in wanted)
