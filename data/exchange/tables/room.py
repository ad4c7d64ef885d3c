"""How much memory the sheets of one file may take: what is mostly empty must not lie far apart."""

from __future__ import annotations

from pathlib import Path

from data.exchange.tables import refuse
from data.exchange.tables.sheet_xml import LAST_COLUMN, LAST_ROW, Extent
from data.exchange.tables.table import column_letter
from data.i18n import tr


class Room:
    """Adds up the rectangles around the cells of sheets; a reader lays them out whole, 24 bytes a cell, filled or not."""

    LARGEST = 12_000_000  # cells of mostly empty rectangles, all sheets together
    FILLED = 8  # a rectangle is mostly empty where fewer than one cell in eight is filled

    def __init__(self, path: Path) -> None:
        self._path = path
        self._taken = 0

    def take(self, sheet: str, extent: Extent) -> None:
        """Take in a sheet.

        Raises
        ------
        BadInput
            If it reaches beyond what a sheet can be, or if it is mostly empty and there is no room for it.
        """
        if extent.rows > LAST_ROW or extent.columns > LAST_COLUMN:
            raise refuse.hostile(self._path, tr("工作表“{sheet}”有单元格在表格之外", sheet=sheet))
        if extent.cells < 0 or extent.area <= self.FILLED * extent.cells:
            return
        self._taken += extent.area
        if self._taken > self.LARGEST:
            corner = f"{column_letter(extent.columns - 1)}{extent.rows}"
            raise refuse.scattered(self._path, sheet, corner, extent.cells)
