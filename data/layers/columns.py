"""Columns of very many records as arrays: numbers as they are, everything else as codes into a list of values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of words: ``values[codes[i]]`` is the value of row i, the code -1 is an empty one."""

    codes: Codes
    values: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.codes)

    def value(self, row: int) -> Any:
        """Return the value of a row, None where it is empty."""
        code = int(self.codes[row])
        return None if code < 0 else self.values[code]


# Numbers are nan where they are empty.
Column = Floats | Coded


def column_of(values: Sequence[Any], *, numbers: bool) -> Column:
    """Return values as a column; ``numbers`` says whether they are numbers."""
    if numbers:
        return np.array([np.nan if v is None else float(v) for v in values], np.float64)
    known = {v: n for n, v in enumerate(dict.fromkeys(v for v in values if v is not None))}
    return Coded(np.array([known.get(v, -1) for v in values], np.int32), tuple(known))
