"""What stands in the side panel, by the key of the rail."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.console import Console


def panel_makers(console: Console) -> dict[str, Callable[[], QWidget]]:
    """Return what makes each panel when it is first wanted: their modules are loaded then and not at start-up."""
    station, workspace = console.station, console.workspace

    def layers() -> QWidget:
        from widgets.layers_panel import LayersPanel

        return LayersPanel(station, workspace)

    def ledgers() -> QWidget:
        from widgets.records.ledger_panel import LedgerPanel

        return LedgerPanel(station, workspace)

    def tasks() -> QWidget:
        from widgets.records.task_list import TaskList

        return TaskList(station, workspace)

    def cases() -> QWidget:
        from widgets.records.cases_panel import CasesPanel

        return CasesPanel(station, workspace)

    def forces() -> QWidget:
        from widgets.forces.forces_panel import ForcesPanel

        desk = console.gateway_desk
        panel = ForcesPanel(station, workspace, gateway=lambda: desk.said)
        desk.changed.connect(panel.tell_gateway)
        return panel

    def figures() -> QWidget:
        from widgets.records.figures_panel import FiguresPanel

        return FiguresPanel(station, workspace)

    def importing() -> QWidget:
        from widgets.records.import_panel import ImportPanel

        return ImportPanel(station, workspace)

    return {
        "layers": layers, "ledgers": ledgers, "tasks": tasks, "cases": cases, "forces": forces, "figures": figures,
        "import": importing,
    }  # fmt: skip
