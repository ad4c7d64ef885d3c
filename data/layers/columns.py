"""Columns of very many records as arrays: numbers as they are, everything else as codes into a list of values."""

from __future__ import annotations

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
