"""Long codes that a spreadsheet took for numbers: of more than 15 digits the last ones are gone, and what stands there is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from data.exchange.tables.table import Cell, cell_text
from data.kinds.complaints import digits_lost
from data.kinds.identity import EXACT
from data.kinds.model import Field, Kind

if TYPE_CHECKING:
    from data.exchange.tables.cells import Reader, RowValues

KEPT = 15  # digits that a spreadsheet keeps of a number
LONG = re.compile(r"\d{16,30}\Z", re.ASCII)
EXPONENT = re.compile(r"\d(?:\.\d+)?E\+?\d\d\Z", re.IGNORECASE | re.ASCII)
FEWEST = 3
# How many codes of a length end in as many zeros by chance is known; this is the share from which it was no chance.
SHARES = {16: 0.6, 17: 0.2}
SHARE = 0.02


def holds_codes(kind: Kind, field: Field) -> bool:
    """Whether a field holds codes of digits, of which each one counts."""
    named = field.search == "digits" or ((field.name,) in kind.keys and field.name != "name")
    return field.type == "id_number" or (field.type == "text" and named)


def is_rounded(cell: Cell) -> bool:
    """Whether a code looks as a spreadsheet leaves it: 990101199001010000, or 9.90101E+17."""
    if isinstance(cell, float):
        return abs(cell) >= EXACT
    text = cell_text(cell) if isinstance(cell, str) else ""
    return bool(EXPONENT.match(text)) or (bool(LONG.match(text)) and not text[KEPT:].strip("0"))


def went_through_numbers(cells: Iterable[Cell]) -> bool:
    """Whether so many codes of a column end in zeros from the 16th digit on that they were numbers once.

    A single code may truly end so; a column of them does not.
    """
    long: dict[int, int] = {}
    rounded: dict[int, int] = {}
    for cell in cells:
        if type(cell) is str and len(cell) > KEPT and LONG.match(cell):
            long[len(cell)] = long.get(len(cell), 0) + 1
            if cell.endswith("0") and not cell[KEPT:].strip("0"):
                rounded[len(cell)] = rounded.get(len(cell), 0) + 1
    return any(n >= FEWEST and n >= SHARES.get(length, SHARE) * long[length] for length, n in rounded.items())


class Watched:
    """A reader of a column of codes that lets no damaged one through."""

    def __init__(self, reader: Reader, column: str, rounded: bool) -> None:
        self._reader = reader
        self._column = column
        self.rounded = rounded

    def __call__(self, row: RowValues, cell: Cell) -> None:
        """Read a cell, or say that its digits are lost."""
        from data.exchange.tables.cells import Fault

        plain_digits = isinstance(cell, str) and not EXPONENT.match(cell_text(cell))
        if is_rounded(cell) and (self.rounded or not plain_digits):
            row.faults.append(Fault(digits_lost(), self._column, cell))
        else:
            self._reader(row, cell)
